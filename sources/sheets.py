"""Sheets of labels that shops sell for office printers, one record per sheet.

To add a sheet, add a record; and measure it in ``proof/expectations/stickers.py``, which has a
ruler of its own. Every sheet is A4. Lengths are millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class LabelSheet(Struct, frozen=True):
    """A sheet of labels of equal size in rows and columns.

    ``id`` names it in an edition: the size of a label, as on the box. ``left`` and ``top`` are the
    upper left corner of the first label, ``across`` and ``down`` the distance from a label to the
    next. ``sold_as`` is a well-known article number.
    """

    id: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    across: float
    down: float
    sold_as: str

    @property
    def count(self) -> int:
        """How many labels are on a sheet."""
        return self.columns * self.rows


_SHEETS = (
    LabelSheet("63.5x38.1", 3, 7, 63.5, 38.1, 7.21, 15.15, 66.04, 38.1, "Avery L7160"),
    LabelSheet("99.1x38.1", 2, 7, 99.1, 38.1, 4.65, 15.15, 101.6, 38.1, "Avery L7163"),
    LabelSheet("63.5x46.6", 3, 6, 63.5, 46.6, 7.21, 8.7, 66.04, 46.6, "Avery L7161"),
)
SHEETS: Mapping[str, LabelSheet] = {one.id: one for one in _SHEETS}
USUAL = _SHEETS[0].id  # of an edition that names none
