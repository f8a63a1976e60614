"""Bookmarks: the outline of a document that a viewer shows beside its pages (ISO 32000-1, 12.3.3).

One for each heading that asks for it, in reading order, below that of the heading above it.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from wegwijs.layouts.pdf.objects import dictionary


class Bookmark(Struct):
    """A bookmark by its object number, and those below it; ``level`` is that of its heading."""

    number: int
    level: int
    parent: Bookmark | None = None
    below: list[Bookmark] = []

    @property
    def count(self) -> int:
        """How many bookmarks are below it; all of them are shown."""
        return sum(1 + one.count for one in self.below)


def nested(root: int, rows: Sequence[tuple[int, int]]) -> list[Bookmark]:
    """Return the bookmarks with these numbers and levels, after the root of all of them."""
    found = [Bookmark(root, 0)]
    last = found[0]
    for number, level in rows:
        while last.parent is not None and last.level >= level:
            last = last.parent
        last.below.append(Bookmark(number, level, last))
        last = last.below[-1]
        found.append(last)
    return found


def root_object(root: Bookmark) -> str:
    """Return the root of the bookmarks as a PDF object."""
    return dictionary({"Type": "/Outlines", **_children(root)})


def entries_of(one: Bookmark) -> str:
    """Return the entries of a bookmark that say what is around it."""
    assert one.parent, "only the root has no parent"
    beside, index = (
        one.parent.below,
        next(index for index, other in enumerate(one.parent.below) if other is one),
    )
    entries = {"Parent": f"{one.parent.number} 0 R"}
    if index:
        entries["Prev"] = f"{beside[index - 1].number} 0 R"
    if index + 1 < len(beside):
        entries["Next"] = f"{beside[index + 1].number} 0 R"
    return "".join(f" /{name} {value}" for name, value in (entries | _children(one)).items())


def _children(one: Bookmark) -> dict[str, str]:
    if not one.below:
        return {}
    first, last = one.below[0].number, one.below[-1].number
    return {"First": f"{first} 0 R", "Last": f"{last} 0 R", "Count": str(one.count)}
