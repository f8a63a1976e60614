"""The faces of a document: what it uses of each, and how that is written in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from layouts.typesetting.fonts import Face, Program, Symbol


class FontUses(defaultdict[Face, set[Symbol]]):
    """What is used of each face, besides its common symbols. A face of which nothing else is used
    has an empty set.
    """

    def __init__(self) -> None:
        super().__init__(set)


@dataclass(frozen=True)
class EmbeddedFont:
    """What a document says of a face, and the part of it that is embedded."""

    face: Face
    name: str
    program: bytes
    codes: dict[Symbol, int]

    @classmethod
    def of(cls, face: Face, program: Program) -> EmbeddedFont:
        """What a document says of the face of a program."""
        return cls(face, f"/{program.tag}+{face.name}", program.data, program.codes)

    @cached_property
    def own(self) -> Set[Symbol]:
        """The symbols that are no plain glyph of the face."""
        return frozenset(symbol for symbol, code in self.codes.items() if code != symbol.glyph)

    @cached_property
    def widths(self) -> str:
        """The /W array."""
        widths = sorted((code, self.face.width(symbol)) for symbol, code in self.codes.items())
        return " ".join(f"{code} [{width}]" for code, width in widths)

    @cached_property
    def to_unicode(self) -> bytes:
        """The CMap that says which text each code stands for."""
        rows = [
            f"<{code:04X}> <{symbol.text.encode('utf-16-be').hex().upper()}>"
            for symbol, code in sorted(self.codes.items(), key=lambda item: item[1])
        ]
        blocks = "\n".join(
            f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
            for block in (rows[start : start + 100] for start in range(0, len(rows), 100))
        )
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{blocks}\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode("ascii")
