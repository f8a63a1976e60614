"""What is on every page: the draft mark at the head, the title and the page number at the foot."""

from __future__ import annotations

from msgspec import structs

from wegwijs.layouts.content.outline import DraftMark
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.pdf.entry import draw_draft_bar
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.structure import Element
from wegwijs.layouts.products.large_print.paper import FOOT_RULE, FOOT_Y

BESIDE = 8.0  # mm between the title and the page number
Footer = tuple[Words, Words, Words]


def draft(panel: Panel, section: Element, said: DraftMark, _y: float) -> None:
    """Draw the draft mark."""
    draw_draft_bar(panel, section, said, mark="large-draft", dutch="large-draft-dutch")


def footer(panel: Panel, _section: Element, said: Footer, _y: float, page: int, pages: int) -> None:
    """Draw the title, or the kind of document where that is too long, and the number of the
    page.
    """
    title, kicker, page_of = said
    style = panel.style("large-footer")
    panel.rule(FOOT_RULE)
    number = panel.lines(numbered(page_of, page, pages), style)[0]
    room = panel.width - number.width - BESIDE
    line = panel.lines(title, style)[0]
    if line.width > room:
        line = panel.lines(kicker, style)[0]
    panel.footer(line, 0, FOOT_Y)
    panel.footer(number, panel.width - number.width, FOOT_Y)


def numbered(page_of: Words, page: int, pages: int) -> Words:
    """Return "page of pages" filled in."""
    values = {"{page}": str(page), "{pages}": str(pages)}
    return Words(
        tuple(structs.replace(run, text=values.get(run.text, run.text)) for run in page_of.runs)
    )
