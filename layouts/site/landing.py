"""The landing page of an edition: an arm for each language, and its files beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.escaping import escape
from wegwijs.layouts.products.registry import PRODUCTS
from wegwijs.layouts.site.records import (
    PublishedEdition,
    PublishedFile,
    PublishedLanguage,
    capital,
    products_of,
    size_in_words,
)
from wegwijs.layouts.site.shell import HEAVY, look, opening, top
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.web.document import ForPrograms, Link, document
from wegwijs.layouts.web.markup import Ground, Piece, element, words_in
from wegwijs.sources.variants import is_variant

LEAD = "Kies uw taal. U leest wie u kunt bellen."
DRAFT = "Concept: {what} die nog niemand heeft nagekeken."
PRINTING = "Zet de printer op 100%, dubbelzijdig, omslaan langs de korte kant."
FOLDING = "Zo print en vouwt u"
COLUMNS = 3  # products beside the arms
Names = Mapping[str, str]  # of products, by id
COVER = "De voorkant van de folder"
MORE = "Meer bestanden"


def render_landing(
    outline: Outline, theme: Theme, edition: PublishedEdition, index: str = ""
) -> bytes:
    """Return the landing page as a file. ``outline`` is the Dutch one of the edition, ``index``
    where the index of the site is, empty for an edition that is published by itself.
    """
    ground = Ground.of(outline)
    content = opening(ground, outline, outline.title, LEAD)
    content += element("div", _languages(edition), class_="choice")
    if beside := _beside(edition):
        content += element("div", beside, class_="beside")
    body = top(ground, outline, edition.publisher, index) + element("main", content, class_="land")
    body += _colophon(ground, outline)
    pages = tuple(Link(one.code, one.page.name) for one in edition.languages)
    read = ForPrograms(elsewhere=pages)
    return document(outline, look(pictures=True), Piece.of(body), HEAVY, theme.accent, read)


def _languages(edition: PublishedEdition) -> str:
    products = products_of(edition)
    columns = dict(list(products.items())[:COLUMNS])
    heads = "".join(element("th", escape(name), scope="col") for name in columns.values())
    rows = "".join(_row(language, columns) for language in edition.languages)
    head = element("thead", element("tr", element("td") + heads)) if columns else ""
    table = element("table", head + element("tbody", rows), class_="rows")
    if drafts := [one.code for one in edition.languages if one.draft]:
        told = element("span", class_="hatch") + element("span", escape(_draft(drafts)))
        table += element("p", told, class_="legend")
    return table + _more(edition, products, columns)


def _draft(languages: Sequence[str]) -> str:
    """Return what the mark means; a variant of Dutch is not translated by a machine."""
    variants = [is_variant(code) for code in languages]
    kinds = (["een machinevertaling"] if not all(variants) else []) + ["een tekst"] * any(variants)
    return DRAFT.format(what=" of ".join(kinds))


def _row(language: PublishedLanguage, products: Names) -> str:
    cells = element("th", _arm(language), scope="row")
    for id_, name in products.items():
        first = next((file for file in language.files if file.product == id_), None)
        cells += element("td", _file(first, name, language) if first else "")
    return element("tr", cells)


def _more(edition: PublishedEdition, products: Names, columns: Names) -> str:
    """Return by language the files that no column shows: further ones, those of other products."""
    rows = ""
    for language in edition.languages:
        seen: set[str] = set()
        links: list[str] = []
        for file in language.files:
            if file.product in seen or file.product not in columns:
                links.append(_named(file, products[file.product], language))
            seen.add(file.product)
        if links:
            rows += element("li", f"{escape(capital(language.dutch))}: {', '.join(links)}")
    if not rows:
        return ""
    content = element("summary", MORE, class_="button") + element("ul", rows)
    return element("details", content, class_="more")


def _named(file: PublishedFile, product: str, language: PublishedLanguage) -> str:
    told = f"{file.title or product}, {file.type} {size_in_words(file.size)}"
    name = f"{told} in het {language.dutch}"
    return element("a", escape(told), href=file.name, hreflang=language.code, aria_label=name)


def _arm(language: PublishedLanguage) -> str:
    """Return the arm that leads to the reading page. Its own name is read in its own language."""
    own = {"lang": language.code, "dir": language.direction, "class_": "own"}
    if language.code == "nl":
        own = {"class_": "own"}
    name = element("span", escape(language.name), **own)
    if language.dutch.lower() != language.name.lower():
        name += " " + element("span", escape(language.dutch), class_="dutch")
    if language.draft:
        said = element("span", "(concept)", class_="said")
        name += " " + element("span", said, class_="hatch")
    return element("a", name, href=language.page.name, class_="way", hreflang=language.code)


def _file(file: PublishedFile, product: str, language: PublishedLanguage) -> str:
    """Return the link to a file: named by its kind and size where a column says what it is, and on
    a phone by what it is.
    """
    size = size_in_words(file.size)
    shown = element("b", escape(product), class_="what")
    shown += element("span", element("b", file.type) + " " + element("small", size), class_="kind")
    name = f"{product} in het {language.dutch}: {file.type} {size}"
    return element("a", shown, href=file.name, hreflang=language.code, aria_label=name)


def _beside(edition: PublishedEdition) -> str:
    """Return the cover of the leaflet, how to print, and everything in one file: what there is."""
    content = ""
    if edition.cover:
        picture = f'<img src="{edition.cover.name}" alt="{COVER}" width="220" loading="lazy">'
        content = element("p", picture, class_="cover")
    if any(PRODUCTS[id_].printed for id_ in products_of(edition)):
        printing = escape(PRINTING)
        if edition.instructions:
            printing += " " + element("a", FOLDING, href=edition.instructions.name)
        content += element("h2", "Printen") + element("p", printing)
    if edition.everything:
        told = f"Alles in één zip ({size_in_words(edition.everything.size)})"
        content += element("p", element("a", told, href=edition.everything.name))
    return content


def _colophon(ground: Ground, outline: Outline) -> str:
    said = words_in(ground, Words.join(outline.colophon))
    return element("footer", element("p", said), class_="colophon")
