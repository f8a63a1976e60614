"""Read and write catalogues as PO files, which Poedit and Weblate edit."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Protocol

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser, write_po
from msgspec import structs

from wegwijs.sources.catalogue import Catalogue, Key, PoEntry, judged, no_day, no_reviewer, one_line
from wegwijs.sources.po_syntax import broken_lines, duplicates, former_id, without_former_obsolete
from wegwijs.sources.problems import MAX_PROBLEMS, InvalidSources, Problem
from wegwijs.sources.reader import unprintable
from wegwijs.sources.stamps import PER_TEXT, comment_of, parted
from wegwijs.sources.variants import from_gettext

MAX_MESSAGES = 2_000  # ours have 160; fuzzy matching among more takes too long
_HEADERS = {
    header.lower(): header
    for header in (
        "Content-Type",
        "Language",
        "X-Reviewer",
        "X-Reviewed-On",
        "X-Source-Version",
        PER_TEXT,
    )
}


class _Babel(Catalog):
    """Keep all headers: Babel's catalogue keeps only those it knows, and adds the time of day."""

    headers: dict[str, str]

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        if not self.headers:
            return []
        *lines, (name, value) = self.headers.items()
        return [*lines, (name, f"{value}\n")]  # Babel omits the last newline

    @mime_headers.setter
    def mime_headers(self, headers: Any) -> None:
        self.headers = {name: value.strip() for name, value in headers}


def parse_catalogue(text: str, name: str, language: str) -> Catalogue:
    """Parse a PO file; ``name`` is used in messages. Raises ``InvalidSources``."""
    found = _parsed(text, name, language)
    return structs.replace(found, headers={**found.headers}, entries={**found.entries})


@lru_cache(maxsize=32)  # shared by hundreds of editions
def _parsed(text: str, name: str, language: str) -> Catalogue:
    text = text.replace("\r\n", "\n")
    if broken := list(islice(broken_lines(text, name), MAX_PROBLEMS)):
        raise InvalidSources(broken)
    if len(re.findall(r"^(?:#~ )?msgid\b", text, re.MULTILINE)) > MAX_MESSAGES:
        advice = f"er staan meer dan {MAX_MESSAGES} teksten in. Is dit het goede bestand?"
        raise InvalidSources([Problem(name, 0, "", advice)])
    babel = _Babel(locale=None, charset="utf-8")
    babel.headers = {}
    try:
        readable = without_former_obsolete(text).encode()
        PoFileParser(babel, abort_invalid=True).parse(io.BytesIO(readable))
    except PoFileError as error:
        advice = "dit is geen geldig PO-bestand: kijk naar deze regel, of open het in Poedit"
        raise InvalidSources([Problem(name, error.lineno + 1, "", advice)]) from error
    except (ValueError, IndexError, KeyError, TypeError) as error:
        advice = "dit is geen geldig PO-bestand. Open het in Poedit, of haal het opnieuw op"
        raise InvalidSources([Problem(name, 0, "", advice)]) from error
    headers = {
        _HEADERS.get(header.lower(), header): value for header, value in babel.headers.items()
    }
    catalogue = Catalogue(language, name, headers, comment=babel.header_comment)
    problems = list(_header_problems(catalogue, text))
    for message in babel:
        if message.id:
            _add(catalogue.entries, message, problems, name)
    for message in babel.obsolete.values():
        _add(catalogue.obsolete, message, [], name)
    problems += duplicates(text, name)
    if problems:
        raise InvalidSources(problems[:MAX_PROBLEMS])
    return judged(catalogue) if catalogue.review else catalogue


