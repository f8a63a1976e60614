"""Automatic styles: how a run, paragraph, table, row or cell differs from its named style.

OpenDocument has no formatting beside that of styles. The name of an automatic style follows from
what is in it, so a block says by itself which ones it needs. Lengths are millimetres.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from wegwijs.layouts.odf.styles import bold, fonts, language, mm, name_of, pt
from wegwijs.layouts.typesetting.fonts import LATIN
from wegwijs.layouts.word.styles import INK, TABLES, THICK, THIN
from wegwijs.layouts.word.writing import Cell, MarkupSettings

Automatic = tuple[str, str]  # its name, and its element
_LETTERS = {"paragraph": "P", "text": "T", "table": "B", "table-column": "K", "table-row": "R",
            "table-cell": "C", "graphic": "G"}  # fmt: skip


def _automatic(family: str, inner: str, parent: str | None = None) -> Automatic:
    base = f' style:parent-style-name="{parent}"' if parent else ""
    rest = f' style:family="{family}"{base}>{inner}</style:style>'
    name = _LETTERS[family] + sha256(rest.encode()).hexdigest()[:10]
    return name, f'<style:style style:name="{name}"{rest}'


@lru_cache(maxsize=4096)
def run(
    settings: MarkupSettings, style: str | None, strong: bool, locale: str | None, ltr: bool
) -> Automatic | None:
    """Return the style of a run; None when it says no more than its paragraph, or when ``style``
    says it all.
    """
    written = ""
    if not settings.latin_only and (ltr or locale == "nl-NL"):
        written += fonts(LATIN, LATIN)
    if strong:
        written += bold()
    if locale and locale != settings.locale:
        written += language(locale)
    if not written:
        return (name_of(style), "") if style else None
    inner = f"<style:text-properties{written}/>"
    return _automatic("text", inner, name_of(style) if style else None)


@lru_cache(maxsize=256)
def kept(style: str) -> Automatic:
    """Return a paragraph style that keeps a paragraph on the page of the next one."""
    inner = '<style:paragraph-properties fo:keep-with-next="always"/>'
    return _automatic("paragraph", inner, name_of(style))


@lru_cache(maxsize=256)
def table(width: float, rtl: bool) -> Automatic:
    """Return the style of a table."""
    mode = "rl-tb" if rtl else "lr-tb"
    return _automatic(
        "table",
        f'<style:table-properties style:width="{mm(width)}" table:align="margins"'
        f' style:may-break-between-rows="true" style:writing-mode="{mode}"/>',
    )


@lru_cache(maxsize=1024)
def column(width: float) -> Automatic:
    """Return the style of a column."""
    inner = f'<style:table-column-properties style:column-width="{mm(width)}"/>'
    return _automatic("table-column", inner)


@lru_cache(maxsize=256)
def row(height: float | None, least: float | None) -> Automatic:
    """Return the style of a row that never breaks: ``height`` is exact, ``least`` grows."""
    tall = ""
    if height:
        tall = f' style:row-height="{mm(height)}"'
    elif least:
        tall = f' style:min-row-height="{mm(least)}"'
    inner = f'<style:table-row-properties{tall} fo:keep-together="always"/>'
    return _automatic("table-row", inner)


@lru_cache(maxsize=1024)
def cell(name: str, look: Cell, head: bool) -> Automatic:
    """Return the style of a cell in a table of this style."""
    of_table = TABLES[name]
    ruled = head and of_table.ruled_head
    below = look.bottom or (THICK if ruled else THIN, INK)
    above = look.top or ((THICK, INK) if ruled else None)
    top, left, bottom, right = of_table.insets
    if look.inset is not None:
        left = right = look.inset
    written = "".join(
        f' fo:padding-{side}="{mm(one)}"'
        for side, one in (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    )
    written += ' fo:border-left="none" fo:border-right="none"'
    for side, rule in (("top", above), ("bottom", below)):
        written += f' fo:border-{side}="{f"{pt(rule[0])} solid #{rule[1]}" if rule else "none"}"'
    if look.fill:
        written += f' fo:background-color="#{look.fill}"'
    if look.centred:
        written += ' style:vertical-align="middle"'
    return _automatic("table-cell", f"<style:table-cell-properties{written}/>")


PICTURE = _automatic(
    "graphic",
    '<style:graphic-properties style:vertical-pos="top" style:vertical-rel="baseline"'
    ' fo:margin-left="0mm" fo:margin-right="0mm" fo:margin-top="0mm" fo:margin-bottom="0mm"'
    ' fo:padding="0mm" fo:border="none" style:mirror="none"/>',
)
