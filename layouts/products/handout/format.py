"""The format of a handout: its language, script, colour and paper, in Word and in OpenDocument."""

from __future__ import annotations

from functools import lru_cache

from layouts.content.outline import Outline
from layouts.content.words import Words
from layouts.typesetting.theme import Theme
from layouts.word.fit import width
from layouts.word.parts import DocumentFormat
from layouts.word.styles import MEASURE, TITLE_SIZES
from layouts.word.writing import MarkupSettings


def settings_of(outline: Outline, format_: DocumentFormat) -> MarkupSettings:
    """Return what the text of a handout depends on."""
    return MarkupSettings(
        locale=format_.locale,
        rtl=format_.rtl,
        latin_only=format_.script_font == format_.latin_font,
        accent=format_.accent,
        locales=tuple(outline.locales.items()),
    )


def format_of(outline: Outline, theme: Theme) -> DocumentFormat:
    """Return the format of the handout of an outline."""
    accent = "".join(f"{round(part * 255):02X}" for part in theme.accent)
    return DocumentFormat(
        locale=outline.locales[outline.language],
        rtl=outline.direction == "rtl",
        header=34.0 if outline.draft else 28.0,
        accent=accent,
        title=_title_size(outline.title, outline.fonts),
        script=outline.script,
    )


@lru_cache(maxsize=1024)
def _title_size(title: Words, fonts: tuple[str, ...]) -> float:
    """Return the largest size (pt) at which a title fits on one line, or else the smallest."""
    fitting = (size for size in TITLE_SIZES if width(title, size, fonts) <= MEASURE)
    return next(fitting, TITLE_SIZES[-1])
