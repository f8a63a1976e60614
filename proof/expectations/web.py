"""The reading page: what stands on it from top to bottom, and around it where it is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wegwijs.proof.expectations import parts
from wegwijs.proof.expectations.close_by import CloseBy
from wegwijs.proof.expectations.organisations import Headed, Listed
from wegwijs.proof.expectations.place import Place, Sign, starts
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.sayings import Piece, Saying, known
from wegwijs.sources.values import Phone
from wegwijs.sources.variants import in_file_names
from wegwijs.sources.ways import WEB

FILE = "page.html"
MOST_BYTES = 150_000  # of a page with its fonts: a second on a slow phone
WEATHER = "https://www.knmi.nl/nederland-nu/weer"  # where the button to leave the page leads
# Of the products that readers may want on paper: the end of the name of the file where it is
# published, and the labels that say what it is.
PAPERS = {
    "leaflet": (".pdf", "web_leaflet", "web_leaflet_kind"),
    "large-print": ("-grote-letters.pdf", "web_large_print", "web_large_print_kind"),
    "handout": ("-hand-out.docx", "handout_kind", "web_handout_kind"),
    "handout-odt": ("-hand-out.odt", "handout_kind", "web_handout_odt_kind"),
    "pocket-card": ("-zakkaartje.pdf", "web_card", "web_card_kind"),
    "poster": ("-poster-a4.pdf", "web_poster", "web_poster_kind"),
}


@dataclass(frozen=True)
class Beside:
    """What a page leads to where it is published: the index of the edition, the page in each
    language, and the file of each product with its size in words. All of it addresses.
    """

    index: str
    languages: Mapping[str, str]
    papers: Mapping[str, tuple[str, str]]


def places(truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    """Return the places of a page that stands by itself."""
    return places_beside(truth, beside_of(truth))


def places_beside(truth: Truth, beside: Beside | None) -> tuple[Place, ...]:
    """Return the places in the order of reading: 112 first, each number on an arm and a sign."""
    return (
        _head(truth, beside),
        *_draft(truth),
        _alert(truth),
        Place("de titel", starts(truth.title), must=(truth.title, truth.lead), level=1),
        _questions(truth),
        *(place for group in truth.groups for place in _group(group)),
        parts.calling(truth, level=2),
        *_close_by(truth),
        *_papers(truth, beside),
        _watched(truth),
        parts.colophon(truth),
    )


def _head(truth: Truth, beside: Beside | None) -> Place:
    """Return whose page it is, how to leave it, and its languages where there are more."""
    kicker, labels = truth.labels["kicker"], truth.labels
    leave = Piece(str(labels["web_exit"]), truth.language, WEATHER)
    exit_ = (Saying((leave,)),) if truth.pack.edition.exit else ()
    languages = tuple(_languages(truth, beside)) if beside else ()
    own = (truth.language_names[0], *languages) if len(languages) > 1 else ()
    must = (kicker, truth.publisher, *exit_, *own)
    return Place("de kop", starts(kicker), must=must, paragraph=True)


def _languages(truth: Truth, beside: Beside) -> Iterator[Saying]:
    for code, address in beside.languages.items():
        yield Saying((Piece(truth.pack.languages[code].name, code, address),))


def beside_of(truth: Truth) -> Beside | None:
    """Return what the page of an edition leads to that says where it is published."""
    edition = truth.pack.edition
    if edition.site is None:
        return None
    place = f"{edition.site.target.rstrip('/')}/"
    from wegwijs.proof.expectations.registry import PRODUCTS  # that imports this module

    return Beside(
        place,
        {code: f"{place}wegwijzer-{in_file_names(code)}.html" for code in edition.languages},
        {
            id_: (f"{place}wegwijzer-{edition.id}-{in_file_names(truth.language)}{end}", "")
            for id_, (end, _, _) in PAPERS.items()
            if PRODUCTS[id_].is_made(truth)
        },
    )


def _draft(truth: Truth) -> Iterator[Place]:
    if mark := truth.mark:
        must = (mark.word, mark.explained, mark.dutch_word)
        yield Place("het merk CONCEPT", starts(mark.word), must=must, paragraph=True)


def _alert(truth: Truth) -> Place:
    """Return the emergency number, which is called with a tap."""
    line, number = truth.alert, truth.emergency
    link = Piece(number, "nl", truth.pack.guidance.alert.number.target, str(line))
    must = truth.alert_label + Saying((link,))
    return Place(number, starts(line), must=(must,), alone=True, paragraph=True)


def _questions(truth: Truth) -> Place:
    labels = truth.labels
    told = (labels[f"web_{name}"] for name in ("find", "tap", "follow", "numeral"))
    found: list[Saying] = []
    signs: list[Sign] = []
    by_web = {one.numeral for one in truth.organisations if not can_be_called(one)}
    for situation in truth.situations:
        found.append(situation.text)
        for route in situation.routes:
            (words,) = route.ways
            if not words.is_link and by_web.issuperset(route.numerals):
                words = labels["web_read_on"]
            found.append(words)
            signs.append(Sign((words,), route.numerals))
    heading = truth.situations_heading
    must = (*told, *found)
    return Place("de vragen", starts(heading), must=must, level=2, signs=tuple(signs))


def can_be_called(one: Listed) -> bool:
    """Whether it has a number, or is the reader's own to look up."""
    return isinstance(one.claim.hero, Phone) or one.claim.is_blank


