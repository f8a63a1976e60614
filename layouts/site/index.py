"""The index of a site: every edition below its letter. Without script all is there; with it a field
filters the list.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import structs

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.words import Words
from wegwijs.layouts.escaping import escape
from wegwijs.layouts.site.records import PublishedEdition, capital
from wegwijs.layouts.site.shell import HEAVY, look, opening, top
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.layouts.web.document import ForPrograms, document
from wegwijs.layouts.web.markup import Ground, Piece, element
from wegwijs.sources.kinds import KINDS

TITLE = "Maakt u zich zorgen om iemand?"
LEAD = "Kies uw gemeente of organisatie."
OTHERS = "0-9"  # the heading of names that begin with no letter
FEW = 12  # editions; the letters of fewer need no links, nor the list a filter
_ARTICLE = re.compile(r"^\W*[a-z]\W+(?=\w)")  # 's-Hertogenbosch, 't Harde: below the H


def render_index(outline: Outline, theme: Theme, editions: Sequence[PublishedEdition]) -> bytes:
    """Return the index as a file. Of ``outline``, the Dutch one of any edition, only the words
    count that all editions share.
    """
    shared = structs.replace(outline, publisher="")
    ground = Ground.of(shared)
    content = opening(ground, shared, Words.dutch(TITLE), LEAD)
    content += element("div", _list(editions), class_="choice")
    body = top(ground, shared) + element("main", content, class_="land")
    many = len(editions) > FEW
    script = look("filter.js" if many else "")
    return document(shared, script, Piece.of(body), HEAVY, theme.accent, ForPrograms())


def sorted_by_name(editions: Iterable[PublishedEdition]) -> list[PublishedEdition]:
    """Return editions as in a Dutch index."""
    return sorted(editions, key=lambda one: (_letter(one) == OTHERS, _key(one.name), one.id))


def _key(name: str) -> str:
    """Return what a name is sorted by: without accents, and without the article before it."""
    plain = "".join(
        char
        for char in unicodedata.normalize("NFD", name.casefold())
        if not unicodedata.combining(char)
    )
    return _ARTICLE.sub("", plain)


def _letter(edition: PublishedEdition) -> str:
    first = _key(edition.name)[:1].upper()
    return first if "A" <= first <= "Z" else OTHERS


def _list(editions: Sequence[PublishedEdition]) -> str:
    by_letter = {
        letter: list(group) for letter, group in groupby(sorted_by_name(editions), _letter)
    }
    many = len(editions) > FEW
    content = ""
    if many:
        content += _filter()
        links = (element("li", element("a", one, href=f"#{_id(one)}")) for one in by_letter)
        letters = element("ul", "".join(links), class_="letters")
        content += element("nav", letters, aria_label="Letters")
    for letter, group in by_letter.items():
        entries = "".join(map(_entry, group))
        heading = element("h2", letter, id=_id(letter))
        content += element("section", heading + element("ul", entries, class_="names"))
    return content


def _id(letter: str) -> str:
    return f"letter-{letter.lower()}"


def _entry(edition: PublishedEdition) -> str:
    name = element("b", escape(capital(edition.name)))
    if edition.name == edition.publisher:
        name += " " + element("small", escape(KINDS[edition.kind].dutch))
    elif edition.name.lower() not in edition.publisher.lower():
        name += " " + element("small", escape(edition.publisher))
    count = len(edition.languages)
    told = "1 taal" if count == 1 else f"{count} talen"
    name += " " + element("span", told, class_="count")
    return element("li", element("a", name, href=f"{edition.id}/index.html"))


def _filter() -> str:
    """Return the field that the script shows."""
    label = element("label", "Zoek een naam", for_="zoek")
    field = '<input id="zoek" type="search" autocomplete="off" spellcheck="false">'
    told = element("p", class_="status", role="status")
    return element("div", label + field + told, class_="find", hidden=True)
