"""What every part of the handout writes with: words, addresses in the room they have, fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from layouts.content.outline import Entry, Outline
from layouts.content.words import Run, Words
from layouts.word.fields import Field
from layouts.word.fit import Place, Setting, alone, clinging, column, in_room, shared
from layouts.word.parts import Cell, Paragraph, Sheet, Story, Table
from layouts.word.styles import (
    CELL_INSET,
    LINK_SIZES,
    MEASURE,
    SIGN_SIZES,
    SIGN_WEB_SIZES,
    SQUARE,
    TABLE_PHONE_SIZES,
    sized,
)

NBSP = "\N{NO-BREAK SPACE}"
_INSETS = 2 * CELL_INSET
_SIGN_INSETS = _INSETS + SQUARE + 3.6
LINK = Place(sized("Link", LINK_SIZES), _INSETS)
TABLE_PHONE = Place(sized("TablePhone", TABLE_PHONE_SIZES), _INSETS)
SIGN = Place(sized("Sign", SIGN_SIZES), _SIGN_INSETS)
SIGN_WEB = Place(sized("SignWeb", SIGN_WEB_SIZES), _SIGN_INSETS)
BELOW_NUMERAL = Place(SIGN_WEB.sizes, _INSETS + 0.6)


Address = tuple[Words, Place]


@dataclass(frozen=True)
class Columns:
    """The columns of a table, as wide as they are and as narrow as they may become for the one
    ``at`` which addresses stand; up to ``easy`` it grows for an address on one line.
    """

    usual: tuple[float, ...]
    least: tuple[float, ...]
    at: int
    easy: float

    @property
    def most(self) -> float:
        """How wide the column of addresses may become."""
        return MEASURE - sum(self.least) + self.least[self.at]

    def on_one_line(self, addresses: Iterable[Address]) -> bool:
        """Whether each address has room on one line."""
        return all(alone(words, place) <= self.easy for words, place in addresses)

    def fitted(self, addresses: Iterable[Address]) -> list[float]:
        """The widths with room for these addresses."""
        wide = column(addresses, self.usual[self.at], self.easy, self.most)
        return shared(self.usual, self.least, self.at, wide)


class Writer:
    """Writes what an outline says into a sheet."""

    def __init__(self, outline: Outline, sheet: Sheet, accent: str) -> None:
        self.outline, self.sheet, self.accent = outline, sheet, accent
        self.starts_group = {group.entries[0].numeral for group in outline.groups[1:]}

    def label(self, name: str) -> Words:
        """Words of the product's own."""
        return self.outline.labels[name]

    def write(
        self,
        paragraph: Paragraph,
        words: Words,
        *,
        strong: bool = False,
        hanging: str | None = None,
    ) -> Paragraph:
        """Words with their bold parts, signs, languages and links."""
        for run in self._joined(clinging(words)):
            bold = strong or run.strong or run.sign
            locale = self.outline.locales[run.language]
            if run.target:
                says = run.says or ""
                paragraph.link(run.text, run.target, says, bold, locale, hanging)
                continue
            signed = run.sign and not self.sheet.rtl
            text = f"{NBSP}{run.text}{NBSP}" if signed else run.text
            style = "Number" if run.sign else None
            paragraph.text(text, style=style, strong=bold, locale=locale, ltr=run.ltr)
        return paragraph

    def _joined(self, words: Words) -> Iterator[Run]:
        """The runs; among words from the right, brackets around Dutch words belong to them, or
        LibreOffice ends a line behind the first.
        """
        runs = list(words.runs)
        for index in range(1, len(runs) - 1) if self.sheet.rtl else ():
            before, run, after = runs[index - 1 : index + 2]
            if run.ltr and before.text.endswith("(") and after.text.startswith(")"):
                runs[index - 1] = replace(before, text=before.text[:-1])
                runs[index] = replace(run, text=f"({run.text})")
                runs[index + 1] = replace(after, text=after.text[1:])
        yield from (run for run in runs if run.text)

    def facts(self, cell: Story, *facts: Words | None) -> None:
        """Short facts, each in a paragraph of its own."""
        for words in facts:
            if words:
                self.write(cell.paragraph("Key"), words)

    def address(self, cell: Story, address: Address, wide: float) -> None:
        """A number or an address in a paragraph of its own."""
        words, place = address
        fitted = in_room(words, place, wide) or _as_it_is(words, place)
        self.write(cell.paragraph(fitted.style), _on_lines(words, fitted.text))

    def sign(self, cell: Story, entry: Entry, address: Address, wide: float) -> None:
        """The board with the numeral and the way in: beside it, below it where that is too long,
        or else where it stands.
        """
        words, place = address
        beside = in_room(words, place, wide)
        fitted = beside or in_room(words, BELOW_NUMERAL, wide) or _as_it_is(words, place)
        sign = self.numeral(cell.paragraph(fitted.style), entry)
        if beside:
            self.write(sign, _on_lines(words, fitted.text), hanging="SignNumber")
        elif entry.role and in_room(words, BELOW_NUMERAL, wide) is None:
            self.write(sign, self.outline.local.heading)
        else:
            self.write(sign, _on_lines(words, f"\n{fitted.text}"))

    @staticmethod
    def numeral(sign: Paragraph, entry: Entry) -> Paragraph:
        """The black start of a sign."""
        sign.text(f"\t{entry.numeral}\t", style="SignNumber", strong=True, ltr=True)
        return sign.text("\t")

    def field(self, paragraph: Paragraph, label: str, who: Words, key: str, room: float,
              style: str | None = None) -> None:  # fmt: skip
        """A field for something of somebody; ``room`` is that of its column."""
        called = str(self.label(label)).format(who=who)
        paragraph.control(Field(called, key, room - LINK.inset, style))

    def number(self, paragraph: Paragraph, label: str, entry: Entry, room: float,
               style: str) -> None:  # fmt: skip
        """A field for the number of an organisation."""
        self.field(paragraph, label, entry.name, f"phone-{entry.asks}", room, style)

    def table(self, style: str, widths: Sequence[float], heading: Words) -> Table:
        """A heading and the table below it."""
        self.write(self.sheet.body.paragraph("Heading1"), heading)
        return self.sheet.body.table(style, widths, str(heading))

    def head(self, table: Table, *names: str) -> None:
        """The first row: what the columns hold."""
        numeral = "table_number"
        cells = table.row(*(Cell(inset=0 if n == numeral else None) for n in names), head=True)
        for cell, name in zip(cells, names, strict=True):
            style = "TableHeadNumber" if name == numeral else "TableHead"
            self.write(cell.paragraph(style), self.label(name))


def _as_it_is(words: Words, place: Place) -> Setting:
    """An address that has no room in any size."""
    return Setting(place.sizes[-1][0], str(words))


def _on_lines(words: Words, text: str) -> Words:
    """An address with line feeds where it is broken."""
    return Words((replace(words.runs[0], text=text),))
