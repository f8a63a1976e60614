"""The landing pages and the index of a website: links that lead somewhere, sizes that are true,
languages as they are called, and drafts that are marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import normpath

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.findings import Finding
from wegwijs.proof.folder import LARGEST
from wegwijs.proof.readers.damage import UNREADABLE
from wegwijs.proof.readers.html import Node, WebPage
from wegwijs.proof.rules import html_form
from wegwijs.proof.site.listed import AGAIN, ListedEdition, ListedFile, ListedLanguage
from wegwijs.proof.site.words import size_in_words
from wegwijs.proof.words import plain, same
from wegwijs.sources.regular import read_regular
from wegwijs.sources.variants import is_variant

INDEX = "index.html"
DUTCH = "nl"
_DRAFT = re.compile(r"Concept: [^.]*\.")
Truths = Mapping[tuple[str, str], Truth]
# A place on the computer where it was made, or at the top of a server.
_ABSOLUTE = re.compile(r"(?:href|src)=[\"']?(?:/|file:|[A-Za-z]:[\\/])|file://")
# Where pictures may come from, of a page with one beside it, which browsers show only if they may
# come from there, and of any other.
_PICTURES = {True: "'self' data:", False: r"(?:'self' )?data:"}
_SIZE = re.compile(r"\d+(?:,\d)? [kM]B")
_LOADING = ("src", "srcset", "action", "formaction", "poster", "data", "background")


class SitePage:
    """A page of the website, with what is wrong with it so far."""

    def __init__(self, site: Path, path: str, document: str = "") -> None:
        self.site, self.path, self.document = site, path, document
        self.text = read_regular(site / path, LARGEST).decode("utf-8")
        self.page = WebPage(self.text.encode())

    def finding(self, kind: str, what: str) -> Finding:
        """Return a finding on this page."""
        return Finding(kind, what, AGAIN, document=self.document, file=self.path)

    def there(self, href: str) -> str:
        """Return the path that a relative link leads to, below the website."""
        return normpath(f"{self.path.rpartition('/')[0]}/{href.partition('#')[0]}").lstrip("/")


def faults(site: Path, editions: Sequence[ListedEdition], truths: Truths) -> Iterator[Finding]:
    """Yield what is wrong with the index and the landing pages, and which files nobody finds."""
    reached: set[str] = set()
    jobs = [(INDEX, "", None), *((one.path, one.id, one) for one in editions)]
    for path, document, edition in jobs:
        try:
            page = SitePage(site, path, document)
        except FileNotFoundError:
            yield Finding("missing", "De pagina is er niet.", AGAIN, document=document, file=path)
            continue
        except (OSError, *UNREADABLE) as error:
            what = "De pagina is beschadigd, of niet te openen."
            yield Finding(
                "file", what, AGAIN, detail=str(error)[:200], document=document, file=path
            )
            continue
        truth = truths.get((document, DUTCH)) if edition else None
        allowed = truth.targets if truth else frozenset[str]()
        yield from _links(page, allowed, reached)
        yield from _form(page)
        if edition is None:
            yield from _index(page, editions)
        elif truth:
            yield from _landing(page, edition, truths)
    for edition in editions:
        for file in edition.every:
            if file.path not in reached:
                what = "Geen enkele bladzijde verwijst naar dit bestand."
                yield Finding("link", what, AGAIN, document=edition.id, file=file.path)


def _links(page: SitePage, allowed: frozenset[str], reached: set[str]) -> Iterator[Finding]:
    """Every link leads to a file of the website, a number, or an address of the edition."""
    for node in page.page.nodes:
        href = node.attributes.get("src" if node.tag == "img" else "href", "")
        if node.tag not in ("a", "link", "img") or href == "data:,":
            continue
        if href.startswith("#"):
            if href[1:] not in page.page.by_id:
                yield page.finding("link", f"De plek {href} is er niet op deze bladzijde.")
        elif re.match(r"[a-z]+:", href):
            if href not in allowed and href != "tel:112":
                yield page.finding("link", f"De link naar {href} hoort er niet.")
        elif not href or href.startswith("/"):
            yield page.finding("path", f'De link "{href}" werkt alleen op één plek.')
        else:
            path = page.there(href)
            reached.add(path)
            if path.startswith("..") or not (page.site / path).is_file():
                yield page.finding("link", f"De link naar {href} leidt nergens heen.")


def _form(page: SitePage) -> Iterator[Finding]:
    """Nothing is loaded, and nothing of the computer on which it was made is told."""
    pictures = _PICTURES[bool(page.page.all("img"))]
    yield from (page.finding(one.kind, one.what) for one in html_form.policy(page.page, pictures))
    for problem in dict.fromkeys(page.page.problems):
        yield page.finding("tags", f"De opbouw van de pagina klopt niet: {problem}.")
    here = str(page.site.resolve().parent)
    if _ABSOLUTE.search(page.text) or (len(here) > 1 and here in page.text):
        yield page.finding("path", "Er staat een plek op uw computer of server in de pagina.")
    for node in page.page.nodes:
        for name in _LOADING:
            linked = node.tag == "img" and name == "src"  # judged as a link
            if not linked and not node.attributes.get(name, "data:").startswith("data:"):
                what = f"<{node.tag}> haalt iets op: {node.attributes[name][:60]}."
                yield page.finding("form", what)
    html, title = page.page.one("html"), page.page.one("title")
    if html is None or html.attributes.get("lang") != DUTCH:
        yield page.finding("language", "De taal van de pagina is niet Nederlands.")
    if title is None or title.raw != "Wegwijzer":
        yield page.finding("title", 'De titel in de browser is niet alleen "Wegwijzer".')


def _index(page: SitePage, editions: Sequence[ListedEdition]) -> Iterator[Finding]:
    links = {
        page.there(node.attributes["href"]): node
        for node in page.page.all("a")
        if node.attributes.get("href", "").endswith(f"/{INDEX}")
    }
    for edition in editions:
        node = links.get(edition.path)
        if node is None:
            yield page.finding("link", f"De editie {edition.id} staat niet in de index.")
        elif not plain(node.text).lower().startswith(plain(edition.name).lower()):
            what = f'De editie {edition.id} heet in de index "{plain(node.text)}".'
            yield page.finding("text", what)
    for path in sorted(links.keys() - {one.path for one in editions}):
        yield page.finding("link", f"{path} hoort niet in de index.")
    first = next((one for one in page.page.all("a")), None)
    if first is None or first.attributes.get("href") != "tel:112":
        yield page.finding("contact", "112 staat niet vooraan.")


def _landing(page: SitePage, edition: ListedEdition, truths: Truths) -> Iterator[Finding]:
    dutch = truths[edition.id, DUTCH]
    heading = page.page.one("h1")
    if heading is None or not same(heading.text, str(dutch.title)):
        yield page.finding("text", "De titel boven de pagina klopt niet.")
    if not any(same(one.text, str(dutch.publisher)) for one in page.page.all("p")):
        yield page.finding("text", "De uitgever staat niet op de pagina.")
    numbers = [one for one in page.page.all("a") if one.attributes.get("href") == "tel:112"]
    links = [one for one in page.page.all("a") if not one.attributes["href"].startswith("..")]
    if numbers[:1] != links[:1]:
        yield page.finding("contact", "112 staat niet vooraan.")
    for language in edition.languages:
        if truth := truths.get((edition.id, language.code)):
            yield from _row(page, language, truth)
    drafts = [is_variant(one.code) for one in edition.languages if one.draft]
    kinds = {False: "een machinevertaling", True: "een tekst"}
    kind = " of ".join(kinds[one] for one in sorted(set(drafts)))
    told = f"Concept: {kind} die nog niemand heeft nagekeken."
    if (told if drafts else "") != "".join(_DRAFT.findall(page.text)):
        yield page.finding("concept", "De uitleg van het merk CONCEPT klopt niet.")
    if edition.zip:
        yield from _sized(page, edition.zip)


def _row(page: SitePage, language: ListedLanguage, truth: Truth) -> Iterator[Finding]:
    """Check the arm of a language: its names, how they are read aloud, and the mark of a draft."""
    own, dutch = map(str, truth.language_names)
    arm = _link(page, language.page.name)
    if arm is None:
        return  # told: nothing leads to the page
    if truth.is_draft != language.draft:
        yield page.finding("concept", f"In de lijst staat {dutch} verkeerd: concept of niet.")
    if truth.is_draft != ("(concept)" in arm.text and _has_class(arm, "hatch")):
        known = "mist het merk CONCEPT" if truth.is_draft else "is geen concept"
        yield page.finding("concept", f"{dutch} {known}.")
    name = next((one for one in arm.walk() if same(one.text, own) and one.tag == "span"), None)
    if name is None:
        yield page.finding("text", f"{dutch} staat er niet met zijn eigen naam: {own}.")
    elif name.nearest("lang") != language.code:
        yield page.finding("language", f"{own} wordt in een verkeerde taal voorgelezen.")
    elif name.nearest("dir") != ("rtl" if truth.rtl else "ltr"):
        yield page.finding("direction", f"De leesrichting van {own} klopt niet.")
    if dutch.lower() not in arm.text.lower():
        yield page.finding("text", f"De Nederlandse naam van {own} staat er niet: {dutch}.")
    for file in language.files:
        yield from _sized(page, file, language=dutch)


def _sized(page: SitePage, file: ListedFile, language: str = "") -> Iterator[Finding]:
    """Check that the link to a file says how large it is, and in which language."""
    link = _link(page, file.name)
    if link is None:
        return
    right = size_in_words(file.size)
    for text in (link.text, link.attributes.get("aria-label", link.text)):
        said = _SIZE.findall(plain(text))
        if said != [right]:
            what = (
                f"Bij {file.name} staat {', '.join(said) or 'geen grootte'}, dat moet {right} zijn."
            )
            yield page.finding("size", what)
    if language and f"in het {language}" not in plain(link.attributes.get("aria-label", "")):
        what = f"Van {file.name} hoort wie niet ziet niet dat het in het {language} is."
        yield page.finding("link", what)


def _link(page: SitePage, name: str) -> Node | None:
    links = (one for one in page.page.all("a") if one.attributes.get("href") == name)
    return next(links, None)


def _has_class(node: Node, name: str) -> bool:
    return any(name in one.classes for one in node.walk())
