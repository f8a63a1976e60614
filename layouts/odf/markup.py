"""OpenDocument as text: paragraphs, runs, links, fields, pictures and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wegwijs.layouts.escaping import escape, quoteattr
from wegwijs.layouts.odf import automatic
from wegwijs.layouts.odf.styles import DASHES, level_of, mm, name_of
from wegwijs.layouts.word.fields import Field, blank
from wegwijs.layouts.word.styles import BODY, styles
from wegwijs.layouts.word.writing import Cell, DocumentMarkup, Grid, InlinePicture, Lines

_SPACES = re.compile("  +")
_SIZES = {style.id: style.size or BODY for style in styles("000000") if style.kind == "character"}
SHARED = "short"  # the blank of fields that share a value: it is the same in all of them


class Markup(DocumentMarkup):
    """Writes OpenDocument; its references are automatic styles."""

    table_end = "</table:table>"

    def paragraph(self, content: str, style: str = "Normal", *, keep_next: bool = False) -> str:
        """Write a paragraph or heading. ``keep_next`` keeps it on the page of the next one."""
        name = self._named(automatic.kept(style)) if keep_next else name_of(style)
        level = level_of(style)
        tag, outline = ("h", f' text:outline-level="{level}"') if level else ("p", "")
        return f'<text:{tag} text:style-name="{name}"{outline}>{content}</text:{tag}>'

    def bullets(self, contents: Sequence[str]) -> str:
        """Write a list."""
        items = (self.paragraph(content, "ListBullet") for content in contents)
        inner = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
        return f'<text:list text:style-name="{DASHES}">{inner}</text:list>'

    def run(self, text: str, style: str | None, strong: bool, locale: str | None, ltr: bool) -> str:
        """Write a run of text with tabs, as it is."""
        return self._span(_filled(text), style, strong, locale, ltr or _is_dash(text))

    def link(
        self,
        text: str,
        target: str,
        tooltip: str,
        strong: bool = False,
        locale: str | None = None,
        *,
        hanging: str | None = None,
    ) -> str:
        """Write a number or address as a link, always left to right. A line feed starts a new line,
        indented like a sign when ``hanging`` names the character style of its numeral.
        """
        first, *others = text.split("\n")
        mark = self.mark_beside_link()
        inner = self.run(first, "Hyperlink", strong, locale, True)
        for line in others:
            inner += mark + "<text:line-break/>"
            if hanging:
                inner += self.run("\t\t", hanging, strong, None, True)
                inner += "<text:tab/>"
            inner += mark + self.run(line, "Hyperlink", strong, locale, True)
        style = name_of("Hyperlink")
        return (
            f'{mark}<text:a xlink:type="simple" xlink:href={quoteattr(target)}'
            f' office:title={quoteattr(tooltip)} text:style-name="{style}"'
            f' text:visited-style-name="{style}">{inner}</text:a>{mark}'
        )

    def page_number(self, *, total: bool = False) -> str:
        """Write the number of the page, or of all pages."""
        name, which = ("count", "") if total else ("number", ' text:select-page="current"')
        counted = f"<text:page-{name}{which}>1</text:page-{name}>"
        return self._span(counted, None, False, None, True)

    def control(self, field: Field) -> str:
        """Write a form field; typed text replaces its blank line. Fields that share a value show a
        variable of the document.
        """
        size = _SIZES.get(field.style or "", BODY)
        length = SHARED if field.bound else field.length
        told = f" text:description={quoteattr(field.called)}"
        empty = blank(length) if field.bound else blank(length)[: _spaces(length, size)]
        if field.bound:
            inner = (
                f'<text:user-field-input text:name="{field.key}"{told}>{empty}'
                "</text:user-field-input>"
            )
        else:
            inner = f"<text:text-input{told}>{empty}</text:text-input>"
        return self._span(inner, field.style or "PlaceholderText", False, None, True)

    def picture(self, picture: InlinePicture, name: str, alt: str) -> str:
        """Write an inline picture with alternative text."""
        self.pictures.append(picture)
        side = mm(picture.width)
        return (
            f'<draw:frame draw:style-name="{self._named(automatic.PICTURE)}"'
            f' draw:name={quoteattr(name)} text:anchor-type="as-char" svg:width="{side}"'
            f' svg:height="{side}"><draw:image xlink:href="{part_of(picture)}" xlink:type="simple"'
            ' xlink:show="embed" xlink:actuate="onLoad" draw:mime-type="image/png"/>'
            f"<svg:title>{escape(name)}</svg:title><svg:desc>{escape(alt)}</svg:desc></draw:frame>"
        )

    def table(self, grid: Grid, caption: str) -> str:
        """Write the start of a table; ``table_end`` follows its rows. ``caption`` is its title for
        screen readers.
        """
        style = self._named(automatic.table(sum(grid.widths), self.rtl))
        columns = "".join(
            f'<table:table-column table:style-name="{self._named(automatic.column(width))}"/>'
            for width in grid.widths
        )
        return (
            f'<table:table table:name={quoteattr(caption)} table:style-name="{style}">'
            f"<table:title>{escape(caption)}</table:title>{columns}"
        )

    def row(
        self,
        grid: Grid,
        *cells: tuple[Cell, Lines],
        head: bool = False,
        height: float | None = None,
        least: float | None = None,
        keep_next: bool = False,
    ) -> str:
        """Write a row that never breaks across pages. A ``head`` is repeated on every page.

        ``height`` is exact, ``least`` grows with its contents; ``keep_next`` keeps the row on the
        page of the next one.
        """
        written = []
        for look, lines in cells:
            style = self._named(automatic.cell(grid.style, look, head))
            inner = "".join(
                self.paragraph(content, one, keep_next=keep_next or head) for one, content in lines
            )
            written.append(
                f'<table:table-cell table:style-name="{style}" office:value-type="string">{inner}'
                "</table:table-cell>"
            )
        style = self._named(automatic.row(height, least))
        row = f'<table:table-row table:style-name="{style}">{"".join(written)}</table:table-row>'
        return f"<table:table-header-rows>{row}</table:table-header-rows>" if head else row

    def _span(
        self, content: str, style: str | None, strong: bool, locale: str | None, ltr: bool
    ) -> str:
        made = automatic.run(self.settings, style, strong, locale, ltr)
        if made is None:
            return content
        return f'<text:span text:style-name="{self._named(made)}">{content}</text:span>'

    def _named(self, made: automatic.Automatic) -> str:
        """Return the name of an automatic style, and note that it is used."""
        name, element = made
        if element:
            self.references[element] = None
        return name


def _is_dash(text: str) -> bool:
    """Return whether a text is a dash: between letters of a script that LibreOffice does not tell
    from others, it looks for a font of its own for that.
    """
    return text.strip() == "\N{EN DASH}"


def part_of(picture: InlinePicture) -> str:
    """Return the name of the part of a picture."""
    return f"Pictures/{picture.number}.png"


def _spaces(length: str, size: float) -> int:
    """Return how many spaces of a size (pt) are as long as the blank of body size."""
    return round(len(blank(length)) * BODY / size)


def _filled(text: str) -> str:
    """Return text with its tabs and repeated spaces as elements."""
    written = escape(text)
    if "  " in written:
        written = _SPACES.sub(lambda all_: f' <text:s text:c="{len(all_[0]) - 1}"/>', written)
    return written.replace("\t", "<text:tab/>")
