"""Strict YAML: every scalar is a string, every value has its line, all problems come at once.

Standard YAML turns ``030`` into 24 and ``NO`` into False, and keeps the last of two equal keys.
Here a phone number stays as typed. Anchors, tags and multiple documents are refused: a list of
organisations does not need them, and they hide surprises.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from msgspec import Struct

from wegwijs.sources.problems import MAX_PROBLEMS, InvalidSources, Problem, reason
from wegwijs.sources.regular import NotRegular, TooLarge, read_regular
from wegwijs.sources.syntax import cut_off, fault, too_deep

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
FILL_IN = "VUL IN"  # what `init` leaves to a person
MAX_SCALAR = 2_000
MAX_VALUES = 10_000  # our longest file has 400
RAW = {"picture", "catalogues"}  # sections that are not for print (``sources.portable``)
MAX_MARKS = 4  # per letter; no printed language needs more

# What is never seen though it counts as a mark or a letter: fillers, joiners of graphemes and
# selectors of a variant. The others with Default_Ignorable_Code_Point are format characters.
_FILLERS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Short names for tags, which we refuse; the parser compares each with all before it.
_SHORT_TAGS = re.compile(r"^%TAG\b", re.MULTILINE)

# The C parser is nine times faster and ships in the wheels.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NO_PRINT = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Place: TypeAlias = "tuple[str | int, ...]"


class _Enough(Exception):
    """Stop reading: this is clearly not one of our files."""


class ParsedFile(Struct):
    """A file as plain lists, dicts and strings, with the line (1-based) of every place in it.

    When it overrides another document, ``below``, ``origins`` says where places really stand.
    """

    file: str
    data: Value
    lines: dict[Place, int] = {}
    origins: dict[Place, tuple[ParsedFile, Place]] = {}
    below: ParsedFile | None = None

    @property
    def folder(self) -> str:
        """The folder that it is in, as shown in messages."""
        return self.file.rpartition("/")[0]

    @property
    def lowest(self) -> ParsedFile:
        """The bottom document of the layers, or itself."""
        return self if self.below is None else self.below.lowest

    def stands(self, place: Place) -> tuple[ParsedFile, Place]:
        """Return the document that holds a place, and the place in it."""
        for end in range(len(place), 0, -1) if self.origins else ():
            if found := self.origins.get(place[:end]):
                document, there = found
                return document.stands((*there, *place[end:]))
        return self, place

    def at(self, place: Place) -> tuple[str, int, str]:
        """Return the file, line and field of a place, or of the nearest place around it."""
        document, there = self.stands(place)
        return document.file, document.line(there), dotted(there)

    def line(self, place: Place) -> int:
        """Return the line of a place in this file, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, place: Place, message: str) -> Problem:
        """Return a problem at a place."""
        return Problem(*self.at(place), message)

    def typed(self, place: Place) -> str:
        """Return the text at a place as typed, or an empty string."""
        value: Any = self.data
        for step in place:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return ""
        return value if isinstance(value, str) else ""

    def scalars(self) -> Iterator[tuple[Place, str]]:
        """Yield every scalar with its place."""
        todo: list[tuple[Place, Value]] = [((), self.data)]
        while todo:
            place, value = todo.pop()
            if isinstance(value, str):
                yield place, value
            elif isinstance(value, dict):
                todo += [((*place, key), item) for key, item in value.items()]
            else:
                todo += [((*place, index), item) for index, item in enumerate(value)]


def read(path: Path, name: str) -> ParsedFile:
    """Read a YAML file; ``name`` is used in messages.

    Raises ``InvalidSources`` with every problem of syntax.
    """
    return parse(read_text(path, name), name)


