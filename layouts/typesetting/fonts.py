"""The font faces of the pack, from pinned packages; none is taken from the system.

A family covers a script. ``FontSet`` picks, per character, the first family of a language that has
it. A variable font is one face at each of its weights: a whole font at one weight takes 13 ms to
make, and a document embeds a few dozen glyphs of it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import icu
import uharfbuzz as hb

from wegwijs.layouts.typesetting.sfnt import Glyph, composed
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.scripts import SOURCE_SANS, families


class FontMissing(WegwijsError):
    """A font package is not installed."""

    exit_code = ExitCode.FONT_OR_TOOL_MISSING


class GlyphMissing(WegwijsError):
    """No face has this character."""

    exit_code = ExitCode.DATA_INVALID

    def __init__(self, char: str, text: str) -> None:
        self.char = char
        super().__init__(
            f"geen lettertype heeft het teken {char!r} (U+{ord(char):04X}) in: {text}",
            "Schrijf het met andere tekens",
        )


_NON_JOINING = 0  # U_JT_NON_JOINING of ICU
_WEIGHT = "wght"  # the axis of a variable font

LATIN = SOURCE_SANS.name
# The letters of names and addresses. Each Latin face of a document has all of these, so that an
# edition's own text seldom needs a subset that no other edition has.
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;-/()@&'+\u2019\u2013"


class Symbol(NamedTuple):
    """A unit of drawing, and the text that it represents.

    ``parts`` are glyphs with their offsets, right and up; without parts nothing is drawn. ``width``
    is the advance, None for that of its glyph: all in thousandths of the em. ``text`` is in visual
    order, left to right.
    """

    parts: tuple[tuple[int, int, int], ...]
    text: str
    width: int | None = None

    @property
    def glyph(self) -> int | None:
        """The glyph, if the symbol is a single one without offset."""
        return self.parts[0][0] if self.width is None else None


class Program(NamedTuple):
    """A font as embedded in a PDF: the file, its six-letter tag, and the code of each symbol."""

    data: bytes
    tag: str
    codes: dict[Symbol, int]

    @classmethod
    def of(cls, data: bytes, codes: dict[Symbol, int]) -> Program:
        """Return a font program, with a tag derived from its content."""
        digest = hashlib.sha256(data).digest()
        return cls(data, "".join(chr(ord("A") + byte % 26) for byte in digest[:6]), codes)


@dataclass(frozen=True, eq=False)
class Face:
    """One family at one weight. Advances are in thousandths of the em."""

    family: str
    weight: int
    face: hb.Face = field(repr=False)

    @cached_property
    def name(self) -> str:
        """The font name shown by PDF readers."""
        return f"{self.family.replace(' ', '')}-{self.weight}"

    @cached_property
    def font(self) -> hb.Font:
        """The face ready for shaping, with one unit per thousandth of the em."""
        font = hb.Font(self.face)
        font.scale = (1000, 1000)
        font.set_variations({_WEIGHT: self.weight})
        return font

    @cached_property
    def measures(self) -> str:
        """The heights, for the PDF's font descriptor."""
        extents = self.font.get_font_extents("ltr")
        capital = round(self.font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT))
        return f"/Ascent {extents.ascender} /Descent {extents.descender} /CapHeight {capital}"

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that the face has."""
        return frozenset(self.face.unicodes)

    @cache  # noqa: B019 - faces live as long as the process
    def advance(self, glyph: int) -> int:
        """Return the width of a glyph as in the PDF's /W array."""
        return int(self.font.get_glyph_h_advance(glyph))

    @cache  # noqa: B019
    def reach(self, glyph: int) -> tuple[int, int]:
        """Return top and bottom of a glyph, measured upwards from the baseline."""
        extents = self.font.get_glyph_extents(glyph)
        if extents is None:
            return 0, 0
        return extents.y_bearing, extents.y_bearing + extents.height

    @cached_property
    def letters(self) -> tuple[float, float]:
        """How far Latin letters without accents reach above and below the baseline; 0 in a face
        without them.
        """
        reaches = [self.reach(one.parts[0][0]) for one in self.common if one.text.isalpha()]
        return max([0.0, *(top for top, _ in reaches)]), max([0.0, *(-low for _, low in reaches)])

    def width(self, symbol: Symbol) -> int:
        """Return the width of a symbol as in the PDF's /W array."""
        return self.advance(symbol.parts[0][0]) if symbol.width is None else symbol.width

    @cached_property
    def canonical(self) -> frozenset[Symbol]:
        """Each plain glyph with the text that the font maps to it: the lowest of its characters."""
        found: dict[int, str] = {}
        for code in sorted(self.characters):
            glyph = self.font.get_nominal_glyph(code)
            if glyph is not None:
                found.setdefault(glyph, chr(code))
        return frozenset(Symbol(((glyph, 0, 0),), text) for glyph, text in found.items())

    @cached_property
    def common(self) -> frozenset[Symbol]:
        """The letters of names, in a Latin face: every document that uses the face
        includes them.
        """
        if self.family != LATIN:
            return frozenset()
        return frozenset(symbol for symbol in self.canonical if symbol.text in LETTERS)

    @cached_property
    def digits(self) -> frozenset[Symbol]:
        """The characters of numbers, in a Latin face."""
        return frozenset(symbol for symbol in self.common if not symbol.text.isalpha())

    def coded(self, *groups: frozenset[Symbol]) -> Program:
        """Return the font file with only the symbols of all groups.

        Each code has a single text, or readers extract the wrong one. A canonical symbol uses its
        glyph id as code; every other symbol gets a new glyph after those of the face, group by
        group, so that the codes of a group do not depend on later groups.
        """
        own: dict[Symbol, None] = {}
        for group in groups:
            others = group - self.canonical
            own |= dict.fromkeys(
                sorted(others, key=lambda one: (one.parts, one.text, one.width or 0))
            )
        symbols = frozenset().union(*groups)
        first, scale = self.face.glyph_count, self.face.upem / 1000
        codes = {symbol: symbol.parts[0][0] for symbol in symbols if symbol not in own}
        codes |= {symbol: first + index for index, symbol in enumerate(own)}
        glyphs = [
            Glyph(
                round(self.width(symbol) * scale),
                tuple((id_, round(x * scale), round(y * scale)) for id_, x, y in symbol.parts),
            )
            for symbol in own
        ]
        data = self._only(frozenset(part[0] for symbol in symbols for part in symbol.parts))
        return Program.of(composed(data, glyphs, first), codes)

    def subset(self, wish: hb.SubsetInput) -> bytes:
        """Return the font file reduced to what is wished, at this weight."""
        for axis in self.face.axis_infos:
            wish.pin_axis_to_default(self.face, axis.tag)
            if axis.tag == _WEIGHT:
                wish.pin_axis_location(self.face, axis.tag, self.weight)
        return bytes(hb.subset(self.face, wish).blob.data)

    def _only(self, glyphs: frozenset[int]) -> bytes:
        """Return the font file with only these glyphs, keeping their ids.

        Hinting, names and layout tables are dropped: PDF readers do not use them.
        """
        wish = hb.SubsetInput()
        wish.glyph_set.update(glyphs)
        wish.flags = (
            hb.SubsetFlags.RETAIN_GIDS
            | hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
            | hb.SubsetFlags.NOTDEF_OUTLINE
        )
        dropped = [
            "GSUB",
            "GPOS",
            "GDEF",
            "name",
            "post",
            "OS/2",
            "cmap",
            "STAT",
            "fvar",
            "avar",
            "gasp",
            "meta",
            "DSIG",
        ]
        wish.drop_table_tag_set.update(_tag(name) for name in dropped)
        return self.subset(wish)


