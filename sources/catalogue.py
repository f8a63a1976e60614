"""One language's translations: a gettext catalogue (PO file) as Poedit and Weblate open it.

A message is known by its place (``msgctxt``) and its Dutch text (``msgid``). The header says who
reviewed the whole (``X-Reviewer``, ``X-Reviewed-On``) and on which Dutch it rests
(``X-Source-Version``).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from functools import lru_cache
from itertools import islice
from typing import Any, Protocol

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po

from sources.model import Review
from sources.problems import MAX_PROBLEMS, InvalidSources, Problem
from sources.reader import unprintable

MAX_NAME = 120  # as in the model
MAX_MESSAGES = 2_000  # ours have 160; what is alike among more cannot be looked for in time
Key = tuple[str, str]  # place, Dutch text


class State(Enum):
    """What may be printed of a translation; decided by the catalogue itself."""

    REVIEWED = "reviewed"
    CONCEPT = "concept"
    NOT_READY = "not ready"


class _Babel(Catalog):
    """Babel's catalogue keeps only the headers it knows, and writes the time of day."""

    headers: dict[str, str]

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        if not self.headers:
            return []
        *lines, (name, value) = self.headers.items()
        return [*lines, (name, f"{value}\n")]  # Babel leaves the last line unended

    @mime_headers.setter
    def mime_headers(self, headers: Any) -> None:
        self.headers = {name: value.strip() for name, value in headers}


@dataclass
class Entry:
    """One translated text. ``line`` is its place in the PO file (1-based)."""

    text: str
    fuzzy: bool = False
    line: int = 0
    previous: Key | None = None
    user_comments: list[str] = field(default_factory=list)


@dataclass
class Catalogue:
    """The translations of one language."""

    language: str
    file: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    entries: dict[Key, Entry] = field(default_factory=dict)
    obsolete: dict[Key, Entry] = field(default_factory=dict)
    comment: str = ""

    @property
    def review(self) -> Review | None:
        """Who reviewed the whole, and when; None where either is missing."""
        name = self.headers.get("X-Reviewer", "").strip()
        day = self.headers.get("X-Reviewed-On", "").strip()
        return Review(name, date.fromisoformat(day)) if name and day else None

    @property
    def source_version(self) -> str:
        """The version of the Dutch on which the translation rests."""
        return self.headers.get("X-Source-Version", "")

    def translation(self, key: Key) -> str | None:
        """The text for a key; None when it is missing or fuzzy."""
        entry = self.entries.get(key)
        return entry.text if entry and entry.text and not entry.fuzzy else None

    def unready(self, keys: Sequence[Key]) -> list[Key]:
        """The keys that have no translation to print."""
        return [key for key in keys if self.translation(key) is None]

    def state(self, keys: Sequence[Key]) -> State:
        """Whether these texts can be printed, and how."""
        if self.unready(keys):
            return State.NOT_READY
        return State.REVIEWED if self.review else State.CONCEPT


def parse_catalogue(text: str, name: str, language: str) -> Catalogue:
    """Read the text of a PO file; ``name`` is how messages call it. Raises ``InvalidSources``."""
    found = _parsed(text, name, language)
    return replace(found, headers={**found.headers}, entries={**found.entries})


@lru_cache(maxsize=32)  # hundreds of editions share it
def _parsed(text: str, name: str, language: str) -> Catalogue:
    if broken := list(islice(_syntax_problems(text, name), MAX_PROBLEMS)):
        raise InvalidSources(broken)
    if len(re.findall(r"^(?:#~ )?msgid\b", text, re.MULTILINE)) > MAX_MESSAGES:
        advice = f"er staan meer dan {MAX_MESSAGES} teksten in. Is dit het goede bestand?"
        raise InvalidSources([Problem(name, 0, "", advice)])
    babel = _Babel(locale=None, charset="utf-8")
    babel.headers = {}
    try:
        PoFileParser(babel, abort_invalid=True).parse(io.BytesIO(text.encode()))
    except PoFileError as error:
        advice = f"dit is geen geldig PO-bestand ({error.args[0]}). Open het in Poedit"
        raise InvalidSources([Problem(name, error.lineno + 1, "", advice)]) from error
    except (ValueError, IndexError, KeyError, TypeError) as error:
        advice = "dit is geen geldig PO-bestand. Open het in Poedit, of haal het opnieuw op"
        raise InvalidSources([Problem(name, 0, "", advice)]) from error
    catalogue = Catalogue(language, name, babel.headers, comment=babel.header_comment)
    problems = list(_header_problems(catalogue, text))
    for message in babel:
        if message.id:
            _add(catalogue.entries, message, problems, name)
    for message in babel.obsolete.values():
        _add(catalogue.obsolete, message, [], name)
    problems += _duplicates(text, name)
    if problems:
        raise InvalidSources(problems[:MAX_PROBLEMS])
    return catalogue


