"""What a page is made of, and what browsers do with it: only elements and attributes that ours
have, no call to anywhere, nothing hidden.

Browsers can load, hide, send and follow in many ways. A list of allowed constructs can be complete,
a list of forbidden ones cannot.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256

from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.expectations.web import MOST_BYTES, Beside
from wegwijs.proof.findings import AGAIN, Finding
from wegwijs.proof.readers.html import Node, WebPage
from wegwijs.proof.words import same

# ELEMENT ATTRIBUTE ...; after = stands a pattern that the whole value must match.
_ALLOWED = r"""
html lang dir=ltr|rtl
head
meta charset=utf-8
meta http-equiv=Content-Security-Policy content
meta name=viewport content=width=device-width,.initial-scale=1
meta name=referrer content=no-referrer
meta name=color-scheme content=light.dark
meta name=description|author content
title
link rel=icon href=data:,
link rel=alternate hreflang href=https://.+|wegwijzer-[a-z]+(?:-[a-z0-9]+)*\.html
style
script
script type=application/ld\+json
body
header
main
footer class
nav aria-label
div class
section class
article class id=bord-\d+
h1 lang
h2 lang
h3 lang
p class lang role=status data-copied
ol class
ul class
li class
a class href=#bord-\d+ lang aria-label
a class href=tel:\+?\d+ lang dir=ltr aria-label
a class href=mailto:[^?]+ lang dir=ltr aria-label
a class href=https://.+ lang dir=ltr aria-label hreflang aria-current=page rel=noreferrer
a href=[a-z0-9-]+\.[a-z]+ lang hreflang aria-current=page
b lang
bdi class lang dir=ltr
br
wbr
small lang
span class lang role=img aria-label
button type=button class=copy value hidden aria-label
details
summary class
svg class width=0 height=0 aria-hidden=true
symbol id=i-[a-z]+ viewbox
path class d
use href=#i-[a-z]+
"""
_POLICY = {
    "default-src": r"'none'",
    "style-src": r"'sha256-.+",
    "script-src": r"'none'|'sha256-.+",
    "font-src": "data:",
    "img-src": "data:",
    "base-uri": r"'none'",
    "form-action": r"'none'",
}
_HASH = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
_COLOUR = re.compile(r":root\{--accent:#([0-9A-F]{6})\}")
_FONT = r"data:font/woff2;base64,[A-Za-z0-9+/=]+"
_URL = re.compile(rf"url\((?!{_FONT}\))")
_FACES = re.compile(r"@font-face\{[^{}]*\}")
_HIDING = re.compile(
    r"display:none|visibility:|opacity:|font-size:0|text-indent|content-visibility|color:transparent"
)
# What may be hidden: on paper what is of use on a screen only, and the other way round.
_MAY_HIDE = frozenset(
    (
        *("[hidden]", ".paper", ".copy", ".screen,nav,.leave"),
        "summary::-webkit-details-marker",
    )
)
_SENDING = re.compile(
    r"fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\b|eval\b|Function\b|cookie"
    r"|localStorage|sessionStorage|indexedDB|https?:|innerHTML|document\.write|\.src\b|open\("
)
_MOST_SCRIPT = 2500  # characters

Allowed = Mapping[str, "list[dict[str, str]]"]


def _parsed(text: str) -> Allowed:
    found: dict[str, list[dict[str, str]]] = {}
    for line in text.split("\n"):
        tag, *attributes = line.split() or [""]
        pairs = (one.partition("=") for one in attributes)
        found.setdefault(tag, []).append({name: pattern for name, _, pattern in pairs})
    return found


_ELEMENTS = _parsed(_ALLOWED)


def foreign(page: WebPage) -> Iterator[Finding]:
    """Yield what a page of ours never has."""
    for problem in dict.fromkeys(page.problems):
        what = f"De opbouw van de pagina klopt niet: {problem}."
        yield Finding("tags", what, AGAIN)
    if page.comments:
        what = "In de pagina staat een opmerking die niemand ziet."
        yield Finding("form", what, AGAIN, detail=page.comments[0][:60])
    for node in page.nodes[1:]:
        known = _ELEMENTS.get(node.tag, [])
        if not any(_fits(node, attributes) for attributes in known):
            yield Finding("form", f"In de pagina staat {_told(node)}, dat hoort er niet.", AGAIN)
    ids = Counter(node.id for node in page.nodes if node.id)
    for id_ in sorted(one for one, count in ids.items() if count > 1):
        yield Finding("tags", f"Er zijn twee plekken met de naam {id_}.", AGAIN)


def _fits(node: Node, allowed: Mapping[str, str]) -> bool:
    return all(
        name in allowed and (not allowed[name] or re.fullmatch(allowed[name], value))
        for name, value in node.attributes.items()
    )


def _told(node: Node) -> str:
    known = _ELEMENTS.get(node.tag)
    if not known:
        return f"<{node.tag}>"
    wrong = [
        name
        for name, value in node.attributes.items()
        if not any(_fits(Node(node.tag, {name: value}), one) for one in known)
    ]
    name = (wrong or list(node.attributes) or [""])[0]
    return f'<{node.tag} {name}="{node.attributes.get(name, "")[:60]}">'


def head(page: WebPage, truth: Truth, beside: Beside | None) -> Iterator[Finding]:
    """Check what browsers, search engines and screen readers know of the page."""
    html = page.one("html")
    language = html.attributes.get("lang", "") if html else ""
    direction = html.attributes.get("dir", "") if html else ""
    if language != truth.language:
        what = f"De taal van de pagina is {language or 'niet ingevuld'}, dat moet"
        yield Finding("language", f"{what} {truth.language} zijn.")
    if direction != ("rtl" if truth.rtl else "ltr"):
        yield Finding("direction", "De leesrichting van de pagina klopt niet.")
    title, right = page.one("title"), str(truth.labels["kicker"])
    if not same(title.raw if title else "", right):
        said = f'"{title.raw}"' if title else "niet ingevuld"
        what = f'De titel in de browser is {said}, dat moet alleen "{right}" zijn.'
        yield Finding("title", what)
    named = {
        node.attributes["name"]: node.attributes.get("content", "")
        for node in page.all("meta")
        if "name" in node.attributes
    }
    asked = {
        "description": str(truth.labels["web_description"]),
        "author": str(truth.publisher),
        "referrer": "no-referrer",
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
    }
    for name, text in asked.items():
        if not same(named.get(name, ""), text):
            said = f'"{named[name]}"' if name in named else "niet ingevuld"
            what = f'"{name}" van de pagina is {said}, dat moet "{text}" zijn.'
            yield Finding("properties", what)
    yield from _alternates(page, beside)
    if not any(node.attributes.get("charset") for node in page.all("meta")):
        yield Finding("properties", "De pagina zegt niet dat zij in UTF-8 is.")
    if not any(node.attributes.get("rel") == "icon" for node in page.all("link")):
        yield Finding("form", "De browser vraagt de server om een plaatje dat er niet is.")


def _alternates(page: WebPage, beside: Beside | None) -> Iterator[Finding]:
    found = {
        node.attributes.get("hreflang", ""): node.attributes.get("href", "")
        for node in page.all("link")
        if node.attributes.get("rel") == "alternate"
    }
    asked = beside.languages if beside else {}
    for code in sorted(asked.keys() | found.keys()):
        if found.get(code) != asked.get(code):
            told = found.get(code) or "niet ingevuld"
            right = f"dat moet {asked[code]} zijn" if code in asked else "en hoort er niet"
            what = f"Waar de pagina in de taal {code} staat, is {told}, {right}."
            yield Finding("link", what)


def policy(page: WebPage, pictures: str = "data:") -> Iterator[Finding]:
    """Check that the page forbids every call, and all styles and scripts but its own. ``pictures``
    is a pattern of where these may come from.
    """
    found = [
        node.attributes.get("content", "")
        for node in page.all("meta")
        if "http-equiv" in node.attributes
    ]
    rules = dict(
        one.strip().partition(" ")[::2] for one in (found[0].split(";") if len(found) == 1 else ())
    )
    for name, pattern in (_POLICY | {"img-src": pictures}).items():
        if not re.fullmatch(pattern, rules.get(name, "")):
            what = f'De pagina staat iets toe wat niet mag: "{name} {rules.get(name, "")}".'
            yield Finding("form", what, AGAIN)
    for name in rules.keys() - _POLICY:
        yield Finding("form", f'De pagina staat iets toe wat niet mag: "{name}".', AGAIN)
    scripts = [node.raw for node in page.all("script") if "type" not in node.attributes]
    styles = [node.raw for node in page.all("style")]
    every = [node.raw for node in page.all("script")]  # with the data, which no browser runs
    for name, texts in (("script-src", every), ("style-src", styles)):
        allowed, there = set(_HASH.findall(rules.get(name, ""))), set(map(_hash, texts))
        if allowed != there:
            what = f"De regel {name} van de pagina past niet bij wat erin staat."
            yield Finding("form", what, AGAIN)
    for script in scripts:
        match = _SENDING.search(script)
        if match or len(script) > _MOST_SCRIPT:
            what = "Het script van de pagina doet meer dan kopiëren en de pagina verlaten"
            told = f": {match[0]}" if match else ""
            yield Finding("form", f"{what}{told}.", AGAIN)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def style(page: WebPage, truth: Truth) -> Iterator[Finding]:
    """Check the colour of the edition, and that no style loads or hides anything."""
    text = "".join(node.raw for node in page.all("style"))
    if "@import" in text or _URL.search(text):
        yield Finding("form", "De opmaak van de pagina haalt iets van elders.", AGAIN)
    for rule in _FACES.sub("", text).split("}"):
        around, _, declared = rule.rpartition("{")
        selector = around.rpartition("{")[2].strip()
        if _HIDING.search(declared) and selector not in _MAY_HIDE:
            yield Finding("form", f"De opmaak van de pagina verbergt iets: {selector}.", AGAIN)
    colours = _COLOUR.findall(text)
    right = "".join(f"{part:02X}" for part in truth.accent)
    if colours != [right]:
        said = f"#{colours[-1]}" if colours else "niet ingevuld"
        what = f"De kleur achter de nummers is {said}, dat moet #{right} zijn."
        yield Finding("colour", what, AGAIN)


def size(data: bytes) -> Iterator[Finding]:
    """Check that the page is small enough for a slow phone."""
    if len(data) > MOST_BYTES:
        what = f"De pagina is {len(data) / 1000:.0f} kB, {MOST_BYTES // 1000} is het meeste."
        yield Finding("size", what)
