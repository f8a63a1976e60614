"""``contacts.csv``: a table as a Dutch Excel opens it, with semicolons and a byte order mark.

Excel takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula, and digits alone
for a number, of which it drops the zero in front. An apostrophe before such a cell keeps it text:
people read what is behind it, and Excel and LibreOffice calculate nothing. Programs have the
``tel:`` link, which needs none.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from wegwijs.layouts.content.cards import Card, Reach, cards, draft_lines
from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Words
from wegwijs.sources.same import Same
from wegwijs.sources.ways import EMAIL, MORE, PHONE, WAYS, WEB

_FORMULA = re.compile(r"\s*[=+\-@\t\r\n＝＋－＠]|0\d*$")
_GUARD = "'"


def render_table(outline: Outline) -> bytes:
    """Return the table with a line of headers."""
    draft = "; ".join(draft_lines(outline.draft))
    every = cards(outline)
    more = tuple(way.id for way in MORE if any(card.way(way.id) for card in every))
    numbers = any(card.numbers for card in every)
    head = _head(Same(outline.labels), more, numbers)
    body = "".join(_row(card, draft, more, numbers) for card in every)
    return (head + body).encode("utf-8-sig")


@lru_cache(maxsize=64)  # editions share their labels
def _head(labels: Same, more: tuple[str, ...], numbers: bool) -> str:
    return record(_headers(labels.objects[0], more, numbers))


def _headers(labels: Mapping[str, Words], more: tuple[str, ...], numbers: bool) -> Iterator[str]:
    """Yield the headers. Further numbers and ways, which few editions have, have columns where some
    contact has them; a way has its Dutch name.
    """
    for name in (
        "table_number",
        "table_name",
        "contacts_meaning",
        "handout_audience",
        "table_phone",
        "contacts_dial",
        "contacts_email",
        "contacts_web",
        "contacts_person",
        "contacts_hours",
        "contacts_terms",
        "contacts_checked",
        "contacts_source",
        "contacts_note",
    ):
        yield str(labels[name])
    if numbers:
        yield str(labels["contacts_numbers"])
    for id_ in more:
        name = WAYS[id_].long
        yield name[:1].upper() + name[1:]  # ``capitalize`` makes WhatsApp small


@lru_cache(maxsize=512)  # hundreds of editions have most rows in common
def _row(card: Card, draft: str, more: tuple[str, ...], numbers: bool) -> str:
    return record(map(safe, _cells(card, draft, more, numbers)))


def _cells(card: Card, draft: str, more: tuple[str, ...], numbers: bool) -> Iterator[str]:
    phone, email, web = (card.way(way.id) for way in (PHONE, EMAIL, WEB))
    yield str(card.numeral or "")
    yield card.name
    yield card.meaning
    yield card.audience
    yield phone.display if phone else ""
    yield phone.target if phone else ""
    yield email.display if email else ""
    yield web.target if web else ""
    yield card.person
    yield card.hours
    yield "; ".join(card.terms)
    yield card.oldest.isoformat()
    yield "; ".join(title for title, _ in card.sources)
    yield draft
    if numbers:
        yield "; ".join(number.named for number in card.numbers)
    for id_ in more:
        further = card.way(id_)
        yield _written(further) if further else ""


def _written(way: Reach) -> str:
    """Return an address in full, to follow or copy it, and a number as its owner writes it."""
    return way.target if way.target.startswith("https:") else way.display


def safe(cell: str) -> str:
    """Return a cell that no program takes for a formula, or for a number without its first zero."""
    return f"{_GUARD}{cell}" if _FORMULA.match(cell) else cell


def record(cells: Iterable[str]) -> str:
    """Return a line of cells, each of them quoted."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
