"""Units: what is never divided over two pages, and how each is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from wegwijs.layouts.pdf.blocks import Brush, Path
from wegwijs.layouts.products.large_print import back, entries, situations
from wegwijs.layouts.products.large_print.fit import Fit


class Unit(Struct, frozen=True):
    """A unit: its kind, and its place among those of that kind (``rows``: the arms of a
    situation).
    """

    kind: str
    at: int = 0
    rows: int = 0

    def draw(self, brush: Brush, y: float, fit: Fit) -> float:
        """Draw it with its upper edge at ``y``; return its lower edge."""
        return _DRAWN[self.kind](self, brush, y, fit)

    def above(self, fit: Fit, before: Unit | None) -> float:
        """Return the white between it and the unit before it; at the head of a page none."""
        if before is None:
            return 0.0
        if before.is_head:
            return {"slot": 6.0}.get(self.kind, fit.below_head)
        return {
            "situation": fit.situations,
            "entry": fit.entries,
            "slot": fit.slots,
            "colophon": fit.colophon,
        }.get(self.kind, fit.heads)

    @property
    def is_head(self) -> bool:
        """Whether it is a heading."""
        return self.kind in ("situations", "group", "local")


def _head(unit: Unit, brush: Brush, y: float, _fit: Fit) -> float:
    path: Path = (unit.kind, unit.at) if unit.kind == "group" else (unit.kind,)
    return y + float(brush.block(situations.head, path, y))


def _situation(unit: Unit, brush: Brush, y: float, fit: Fit) -> float:
    y += brush.block(situations.question, ("situation", unit.at), y)
    for row in range(unit.rows):
        y += fit.arms if row else 0.0
        brush.block(situations.arm, ("route", unit.at, row), y, fit.arm)
        y += fit.arm
    return y


def _entry(unit: Unit, brush: Brush, y: float, fit: Fit) -> float:
    path = ("entry", unit.at)
    edge, goes_on, code_y, explained = brush.block(entries.top, path, y, fit)
    if explained:
        given = ("explained", unit.at), y, fit, goes_on
        edge = brush.block(entries.explanation, *given)
    code_edge = code_y + brush.block(entries.code, path, y + code_y)
    return y + float(max(edge, code_edge))


def _calling(_unit: Unit, brush: Brush, y: float, fit: Fit) -> float:
    return y + float(brush.block(back.calling, ("calling",), y, fit.advice))


def _slot(unit: Unit, brush: Brush, y: float, _fit: Fit) -> float:
    return y + float(brush.block(back.sign, ("slot", unit.at), y))


def _colophon(_unit: Unit, brush: Brush, y: float, _fit: Fit) -> float:
    return y + float(brush.block(back.colophon, ("colophon",), y))


_DRAWN: Mapping[str, Callable[[Unit, Brush, float, Fit], float]] = {
    "situations": _head,
    "group": _head,
    "local": _head,
    "situation": _situation,
    "entry": _entry,
    "calling": _calling,
    "slot": _slot,
    "colophon": _colophon,
}
