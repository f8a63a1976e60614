"""The fonts of a page: subsets as WOFF2 inside its style sheet.

The letters of Dutch names are in every page; beyond those each page has the characters
that it shows. Pages with the same characters share their fonts.
"""

from __future__ import annotations

import io
from base64 import b64encode
from functools import cache, lru_cache

import uharfbuzz as hb

from wegwijs.layouts.typesetting.fonts import LATIN, load_face
from wegwijs.sources.scripts import SOURCE_SANS
from wegwijs.sources.scripts import families as every_family

_BASIC = frozenset(map(chr, (*range(0x20, 0x7F), 0xA0, 0x2011)))
_ALWAYS = _BASIC | frozenset("áàâäçéèêëíïñóôöúüÉ–’·")  # names differ, and pages share their fonts
_NUMBERS = _BASIC - frozenset(map(chr, range(0x41, 0x5B)))  # of numbers and addresses
_WEIGHTS, _FEW_WEIGHTS = (400, 600, 700), (400, 700)
HEAVY = 900  # the weight of numbers
_FEATURES = (
    *("ccmp", "kern", "locl", "mark", "mkmk", "lnum", "tnum"),
    *("calt", "fina", "init", "isol", "medi", "rlig"),  # letters that join
)
_UNKERNED = tuple(name for name in _FEATURES if name != "kern")
_DROPPED = ("DSIG", "STAT", "meta", "vhea", "vmtx")
_NAMES = (0, 1, 2, 4, 6, 14)  # copyright, names and licence


@lru_cache(maxsize=64)
def font_faces(
    families: tuple[str, ...], letters: frozenset[str], heavy: frozenset[str], bold_names: bool
) -> str:
    """Return the rules for the fonts of a page with these characters, ``heavy`` those in numbers
    and addresses; ``bold_names`` whether the names of other languages are in heavier type too.
    Raises ``FontMissing``.

    Where the letters of the page take much room, the Latin ones take less: only those shown, and
    without kerning.
    """
    few = len(every_family().get(families[0], SOURCE_SANS).on_screen) == 1
    always, weights = (_BASIC, _FEW_WEIGHTS) if few else (_ALWAYS, _WEIGHTS)
    features = _UNKERNED if few else _FEATURES
    rules = [_rule(LATIN, weight, always | letters, features) for weight in weights]
    rules.append(_rule(LATIN, HEAVY, _NUMBERS | heavy, features))
    left = letters - _characters(LATIN)
    for family in dict.fromkeys((*families, *every_family())):  # the name of another language too
        if not left:
            break
        own = left & _characters(family)
        left -= own
        on_screen = every_family()[family].on_screen if own else ()
        bold = bold_names or family in families
        rules += [_rule(family, weight, own) for weight in on_screen[: None if bold else 1]]
    return "".join(rules)


@cache
def _characters(family: str) -> frozenset[str]:
    return frozenset(map(chr, load_face(family, _WEIGHTS[0]).characters))


def _rule(
    family: str, weight: int, letters: frozenset[str], features: tuple[str, ...] = _FEATURES
) -> str:
    there = load_face(family, weight).characters
    characters = tuple(sorted(code for code in map(ord, letters) if code in there))
    data = woff2(family, weight, characters, features)
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:block;'
        f'src:url(data:font/woff2;base64,{b64encode(data).decode()})format("woff2")}}'
    )


@lru_cache(maxsize=1024)
def woff2(
    family: str, weight: int, characters: tuple[int, ...], features: tuple[str, ...] = _FEATURES
) -> bytes:
    """Return a font with only these code points and features. Raises ``FontMissing``."""
    from fontTools.ttLib import TTFont

    font = TTFont(
        io.BytesIO(_subset(family, weight, characters, features)),
        recalcBBoxes=False,
        recalcTimestamp=False,  # equal fonts are equal bytes
    )
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out, reorderTables=False)
    return out.getvalue()


def _subset(
    family: str, weight: int, characters: tuple[int, ...], features: tuple[str, ...]
) -> bytes:
    wish = hb.SubsetInput()
    wish.unicode_set.update(characters)
    wish.layout_feature_tag_set.clear()
    wish.layout_feature_tag_set.update(map(_tag, features))
    wish.name_id_set.clear()
    wish.name_id_set.update(_NAMES)
    wish.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wish.drop_table_tag_set.update(map(_tag, _DROPPED))
    return load_face(family, weight).subset(wish)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