def _add(entries: dict[Key, Entry], message: Any, problems: list[Problem], name: str) -> None:
    if not isinstance(message.id, str) or not isinstance(message.string, str):
        problems.append(Problem(name, message.lineno or 0, "", "meervoudsvormen horen hier niet"))
        return
    key = (message.context or "", message.id)
    comments = [line for line in message.user_comments if not line.startswith("|")]
    fuzzy = "fuzzy" in message.flags
    entries[key] = Entry(message.string, fuzzy, message.lineno or 0, None, comments)
    if char := unprintable(message.string.replace("\u200f", "").replace("\u200e", "")):
        text = f"teken U+{ord(char):04X} kan niet worden afgedrukt, haal het weg"
        problems.append(Problem(name, message.lineno or 0, key[0], text))


_PO_LINE = re.compile(
    r'(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s+)?"([^"\\]|\\.)*")?\s*'
)


def _syntax_problems(text: str, name: str) -> Iterator[Problem]:
    """Lines that are no PO. Babel guesses at them, and drops what it cannot guess."""
    for number, line in enumerate(text.split("\n"), start=1):
        if not _PO_LINE.fullmatch(line):
            message = "dit is geen geldig PO-bestand: kijk naar de aanhalingstekens op deze regel"
            yield Problem(name, number, "", message)


def _header_problems(catalogue: Catalogue, text: str) -> Iterator[Problem]:
    def line(header: str) -> int:
        found = text.find(f'"{header}')
        return text.count("\n", 0, found) + 1 if found >= 0 else 1

    charset = re.search(r"charset=([\w-]+)", catalogue.headers.get("Content-Type", ""))
    if charset and charset[1].lower() not in ("utf-8", "charset"):
        yield Problem(
            catalogue.file,
            line("Content-Type"),
            "Content-Type",
            f"de tekenset is {charset[1]}; bewaar het bestand als UTF-8 en zet dat hier",
        )
    written = catalogue.headers.get("Language", "").replace("_", "-")
    if written and written != catalogue.language:
        yield Problem(
            catalogue.file,
            line("Language:"),
            "Language",
            f"hier staat taal {written!r}, maar het bestand heet naar {catalogue.language!r}",
        )
    for header, value in catalogue.headers.items():
        if char := unprintable(header + value):
            message = f"teken U+{ord(char):04X} kan niet worden afgedrukt, haal het weg"
            yield Problem(catalogue.file, line(header), header, message)
    if len(catalogue.headers.get("X-Reviewer", "")) > MAX_NAME:
        message = f"dit is te lang: {MAX_NAME} tekens is het meeste"
        yield Problem(catalogue.file, line("X-Reviewer"), "X-Reviewer", message)
    day = catalogue.headers.get("X-Reviewed-On", "").strip()
    if day and not _is_day(day):
        yield Problem(
            catalogue.file,
            line("X-Reviewed-On"),
            "X-Reviewed-On",
            f"{day!r} is geen datum. Schrijf die zo: 2026-11-23",
        )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _duplicates(text: str, name: str) -> Iterator[Problem]:
    """Babel lets the last of two equal messages win."""
    seen: dict[str, int] = {}
    for match in re.finditer(
        r'^(msgctxt (?:".*"\n)+)?msgid (?:".*"\n)+', text.replace("\r\n", "\n"), re.MULTILINE
    ):
        line = text.count("\n", 0, match.start()) + 1
        if match[0] in seen:
            message = f"deze tekst staat hier nog eens (ook op regel {seen[match[0]]})"
            yield Problem(name, line, "", message)
        seen.setdefault(match[0], line)


class Place(Protocol):
    """Where a Dutch text stands, and where it lands."""

    @property
    def file(self) -> str: ...  # noqa: D102

    @property
    def line(self) -> int: ...  # noqa: D102

    @property
    def panel(self) -> str: ...  # noqa: D102


def write_catalogue(catalogue: Catalogue, places: Mapping[Key, Place]) -> bytes:
    """The PO file, in the order of ``places``."""
    babel = _Babel(locale=None, charset="utf-8", header_comment=catalogue.comment, fuzzy=False)
    babel.headers = catalogue.headers
    for key, place in places.items():
        entry = catalogue.entries.get(key, Entry(""))
        message = Message(
            key[1],
            entry.text,
            locations=[(place.file, place.line)],
            flags={"fuzzy"} if entry.fuzzy else (),
            auto_comments=[place.panel],
            user_comments=entry.user_comments,
            previous_id=[entry.previous[1]] if entry.previous else (),
            context=key[0],
        )
        babel[key[1]] = message
    for key, entry in catalogue.obsolete.items():
        if entry.text:
            babel.obsolete[babel._key_for(key[1], key[0])] = Message(
                key[1], entry.text, context=key[0]
            )
    out = io.BytesIO()
    write_po(out, babel, width=100, include_previous=True)
    return out.getvalue()
