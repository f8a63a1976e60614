"""All rules for a table of contacts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from wegwijs.proof.case import Case, Verdict
from wegwijs.proof.expectations.contacts import Record, drafts, records
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import AGAIN, Finding
from wegwijs.proof.readers.tables import MARK, read_table
from wegwijs.proof.rules.content_lines import FORMAT
from wegwijs.proof.rules.rows import WORDS, Field, Row, Rows
from wegwijs.proof.texts import other
from wegwijs.proof.words import same
from wegwijs.sources.ways import EMAIL, MORE, PHONE, WEB, Way

CONCEPT = "concept"
# The columns in order: the label above each, by the field below it.
_COLUMNS = {
    "number": "table_number",
    "name": "table_name",
    "meaning": "contacts_meaning",
    "audience": "handout_audience",
    PHONE.id: "table_phone",
    "dial": "contacts_dial",
    EMAIL.id: "contacts_email",
    WEB.id: "contacts_web",
    "person": "contacts_person",
    "hours": "contacts_hours",
    "terms": "contacts_terms",
    "checked": "contacts_checked",
    "source": "contacts_source",
    CONCEPT: "contacts_note",
}
_FIELDS = (
    {
        "number": Field("het cijfer", "numeral"),
        "name": Field("de naam", named=True),
        "meaning": Field("de betekenis", WORDS, translated=True),
        "audience": Field("voor wie", WORDS, translated=True),
        PHONE.id: Field("het telefoonnummer"),
        "dial": Field("de link om te bellen"),
        EMAIL.id: Field("het e-mailadres"),
        WEB.id: Field("het webadres"),
        "person": Field("naar wie men vraagt", WORDS),
        "hours": Field("de openingstijden", WORDS),
        "terms": Field("wat goed is om te weten", WORDS),
        "checked": Field("de dag van nakijken", WORDS),
        "source": Field("de bron", WORDS),
        CONCEPT: Field("het merk CONCEPT", CONCEPT),
    }
    | {"numbers": Field("de andere nummers", WORDS)}
    | {way.id: Field(way.long) for way in MORE}
)
# What a spreadsheet takes for a formula, or for a number without the zero in front.
_RISKY = re.compile(r"\s*[=+@\t\r\n＝＋－＠-]|0\d*\Z")
_GUARD = "'"


def find_faults(case: Case, data: bytes, verdict: Verdict) -> None:
    """Run every rule on a table and note the findings."""
    head, *rows = read_table(data) or ((),)
    asked = _asked(case.truth)
    found = [dict(zip(asked.fields, ([_bare(cell)] for cell in row), strict=False)) for row in rows]
    if asked.is_other(found):
        verdict.note(other())
        return
    verdict.attempt(
        [
            lambda: _form(data, rows, len(asked.fields)),
            lambda: _headers(head, case.truth, asked.fields),
            lambda: _formulas(rows),
            lambda: asked.differences(found),
        ]
    )


def _asked(truth: Truth) -> Rows:
    mark = "; ".join(drafts(truth))
    every = records(truth)
    fields = {name: field for name, field in _FIELDS.items() if name not in _absent(every)}
    return Rows(fields, "name", [_row(one, mark, fields) for one in every])


def _absent(every: Sequence[Record]) -> set[str]:
    """Return the columns that only tables have in which some contact needs them."""
    absent = {way.id for way in MORE if not any(one.display(way) for one in every)}
    return absent if any(one.numbers for one in every) else {*absent, "numbers"}


def _row(one: Record, mark: str, fields: Collection[str]) -> Row:
    cells: Mapping[str, str] = {
        "number": str(one.numeral or ""),
        "name": one.name,
        "meaning": one.meaning,
        "audience": one.audience,
        PHONE.id: one.display(PHONE),
        "dial": one.target(PHONE),
        EMAIL.id: one.display(EMAIL),
        WEB.id: one.target(WEB),
        "person": one.person,
        "hours": one.hours,
        "terms": "; ".join(one.terms),
        "checked": min(check.day for check in one.checked).isoformat(),
        "source": "; ".join(source.source for source in one.sources),
        CONCEPT: mark,
        "numbers": "; ".join(said for *_, said in one.numbers),
    } | {way.id: _of_way(one, way) for way in MORE}
    return {name: (cell,) for name, cell in cells.items() if name in fields}


def _of_way(one: Record, way: Way) -> str:
    """Return a page by its address, anything else as its owner writes it."""
    link = one.target(way)
    return link if link.startswith("https://") else one.display(way)


def _bare(cell: str) -> str:
    """Return a cell without the apostrophe that keeps it text."""
    bare = cell.removeprefix(_GUARD)
    return bare if _RISKY.match(bare) else cell


def _form(data: bytes, rows: Sequence[Sequence[str]], columns: int) -> Iterator[Finding]:
    """Yield what keeps Excel from opening it as a table."""
    if not data.startswith(MARK):
        what = "Aan het begin ontbreekt het teken waaraan Excel de letters herkent."
        yield Finding(FORMAT, what, AGAIN)
    if not data.endswith(b"\r\n") or data.replace(b"\r\n", b"").count(b"\n"):
        yield Finding(FORMAT, "De regels eindigen niet zoals Excel het wil (CR en LF).", AGAIN)
    if any(len(row) != columns for row in rows):
        what = f"Niet elke rij heeft {columns} kolommen, met puntkomma's ertussen."
        yield Finding(FORMAT, what, AGAIN)


def _headers(head: Sequence[str], truth: Truth, fields: Collection[str]) -> Iterator[Finding]:
    asked = [str(truth.labels[label]) for label in _COLUMNS.values()]
    asked += [str(truth.labels["contacts_numbers"])] if "numbers" in fields else []
    asked += [way.long[0].upper() + way.long[1:] for way in MORE if way.id in fields]
    for there, wanted in zip(head, asked, strict=False):
        if not same(there, wanted):
            yield Finding(WORDS, f"Boven een kolom staat ‘{there[:90]}’, en er hoort ‘{wanted}’.")
    if len(head) != len(asked):
        yield Finding(FORMAT, f"Er zijn {len(head)} kolommen, en er horen er {len(asked)}.", AGAIN)


def _formulas(rows: Sequence[Sequence[str]]) -> Iterator[Finding]:
    for row in rows:
        for cell in row:
            if _RISKY.match(cell):
                what = f"Excel rekent met deze cel, of laat een nul weg: ‘{cell[:90]}’."
                yield Finding(FORMAT, what)
