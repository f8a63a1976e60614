"""The scripts that the pack is set in: one record per script.

A new script is a record here; a new language in a known script is an entry in ``languages.yaml``
and a catalogue. Everything else asks the record; nothing compares the id of a script.

Numbers are in European digits in every script, also where letters have digits of their own, as in
Arabic and Persian: a number is dialled, found on a sign, or told to somebody who reads Dutch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

Direction = Literal["ltr", "rtl"]
Measures = Mapping[str, float | bool]


class Family(Struct, frozen=True):
    """A family of fonts, and where its files are: one variable file, or one per weight.

    ``package`` is the Python package with the files, ``fallback`` what Word takes where it does not
    open the fonts in a document, ``charset`` the code page by which Word looks for another one (two
    hexadecimal digits; ISO/IEC 29500-1, 17.8.3.2). ``latin`` False: its Latin letters and digits
    are not used, so that numbers, addresses and Dutch names look the same in every language.
    ``on_screen`` are the weights in a web page, which holds its fonts itself: from a single one,
    of a family with many large glyphs, browsers make the bold letters.
    """

    name: str
    package: str
    fallback: str
    variable: str | None = None
    static: tuple[tuple[int, str], ...] = ()
    latin: bool = True
    charset: str = "00"
    on_screen: tuple[int, ...] = (400, 700)


class Script(Struct, frozen=True, eq=False):
    """A script; ``id`` is its code in ISO 15924.

    ``characters`` are the code points that travel in the fonts of a Word document beside what every
    script uses, so that somebody can go on typing; ``many_more`` returns further ones that take a
    millisecond to list, which a run with nothing to do does not need. ``word_family`` is the family
    of its letters in Word where ``family`` is that of another script: LibreOffice uses the first
    font of a name for all open documents, so in each of them a name must stand for the same
    characters. ``comma`` stands between things that are listed. No space follows a character in
    ``unspaced``: it has white of its own. ``tall``: its letters reach out of a line of the Latin
    type, so in Word lines give way to them.
    ``styles`` has the type that differs from that of the house by its name (fields of
    ``layouts.typesetting.theme.Style``: pt and mm), ``scale`` the measures around it (fields of
    ``Scale``).
    """

    id: str
    family: Family
    characters: tuple[range, ...]
    direction: Direction = "ltr"
    comma: str = ", "
    unspaced: str = ""
    tall: bool = False
    word_family: Family | None = None
    styles: Mapping[str, Measures] = field(default_factory=lambda: MappingProxyType({}))
    scale: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    many_more: Callable[[], Iterable[int]] = tuple

    @property
    def in_word(self) -> Family:
        """The family of its letters in a Word document."""
        return self.word_family or self.family


def _each(*code_points: int) -> Iterator[range]:
    """Characters that do not stand in a row."""
    return (range(one, one + 1) for one in code_points)


def _usual_hanzi() -> Iterator[int]:
    """The 3,755 most used Chinese characters: level 1 of GB/T 2312, rows 16 to 55."""
    for row in range(0xB0, 0xD8):
        cells = bytes(byte for cell in range(0xA1, 0xFF) for byte in (row, cell))
        yield from map(ord, cells.decode("gb2312", "ignore"))


SOURCE_SANS = Family(
    "Source Sans 3",
    package="fontpkg_source_sans_3",
    fallback="Calibri",
    variable="files/SourceSans3[wght].ttf",
)
SOURCE_SANS_CYRILLIC = replace(SOURCE_SANS, name="Source Sans 3 Cyrillic")
PLEX_ARABIC = Family(
    "IBM Plex Sans Arabic",
    package="fontpkg_ibm_plex_sans_arabic",
    fallback="Arial",
    static=(
        (400, "files/IBMPlexSansArabic-Regular.ttf"),
        (600, "files/IBMPlexSansArabic-SemiBold.ttf"),
        (700, "files/IBMPlexSansArabic-Bold.ttf"),
    ),
    latin=False,
)
NOTO_ETHIOPIC = Family(
    "Noto Sans Ethiopic",
    package="justmytype_intl_africa",
    fallback="Ebrima",
    variable="fonts/ofl/notosansethiopic/NotoSansEthiopic[wdth,wght].ttf",
    latin=False,
)
NOTO_CHINESE = Family(
    "Noto Sans SC",
    package="justmytype_intl_cjk",
    fallback="Microsoft YaHei",
    variable="fonts/ofl/notosanssc/NotoSansSC[wght].ttf",
    latin=False,
    charset="86",
    on_screen=(400,),
)

LATN = Script(
    "Latn",
    SOURCE_SANS,
    characters=(
        range(0x20, 0x180),
        range(0x218, 0x21C),  # Romanian
        range(0x20AC, 0x20AD),  # euro
    ),
)
CYRL = Script(
    "Cyrl",
    SOURCE_SANS,
    characters=(
        range(0x400, 0x460),
        range(0x490, 0x492),  # Ukrainian
        range(0x2BC, 0x2BD),  # the letter apostrophe
        range(0x2116, 0x2117),  # the numero sign, which heads columns of numbers
    ),
    word_family=SOURCE_SANS_CYRILLIC,
)
ETHI = Script(
    "Ethi",
    NOTO_ETHIOPIC,
    characters=(range(0x1200, 0x13A0),),
    comma="\N{ETHIOPIC COMMA} ",
    scale={"draft_head_y": 22.0, "rise": 0.85},
)
HANS = Script(
    "Hans",
    NOTO_CHINESE,
    characters=(
        range(0x3001, 0x3003),  # comma, full stop
        range(0x3008, 0x3012),  # brackets
        *_each(0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF0F, 0xFF1A, 0xFF1B, 0xFF1F),
    ),
    many_more=_usual_hanzi,
    comma="\N{IDEOGRAPHIC COMMA}",
    styles={
        "title": {"size": 33, "leading": 14.5, "weight": 700, "balanced": True},
        "display": {"size": 21, "leading": 9.5, "weight": 700, "balanced": True},
        "lead": {"size": 12.5, "leading": 6.25},
        "body": {"size": 11.5, "leading": 5.5},
        "key": {"size": 10.5, "leading": 5.4, "weight": 600, "strong": 600},
        "link": {"size": 11, "leading": 5.4, "weight": 600},
        "local-label": {"size": 10.5, "leading": 4.8, "weight": 600, "strong": 600},
        "colophon": {"size": 10, "leading": 5},
        "card-title": {"size": 15, "leading": 6.8, "weight": 700, "balanced": True},
        "large-title": {"size": 52, "leading": 23, "weight": 700, "balanced": True},
        "large-lead": {"size": 21, "leading": 11},
        "large-display": {"size": 32, "leading": 15, "weight": 700, "balanced": True},
        "large-body": {"size": 18, "leading": 9.5},
        "large-advice": {"size": 20, "leading": 10.5},
        "wall-title": {"size": 52, "leading": 23, "weight": 700, "balanced": True},
        "wall-lead": {"size": 16, "leading": 8},
    },
    scale={
        "head_y": 22.0,
        "draft_head_y": 22.5,
        "rise": 0.9,
        "head_rise": 0.9,
        "lead_gap": 8.5,
        "to_sign": 3.2,
    },
    unspaced="\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f",
)
# IBM Plex Sans Arabic matches Source Sans 3 at the same size; only its letters reach lower, so that
# its lines are wider, and short texts in little room a point or two smaller.
ARAB = Script(
    "Arab",
    PLEX_ARABIC,
    characters=(
        range(0x60C, 0x60D),  # comma
        range(0x61B, 0x61C),  # semicolon
        range(0x61F, 0x620),  # question mark
        range(0x621, 0x656),  # letters of Arabic, and marks on them
        range(0x660, 0x66D),  # digits
        range(0x670, 0x671),
        *_each(0x67E, 0x686, 0x698, 0x6A9, 0x6AF, 0x6CC),  # Persian and Dari
        *_each(0x695, 0x6B5, 0x6BE, 0x6C6, 0x6CE, 0x6D5),  # Sorani
        *_each(
            0x67C, 0x681, 0x685, 0x689, 0x693, 0x696, 0x69A, 0x6AB, 0x6BC, 0x6CD, 0x6D0
        ),  # Pashto
        *_each(0x679, 0x688, 0x691, 0x6BA, 0x6C1, 0x6C2, 0x6C3, 0x6D2, 0x6D3, 0x6D4),  # Urdu
        range(0x6F0, 0x6FA),  # digits of Persian and Urdu
    ),
    direction="rtl",
    comma="\N{ARABIC COMMA} ",
    tall=True,
    styles={
        "title": {"size": 32, "leading": 15, "weight": 700, "balanced": True},
        "display": {"size": 21, "leading": 10, "weight": 700, "balanced": True},
        "lead": {"size": 12.5, "leading": 6.5},
        "sign-word": {"size": 14, "leading": 5, "weight": 600, "strong": 600, "lift": 0.5},
        "alert-label": {"size": 15, "leading": 5, "weight": 600, "strong": 600, "lift": 0.5},
        "body": {"size": 11.5, "leading": 5.75},
        "link": {"size": 11, "leading": 6, "weight": 600},
        "key": {"size": 10.5, "leading": 6, "weight": 600, "strong": 600},
        "local-label": {"size": 10.5, "leading": 5.4, "weight": 600, "strong": 600},
        "local-more": {"size": 10, "leading": 5.2},
        "colophon": {"size": 10, "leading": 5},
        "card-title": {"size": 15, "leading": 7, "weight": 700, "balanced": True},
        "card-alert-label": {"size": 14, "leading": 5, "weight": 600, "strong": 600, "lift": 0.5},
        "card-body": {"size": 8.5, "leading": 3.8},
        "card-colophon": {"size": 8, "leading": 4},
        "large-draft": {"size": 18, "leading": 8, "weight": 600, "strong": 600, "lift": 0.6},
        "large-title": {"size": 50, "leading": 24, "weight": 700, "balanced": True},
        "large-lead": {"size": 21, "leading": 11.5},
        "large-word": {"size": 21, "leading": 9, "weight": 600, "strong": 600, "lift": 0.8},
        "large-alert-label": {
            "size": 28,
            "leading": 12,
            "weight": 600,
            "strong": 600,
            "lift": 1.0,
        },
        "large-display": {"size": 32, "leading": 16, "weight": 700, "balanced": True},
        "large-name": {"size": 21, "leading": 11, "weight": 700},
        "large-body": {"size": 18, "leading": 9.5},
        "large-key": {"size": 18, "leading": 9.5, "weight": 600, "strong": 600},
        "large-advice": {"size": 20, "leading": 10.5},
        "large-arm-word": {"size": 23, "leading": 9, "weight": 600, "strong": 600, "lift": 0.8},
        "large-local-label": {"size": 18, "leading": 9.2, "weight": 600, "strong": 600},
        "wall-draft": {"size": 14, "leading": 6, "weight": 600, "strong": 600, "lift": 0.5},
        "wall-title": {"size": 52, "leading": 24, "weight": 700, "balanced": True},
        "wall-lead": {"size": 16, "leading": 8.4},
        "wall-also": {"size": 13.5, "leading": 6, "weight": 700},
        "wall-question": {"size": 15, "leading": 7},
        "wall-alert-label": {
            "size": 27,
            "leading": 11,
            "weight": 600,
            "strong": 600,
            "lift": 1.0,
        },
        "wall-colophon": {"size": 10.5, "leading": 5},
        "still-draft": {"size": 9.6, "leading": 5, "weight": 600, "strong": 600, "lift": 0.35},
        "still-title": {"size": 31.7, "leading": 16.4, "weight": 700, "balanced": True},
        "still-lead": {"size": 11.3, "leading": 6.6},
        "still-scan": {"size": 9.6, "leading": 5.4, "weight": 600, "strong": 600},
        "still-label": {
            "size": 9.6,
            "leading": 4.6,
            "weight": 600,
            "strong": 600,
            "lift": 0.5,
        },
        "still-alert-label": {
            "size": 15.9,
            "leading": 7,
            "weight": 600,
            "strong": 600,
            "lift": 0.6,
        },
        "still-alert-small-label": {
            "size": 13.6,
            "leading": 6,
            "weight": 600,
            "strong": 600,
            "lift": 0.5,
        },
        "sticker-body": {"size": 9, "leading": 4.5},
        "drawn-heading": {"size": 9, "leading": 4.6, "weight": 700, "balanced": True},
        "drawn-dutch": {"size": 8.5, "leading": 3.9, "balanced": True},
    },
    scale={
        "head_y": 22.5,
        "draft_head_y": 22.5,
        "rise": 1.0,
        "fall": 2.0,
        "head_rise": 1.1,
        "head_fall": 2.0,
        "lead_gap": 9.0,
        "to_sign": 4.0,
        "draft_step": 4.9,
        "colophon_close": 1.0,
        "local_more": 0.6,
    },
)
SCRIPTS: dict[str, Script] = {one.id: one for one in (LATN, CYRL, ARAB, ETHI, HANS)}


UNSPACED = frozenset(char for script in SCRIPTS.values() for char in script.unspaced)


def families() -> dict[str, Family]:
    """All families, by name."""
    scripts = SCRIPTS.values()
    return {one.name: one for script in scripts for one in (script.family, script.in_word)}
