"""The slides: cover, sentences, one for each organisation, first steps, advice, contacts, colophon.

Each place is a slide; the notes below a slide are a place of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wegwijs.proof.expectations import contacts, parts
from wegwijs.proof.expectations.organisations import Listed, is_further
from wegwijs.proof.expectations.place import Place, Sign, starts
from wegwijs.proof.expectations.product import Product
from wegwijs.proof.expectations.speech import in_both, name, written_day
from wegwijs.proof.expectations.truth import Truth
from wegwijs.proof.sayings import Piece, Saying, known
from wegwijs.sources.kinds import KINDS

FILE = "slides.pptx"
STEPS = 2  # whom to call first
CONTACTS = 4  # close by, on a slide


def places(truth: Truth, _profile: str = "") -> tuple[Place, ...]:
    """Return the slides in order, each with its notes."""
    every = (
        _cover(truth),
        _questions(truth),
        *(_organisation(one) for one in truth.organisations),
        _steps(truth),
        Place(
            str(truth.calling_heading),
            starts(truth.calling_heading),
            must=(*truth.calling, truth.deaf),
            level=1,
        ),
        *_contacts(truth),
        Place(
            "het colofon",
            starts(truth.labels["kicker"]),
            must=(*truth.colophon, *known(truth.about)),
            level=1,
        ),
    )
    said = notes(truth)
    return tuple(
        place
        for slide, words in zip(every, said, strict=True)
        for place in (slide, _notes(slide, words))
    )


def titles(truth: Truth) -> tuple[Saying, ...]:
    """Return the titles of the slides in order."""
    return (
        truth.title,
        truth.situations_heading,
        *(one.title for one in truth.organisations),
        truth.groups[0].heading,
        truth.calling_heading,
        *_contact_titles(truth),
        truth.labels["kicker"],
    )


def footer(truth: Truth) -> tuple[Saying, Saying]:
    """Return the day of checking, and the version with its source."""
    version, checked, *sources = truth.imprint
    for one in sources:
        version += one
    return checked, version


def leads_to(truth: Truth, slide: int, numeral: int) -> int:
    """Return the slide to which a click on a numeral leads: of a slide of an organisation back to
    the sentences, of any other to that organisation.
    """
    first = 3
    of_organisations = range(first, first + len(truth.organisations))
    return 2 if slide in of_organisations else first + numeral - 1


def spoken(truth: Truth, slide: int, numeral: int) -> str:
    """Return what is said of a numeral to who does not see it."""
    labels = truth.pack.labels
    sign = str(truth.say(labels.web_sign, numeral=str(numeral)))
    inward = slide > 2 and slide <= 3 + len(truth.organisations)
    return sign if inward else str(truth.say(labels.web_explained, sign=name(sign)))


# --- slides ---------------------------------------------------------------------------------------


def _cover(truth: Truth) -> Place:
    who = truth.publisher if KINDS[truth.pack.edition.kind].names_publisher else None
    return Place(
        "de voorkant",
        starts(truth.title),
        must=known(truth.title, who or truth.labels["kicker"], truth.lead, truth.alert),
        either=tuple(arm.ways for arm in truth.arms),
        level=0,
        signs=tuple(Sign(arm.ways, arm.numerals) for arm in truth.arms),
    )


def _questions(truth: Truth) -> Place:
    must = [truth.situations_heading, truth.situations_lead[0]]
    signs = []
    for one in truth.situations:
        must.append(one.text)
        for route in one.routes:
            must += route.ways
            signs.append(Sign(route.ways, route.numerals))
    return Place(
        "de zinnen",
        starts(truth.situations_heading),
        must=tuple(must),
        level=1,
        signs=tuple(signs),
    )


def _organisation(one: Listed) -> Place:
    must = known(one.meaning, one.audience, one.sign, one.person)
    must += tuple(fact for kind, fact in one.in_short(one.every_fact) if not is_further(kind))
    must += known(one.what, one.when, one.when_not, one.web)
    return parts.organisation(one, one.title, must=must, level=1)


def _steps(truth: Truth) -> Place:
    group = truth.groups[0]
    steps = group.organisations[:STEPS]
    return Place(
        "de eerste stappen",
        starts(group.heading),
        must=(
            *group.lead,
            *(words for one in steps for words in known(one.title, one.sign, one.when)),
            truth.alert,
        ),
        level=1,
        signs=tuple(Sign(known(one.sign), (one.numeral,)) for one in steps),
    )


def _contact_titles(truth: Truth) -> tuple[Saying, ...]:
    """Return the titles of the slides of contacts, which are numbered if there are several."""
    heading, count = truth.close_by_heading, -(-len(truth.close_by) // CONTACTS)
    if count < 2:
        return (heading,)
    numbers = (
        truth.say(truth.pack.labels.page_of, page=str(number), pages=str(count))
        for number in range(1, count + 1)
    )
    start, end = Piece(" (", truth.language), Piece(")", truth.language)
    return tuple(Saying((*heading.pieces, start, *one.pieces, end)) for one in numbers)


def _contacts(truth: Truth) -> Iterator[Place]:
    for number, title in enumerate(_contact_titles(truth)):
        must: list[Saying] = []
        for one in truth.close_by[number * CONTACTS : (number + 1) * CONTACTS]:
            must.append(in_both(one.label, one.dutch))
            ways = [way for id_, way in one.ways if not is_further(id_)]
            must += [*ways[:1], *known(one.person), *ways[1:], *known(one.short_hours)]
        yield Place(str(title), starts(title), must=tuple(must), level=1)


# --- notes ----------------------------------------------------------------------------------------


def notes(truth: Truth) -> tuple[tuple[Saying, ...], ...]:
    """Return what must be in the notes of each slide."""
    labels = truth.labels
    checked = {one.numeral: one for one in contacts.records(truth) if one.numeral}
    return (
        tuple(_of_cover(truth)),
        (labels["slides_choose"], *(_who(one) for one in truth.organisations)),
        *(tuple(_of_organisation(truth, one, checked[one.numeral])) for one in truth.organisations),
        (labels["slides_ask"], *(one.what for one in truth.groups[0].organisations[:STEPS])),
        (labels["slides_practise"],),
        tuple(_of_contacts(truth)),
        *(() for _ in _contact_titles(truth)),
    )


def _notes(slide: Place, words: Sequence[Saying]) -> Place:
    start = next(iter(slide.starts))
    begins = frozenset({f"notes {start}"})
    return Place(f"de notities bij {slide.name}", begins, must=tuple(words))


def _of_cover(truth: Truth) -> Iterator[Saying]:
    yield truth.say(truth.pack.labels.slides_welcome, number=name(truth.emergency))
    yield truth.deaf
    workshop = truth.pack.edition.workshop
    for label, value in (
        ("handout_date", workshop.date if workshop else None),
        ("handout_place", workshop.place if workshop else None),
        ("handout_trainer", workshop.trainer if workshop else None),
    ):
        if value:
            yield _named(truth, truth.labels[label], name(value))
    if truth.audience:
        yield _named(truth, truth.labels["handout_audience"], truth.audience)


def _named(truth: Truth, label: Saying, value: Saying) -> Saying:
    return Saying((*label.pieces, Piece(": ", truth.language), *value.pieces))


def _who(one: Listed) -> Saying:
    sign = (Piece(": "), *one.sign.pieces) if one.sign else ()
    return Saying((Piece(f"{one.numeral}. "), *one.title.pieces, *sign))


def _of_organisation(truth: Truth, one: Listed, record: contacts.Record) -> Iterator[Saying]:
    yield truth.labels["slides_back"]
    if one.code:
        yield truth.labels["slides_scan"]
    yield from known(one.what_more, one.examples, one.contact, one.page)
    yield _checked(truth, record)


def _checked(truth: Truth, record: contacts.Record) -> Saying:
    titles = dict.fromkeys(one.source for one in record.sources)
    day = min(one.day for one in record.checked)
    label = truth.pack.labels.slides_checked
    when = Saying.of(written_day(day, truth.pack.languages[label.language].locale), label.language)
    return truth.say(label, date=when, source=name("; ".join(titles)))


def _of_contacts(truth: Truth) -> Iterator[Saying]:
    if not all(one.is_filled for one in truth.close_by):
        yield truth.labels["slides_fill_in"]
    for record in contacts.records(truth):
        if not record.numeral:
            checked = _checked(truth, record)
            yield Saying((Piece(f"{record.name}: "), *checked.pieces))


def sayings(truth: Truth) -> Iterator[Saying]:
    """Yield all sentences of slides and notes."""
    for place in places(truth):
        yield from (*place.asked, *place.allowed)
    yield from footer(truth)


PRODUCT = Product("slides", {FILE: None}, places, standard=False, editable=True)
