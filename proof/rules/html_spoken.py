"""What a screen reader makes of a page: languages, directions, numerals and the ways within it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.readers.html import Node, WebPage
from wegwijs.proof.rules.chapters import Chapter
from wegwijs.proof.sayings import Sayings, pieces
from wegwijs.proof.words import key, plain, same

_PARTS = re.compile(r"\d+")


def languages(page: WebPage, truth: Truth, found: Iterable[Chapter]) -> Iterator[Finding]:
    """Every word must be in its language, or a screen reader mispronounces it."""
    asked = (words for one in found for words in (*one.place.asked, *one.place.allowed))
    sayings = Sayings([*truth.sayings, *truth.colophon, *truth.common, *asked])
    for block, node in page.blocks:
        spoken = [(key(text), around.nearest("lang")) for text, around in node.spoken()]
        text = "".join(words for words, _ in spoken)
        tagged = [language for words, language in spoken for _ in words]
        if text != block.starts:
            continue  # loose text beside other blocks: told elsewhere
        at = sayings.gap(text, tagged)
        if at is not None and sayings.gap(text) is None:
            said = ", ".join(sorted(set(tagged)))
            what = f'In "{block.text.strip()[:60]}" heeft een deel een verkeerde taal: {said}.'
            yield Finding("language", what, detail=text[at : at + 60])
        for words in truth.kept:
            start = text.find(key(words))
            if start >= 0 and set(tagged[start : start + len(key(words))]) != {"nl"}:
                yield Finding("language", f'"{words}" wordt niet als Nederlands voorgelezen.')


def directions(page: WebPage, truth: Truth) -> Iterator[Finding]:
    """Numbers and addresses run from left to right, also in a text from the right."""
    if not truth.rtl:
        return
    values = {plain(piece.text) for piece in pieces(truth.sayings) if piece.target}
    for node in page.all("a"):
        if plain(node.text) not in values or not _leads_out(node):
            continue
        if any(around.nearest("dir") != "ltr" for text, around in node.spoken() if key(text)):
            what = f"{plain(node.text)} loopt niet van links naar rechts."
            yield Finding("direction", what)


def _leads_out(node: Node) -> bool:
    return not node.attributes.get("href", "").startswith("#")


def ways(page: WebPage, truth: Truth) -> Iterator[Finding]:
    """Check the links within the page: each numeral leads to the organisation with that numeral."""
    titles = {one.numeral: str(one.title) for one in truth.organisations}
    labels = truth.pack.labels
    for node in page.all("a"):
        target = node.attributes.get("href", "")
        if not target.startswith("#"):
            continue
        there = page.by_id.get(target[1:])
        heading = next((one for one in there.walk() if one.tag == "h3"), None) if there else None
        numerals = [int(one) for one in _PARTS.findall(node.text)] or _beside(node)
        asked = titles.get(numerals[0], "") if numerals else ""
        if heading is None or not same(heading.text, asked):
            said = plain(heading.text) if heading else "niets"
            what = f'"{plain(node.text)}" brengt u naar {said}, dat moet {asked} zijn.'
            yield Finding("link", what)
        if not _PARTS.search(node.text):
            continue
        sign = ", ".join(f"{one}, {titles.get(one, '')}" for one in numerals)
        name = labels.web_sign if "tag" in node.classes else labels.web_explained
        right = str(truth.say(name, sign=sign, numeral=str(numerals[0])))
        if not same(node.attributes.get("aria-label", ""), right):
            said = node.attributes.get("aria-label", "")
            what = f'Het cijfer {plain(node.text)} heet voor wie niet ziet "{said}",'
            yield Finding("link", f'{what} dat moet "{right}" zijn.')


def _beside(node: Node) -> list[int]:
    """Return the numerals on the arm of a link in words."""
    text = node.parent.text if node.parent else ""
    return [int(one) for one in _PARTS.findall(text)]


def signs(page: WebPage, truth: Truth) -> Iterator[Finding]:
    """Check how the numerals on signs are called, and what the buttons beside them copy."""
    labels = truth.pack.labels
    for node in page.all("span"):
        if node.attributes.get("role") != "img":
            continue
        right = str(truth.say(labels.web_sign, numeral=plain(node.text)))
        if not same(node.attributes.get("aria-label", ""), right):
            said = node.attributes.get("aria-label", "")
            what = f'Het cijfer {plain(node.text)} heet voor wie niet ziet "{said}",'
            yield Finding("numeral", f'{what} dat moet "{right}" zijn.')
    for node in page.all("button"):
        numbers = _numbers_beside(node)
        value = node.attributes.get("value", "")
        if value not in numbers:
            what = f"De knop kopieert {value}, dat moet {', '.join(numbers) or 'niets'} zijn."
            yield Finding("contact", what)
        right = str(truth.say(labels.web_copy_value, value=value))
        if not same(node.attributes.get("aria-label", ""), right):
            said = node.attributes.get("aria-label", "")
            what = f'De knop bij {value} heet voor wie niet ziet "{said}", dat moet "{right}" zijn.'
            yield Finding("link", what)
        if "hidden" not in node.attributes:
            yield Finding("form", f"Zonder script doet de knop bij {value} niets.")


def _numbers_beside(node: Node) -> Sequence[str]:
    around = node.parent
    found = around.walk() if around else ()
    return [
        plain(one.text)
        for one in found
        if one.tag == "a" and one.attributes.get("href", "").startswith("tel:")
    ]


def marked(page: WebPage, truth: Truth) -> Iterator[Finding]:
    """A reviewed translation has no draft mark. For one that is lacking see the texts."""
    word = re.compile(rf"\b{re.escape(truth.draft_word)}\b")
    for block, _ in page.blocks:
        if not truth.is_draft and word.search(block.text):
            what = f"Hier staat {truth.draft_word}, maar de vertaling is nagekeken."
            yield Finding("concept", what)
