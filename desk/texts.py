"""What a document says, as text: the text alternative of its pictures. Runs in a worker process.

Pages are read as a screen reader reads them, from the tags of their PDF; a document without such
pages is told from its outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from wegwijs.desk.drawing import outline, shown
from wegwijs.desk.edition import Written
from wegwijs.desk.looks import text_of
from wegwijs.desk.reading import EMPTY
from wegwijs.layouts.content.outline import Entry, Outline, Slot
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.products.screen import Line, Section

if TYPE_CHECKING:
    from wegwijs.proof.readers.structure_tree import Element

LEFT_EMPTY = "(leeg)"
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
BLOCKS = frozenset((*HEADINGS, "P", "LBody", "Figure"))
LABEL = "Lbl"  # the dash of a list


@dataclass(frozen=True)
class Read:
    """A document as text, in reading order."""

    language: str
    direction: str
    parts: tuple[Section, ...] = ()


@lru_cache(maxsize=16)
def as_text(written: Written, language: str, file: str = "", tab: str = "") -> Read:
    """Return the text of the pages of a PDF file; without one, what the product of a tab says of
    itself, or everything that an edition says.

    Raises what ``outline`` raises.
    """
    said = outline(written, language)
    if text := text_of(tab):
        return Read(said.language, said.direction, tuple(text(said)))
    try:
        parts = tuple(_of_pages(shown(written, language, file)[0]) if file else _of_outline(said))
    except DoesNotFit:
        parts = tuple(_of_outline(said))
    return Read(said.language, said.direction, parts)


# --- from pages --------------------------------------------------------------------------------


def _of_pages(data: bytes) -> Iterator[Section]:
    from wegwijs.proof.readers.inspection import inspect

    heading: Line = ()
    lines: list[Line] = []
    for element in _blocks(inspect(data).elements):
        line = _line(element)
        if element.tag not in HEADINGS:
            lines += [line] if line else []
            continue
        if heading or lines:
            yield Section(heading, tuple(lines))
        heading, lines = line, []
    yield Section(heading, tuple(lines))


def _blocks(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield headings, paragraphs and figures, in reading order."""
    for element in elements:
        if element.tag in BLOCKS:
            yield element
        elif element.tag != LABEL:
            yield from _blocks(element.children)


def _line(element: Element) -> Line:
    """Return the text of a block; a wrong number is never in it, and is said to be left out."""
    if element.tag == "Figure":
        return ((element.alt, element.language),) if element.alt else ()
    if sign := _sign(element):
        return sign
    found: list[tuple[str, str]] = []
    for text, language in element.spoken:
        if found and (language == found[-1][1] or not text.strip()):
            found[-1] = found[-1][0] + text, found[-1][1]
        else:
            found.append((text, language))
    if any(link.target == EMPTY.target for one in element.children for link in one.links):
        found.append((LEFT_EMPTY, "nl"))
    return tuple((text, language) for text, language in found if text.strip())


def _sign(element: Element) -> Line:
    """Return a number or an address with the numerals beside it in brackets, so that nobody takes
    them for a part of it; empty for any other text.
    """
    links = [one for one in element.children if one.links]
    if len(links) != 1:
        return ()
    (link,) = links
    before, _, after = element.text.partition(link.text)
    if not all(one.isdigit() for one in (*before.split(), *after.split())):
        return ()
    text = LEFT_EMPTY if link.links[0].target == EMPTY.target else link.text.strip()
    rows = (
        (_bracketed(before), element.language),
        (text, link.language),
        (_bracketed(after), element.language),
    )
    return tuple((text, language) for text, language in rows if text)


def _bracketed(numerals: str) -> str:
    return f" ({_numerals(numerals.split())}) " if numerals.strip() else ""


# --- from an outline ---------------------------------------------------------------------------


def _of_outline(said: Outline) -> Iterator[Section]:
    """Yield everything that an edition says."""

    def line(text: object) -> Line:
        return ((str(text), said.language),)

    def part(heading: object, *texts: object) -> Section:
        return Section(line(heading) if heading else (), tuple(map(line, texts)))

    alert = said.alert
    intro = [str(said.lead), f"{alert.label} {alert.number}"]
    if said.draft:
        intro.insert(0, f"{said.draft.mark}: {said.draft.explained}")
    arms = (f"{arm.label}: {_numerals(arm.numerals)}" for arm in said.arms)
    yield part(said.title, *intro, *arms)
    routes = [f"{situation.text} {_routes(situation.routes)}" for situation in said.situations]
    head = f"{alert.situation} {alert.number}"
    yield part(said.situations_heading, *said.situations_lead, head, *routes)
    for group in said.groups:
        yield part(group.heading, *group.lead)
        for entry in group.entries:
            yield part(f"{entry.numeral}. {entry.title}", *_entry(entry))
    yield part(said.calling_heading, *said.calling, alert.deaf)
    if said.local.slots:
        yield part(said.local.heading, *map(_slot, said.local.slots))
    yield part("", *said.colophon)


def _numerals(numerals: Sequence[object]) -> str:
    return " ".join(map(str, numerals))


def _routes(routes: Sequence[object]) -> str:
    said = []
    for route in routes:
        phone = getattr(route, "phone", None)
        what = _shown(phone) if phone else str(getattr(route, "label", ""))
        said.append(f"{what} ({_numerals(getattr(route, 'numerals', ()))})")
    return ", ".join(said)


def _shown(phone: object) -> str:
    return LEFT_EMPTY if phone == EMPTY else str(phone)


def _entry(entry: Entry) -> Iterator[str]:
    if entry.meaning:
        yield str(entry.meaning)
    if entry.phone:
        yield _shown(entry.phone)
    if entry.url:
        yield str(entry.url)
    yield from (str(key.words) for key in entry.keys)
    for words in (entry.what, entry.what_more, entry.when, entry.examples, entry.when_not):
        if words:
            yield str(words)
    for words in (entry.contact, entry.find):
        if words:
            yield str(words)


def _slot(slot: Slot) -> str:
    values = ", ".join(str(words).strip() or LEFT_EMPTY for words in slot.values)
    return f"{slot.label_in_both}: {values}" if values else str(slot.label_in_both)
