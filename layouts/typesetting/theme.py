"""The look as data: colours, type scale, spacing, icons. Millimetres unless a name says pt.

Colour never carries meaning alone: ``accent`` is only the ground of phone numbers, and every sign
has an outline, so a copier loses nothing but the colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache

from msgspec import Struct, structs

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.layouts.typesetting.lines import Style
from wegwijs.sources.same import Same
from wegwijs.sources.scripts import LATN, SCRIPTS, Script
from wegwijs.sources.shipped import shipped
from wegwijs.sources.values import Accent


class Spacing(Struct, frozen=True):
    """Distances that all products share."""

    arms: float = 1.5  # between two stacked arms
    half: float = 2.5  # half a line; paragraph gap
    to_sign: float = 2.75  # from a text baseline to the top of the sign below it
    outline_pt: float = 0.6  # every sign
    hairline_pt: float = 0.35  # fold ticks, crop marks


STYLES: Mapping[str, Style] = {
    "title": Style(35, 12.5, 700, tracking=-0.014, balanced=True),
    "display": Style(22, 8.75, 700, tracking=-0.008, balanced=True),
    "kicker": Style(10.5, 5, 700),
    "language": Style(10.5, 5, 400),
    "publisher": Style(10.5, 4.6, 400),
    "lead": Style(13, 5.5),
    "sign-word": Style(14.5, 5, 600, strong=600),
    "alert-label": Style(15, 5, 600, strong=600),
    "alert-cover": Style(37, 5, 900),
    "alert-flap": Style(21, 5, 900),
    "hero-inside": Style(25, 5, 900, tracking=-0.008),
    "hero-local": Style(17.5, 5, 900, tracking=-0.008),
    "hero-flap": Style(21, 5, 900, tracking=-0.008),
    "hero-web": Style(16, 5, 900),
    "name": Style(13, 5, 700),
    "body": Style(12, 5),
    "link": Style(11, 5, 600),
    "key": Style(10.5, 5, 600, strong=600),
    "local-label": Style(10.5, 4.2, 600, strong=600),
    "local-more": Style(10, 4.4),
    "colophon": Style(10, 4.375),
    "about": Style(10, 4.375),
    "draft": Style(11.5, 5),
    "draft-dutch": Style(10, 5, 900, tracking=0.08),
    "draft-note": Style(10, 5),
    "card-publisher": Style(8, 3.2, 600),
    "card-title": Style(15.5, 6.2, 700, tracking=-0.008, balanced=True),
    "card-name": Style(9.5, 4, 700),
    "card-hero": Style(16.5, 5, 900, tracking=-0.008),
    "card-web": Style(12, 5, 900),
    "card-alert-label": Style(15, 5, 600, strong=600),
    "card-link": Style(8.5, 3.4, 600),
    "card-body": Style(8.5, 3.4),
    "card-meaning": Style(8.5, 3.4, 600, strong=600),
    "card-colophon": Style(8, 3.15),
    "card-draft": Style(8, 3.4, 700),
    "card-draft-dutch": Style(8, 3.4, 900, tracking=0.04),
    "print-title": Style(28, 10, 700, tracking=-0.014),
    "print-heading": Style(18, 7, 700, tracking=-0.008),
    "print-word": Style(15, 5, 900),
    "print-note": Style(9.5, 4, 400),
    "print-body": Style(11, 4.75),
    "print-step": Style(10.5, 4.5),
    "print-label": Style(9, 3.8, 600, strong=600),
    "print-numeral": Style(8.5, 3.5, 900),
    # In large print nothing is below 18 pt.
    "large-draft": Style(18, 8, 600, strong=600),
    "large-draft-dutch": Style(18, 8, 900, tracking=0.08),
    "large-kicker": Style(18, 7, 700),
    "large-language": Style(18, 7),
    "large-publisher": Style(18, 7.5),
    "large-title": Style(57, 20.5, 700, tracking=-0.014, balanced=True),
    "large-lead": Style(22, 10),
    "large-word": Style(22, 8, 600, strong=600),
    "large-alert-label": Style(28, 10, 600, strong=600),
    "large-alert": Style(68, 10, 900),
    "large-display": Style(34, 13, 700, tracking=-0.008, balanced=True),
    "large-name": Style(22, 10, 700),
    "large-body": Style(18, 9),
    "large-key": Style(18, 9, 600, strong=600),
    "large-advice": Style(20, 9.5),
    "large-hero": Style(44, 14, 900, tracking=-0.008),
    "large-web": Style(29, 12, 900),
    "large-arm": Style(38, 12, 900, tracking=-0.008),
    "large-arm-word": Style(24, 8, 600, strong=600),
    "large-local-label": Style(18, 8, 600, strong=600),
    "large-local": Style(32, 11, 900, tracking=-0.008),
    "large-local-address": Style(22, 9, 900),
    "large-footer": Style(18, 8),
    # On A4; on A3 all of it is 1.414 times as large.
    "wall-draft": Style(14, 5, 600, strong=600),
    "wall-draft-dutch": Style(13, 5, 900, tracking=0.08),
    "wall-kicker": Style(13, 5, 700),
    "wall-publisher": Style(13, 5),
    "wall-title": Style(56, 20, 700, tracking=-0.014, balanced=True),
    "wall-lead": Style(16.5, 7.2),
    "wall-domain": Style(12.5, 5.4, 600),
    "wall-also": Style(14, 5.6, 700),
    "wall-language": Style(11.5, 5.3),
    "wall-question": Style(15, 5.6),
    "wall-number": Style(32, 10, 900, tracking=-0.008),
    "wall-name": Style(14.5, 5.2, 600, strong=600),
    "wall-web": Style(21, 7, 900),
    "wall-alert-label": Style(27, 10, 600, strong=600),
    "wall-alert": Style(66, 10, 900),
    "wall-colophon": Style(10.5, 4.6),
    # On a picture with ten pixels for each mm.
    "still-draft": Style(9.6, 5, 600, strong=600),
    "still-draft-dutch": Style(8.5, 5, 900, tracking=0.08),
    "still-title": Style(36.3, 13.4, 700, tracking=-0.014, balanced=True),
    "still-lead": Style(11.3, 5.4),
    "still-scan": Style(9.6, 4.4, 600, strong=600),
    "still-domain": Style(8.5, 4.0),
    "still-label": Style(9.6, 4.0, 600, strong=600),
    "still-number": Style(20.4, 7.4, 900, tracking=-0.008),
    "still-web": Style(10.8, 6.0, 900),
    "still-alert-label": Style(15.9, 6.2, 600, strong=600),
    "still-alert": Style(35.2, 10, 900),
    "still-alert-small-label": Style(13.6, 5.4, 600, strong=600),
    "still-alert-small": Style(28.0, 8, 900),
    "sticker-name": Style(9.5, 3.3, 700),
    "sticker-number": Style(17, 5, 900, tracking=-0.008),
    "sticker-web": Style(12.5, 5, 900),
    "sticker-link": Style(9, 3.6, 700),
    "sticker-body": Style(9, 3.6),
    # Headings in a drawing of the leaflet, and their Dutch.
    "drawn-heading": Style(9, 3.6, 700, balanced=True),
    "drawn-dutch": Style(8.5, 3.4, balanced=True),
}

# What sentences are set in: a language may have it larger (``larger`` in ``languages.yaml``).
RUNNING = frozenset(
    [
        "lead",
        "body",
        "key",
        "link",
        "local-more",
        "colophon",
        "about",
        "card-body",
        "card-meaning",
        "card-colophon",
        "large-lead",
        "large-body",
        "large-key",
        "large-advice",
        "large-footer",
        "wall-lead",
        "wall-question",
        "wall-language",
        "wall-colophon",
        "still-lead",
        "still-scan",
        "sticker-body",
    ]
)

# Paths in a 24-unit box, y down, as PDF operators; stroked 1.9 units wide.
ICONS: Mapping[str, str] = {
    "phone": "5 4 m 9 4 l 11 9 l 8.5 10.5 l 9.57 12.67 11.33 14.43 13.5 15.5 c 15 13 l 20 15 l"
    " 20 19 l 20 20.1 19.1 21 18 21 c 9.93 20.51 3.49 14.07 3 6 c 3 4.9 3.9 4 5 4 c h",
    "mail": "3 5.5 m 21 5.5 l 21 18.5 l 3 18.5 l h 3 6.5 m 12 13.5 l 21 6.5 l",
    "web": "3 12 m 3 7.03 7.03 3 12 3 c 16.97 3 21 7.03 21 12 c 21 16.97 16.97 21 12 21 c"
    " 7.03 21 3 16.97 3 12 c h 3 12 m 21 12 l 12 3 m 15.2 5.4 16.2 8.6 16.2 12 c"
    " 16.2 15.4 15.2 18.6 12 21 c 8.8 18.6 7.8 15.4 7.8 12 c 7.8 8.6 8.8 5.4 12 3 c h",
    "clock": "3 12 m 3 7.03 7.03 3 12 3 c 16.97 3 21 7.03 21 12 c 21 16.97 16.97 21 12 21 c"
    " 7.03 21 3 16.97 3 12 c h 12 6.5 m 12 12 l 15.6 14.4 l",
    "chat": "3 4 m 21 4 l 21 16 l 11 16 l 6.5 20.5 l 6.5 16 l 3 16 l h 7.5 8.2 m 16.5 8.2 l"
    " 7.5 11.8 m 13 11.8 l",
    "keyboard": "2.5 6 m 21.5 6 l 21.5 18 l 2.5 18 l h 6 10 m 7.2 10 l 10 10 m 11.2 10 l"
    " 14 10 m 15.2 10 l 17.8 10 m 18.2 10 l 8 14 m 16 14 l",
    "anon": "7.7 7.8 m 7.7 5.43 9.63 3.5 12 3.5 c 14.37 3.5 16.3 5.43 16.3 7.8 c"
    " 16.3 10.17 14.37 12.1 12 12.1 c 9.63 12.1 7.7 10.17 7.7 7.8 c h"
    " 3.6 20.5 m 3.6 15.86 7.36 12.1 12 12.1 c 16.64 12.1 20.4 15.86 20.4 20.5 c"
    " S 1 G 5.5 w 3 3.5 m 20.5 21 l S 0 G 1.9 w 3 3.5 m 20.5 21 l",
    "ruler": "2 8 m 22 8 l 22 16 l 2 16 l h 6 8 m 6 12 l 10 8 m 10 12 l 14 8 m 14 12 l"
    " 18 8 m 18 12 l",
    "sheets": "6 3 m 15 3 l 19 7 l 19 21 l 6 21 l h 15 3 m 15 7 l 19 7 l",
    # A sheet turned over an edge: that edge is heavy, with an arrow over it.
    "flip-short": "2.5 10 m 21.5 10 l 21.5 21 l 2.5 21 l h 2.5 10 m 4.1 10 l 4.1 21 l 2.5 21 l h"
    " 17 6.5 m 15 3 8.5 2 6 6.5 c 6 6.5 m 6.3 2.6 l 6 6.5 m 9.8 5.6 l",
    "flip-long": "6 8.5 m 16 8.5 l 16 22 l 6 22 l h 6 8.5 m 7.6 8.5 l 7.6 22 l 6 22 l h"
    " 18 5.5 m 16 2 10 1 7.5 5.5 c 7.5 5.5 m 7.6 1.6 l 7.5 5.5 m 11.2 4.6 l",
    "cost": "19 6 m 17.6 4.4 15.5 3.5 13.4 3.5 c 9.2 3.5 6.4 7.3 6.4 12 c"
    " 6.4 16.7 9.2 20.5 13.4 20.5 c 15.5 20.5 17.6 19.6 19 18 c 3.5 9.8 m 14.5 9.8 l"
    " 3.5 14.2 m 14.5 14.2 l",
}


class Scale(Struct, frozen=True):
    """The type scale of a script, and the position of the heading of a leaflet panel."""

    styles: Mapping[str, Style]
    head_y: float = 20.0
    draft_head_y: float = 21.25  # clear of accents that reach up to the draft mark
    rise: float = 0.75  # share of the size: from the baseline of running text to the highest mark
    fall: float = 1.0  # mm: descent of running text
    head_rise: float = 0.8  # share of the size: from the baseline of a heading to the highest mark
    head_fall: float = 0.0  # mm more below a heading with deep descenders
    lead_gap: float = 7.5  # from the heading to the first line below it
    to_sign: float = 2.75  # from the baseline of a question to the sign below it
    draft_step: float = 4.1  # leading of the draft mark on the cover
    colophon_close: float = 0.93  # share of that leading, where it does not fit
    local_more: float = 0.0  # mm more below the label on the sign of a local contact


def scale_of(script: str, larger: float = 1.0) -> Scale:
    """Return the type scale of a script by id: the default, with the changes in its record.

    ``larger`` is how many times as large a language has its running text (``RUNNING``).
    """
    scale = _scale(SCRIPTS[script])
    return scale if larger == 1 else _larger(Same(scale), larger)


@cache
def _larger(scale: Same, larger: float) -> Scale:
    plain: Scale = scale.objects[0]
    own = {
        name: style._replace(size=style.size * larger, leading=style.leading * larger)
        for name, style in plain.styles.items()
        if name in RUNNING
    }
    return structs.replace(plain, styles={**plain.styles, **own})


@cache
def _scale(script: Script) -> Scale:
    own = {name: Style(**values) for name, values in script.styles.items()}  # type: ignore[arg-type]
    return Scale({**STYLES, **own}, **script.scale)


@dataclass(frozen=True)
class Theme:
    """Everything that a product needs besides its outline. ``accent`` is sRGB, 0 to 1."""

    accent: tuple[float, float, float] = (0xFA / 255, 0xCB / 255, 0x8F / 255)
    scale: Scale = field(default_factory=lambda: scale_of(LATN.id))
    spacing: Spacing = field(default_factory=Spacing)
    icons: Mapping[str, str] = field(default_factory=lambda: ICONS)
    fonts: FontSet = field(default_factory=FontSet)
    colour_profile: bytes = b""

    @property
    def styles(self) -> Mapping[str, Style]:
        """The type scale."""
        return self.scale.styles

    @cached_property
    def accent_operator(self) -> str:
        """The accent as PDF colour operands."""
        return " ".join(f"{part:.4f}" for part in self.accent)

    def for_outline(self, outline: Outline) -> Theme:
        """Return the theme of an edition in a language: accent, scale of the script, fonts."""
        return self.styled(*outline.theme_key)

    def styled(
        self, accent: Accent | None, script: str, fonts: tuple[str, ...], larger: float = 1.0
    ) -> Theme:
        """Return the theme with an accent, the scale of a script and a language, and its fonts.
        Cached as one object, so that caches keyed by theme are hit.
        """
        return _styled(Same(self), accent, script, fonts, larger)


@lru_cache(maxsize=256)
def _styled(
    theme: Same, accent: Accent | None, script: str, fonts: tuple[str, ...], larger: float
) -> Theme:
    (plain,) = theme.objects
    colour = (accent.red, accent.green, accent.blue) if accent else plain.accent
    scale = scale_of(script, larger)
    styled: Theme = replace(plain, accent=colour, scale=scale, fonts=FontSet(fonts))
    return styled


@cache
def load_theme() -> Theme:
    """Return the default theme, with its colour profile (sRGB, no copyright) from ``assets/``.

    Always the same object, since caches are keyed by the theme's identity.
    """
    return Theme(colour_profile=shipped("assets", "srgb.icc").read_bytes())
