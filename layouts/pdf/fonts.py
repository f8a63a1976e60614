"""The faces of a document: what it uses of each, and how that is written in the file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    def widths(self) -> str:
        """The /W array."""
        widths = sorted((code, self.face.width(symbol)) for symbol, code in self.codes.items())
        return " ".join(f"{code} [{width}]" for code, width in widths)

    @cached_property
    def to_unicode(self) -> bytes:
        """The CMap that says which text each code stands for."""
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
        """Codes in a row that stand for characters in a row: first and last code, and text of
        the first. No stretch crosses from one high byte to another (ISO 32000-1, 9.10.3).
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
    """A hundred rows at most in each."""
    for start in range(0, len(rows), 100):
        block = rows[start : start + 100]
        yield "\n".join((f"{len(block)} begin{kind}", *block, f"end{kind}"))
