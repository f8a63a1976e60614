"""The top of the page, and what stands at its end: where it leads to, and who looks on."""

from __future__ import annotations

from wegwijs.layouts.content.outline import DraftMark, Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.escaping import escape
from wegwijs.layouts.web.addresses import Around, Paper
from wegwijs.layouts.web.icons import icon
from wegwijs.layouts.web.markup import Ground, block, element, words_in

WEATHER = "https://www.knmi.nl/nederland-nu/weer"  # where the button to leave leads


def header(ground: Ground, outline: Outline, beside: Around | None) -> str:
    """Return whose page it is, the button to leave it, and the other languages."""
    publisher = block("p", ground, Words.dutch(outline.publisher), class_="publisher")
    content = element("div", block("p", ground, outline.kicker, class_="kicker") + publisher)
    if outline.exit:
        name = icon("leave") + element("span", escape(ground.says("web_exit")))
        link = element("a", name, href=WEATHER, class_="leave button", rel="noreferrer")
        content += element("p", link)
    if beside and len(beside.languages) > 1:
        content += _languages(ground, outline, beside)
    return element("header", content)


def _languages(ground: Ground, outline: Outline, beside: Around) -> str:
    links = "".join(
        element(
            "li",
            element(
                "a",
                escape(name),
                href=link.href,
                lang=link.language,
                hreflang=link.language,
                aria_current="page" if link.language == outline.language else None,
            ),
        )
        for link, name in beside.languages
    )
    name = icon("web") + element("span", escape(outline.language_name))
    content = element("summary", name, class_="button") + element("ul", links)
    return element("nav", element("details", content), aria_label=ground.says("web_languages"))


def draft(ground: Ground, mark: DraftMark) -> str:
    """Return the hatched bar of an unreviewed translation."""
    own = element("b", words_in(ground, mark.mark)) + "<br>" + words_in(ground, mark.explained)
    dutch = block("p", ground, mark.dutch_mark, class_="mark")
    content = element("span", class_="hatch") + element("p", own) + dutch
    return element("div", content, class_="draft")


def intro(ground: Ground, title: Words, lead: Words) -> str:
    """Return the title and what the reader can expect."""
    return block("h1", ground, title) + block("p", ground, lead, class_="lead")


def papers(ground: Ground, beside: Around) -> str:
    """Return the files of the edition in this language, and the way to the other languages."""
    ordered = sorted(beside.papers, key=lambda paper: paper.offer.order)
    listed = "".join(element("li", _paper(ground, paper)) for paper in ordered)
    content = block("h2", ground, ground.labels["web_paper"])
    content += element("ul", listed, class_="papers")
    if len(beside.languages) > 1:
        more = escape(ground.says("web_languages"))
        content += element("p", element("a", more, href=beside.index))
    return element("section", content, class_="group screen")


def _paper(ground: Ground, paper: Paper) -> str:
    name = block("b", ground, ground.labels[paper.offer.label])
    kind = block("small", ground, ground.labels[paper.offer.kind])
    size = element("bdi", escape(paper.size), dir="ltr")
    size = element("span", size, class_="size") if paper.size else ""
    told = icon("file") + element("span", f"{name} {kind}")
    return element("a", f"{told} {size}" if size else told, href=paper.href)


def watched(ground: Ground, kicker: Words) -> str:
    """Return what to do when somebody looks on."""
    told = ground.says("web_watched_text", title=str(kicker))
    heading = block("h2", ground, ground.labels["web_watched"])
    return element("section", heading + element("p", escape(told)), class_="group small screen")


def status(ground: Ground) -> str:
    """Return where a screen reader hears that a number was copied."""
    return element("p", class_="status", role="status", data_copied=ground.says("web_copied"))
