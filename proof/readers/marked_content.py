"""Reads the marked content of one PDF page: the text behind each marked-content ID (MCID), as a
screen reader gets it.

Form XObjects are not entered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOW: Final = frozenset(("Tj", "TJ", "'", '"'))
_PAINT: Final = frozenset(
    ("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE")
)
_UNKNOWN: Final = "\ufffd"
# Of no width; they tell readers that a hyphen at the end of a line does not divide a word.
_UNHEARD: Final = dict.fromkeys(map(ord, "\u2060\u200b"))


@dataclass(slots=True)
class _Sequence:
    """A marked-content sequence while it is open. Its ActualText stands for whatever is shown
    inside.
    """

    name: str
    mcid: int | None = None
    actual: str | None = None
    shown: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return self.name if self.mcid is None else f"MCID {self.mcid} ({self.name})"

    @property
    def claims(self) -> bool:
        """Whether it says what its content is: tagged, or decoration."""
        return self.mcid is not None or self.name == "Artifact"


class MarkedContent:
    """What one page contains: `texts` by MCID, and `problems`, each the rest of a sentence about
    the page.
    """

    def __init__(self, page: pikepdf.Page) -> None:
        """Read the page's content stream. Raises `pikepdf.PdfError` if it cannot be parsed."""
        self.texts: dict[int, str] = {}
        self.problems: list[str] = []
        self._resources: Object = page.resources
        self._fonts: dict[str, _Font] = {}
        self._open: list[_Sequence] = []
        font, saved = "", list[str]()
        for instruction in pikepdf.parse_content_stream(page):
            operands, operator = instruction.operands, str(instruction.operator)
            if operator in _SHOW:
                self._show(font, operands[-1])
            elif operator in ("BDC", "BMC"):
                self._begin(*operands)
            elif operator == "EMC":
                self._end()
            elif operator == "Tf":
                font = str(operands[0])
            elif operator == "q":
                saved.append(font)
            elif operator == "Q" and saved:
                font = saved.pop()
            elif operator in _PAINT and not self._claimed:
                self.problems.append(
                    f"something is painted ({operator}) outside tagged content and artifacts"
                )
        while self._open:
            self.problems.append(f"{self._open[-1]} is never closed")
            self._end()

    @property
    def _claimed(self) -> bool:
        return any(sequence.claims for sequence in self._open)

    def _begin(self, name: Object, properties: Object | None = None) -> None:
        sequence = _Sequence(str(name)[1:])
        if isinstance(properties, Name):
            properties = self._resources.get("/Properties", Dictionary()).get(str(properties))
        if isinstance(properties, Dictionary):
            mcid, actual = properties.get("/MCID"), properties.get("/ActualText")
            sequence.mcid = None if mcid is None else int(mcid)
            sequence.actual = None if actual is None else str(actual)
        outer = next((each for each in reversed(self._open) if each.claims), None)
        if sequence.claims and outer:
            self.problems.append(f"{sequence} is opened inside {outer}")
        if sequence.mcid is not None:
            if sequence.mcid in self.texts:
                self.problems.append(f"{sequence} is used twice in the content")
            self.texts.setdefault(sequence.mcid, "")
        self._open.append(sequence)

    def _end(self) -> None:
        if not self._open:
            self.problems.append("an EMC closes a sequence that was never opened")
            return
        closed = self._open.pop()
        text = "".join(closed.shown) if closed.actual is None else closed.actual
        if closed.mcid is not None:
            self.texts[closed.mcid] += text.translate(_UNHEARD)
        elif closed.name != "Artifact" and self._open:
            self._open[-1].shown.append(text)

    def _show(self, name: str, operand: Object) -> None:
        if name not in self._fonts:
            self._fonts[name] = _Font(self._resources.get("/Font", Dictionary()).get(name))
        parts: Iterable[object] = operand if isinstance(operand, Array) else [operand]
        text = "".join(
            self._fonts[name].text(bytes(part)) for part in parts if isinstance(part, String)
        )
        if not self._claimed:
            self.problems.append(f'the text "{text}" is shown outside tagged content and artifacts')
        if not self._open:
            return
        here = self._open[-1]
        if _UNKNOWN in text and here.actual is None and here.name != "Artifact":
            self.problems.append(f"{here} shows a glyph of {name} that has no text")
        here.shown.append(text)


class _Font:
    """Turns the codes of a shown string into text, by ToUnicode alone: nothing is guessed from an
    encoding.
    """

    def __init__(self, font: Object | None) -> None:
        self._texts: dict[int, str] = {}
        self._width = 2 if font is not None and font.get("/Subtype") == Name.Type0 else 1
        if font is None or "/ToUnicode" not in font:
            return
        # A CMap has the grammar of a content stream: operands, then their operator.
        for instruction in pikepdf.parse_content_stream(font.ToUnicode):
            operands = list(instruction.operands)
            match str(instruction.operator):
                case "endbfchar":
                    for code, text in zip(operands[::2], operands[1::2], strict=True):
                        self._texts[_number(code)] = _utf16(text)
                case "endbfrange":
                    for first, last, texts in zip(
                        operands[::3], operands[1::3], operands[2::3], strict=True
                    ):
                        for step in range(_number(last) - _number(first) + 1):
                            self._texts[_number(first) + step] = _text_at(step, texts)

    def text(self, string: bytes) -> str:
        codes = (
            int.from_bytes(string[at : at + self._width], "big")
            for at in range(0, len(string), self._width)
        )
        return "".join(self._texts.get(code, _UNKNOWN) for code in codes)


def _number(string: Object) -> int:
    return int.from_bytes(bytes(string), "big")


def _utf16(string: Object) -> str:
    return bytes(string).decode("utf-16-be", errors="replace")


def _text_at(step: int, texts: Object) -> str:
    """Give the text of the code that lies `step` after the first of its range."""
    if isinstance(texts, Array):
        return _utf16(texts[step])
    text = _utf16(texts)
    return text[:-1] + chr(ord(text[-1]) + step)