def _group(group: Headed) -> Iterator[Place]:
    heading = group.heading
    yield Place(str(heading), starts(heading), must=group.lead, level=2)
    for one in group.organisations:
        yield _organisation(one)


def _organisation(one: Listed) -> Place:
    """Return an organisation: everything that is known of it. Where paper has a line to write the
    number on, the page has a link to where it is found.
    """
    sign = on_sign(one)
    beside = one.web if one.sign else None
    facts = (fact for _, fact in one.every_fact)
    said = (one.what, one.what_more, one.when, one.examples, one.when_not, one.contact)
    must = (*known(one.meaning, sign, beside), *facts, *known(one.person, *said))
    signs = (Sign(known(sign), (one.numeral,)),)
    return Place(str(one.title), starts(one.title), must=must, level=3, signs=signs)


def on_sign(one: Listed) -> Saying | None:
    """Return the words of its sign."""
    return one.sign or one.ways.get(WEB.id)


def _close_by(truth: Truth) -> Iterator[Place]:
    filled = [one for one in truth.close_by if one.is_filled]
    heading = truth.close_by_heading
    if filled:
        yield Place(str(heading), starts(heading), level=2)
    for one in filled:
        yield _contact(one, str(heading))


def _contact(one: CloseBy, heading: str) -> Place:
    (_, first), others = one.ways[0], (way for _, way in one.others)
    must = known(one.label, one.in_dutch, first, one.person, *others, one.hours)
    start = starts(one.label)
    return Place(f"{one.who} bij de contacten", start, must=must, paragraph=True, within=heading)


def _papers(truth: Truth, beside: Beside | None) -> Iterator[Place]:
    if beside is None:
        return
    labels, language = truth.labels, truth.language
    found: list[Saying] = []
    for id_, (_, label, kind) in PAPERS.items():
        if id_ in beside.papers:
            target, size = beside.papers[id_]
            text = f"{labels[label]} {labels[kind]} {size}".rstrip()
            found.append(Saying((Piece(text, language, target),)))
    if len(beside.languages) > 1:
        found.append(Saying((Piece(str(labels["web_languages"]), language, beside.index),)))
    heading = labels["web_paper"]
    yield Place(str(heading), starts(heading), must=tuple(found), level=2)


def _watched(truth: Truth) -> Place:
    labels = truth.pack.labels
    heading, told = truth.labels["web_watched"], labels.web_watched_text
    must = (truth.say(told, title=str(truth.labels["kicker"])),)
    return Place(str(heading), starts(heading), must=must, level=2)


PRODUCT = Product("web", {FILE: None}, places, standard=False)
