"""The contact sheet: one picture of an edition, with a block for each language.

Pictures in a row have equal heights, whatever their paper; captions state the real size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct, structs
from PIL import Image, ImageDraw, ImageFilter

from wegwijs.layouts.products.contract import File
from wegwijs.layouts.products.registry import FILES_BY_NAME
from wegwijs.press.preview.lettering import fitting, font

HEIGHT = 340  # height of a picture in pixels
GAP, BLOCK_GAP, EDGE = 26, 64, 64
CAPTION, CAPTION_GAP, HEADING = 30, 7, 52
WIDEST = 1600  # a wider row continues below
GROUND, HAIRLINE, INK, GREY = (233, 231, 226), (208, 205, 198), (20, 20, 20), (96, 93, 88)
SHADOW = 80  # of 255


class Figure(Struct, frozen=True):
    """A small picture of a page, its caption, and the size of the paper in mm."""

    image: Image.Image
    words: str
    width: float
    height: float

    def scaled(self, height: int) -> Image.Image:
        """Return the figure at this height in pixels."""
        width = max(1, round(self.width / self.height * height))
        return self.image.resize((width, height), Image.Resampling.LANCZOS)


class LanguageBlock(Struct, frozen=True):
    """A language: its name, and the pictures of each file by name."""

    heading: str
    figures: Mapping[str, Mapping[str, Figure]]


class _Drawn(Struct, frozen=True):
    words: str
    image: Image.Image
    size: str


@dataclass(frozen=True)
class _Column:
    """Pictures one below the other, each with its caption."""

    drawn: tuple[_Drawn, ...]

    @cached_property
    def width(self) -> int:
        return max(drawn.image.width for drawn in self.drawn)


_Line = list[_Column]


def for_sheet(image: Image.Image, words: str, width: float, height: float) -> Figure:
    """Return a figure no larger than the sheet needs, so that it is cheap to send
    between processes.
    """
    figure = Figure(image, words, width, height)
    most = HEIGHT if height > 100 else round(HEIGHT * 0.3)
    return structs.replace(figure, image=figure.scaled(most))


def contact_sheet(
    title: str, subtitle: str, blocks: Sequence[LanguageBlock], note: str
) -> Image.Image:
    """Return the contact sheet. ``note`` below it says what is not shown; it may be empty."""
    lines = [list(_lines(block.figures)) for block in blocks]
    width = max(_width(line) for own in lines for line in own)
    gaps = list(_gaps(lines, width))
    heights = [HEADING + len(own) * (HEIGHT + CAPTION + GAP) - GAP for own in lines]
    columns = 1 if len(blocks) == 1 else 2 if len(blocks) <= 10 else 3
    rows = [heights[start : start + columns] for start in range(0, len(blocks), columns)]
    head, foot = 110, 60 if note else 0
    size = (
        2 * EDGE + columns * width + (columns - 1) * BLOCK_GAP,
        2 * EDGE + head + sum(map(max, rows)) + (len(rows) - 1) * BLOCK_GAP + foot,
    )
    sheet = _Sheet(size)
    sheet.write((EDGE, EDGE - 8), title, 46, 700, INK, size[0] - 2 * EDGE)
    sheet.write((EDGE, EDGE + 52), subtitle, 22, 400, GREY, size[0] - 2 * EDGE)
    top = EDGE + head
    for row, found in enumerate(rows):
        for column in range(len(found)):
            index = row * columns + column
            left = EDGE + column * (width + BLOCK_GAP)
            sheet.block((left, top), width, blocks[index].heading, lines[index], gaps)
        top += max(found) + BLOCK_GAP
    if note:
        sheet.write((EDGE, size[1] - EDGE - 20), note, 20, 400, GREY, size[0] - 2 * EDGE)
    return sheet.finished()


def _lines(figures: Mapping[str, Mapping[str, Figure]]) -> Iterator[_Line]:
    """Yield the rows of a block: landscape columns first, then A4 portrait."""
    for portrait in (False, True):
        line: _Line = []
        for file in FILES_BY_NAME.values():
            if file.portrait is not portrait or file.name not in figures:
                continue
            for column in _columns(file, figures[file.name]):
                line.append(column)
                if _width(line) > WIDEST:
                    yield line[:-1]
                    line = line[-1:]
        if line:
            yield line


def _columns(file: File, figures: Mapping[str, Figure]) -> Iterator[_Column]:
    """Yield the columns of a file: as it defines them, or its pages side by side."""
    for names in file.columns or [(name,) for name in figures]:
        found = [figures[name] for name in names if name in figures]
        if found:
            yield _column(found)


def _gaps(lines: Sequence[Sequence[_Line]], width: int) -> Iterator[float]:
    """Yield the gaps between pictures in the first row, the second, ...: equal in all blocks, and
    such that the longest row fills the width, unless it is much shorter.
    """
    for index in range(max(map(len, lines))):
        longest = max((own[index] for own in lines if len(own) > index), key=_width)
        spare = width - _width(longest)
        spread = len(longest) > 1 and spare < 0.25 * width
        yield GAP + (spare / (len(longest) - 1) if spread else 0)


def _column(figures: Sequence[Figure]) -> _Column:
    """Return a column as high as the others, including captions between pictures."""
    count = len(figures)
    each = HEIGHT if count == 1 else (HEIGHT - (count - 1) * (CAPTION + 9)) // count
    return _Column(
        tuple(
            _Drawn(
                figure.words, figure.scaled(each), f"{figure.width:.0f} × {figure.height:.0f} mm"
            )
            for figure in figures
        )
    )


def _width(line: _Line) -> int:
    return sum(column.width for column in line) + GAP * (len(line) - 1)


class _Sheet:
    """The canvas; pictures are collected, so that all shadows are drawn at once."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.ground = Image.new("RGB", size, GROUND)
        self.draw = ImageDraw.Draw(self.ground)
        self.placed: list[tuple[Image.Image, int, int]] = []
        self.words: list[tuple[tuple[int, int], str, int, int, tuple[int, int, int], float]] = []

    def write(
        self,
        at: tuple[int, int],
        text: str,
        size: int,
        weight: int,
        colour: tuple[int, int, int],
        width: float,
    ) -> None:
        """Draw a line of text, smaller if it would be too wide."""
        self.words.append((at, text, size, weight, colour, width))

    def block(
        self,
        at: tuple[int, int],
        width: int,
        heading: str,
        lines: Sequence[_Line],
        gaps: Sequence[float],
    ) -> None:
        """Draw a heading with its rows."""
        self.write(at, heading, 28, 700, INK, width)
        y = at[1] + HEADING
        for line, gap in zip(lines, gaps, strict=False):
            x = float(at[0])
            for column in line:
                self.column(round(x), y, column, column.width + gap - 12)
                x += column.width + gap
            y += HEIGHT + CAPTION + GAP

    def column(self, x: int, y: int, column: _Column, room: float) -> None:
        """Draw pictures one below the other, with captions within ``room`` pixels."""
        for drawn in column.drawn:
            self.placed.append((drawn.image, x, y))
            y += drawn.image.height
            self.caption(x, y + CAPTION_GAP, drawn, room)
            y += CAPTION + 9

    def caption(self, x: int, y: int, drawn: _Drawn, room: float) -> None:
        """Draw a caption, followed by the paper size if there is room."""
        self.write((x, y), drawn.words, 17, 600, INK, room)
        used = round(font(17, 600).getlength(drawn.words)) + 7
        if used + font(17).getlength(drawn.size) <= room:
            self.write((x + used, y), drawn.size, 17, 400, GREY, room)

    def finished(self) -> Image.Image:
        """Return the picture: shadows first, then paper, then words."""
        shadow = Image.new("L", self.ground.size)
        dark = ImageDraw.Draw(shadow)
        for image, x, y in self.placed:
            dark.rectangle((x, y + 3, x + image.width, y + image.height + 3), fill=SHADOW)
        self.ground.paste((70, 66, 58), mask=shadow.filter(ImageFilter.GaussianBlur(5)))
        for image, x, y in self.placed:
            self.draw.rectangle((x - 1, y - 1, x + image.width, y + image.height), HAIRLINE)
            self.ground.paste(image, (x, y))
        for at, text, size, weight, colour, width in self.words:
            self.draw.text(at, text, colour, fitting(text, size, weight, width))
        # Paper, black and one accent fit in a palette, in a third of the bytes.
        return self.ground.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