def read_text(path: Path, name: str, limit: int = MAX_BYTES) -> str:
    """Read a UTF-8 file of at most ``limit`` bytes. Raises ``InvalidSources``."""

    def problem(message: str, line: int = 0) -> InvalidSources:
        return InvalidSources([Problem(name, line, "", message)])

    try:
        return read_regular(path, limit, follow=True).decode("utf-8-sig")
    except NotRegular as error:
        raise problem("dit is een map of geen gewoon bestand") from error
    except TooLarge as error:
        raise problem(
            f"het bestand is {_count(error.size)} bytes groot; {_count(limit)} is het meeste. Is"
            " dit het goede bestand?"
        ) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise problem("dit is geen UTF-8. Bewaar het bestand als UTF-8", line) from error
    except OSError as error:
        raise problem(f"het bestand is niet te lezen ({reason(error)})") from error


def parse(text: str, name: str) -> ParsedFile:
    """Parse YAML text. Raises ``InvalidSources``."""
    document, found = parse_leniently(text, name)
    if found:
        raise InvalidSources(found)
    return document


def parse_leniently(text: str, name: str) -> tuple[ParsedFile, list[Problem]]:
    """Parse YAML text; return it with the problems of single values (``faults``).

    Raises ``InvalidSources`` when the text as a whole is unreadable.
    """
    tree = _Tree(name, text)
    if short := _SHORT_TAGS.search(text):
        line = text.count("\n", 0, short.start()) + 1
        tree.complain(line, "%TAG wordt niet gebruikt, haal elke regel weg die zo begint")
        raise InvalidSources(tree.problems)
    try:
        data = tree.build()
    except _Enough:
        raise InvalidSources([*tree.problems, *tree.faults]) from None
    except yaml.MarkedYAMLError as error:
        tree.complain(*fault(error, text, tree.quoted, MAX_DEPTH))
    except yaml.reader.ReaderError as error:
        char = error.character if isinstance(error.character, int) else ord(error.character)
        tree.complain(
            text.count("\n", 0, text.find(chr(char))) + 1,  # the position is in bytes or in letters
            f"hier staat een onzichtbaar stuurteken (U+{char:04X}). Haal het weg",
        )
    if tree.problems:
        raise InvalidSources([*tree.problems, *tree.faults])
    return ParsedFile(name, data, tree.lines), tree.faults


def as_read(text: str) -> str:
    """Collapse whitespace, since long texts are folded over lines in YAML, and write ligatures and
    letters in a fixed form, as some programs copy them from a PDF, as letters: ``ﬁ`` as ``fi``.
    """
    spaced = " ".join(text.split())
    plain = _PRESENTED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), spaced)
    return unicodedata.normalize("NFC", plain)


# The presentation forms of Unicode, Latin to Arabic, but for signs, phrases and loose marks.
_PRESENTED = re.compile(
    r"[\ufb00-\ufb06\ufb13-\ufb17\ufb1d\ufb1f-\ufb28\ufb2a-\ufbb1\ufbd3-\ufc5d\ufc64-\ufd3d\ufd50-\ufdf9"
    r"\ufe80-\ufefc]"
)


def faults(text: str) -> Iterator[str]:
    """Yield what is wrong with a scalar, whatever its field."""
    if FILL_IN in text or text.strip(" <-.:").upper() == FILL_IN:
        yield "hier staat nog VUL IN. Vul het in, of zet een # voor deze regel"
    if char := unprintable(text):
        name = unicodedata.name(char, "zonder naam")
        yield f"teken U+{ord(char):04X} ({name}) kan niet worden afgedrukt, haal het weg"
    if len(text) > MAX_SCALAR:
        yield f"een tekst van {_count(len(text))} tekens; {_count(MAX_SCALAR)} is het meeste"


def unprintable(text: str) -> str | None:
    """Return the first unprintable character, or None.

    Control and format characters (a bidi override can reverse a phone number), invisible fillers,
    surrogates, private use and unassigned code points. The joiners that Arabic and Indic spelling
    need (U+200C, U+200D) are allowed; our own isolates are added at output. Marks stacked on one
    letter would be printed over the lines above it.
    """
    if all(map(_is_plain, set(text))):
        return None
    marks = 0
    for char in text:
        if char in "\u200c\u200d":
            continue
        category = unicodedata.category(char)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > MAX_MARKS or category in _NO_PRINT or _FILLERS.match(char):
            return char
    return None


