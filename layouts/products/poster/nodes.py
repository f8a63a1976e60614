"""What the poster says, by path: what its layout may ask about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from wegwijs.layouts.content.node import Node
from wegwijs.layouts.content.outline import Entry, Outline, Published, Route
from wegwijs.layouts.content.words import Words, dutch
from wegwijs.layouts.pdf.blocks import Dialogue, Path, Setting
from wegwijs.layouts.web.addresses import page_name, place_of
from wegwijs.sources.values import QR_BYTES, Url


class Arm(Node, frozen=True):
    """An arm: a number to call with who answers, or else the addresses of one or more."""

    numerals: tuple[int, ...]
    number: Words | None
    name: Words | None
    addresses: tuple[Words, ...]


class Shows(Struct, frozen=True):
    """Which of its own parts an edition has: a logo, and a page that a code leads to."""

    logo: bool
    site: bool


class Site(Struct, frozen=True):
    """Where the explanation is: what the code says and is called, the domain as a link, and the
    other languages, each with its own name.
    """

    code: str
    alt: str
    domain: Words
    languages: tuple[Words, ...]
    heading: Words

    own = True


def dialogue_of(outline: Outline, setting: Setting) -> Dialogue:
    """Return the dialogue with all nodes that the layout may ask about."""
    site = site_of(outline, outline.published) if outline.published else None
    publisher, checked = outline.colophon[0], outline.imprint[1]
    situations = [
        (one.text, arms) for one in outline.situations if (arms := arms_of(outline, one.routes))
    ]
    nodes: dict[Path, Any] = {
        ("draft",): outline.draft,
        ("kicker",): outline.kicker,
        ("logo",): outline.logo,
        ("publisher",): Words((dutch(outline.publisher, own=True),)),
        ("title",): outline.title,
        ("lead",): outline.lead,
        ("site",): site,
        ("post",): None,
        ("shows",): Shows(outline.logo is not None, site is not None),
        ("alert",): outline.alert,
        ("colophon",): ((publisher, checked), outline.about_poster),
        ("rows",): tuple([len(arms) for _, arms in situations]),
    }
    for row, (text, arms) in enumerate(situations):
        nodes["question", row] = text
        for index, arm in enumerate(arms):
            nodes["arm", row, index] = arm
    return Dialogue(setting, nodes)


def arms_of(outline: Outline, routes: tuple[Route, ...]) -> tuple[Arm, ...]:
    """Return the arms of a situation. Whom nobody can call or visit has none: a wall is not filled
    in with a pen.
    """
    known = {entry.numeral: entry for entry in outline.entries}
    return tuple(arm for route in routes for arm in _arms([known[one] for one in route.numerals]))


def _arms(entries: list[Entry]) -> Iterator[Arm]:
    for entry in entries:
        if entry.phone:
            yield Arm((entry.numeral,), entry.links[entry.phone], entry.title, ())
    rest = [one for one in entries if not one.phone and not one.blank and one.hero]
    if rest:
        addresses = tuple([one.links[one.hero] for one in rest if one.hero])
        yield Arm(tuple([one.numeral for one in rest]), None, None, addresses)


def site_of(outline: Outline, published: Published) -> Site | None:
    """Return where the page in this language is; None if its address fits in no code that scans
    from paper.
    """
    place, domain = place_of(published), published.site.display
    known = outline.language in dict(published.languages)
    page = f"{place}{page_name(outline.language)}" if known else place
    code = next((one for one in (page, place) if len(one.encode()) <= QR_BYTES), None)
    if code is None:
        return None
    labels = outline.labels
    others = [(code, name) for code, name in published.languages if code != outline.language]
    return Site(
        code,
        str(labels["qr_alt"]).format(domain=domain),
        Words.value(Url(page, domain), str(labels["link_web"]).format(domain=domain), own=True),
        tuple([Words.of(name, language) for language, name in others]),
        labels["poster_languages"],
    )
