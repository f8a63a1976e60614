"""The theme of our slides: colours and fonts that programs offer to whoever edits them."""

from __future__ import annotations

from wegwijs.layouts.slides.look import DeckFormat
from wegwijs.layouts.word.parts import DRAWING, PROGRAM

_INK, _PAPER, _SOFT = "000000", "FFFFFF", "EDEDED"


def theme(format_: DeckFormat) -> str:
    """Return the theme: black on white, with one accent, in a font that most computers have."""
    colours = {"dk1": _INK, "lt1": _PAPER, "dk2": _INK, "lt2": _SOFT}
    colours |= {f"accent{number}": format_.accent for number in range(1, 7)}
    colours |= {"hlink": _INK, "folHlink": _INK}
    palette = "".join(
        f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items()
    )
    font = format_.font
    face = f'<a:latin typeface="{font}"/><a:ea typeface="{font}"/><a:cs typeface="{font}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="{{}}">{fill}<a:prstDash val="solid"/></a:ln>'
    lines = "".join(line.format(width) for width in (9525, 19050, 28575))
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{DRAWING}" name="{PROGRAM}"><a:themeElements>'
        f'<a:clrScheme name="{PROGRAM}">{palette}</a:clrScheme>'
        f'<a:fontScheme name="{PROGRAM}"><a:majorFont>{face}</a:majorFont>'
        f'<a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name="{PROGRAM}">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
