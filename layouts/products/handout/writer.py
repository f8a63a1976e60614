"""Write the words and addresses of the handout, fitted to the room that they have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from msgspec import Struct, structs

from wegwijs.layouts.content.node import Node
from wegwijs.layouts.content.words import Run, Words
from wegwijs.layouts.word.fit import (
    AddressSlot,
    FittedAddress,
    alone,
    column,
    in_room,
    is_beside,
    shared,
)
from wegwijs.layouts.word.styles import (
    CELL_INSET,
    LINK_SIZES,
    MEASURE,
    SIGN_SIZES,
    SIGN_WEB_SIZES,
    SQUARE,
    TABLE_PHONE_SIZES,
    sized,
)
from wegwijs.layouts.word.writing import DocumentMarkup

_N = TypeVar("_N", bound=Node)
NBSP = "\N{NO-BREAK SPACE}"
_INSETS = 2 * CELL_INSET
_SIGN_INSETS = _INSETS + SQUARE + 3.6
LINK = AddressSlot(sized("Link", LINK_SIZES), _INSETS)
TABLE_PHONE = AddressSlot(sized("TablePhone", TABLE_PHONE_SIZES), _INSETS)
SIGN = AddressSlot(sized("Sign", SIGN_SIZES), _SIGN_INSETS)
SIGN_WEB = AddressSlot(sized("SignWeb", SIGN_WEB_SIZES), _SIGN_INSETS)
BELOW_NUMERAL = AddressSlot(SIGN_WEB.sizes, _INSETS + 0.6)

Address = tuple[Words, AddressSlot]
Addresses = Callable[[_N], Iterator[Address]]
Line = tuple[str, str]  # a paragraph: style and contents


class Columns(Struct, frozen=True, eq=False):
    """The columns of a table (mm): their usual widths, and the widths to which they may shrink in
    favour of column ``at``, which holds addresses. Up to ``easy`` that column grows to keep an
    address on one line.
    """

    usual: tuple[float, ...]
    least: tuple[float, ...]
    at: int
    easy: float

    @property
    def most(self) -> float:
        """The greatest width of the column of addresses (mm)."""
        return MEASURE - sum(self.least) + self.least[self.at]

    def on_one_line(self, addresses: Iterable[Address]) -> bool:
        """Return whether each address fits on one line."""
        return all(alone(words, slot) <= self.easy for words, slot in addresses)

    def fitted(self, nodes: Iterable[_N], addresses: Addresses[_N]) -> tuple[float, ...]:
        """Return the column widths that make room for the addresses of these nodes."""
        wide = max([(_room_of if node.own else _room_for)(self, node, addresses) for node in nodes])
        return shared(self.usual, self.least, self.at, wide)


def _room_of(columns: Columns, node: _N, addresses: Addresses[_N]) -> float:
    """Return how wide the column must be for the addresses of a node (mm)."""
    usual, easy, most = columns.usual[columns.at], columns.easy, columns.most
    return max([usual, *[column(*one, usual, easy, most) for one in addresses(node)]])


_room_for = lru_cache(maxsize=4096)(_room_of)  # of a national node


class Writer(DocumentMarkup):
    """Writes words run by run, each in its language, and the contents of cells, in any format."""

    def write(self, words: Words, *, strong: bool = False, hanging: str | None = None) -> str:
        """Return words as XML, with bold parts, numerals, languages and links; national ones are
        cached.
        """
        assert self.own or not words.own, f"a national block says what is an edition's own: {words}"
        block = self.blocks.repeated if words.own else self.blocks.national
        return self.taken(block(Writer.write_anew, words, strong, hanging))

    def write_anew(self, words: Words, strong: bool, hanging: str | None) -> str:
        """Return words as XML without looking them up in the cache."""
        runs = words.runs
        written = []
        for run in self._joined(runs) if self.rtl else runs:
            if not run.text:
                continue
            bold = strong or run.strong or run.sign
            locale = self.locales[run.language]
            if run.target:
                tooltip = run.says or ""
                written.append(
                    self.link(run.text, run.target, tooltip, bold, locale, hanging=hanging)
                )
                continue
            text = f"{NBSP}{run.text}{NBSP}" if run.sign else run.text
            style = "Number" if run.sign else None
            written.append(self.text(text, style=style, strong=bold, locale=locale, ltr=run.ltr))
        return "".join(written)

    @staticmethod
    def _joined(given: Iterable[Run]) -> list[Run]:
        """Move brackets around Dutch words in right-to-left text into the run of those words;
        otherwise LibreOffice ends a line after the opening bracket.
        """
        runs = list(given)
        for index in range(1, len(runs) - 1):
            before, run, after = runs[index - 1 : index + 2]
            if run.ltr and before.text.endswith("(") and after.text.startswith(")"):
                runs[index - 1] = structs.replace(before, text=before.text[:-1])
                runs[index] = structs.replace(run, text=f"({run.text})")
                runs[index + 1] = structs.replace(after, text=after.text[1:])
        return runs

    def lines(self, style: str, *paragraphs: Words | None) -> Iterator[Line]:
        """Yield each of these words as a paragraph."""
        for words in paragraphs:
            if words:
                yield style, self.write(words)

    def address(self, address: Address, wide: float) -> Line:
        """Return the paragraph of a number or address."""
        fitted = fitted_in(address, wide)
        return fitted.style, self.write(_on_lines(address[0], fitted.text))

    def sign(self, numeral: int, address: Address, wide: float, elsewhere: Words | None) -> Line:
        """Return the paragraph of a sign: the numeral and, beside it or below it where it is too
        long, the main way to reach the organisation, or ``elsewhere``.
        """
        words, slot = address
        beside = in_room(words, slot, wide)
        fitted = beside or in_room(words, BELOW_NUMERAL, wide) or _as_it_is(words, slot)
        sign = self.numeral(numeral)
        if beside:
            sign += self.write(_on_lines(words, fitted.text), hanging="SignNumber")
        elif elsewhere and in_room(words, BELOW_NUMERAL, wide) is None:
            sign += self.write(elsewhere)
        else:
            sign += self.write(_on_lines(words, f"\n{fitted.text}"))
        return fitted.style, sign

    def numeral(self, numeral: int) -> str:
        """Write the black start of a sign."""
        number = self.text(f"\t{numeral}\t", style="SignNumber", strong=True, ltr=True)
        return number + self.text("\t", ltr=True)


def fitted_in(address: Address, wide: float) -> FittedAddress:
    """Return how a number or address is set in a column, below what names it where that is long."""
    words, slot = address
    fitted = in_room(words, slot, wide) or _as_it_is(words, slot)
    text = fitted.text
    if len(words.runs) > 1 and ("\n" in text or not is_beside(words, slot, fitted.style, wide)):
        return FittedAddress(fitted.style, f"\n{text}")
    return fitted


def paragraph(
    writer: Writer, style: str, words: Words, strong: bool = False, keep_next: bool = False
) -> str:
    """Write a paragraph."""
    return writer.paragraph(writer.write(words, strong=strong), style, keep_next=keep_next)


def _as_it_is(words: Words, slot: AddressSlot) -> FittedAddress:
    """Return an address that does not fit at any size, unbroken."""
    return FittedAddress(slot.sizes[-1][0], words.runs[-1].text)


def _on_lines(words: Words, text: str) -> Words:
    """Return an address with line feeds where it is broken."""
    *named, run = words.runs
    return words if run.text == text else Words((*named, structs.replace(run, text=text)))