def _add(entries: dict[Key, PoEntry], message: Any, problems: list[Problem], name: str) -> None:
    if not isinstance(message.id, str) or not isinstance(message.string, str):
        problems.append(Problem(name, message.lineno or 0, "", "meervoudsvormen horen hier niet"))
        return
    key = (message.context or "", one_line(message.id))
    comments = [line for line in message.user_comments if not line.startswith("|")]
    stamp, comments = parted(comments)
    fuzzy = "fuzzy" in message.flags
    former = former_id(message.user_comments) if fuzzy else None
    text = one_line(message.string)
    blank = not any(unicodedata.category(char)[0] in "LNPS" for char in text)
    kept = "" if blank else text
    entries[key] = PoEntry(kept, fuzzy, message.lineno or 0, former, comments, stamp)
    if char := unprintable(text.replace("\u200f", "").replace("\u200e", "")):
        advice = f"teken U+{ord(char):04X} kan niet worden afgedrukt, haal het weg"
        problems.append(Problem(name, message.lineno or 0, key[0], advice))
    elif blank and message.string:
        advice = "de vertaling is leeg: er staan alleen spaties. Vertaal de tekst, of haal ze weg"
        problems.append(Problem(name, message.lineno or 0, key[0], advice))


def _header_problems(catalogue: Catalogue, text: str) -> Iterator[Problem]:
    def line(header: str) -> int:
        found = text.find(f'"{header}')
        return text.count("\n", 0, found) + 1 if found >= 0 else 1

    charset = re.search(r"charset=([\w-]+)", catalogue.headers.get("Content-Type", ""))
    if charset and charset[1].lower() not in ("utf-8", "utf8", "charset"):
        yield Problem(
            catalogue.file,
            line("Content-Type"),
            "Content-Type",
            f"de tekenset is {charset[1]}; bewaar het bestand als UTF-8 en zet dat hier",
        )
    written = from_gettext(catalogue.headers.get("Language", ""))
    # A country suffix adds nothing: "pl_PL" is Polish.
    if written and not re.fullmatch(rf"{re.escape(catalogue.language)}(-[A-Z]{{2}})?", written):
        yield Problem(
            catalogue.file,
            line("Language:"),
            "Language",
            f"hier staat taal {written!r}, maar het bestand heet naar {catalogue.language!r}",
        )
    for header, value in catalogue.headers.items():
        if header != "X-Reviewer" and (char := unprintable(header + value)):
            message = f"teken U+{ord(char):04X} kan niet worden afgedrukt, haal het weg"
            yield Problem(catalogue.file, line(header), header, message)
    if message := no_reviewer(catalogue.headers.get("X-Reviewer", "")):
        yield Problem(catalogue.file, line("X-Reviewer"), "X-Reviewer", message)
    day = catalogue.headers.get("X-Reviewed-On", "").strip()
    if day and (message := no_day(day)):
        yield Problem(catalogue.file, line("X-Reviewed-On"), "X-Reviewed-On", message)


class Location(Protocol):
    """Where a Dutch text stands in the sources, and where it is printed."""

    @property
    def file(self) -> str: ...  # noqa: D102

    @property
    def line(self) -> int: ...  # noqa: D102

    @property
    def panel(self) -> str: ...  # noqa: D102

    @property
    def dutch(self) -> Sequence[str]: ...  # noqa: D102


def write_catalogue(catalogue: Catalogue, places: Mapping[Key, Location]) -> bytes:
    """Serialise a catalogue, its messages in the order of ``places``."""
    babel = _Babel(locale=None, charset="utf-8", header_comment=catalogue.comment, fuzzy=False)
    babel.headers = catalogue.headers
    for key, place in places.items():
        entry = catalogue.entries.get(key, PoEntry(""))
        message = Message(
            key[1],
            entry.text,
            locations=[(place.file, place.line)],
            flags={"fuzzy"} if entry.fuzzy else (),
            auto_comments=[place.panel, *(f"blijft Nederlands: {words}" for words in place.dutch)],
            user_comments=_comments(key, entry),
            previous_id=[entry.previous[1]] if entry.fuzzy and entry.previous else (),
            context=key[0],
        )
        babel[key[1]] = message
    for key, entry in catalogue.obsolete.items():
        if entry.text:
            babel.obsolete[babel._key_for(key[1], key[0])] = Message(
                key[1], entry.text, user_comments=_comments(key, entry), context=key[0]
            )
    out = io.BytesIO()
    write_po(out, babel, width=100, include_previous=True)
    return out.getvalue()


def _comments(key: Key, entry: PoEntry) -> list[str]:
    """Return a translator's comments on a message, and its stamp."""
    stamp = [comment_of(entry.stamp, holds=entry.holds(key))] if entry.stamp else []
    return [*entry.user_comments, *stamp]
