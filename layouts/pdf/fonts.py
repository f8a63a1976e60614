"""The fonts of a document: which symbols of each face it uses, and how a face is embedded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from wegwijs.layouts.typesetting.fonts import Face, Program, Symbol
from wegwijs.layouts.typesetting.sfnt import bounding_box


class FontUses(defaultdict[Face, set[Symbol]]):
    """The symbols used of each face, besides its common ones. A face of which only common symbols
    are used has an empty set.
    """

    def __init__(self) -> None:
        super().__init__(set)


@dataclass(frozen=True)
class EmbeddedFont:
    """The objects of a face in a document, and the embedded subset."""

    face: Face
    name: str
    program: bytes
    codes: dict[Symbol, int]

    @classmethod
    def of(cls, face: Face, program: Program) -> EmbeddedFont:
        """Return the embedded font for a font program."""
        return cls(face, f"/{program.tag}+{face.name}", program.data, program.codes)

    @cached_property
    def widths(self) -> str:
        """The /W array."""
        widths = sorted((code, self.face.width(symbol)) for symbol, code in self.codes.items())
        return " ".join(f"{code} [{width}]" for code, width in widths)

    @property
    def box(self) -> str:
        """The bounding box of the embedded glyphs: left, bottom, right and top."""
        scale = 1000 / self.face.face.upem
        return " ".join(str(round(side * scale)) for side in bounding_box(self.program))

    @cached_property
    def to_unicode(self) -> bytes:
        """The CMap that maps codes to text."""
        chars, ranges = list[str](), list[str]()
        for first, last, said in self._stretches():
            text = said.encode("utf-16-be").hex().upper()
            if first == last:
                chars.append(f"<{first:04X}> <{text}>")
            else:
                ranges.append(f"<{first:04X}> <{last:04X}> <{text}>")
        blocks = "\n".join((*_blocks("bfchar", chars), *_blocks("bfrange", ranges)))
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{blocks}\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode("ascii")

    def _stretches(self) -> list[tuple[int, int, str]]:
        """Return consecutive codes for consecutive characters: first and last code, and the text of
        the first. No range crosses a high byte (ISO 32000-1, 9.10.3).
        """
        found: list[tuple[int, int, str]] = []
        for symbol, code in sorted(self.codes.items(), key=lambda item: item[1]):
            first, last, text = found[-1] if found else (code, code, "")
            following = chr(ord(text) + code - first) if len(text) == 1 else ""
            if (
                code == last + 1
                and code & 0xFF
                and following == symbol.text
                and ord(following) & 0xFF
            ):
                found[-1] = first, code, text
            else:
                found.append((code, code, symbol.text))
        return found


def _blocks(kind: str, rows: Sequence[str]) -> Iterator[str]:
    """Yield CMap blocks of at most a hundred rows."""
    for start in range(0, len(rows), 100):
        block = rows[start : start + 100]
        yield "\n".join((f"{len(block)} begin{kind}", *block, f"end{kind}"))