@lru_cache(maxsize=4096)
def _is_plain(char: str) -> bool:
    """Whether a character is printable wherever it stands: most texts have no others."""
    category = unicodedata.category(char)
    return not (category in {"Mn", "Me"} or category in _NO_PRINT or _FILLERS.match(char))


class _Tree:
    """Builds the plain tree from YAML events, with a depth limit of its own."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self.faults: list[Problem] = []  # of single values
        self.quoted = (0, 0)  # first and last line of the last value, when it is in quotes
        self._text = text
        self._events: Iterator[Any] = yaml.parse(text, Loader=LOADER)

    def complain(self, line: int, message: str, place: Place = ()) -> None:
        """Record a problem and go on."""
        self.problems.append(Problem(self.file, line, dotted(place), message))

    def build(self) -> Value:
        """Return the tree of the only document in the file."""
        data: Value = ""
        seen = False
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                if seen:
                    line = event.start_mark.line + 1 if event.start_mark else 0
                    self.complain(line, "hier begint een tweede document. Zet alles in één")
                data = self._node(event, ())
                seen = True
        if not seen:
            self.complain(0, "het bestand is leeg")
        return data

    def _node(self, event: Any, place: Place) -> Value:
        if len(self.problems) + len(self.faults) >= MAX_PROBLEMS:
            raise _Enough
        line = event.start_mark.line + 1
        self.lines[place] = line
        if len(self.lines) > MAX_VALUES:
            self.complain(line, f"meer dan {_count(MAX_VALUES)} waarden. Is dit het goede bestand?")
            raise _Enough
        if isinstance(event, yaml.AliasEvent):
            self.complain(line, f"verwijzing *{event.anchor}: schrijf de waarde voluit", place)
            return ""
        if event.anchor:
            self.complain(line, f"anker &{event.anchor} wordt niet gebruikt, haal het weg", place)
        if event.tag not in (None, "!"):
            self.complain(line, f"label {event.tag} wordt niet gebruikt, haal het weg", place)
        if isinstance(event, yaml.ScalarEvent):
            last = event.end_mark.line + 1 if event.end_mark else line
            self.quoted = (line, last) if event.style in ("'", '"') else (0, 0)
            if not event.style and (cut := cut_off(self._text, event)):
                self.faults.append(Problem(self.file, last, dotted(place), cut))
            return self._scalar(event.value, line, place)
        if len(place) >= MAX_DEPTH:
            self.complain(line, too_deep(MAX_DEPTH), place)
            self._skip()
            return ""
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place)
        return self._mapping(place)

    def _scalar(self, text: str, line: int, place: Place) -> str:
        if place and place[0] in RAW:
            return text
        text = as_read(text)
        for message in faults(text):
            self.faults.append(Problem(self.file, line, dotted(place), message))
        return text

    def _sequence(self, place: Place) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*place, len(items))))
        return items

    def _mapping(self, place: Place) -> dict[str, Value]:
        items: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, (*place, "?"))
            line = event.start_mark.line + 1
            if not isinstance(key, str) or not key:
                self.complain(line, "een veldnaam moet gewone tekst zijn", place)
                key = "?"
            elif key in items:
                first = self.lines[(*place, key)]
                self.complain(
                    line,
                    f"{key!r} staat hier nog eens (ook op regel {first}), haal er een weg",
                    place,
                )
            value = self._node(next(self._events), (*place, key))
            self.lines[(*place, key)] = line
            items[key] = value
        return items

    def _skip(self) -> None:
        depth = 1
        while depth:
            event = next(self._events)
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > 100:  # the parser slows down with depth
                raise _Enough


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def dotted(place: Place) -> str:
    """Format a place: ``organisations[2].phone.number`` (counted from 1)."""
    text = ""
    for step in place:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def place_of(field: str) -> Place:
    """The place that ``dotted`` wrote."""
    return tuple(
        int(step[1:-1]) - 1 if step.startswith("[") else step
        for step in re.findall(r"\[\d+\]|[^.\[]+", field)
    )
