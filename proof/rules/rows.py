"""Compare the records of a file without pages with those that must be in it, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wegwijs.proof.findings import Finding
from wegwijs.proof.words import plain, same, typed

Row = Mapping[str, Sequence[str]]  # the values of each field
_LONGEST, _MOST = 90, 3  # characters of a value, and values, that a finding shows
_FEW = 0.25  # of the values that must be there; with fewer it is another document
EXACT, WORDS = "contact", "text"  # kinds of findings: of numbers and addresses, and of texts


@dataclass(frozen=True)
class Field:
    """A field: its Dutch name, the kind of its findings, whether it is in the language of the
    document, and whether it is a name that somebody typed.

    Texts and names are equal whatever quotes and spaces they have (``'s-Hertogenbosch`` has another
    apostrophe in print); anything else is exact.
    """

    dutch: str
    kind: str = EXACT
    translated: bool = False
    named: bool = False

    def same(self, one: str, other: str) -> bool:
        """Whether two values are equal."""
        return same(one, other) if self.named or self.kind == WORDS else one == other


@dataclass(frozen=True)
class Rows:
    """The rows that must be in a file, in order. ``name`` is the field that tells them apart,
    ``fields`` describes each field; one that is not described must not be there.
    """

    fields: Mapping[str, Field]
    name: str
    rows: Sequence[Row]

    def is_other(self, found: Sequence[Row]) -> bool:
        """Whether hardly anything is there of what the file must say in its language."""
        said = [id_ for id_, field in self.fields.items() if field.translated]
        asked = [plain(value) for row in self.rows for value in _values(row, said)]
        there = {plain(value) for row in found for value in _values(row, said)}
        return sum(value in there for value in asked) < _FEW * len(asked)

    def differences(self, found: Sequence[Row]) -> Iterator[Finding]:
        """Yield everything in which a file differs."""
        asked, there = self._names(self.rows), self._names(found)
        if len(asked) == len(there) and Counter(asked) != Counter(there):
            pairs = list(zip(self.rows, found, strict=True))  # a name is wrong
        else:
            yield from _missing(asked, there)
            if asked != there and Counter(asked) == Counter(there):
                yield Finding("order", "De contacten staan in een andere volgorde dan hoort.")
            pairs = list(self._paired(found))
        for one, other in pairs:
            yield from self._row(one, other)

    def _names(self, rows: Sequence[Row]) -> list[str]:
        return [typed(" ".join(row.get(self.name, ()))) for row in rows]

    def _paired(self, found: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
        """Yield the rows with equal names, in order."""
        left = list(found)
        for row in self.rows:
            for other in left:
                if self._names([other]) == self._names([row]):
                    left.remove(other)
                    yield row, other
                    break

    def _row(self, asked: Row, found: Row) -> Iterator[Finding]:
        (name,) = self._names([asked])
        for id_, field in self.fields.items():
            wanted, there = list(asked.get(id_, ())), list(found.get(id_, ()))
            lacking, strange = _apart(field, wanted, there)
            place = f"{name}, {field.dutch}"
            if lacking and strange:
                what = f"{place}: er staat {_told(strange)}, en er hoort {_told(lacking)}."
                yield Finding(field.kind, what)
            elif lacking:
                yield Finding(field.kind, f"{place}: er hoort {_told(lacking)}, en dat ontbreekt.")
            elif strange:
                yield Finding(field.kind, f"{place}: er staat {_told(strange)}, en dat hoort niet.")
            elif len(wanted) > 1 and not all(map(field.same, wanted, there)):
                yield Finding("order", f"{place}: dit staat in een andere volgorde dan hoort.")
        for id_ in found.keys() - self.fields.keys():
            what = f"{name}: er staat iets dat er niet hoort, {_told([id_])}."
            yield Finding(WORDS, what, detail=_told(found[id_]))


def _values(row: Row, fields: Sequence[str]) -> Iterator[str]:
    for field in fields:
        yield from filter(None, row.get(field, ()))


def _missing(asked: Sequence[str], there: Sequence[str]) -> Iterator[Finding]:
    for name in Counter(asked) - Counter(there):
        yield Finding(EXACT, f"{name} staat er niet in.")
    for name in Counter(there) - Counter(asked):
        yield Finding(EXACT, f"Er staat een contact in dat er niet hoort: {_told([name])}.")


def _apart(
    field: Field, wanted: Sequence[str], there: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Return the values that are lacking, and those that do not belong there."""
    strange = list(there)
    lacking = []
    for value in wanted:
        known = next((one for one in strange if field.same(value, one)), None)
        if known is None:
            lacking.append(value)
        else:
            strange.remove(known)
    return lacking, strange


def _told(values: Sequence[str]) -> str:
    shown = (one if len(one) <= _LONGEST else f"{one[:_LONGEST]}…" for one in values[:_MOST])
    more = f" en nog {len(values) - _MOST}" if len(values) > _MOST else ""
    return f"‘{plain(', '.join(shown))}’{more}"
