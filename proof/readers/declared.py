"""What a PDF declares beside its pages: properties, viewer preferences and fonts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary

from wegwijs.proof.readers.damage import foreign_objects


@dataclass(frozen=True)
class Declared:
    """Properties from the document information dictionary and the XMP packet, in that order, and
    ``preferences`` of the viewer by name, without slashes. ``marked``: it says to be tagged.
    ``bookmarks`` are in reading order, each with the page that it leads to (from 1).

    Absent properties are None; those of XMP may be lists.
    """

    info_title: str | None
    authors: tuple[object, object]
    language: object
    created: tuple[object, object]
    changed: tuple[object, object]
    preferences: Mapping[str, object]
    marked: bool
    bookmarks: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True)
class Font:
    """A font of a page (counted from 1). ``program`` is its TrueType program, if that is embedded;
    ``embedded`` holds for any format.
    """

    page: int
    name: str
    embedded: bool
    program: bytes | None


@foreign_objects()
def declared(file: pikepdf.Pdf) -> Declared:
    """Read the properties and preferences. Raises ``Damaged``."""
    info, packet = file.docinfo, file.open_metadata()
    preferences = file.Root.get("/ViewerPreferences", Dictionary())
    title = info.get("/Title")
    return Declared(
        info_title=None if title is None else str(title),
        authors=(info.get("/Author"), packet.get("dc:creator")),
        language=packet.get("dc:language"),
        created=(info.get("/CreationDate"), packet.get("xmp:CreateDate")),
        changed=(info.get("/ModDate"), packet.get("xmp:ModifyDate")),
        preferences={
            name[1:]: value if isinstance(value, bool) else str(value).removeprefix("/")
            for name, value in preferences.items()
        },
        marked=bool(file.Root.get("/MarkInfo", Dictionary()).get("/Marked", False)),
        bookmarks=tuple(_bookmarks(file)),
    )


def _bookmarks(file: pikepdf.Pdf) -> Iterator[tuple[str, int | None]]:
    known = {page.obj.objgen: number for number, page in enumerate(file.pages, 1)}
    first = file.Root.get("/Outlines", Dictionary()).get("/First")
    waiting, seen = ([] if first is None else [first]), set[tuple[int, int]]()
    while waiting:
        one = waiting.pop()
        if one.objgen in seen:
            continue
        seen.add(one.objgen)
        waiting += [one[name] for name in ("/Next", "/First") if name in one]
        target = one.get("/Dest")
        page = target[0].objgen if isinstance(target, pikepdf.Array) and len(target) else (0, 0)
        yield str(one.get("/Title", "")), known.get(page)


@foreign_objects()
def fonts_of(file: pikepdf.Pdf) -> list[Font]:
    """Return the fonts of each page. Raises ``Damaged``."""
    return [
        _font(number, font)
        for number, page in enumerate(file.pages, 1)
        for font in page.resources.get("/Font", Dictionary()).values()
    ]


def _font(page: int, font: pikepdf.Object) -> Font:
    descriptors = [one.get("/FontDescriptor", Dictionary()) for one in _descendants(font)]
    embedded = all(any(f"/FontFile{n}" in one for n in ("", "2", "3")) for one in descriptors)
    program = descriptors[0].get("/FontFile2")
    data = None if program is None else program.read_bytes()
    return Font(page, str(font.get("/BaseFont", "/?"))[1:], embedded, data)


def _descendants(font: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield from font.get("/DescendantFonts", [font])