def _tag(name: str) -> int:
    return int.from_bytes(name.ljust(4).encode(), "big")


@cache
def _has_latin(family: str) -> bool:
    """Return whether the Latin letters of a family are used."""
    return families().get(family, SOURCE_SANS).latin


@cache
def load_face(family: str, weight: int) -> Face:
    """Load a face of a family. Raises ``FontMissing`` when its package is not installed."""
    source = families().get(family)
    if source is None:
        known = ", ".join(families())
        raise FontMissing(f"het lettertype {family!r} is onbekend. Kies uit: {known}")
    spec = find_spec(source.package)
    root = Path(spec.origin).parent if spec and spec.origin else None
    file = source.variable
    if file is None:
        file = min(source.static, key=lambda item: abs(item[0] - weight))[1]
    if root is None or not (root / file).is_file():
        raise FontMissing(
            f"het lettertype {family} ontbreekt",
            f"Installeer het met: python -m pip install {source.package.replace('_', '-')}",
        )
    return Face(family, weight, _opened(str(root / file)))


@cache
def _opened(path: str) -> hb.Face:
    """Open a font file; the weights of a variable font share it."""
    return hb.Face(hb.Blob.from_file_path(path))


class FontSet(NamedTuple):
    """The families of a language, in order of preference."""

    families: tuple[str, ...] = (LATIN,)

    def pick(self, char: str, weight: int, *, value: bool = False) -> Face | None:
        """Return the first face that has a character; ``value`` tries the Latin family first."""
        families = (LATIN, *self.families) if value else self.families
        if is_hidden(char):
            return load_face(families[0], weight)
        for name in families:
            if not _has_latin(name) and _is_latin(char):
                continue
            face = load_face(name, weight)
            if ord(char) in face.characters:
                return face
        return None

    def missing(self, text: str) -> str | None:
        """Return the first character that no face has, or None.

        Invisible characters are reported only if they are needed to join letters; others were
        pasted by accident.
        """
        there = _there(self.families)
        if there.issuperset(text):  # most texts of a language consist of the same few characters
            return None
        former = ""
        for char in text:
            absent = not _joins(former) if is_hidden(char) else self.pick(char, 400) is None
            if absent:
                return char
            if not is_hidden(char):
                there.add(char)
            former = char
        return None


@lru_cache(maxsize=16)
def _there(_families: tuple[str, ...]) -> set[str]:
    """The characters that these families were found to have, without hidden ones."""
    return set()


@lru_cache(maxsize=4096)
def is_hidden(char: str) -> bool:
    """Return whether a character is invisible and only controls others, such as a joiner. HarfBuzz
    hides it, so no face needs a glyph for it.
    """
    hidden: bool = icu.Char.hasBinaryProperty(char, icu.UProperty.DEFAULT_IGNORABLE_CODE_POINT)
    return hidden


def _joins(char: str) -> bool:
    """Return whether a letter joins its neighbours in writing."""
    kind: int = icu.Char.getIntPropertyValue(char or " ", icu.UProperty.JOINING_TYPE)
    return kind != _NON_JOINING


def _is_latin(char: str) -> bool:
    """Return whether a character is a Latin letter or a digit; U+024F ends Latin Extended-B."""
    return char.isalnum() and char <= "\u024f"
