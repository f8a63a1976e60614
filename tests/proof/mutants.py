"""Mutants of the maker: what it could hand over when its content is wrong.

Each turns the outline that the maker built into one with a mistake in it, as a slip in the outline
builder or in the renderer of one product would. The data stay as they are, and so must what proof
asks for.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import structs
from msgspec.structs import replace

from tests.proof.truths import pack_in, with_edition
from wegwijs.layouts.content.outline import DraftMark, Entry, Outline, Slot
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.content.words import Words, dutch
from wegwijs.sources.values import Accent, Email, Phone, Url

LEAFLET, CARD, SHEET = "leaflet.pdf", "pocket-card.pdf", "pocket-card-a4.pdf"
HANDOUT, PRINT, PAGE = "handout.docx", "print-instructions.pdf", "page.html"
ODT, SLIDES = "handout.odt", "slides.pptx"
DATA = ("contacts.vcf", "contacts.csv", "contacts.json")
CALENDAR = "review.ics"
LARGE, POSTER, LARGE_POSTER = "large-print.pdf", "poster-a4.pdf", "poster-a3.pdf"
WIDE_STILL, TALL_STILL = "screen-1920x1080.png", "screen-1080x1920.png"
SQUARE_STILL = "screen-1080x1080.png"
STICKERS = "stickers.pdf"
NATIONAL, TOWN = "nationaal", "voorbeeld-gemeente"
SCHOOL, WORKSHOP = "voorbeeld-school", "voorbeeld-workshop"
# Numerals of the national pack.
POLICE, TOWN_HALL, INSPECTORS, LSE, CRIME_LINE, ESS, NCTV = range(1, 8)
Change = Callable[[Outline], Outline]
Value = Phone | Email | Url


@dataclass(frozen=True)
class Mutant:
    """A mistake, and the documents in which it can be seen."""

    name: str
    change: Change
    files: tuple[str, ...] = (LEAFLET,)
    edition: str = NATIONAL
    language: str = "nl"


# --- tools -----------------------------------------------------------------------------------------


def text_of(words: Words, change: Callable[[str], str]) -> Words:
    """Words with another text; must change something."""
    changed = Words(tuple(structs.replace(run, text=change(run.text)) for run in words.runs))
    assert changed != words
    return changed


def instead(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


def entries(change: Callable[[Entry], Entry]) -> Change:
    """Every organisation changed, wherever the outline has it."""

    def changed(outline: Outline) -> Outline:
        groups = tuple(
            replace(group, entries=tuple(map(change, group.entries))) for group in outline.groups
        )
        assert groups != outline.groups, "the mutant changes nothing"
        return replace(outline, groups=groups)

    return changed


def entry(numeral: int, **changes: Any) -> Change:
    """One organisation with other content. A value may be a function of the organisation."""

    def change(one: Entry) -> Entry:
        if one.numeral != numeral:
            return one
        given = {n: v(one) if callable(v) else v for n, v in changes.items()}
        return replace(one, **given)

    return entries(change)


def exchanged(one: int, other: int, *fields: str) -> Change:
    """Two organisations that have each other's content in some fields."""

    def change(outline: Outline) -> Outline:
        known = {each.numeral: each for each in outline.entries}
        pairs = {one: known[other], other: known[one]}
        swap = {n: {f: getattr(donor, f) for f in fields} for n, donor in pairs.items()}
        return entries(lambda each: replace(each, **swap.get(each.numeral, {})))(outline)

    return change


def linked(entry: Entry, old: Value | None, new: Value) -> Mapping[Value, Words]:
    """The links of an organisation in which one value stands for another."""
    links: dict[Value, Words] = {}
    for value, words in entry.links.items():
        if value == old:
            (run,) = words.runs
            says = (run.says or "").replace(str(old), str(new))
            run = structs.replace(run, text=run.text.replace(str(old), str(new)), target=new.target)
            links[new] = Words((structs.replace(run, says=says),))
        else:
            links[value] = words
    return links


def called(numeral: int, number: Phone) -> Change:
    """An organisation with another number: on its sign and in every reference to it."""

    def change(outline: Outline) -> Outline:
        (one,) = (each for each in outline.entries if each.numeral == numeral)
        links = linked(one, one.phone, number)
        changed = entry(numeral, phone=number, links=links)(outline)
        situations = tuple(
            replace(
                situation,
                routes=tuple(
                    replace(route, phone=number, label=links[number])
                    if route.numerals == (numeral,) and route.phone
                    else route
                    for route in situation.routes
                ),
            )
            for situation in changed.situations
        )
        return replace(changed, situations=situations)

    return change


def everybody_called_as_the_first(outline: Outline) -> Outline:
    number = outline.entries[0].phone
    assert number
    for one in outline.entries[1:]:
        if one.phone:
            outline = called(one.numeral, number)(outline)
    return outline


def numbers_exchanged(one: int, other: int) -> Change:
    def change(outline: Outline) -> Outline:
        known = {each.numeral: each.phone for each in outline.entries}
        first, second = known[one], known[other]
        assert first and second
        return called(other, first)(called(one, second)(outline))

    return change


def addressed(numeral: int, field: str, value: Value) -> Change:
    """An organisation with another e-mail or web address, its keys too."""

    def change(one: Entry) -> Entry:
        if one.numeral != numeral:
            return one
        old = getattr(one, field)
        links = linked(one, old, value)
        keys = tuple(
            replace(key, words=links[value]) if old and key.words == one.links[old] else key
            for key in one.keys
        )
        return replace(one, **{field: value}, links=links, keys=keys)

    return entries(change)


def facts(numeral: int, icon: str, change: Callable[[Words], Words | None]) -> Change:
    """A short fact of an organisation, changed or dropped."""

    def changed(one: Entry) -> Entry:
        if one.numeral != numeral:
            return one
        keys = []
        for key in one.keys:
            words = change(key.words) if key.icon == icon else key.words
            keys += [replace(key, words=words)] if words else []
        return replace(one, keys=tuple(keys))

    return entries(changed)


def of_another(numeral: int, other: int) -> Change:
    """The short facts of an organisation are those of another."""
    return exchanged(numeral, other, "keys")


def outline_with(**changes: Any) -> Change:
    """Other content in the outline itself; a value may be a function of the outline."""

    def change(outline: Outline) -> Outline:
        given = {n: v(outline) if callable(v) else v for n, v in changes.items()}
        changed = replace(outline, **given)
        assert changed != outline, "the mutant changes nothing"
        return changed

    return change


def label(name: str, other: str) -> Change:
    """A label that says what another one says."""
    return outline_with(labels=lambda o: {**o.labels, name: o.labels[other]})


def slots(change: Callable[[tuple[Slot, ...]], tuple[Slot, ...]]) -> Change:
    return outline_with(local=lambda o: replace(o.local, slots=change(o.local.slots)))


def slot(index: int, **changes: Any) -> Change:
    def change(found: tuple[Slot, ...]) -> tuple[Slot, ...]:
        one = found[index]
        given = {n: v(one) if callable(v) else v for n, v in changes.items()}
        return (*found[:index], replace(one, **given), *found[index + 1 :])

    return slots(change)


def slots_exchanged(*fields: str) -> Change:
    """Two contacts close by that have each other's content."""

    def change(found: tuple[Slot, ...]) -> tuple[Slot, ...]:
        one, other, *rest = found
        first = replace(one, **{f: getattr(other, f) for f in fields})
        second = replace(other, **{f: getattr(one, f) for f in fields})
        return first, second, *rest

    return slots(change)


def detail_moved(field: str, source: int, target: int) -> Change:
    """A detail of one contact close by stands at another; of ``ways`` all but the first."""

    def change(found: tuple[Slot, ...]) -> tuple[Slot, ...]:
        changed = list(found)
        one, other = found[source], found[target]
        if field == "ways":
            changed[source] = replace(one, ways=one.ways[:1])
            changed[target] = replace(other, ways=(*other.ways, *one.ways[1:]))
        else:
            changed[source] = replace(one, **{field: None})
            changed[target] = replace(other, **{field: getattr(one, field)})
        return tuple(changed)

    return slots(change)


def situation(index: int, other: int) -> Change:
    """Two sentences of the flap that have each other's text."""

    def change(outline: Outline) -> Any:
        found = list(outline.situations)
        one, two = found[index], found[other]
        found[index], found[other] = replace(one, text=two.text), replace(two, text=one.text)
        return tuple(found)

    return outline_with(situations=change)


def route(numeral: int, **changes: Any) -> Change:
    """The arm under a situation that leads to one organisation, changed."""

    def change(outline: Outline) -> Any:
        return tuple(
            replace(
                one,
                routes=tuple(
                    replace(each, **changes) if each.numerals == (numeral,) else each
                    for each in one.routes
                ),
            )
            for one in outline.situations
        )

    return outline_with(situations=change)


def without(name: str, index: int) -> Change:
    """A line less."""

    def change(outline: Outline) -> Any:
        found = getattr(outline, name)
        return (*found[:index], *found[index:][1:])

    return outline_with(**{name: change})


def line(name: str, index: int, change: Callable[[Words], Words]) -> Change:
    """A line that says something else."""

    def changed(outline: Outline) -> Any:
        found = getattr(outline, name)
        return (*found[:index], change(found[index]), *found[index + 1 :])

    return outline_with(**{name: changed})


def imprint(index: int, change: Callable[[Words], Words]) -> Change:
    """A line of the imprint, which stands in the colophon too (after the publisher)."""

    def both(outline: Outline) -> Outline:
        outline = line("imprint", index, change)(outline)
        return line("colophon", index + 1, change)(outline)

    return both


def arms_exchanged(field: str) -> Change:
    """The second and third arm of the signpost have each other's content."""

    def change(outline: Outline) -> Any:
        first, one, two, *rest = outline.arms
        return (
            first,
            replace(one, **{field: getattr(two, field)}),
            replace(two, **{field: getattr(one, field)}),
            *rest,
        )

    return outline_with(arms=change)


def entry_dropped(id_: str) -> Change:
    """An organisation less, as if the edition had not chosen it."""

    def change(outline: Outline) -> Outline:
        chosen = tuple(one.id for one in outline.entries if one.id != id_)
        return build_outline(with_edition(pack_in(outline.language), organisations=chosen))

    return change


def entry_instead(numeral: int, other: int) -> Change:
    """An organisation is said twice, in the place of another."""

    def change(outline: Outline) -> Outline:
        (donor,) = (one for one in outline.entries if one.numeral == other)
        return entries(
            lambda one: replace(donor, numeral=numeral) if one.numeral == numeral else one
        )(outline)

    return change


def order_of_the_first_changed(outline: Outline) -> Outline:
    """Whom to call first, and who second: with the numerals of their new places."""
    known = {one.numeral: one for one in outline.entries}
    renumbered = {1: replace(known[2], numeral=1), 2: replace(known[1], numeral=2)}
    return entries(lambda one: renumbered.get(one.numeral, one))(outline)


def texts_of_another_language(outline: Outline) -> Outline:
    foreign = Words.of("Polis için ilk adım: bu cümle başka bir dildedir.", outline.language)
    return entry(POLICE, when=foreign)(outline)


def marked_as_a_draft(outline: Outline) -> Outline:
    mark = Words.of("CONCEPT")
    return replace(outline, draft=DraftMark(mark, Words.of("niet nagekeken"), mark, mark))


def printing_with(name: str, change: Callable[[Words], Words]) -> Change:
    return outline_with(
        printing=lambda o: replace(o.printing, **{name: change(getattr(o.printing, name))})
    )


def said_in(language: str) -> Callable[[Words], Words]:
    return lambda words: Words(tuple(structs.replace(run, language=language) for run in words.runs))


def _digit(words: Words) -> Words:
    return text_of(words, instead("00", "01"))


def _other_place(entry: Entry) -> Mapping[Value, Words]:
    """The printed address stays, its link leads to another page."""
    assert entry.url
    links = dict(entry.links)
    (run,) = links[entry.url].runs
    links[entry.url] = Words((structs.replace(run, target="https://www.example.org/elders"),))
    return links


# --- the mutants -----------------------------------------------------------------------------------

ALL = (LEAFLET, HANDOUT, CARD)
OTHER_NUMBER = Phone("0900-8845", "tel:09008845")
LOCAL = Phone("030 111 11 11", "tel:+31301111111")
NEAR = Phone("0800-7001", "tel:08007001")
SITE = Url("https://www.example.org", "example.org")

_MUTANTS = (
    # numbers and addresses
    Mutant("everybody has the number of the first", everybody_called_as_the_first, (*ALL, *DATA)),
    Mutant("two numbers exchanged", numbers_exchanged(LSE, CRIME_LINE), (*ALL, *DATA)),
    Mutant("two numbers exchanged, Arabic", numbers_exchanged(LSE, CRIME_LINE), ALL, language="ar"),
    Mutant("a number with another digit", called(CRIME_LINE, NEAR), (*ALL, SHEET, *DATA)),
    Mutant("the number of another in the flap", route(LSE, label=Words.value(OTHER_NUMBER))),
    Mutant(
        "a number that rings elsewhere",
        called(CRIME_LINE, Phone("0800-7000", "tel:08007001")),
        ALL,
    ),
    Mutant("a number left out", entry(INSPECTORS, phone=None), ALL),
    Mutant(
        "another emergency number",
        outline_with(alert=lambda o: replace(o.alert, number=Phone("113", "tel:113"))),
        ALL,
    ),
    Mutant("the mail of another", addressed(ESS, "email", Email("info@hetlse.nl", "mailto:info@hetlse.nl")), (LEAFLET, HANDOUT)),
    Mutant("a web address of another", addressed(NCTV, "url", SITE), ALL),
    Mutant("a link to another page", entry(LSE, links=_other_place), ALL),
    Mutant("a code to another site", addressed(POLICE, "url", Url("https://www.politie.nl/", "politie.nl")), ALL),
    Mutant("what a code is called", exchanged(LSE, ESS, "qr_alt"), ALL),
    # names
    Mutant("two titles exchanged", exchanged(LSE, CRIME_LINE, "title"), (LEAFLET, HANDOUT, *DATA)),
    Mutant("two names exchanged", exchanged(LSE, CRIME_LINE, "name"), (HANDOUT, CARD)),
    Mutant("a first step by another name", entry(POLICE, first_step=Words.of("Begin bij: LSE")), (CARD,)),
    Mutant("two meanings exchanged", exchanged(LSE, CRIME_LINE, "meaning"), (*ALL, *DATA), language="pl"),
    Mutant("a meaning left out", entry(LSE, meaning=None), ALL, language="tr"),
    Mutant(
        "another town",
        entry(TOWN_HALL, title=Words((dutch("Gemeente Elders"),)), name=Words((dutch("Gemeente Elders"),))),
        (*ALL, *DATA),
        TOWN,
    ),
    Mutant("the person of nobody", entry(TOWN_HALL, person=Words((dutch("Jan Jansen"),))), ALL, TOWN),
    Mutant("no person to ask for", entry(TOWN_HALL, person=None), (HANDOUT,), TOWN),
    # hours, costs
    Mutant("other hours", slot(2, hours=lambda s: text_of(s.hours, instead("17", "18"))), (LEAFLET, HANDOUT), TOWN),
    Mutant("no hours", slot(2, hours=None), (LEAFLET, HANDOUT, *DATA), TOWN),
    Mutant("hours of other days", slot(2, hours=lambda s: text_of(s.hours, instead("werkdagen", "elke dag"))), (LEAFLET, HANDOUT), TOWN),
    Mutant("costs of another", of_another(LSE, CRIME_LINE), (LEAFLET, HANDOUT)),
    Mutant("costs left out", facts(CRIME_LINE, "anon", lambda words: None), (LEAFLET, HANDOUT)),
    Mutant("costs said otherwise", facts(CRIME_LINE, "anon", lambda words: text_of(words, instead("gratis", "lokaal tarief"))), (LEAFLET, HANDOUT)),
    # numerals
    Mutant("two numerals exchanged", exchanged(LSE, CRIME_LINE, "numeral"), (LEAFLET, HANDOUT)),
    Mutant("two arms with each other's numerals", arms_exchanged("numerals")),
    Mutant("two arms with each other's words", arms_exchanged("label")),
    Mutant("an arm left out", without("arms", 1)),
    Mutant("a route to another", route(LSE, numerals=(CRIME_LINE,))),
    Mutant("a route left out", outline_with(situations=lambda o: (replace(o.situations[0], routes=o.situations[0].routes[:1]), *o.situations[1:]))),
    Mutant("a reference to another", line("calling", 1, lambda words: text_of(words, instead("4", "3"))), (LEAFLET, HANDOUT)),
    # dropped, or said twice
    Mutant("an organisation left out", entry_dropped("ess"), ALL),
    Mutant("an organisation twice", entry_instead(ESS, LSE), ALL),
    Mutant("advice left out", without("calling", 2), (LEAFLET, HANDOUT)),
    Mutant("advice twice", outline_with(calling=lambda o: (*o.calling, o.calling[0])), (LEAFLET, HANDOUT)),
    Mutant("a warning left out", entry(CRIME_LINE, when_not=None), (HANDOUT,)),
    Mutant("examples left out", entry(CRIME_LINE, examples=None), (LEAFLET, HANDOUT)),
    Mutant("who cannot speak left out", outline_with(alert=lambda o: replace(o.alert, deaf=o.alert.label)), (LEAFLET, HANDOUT)),
    Mutant("how to find it left out", entry(TOWN_HALL, find=None), (CARD,)),
    Mutant("a contact left out", slots(lambda found: found[1:]), (LEAFLET, HANDOUT), TOWN),
    Mutant("a contact twice", slots(lambda found: (*found, found[-1])), (LEAFLET, HANDOUT), TOWN),
    Mutant("the disclaimer left out", without("colophon", 5), (LEAFLET, HANDOUT)),
    # audiences and situations
    Mutant("two audiences exchanged", exchanged(LSE, CRIME_LINE, "audience"), (HANDOUT, CARD)),
    Mutant("two situations exchanged", exchanged(LSE, CRIME_LINE, "situation"), (HANDOUT,)),
    Mutant("two situations of the flap exchanged", situation(1, 2)),
    Mutant("a situation left out", without("situations", 3)),
    Mutant("what two do exchanged", exchanged(LSE, CRIME_LINE, "what"), (LEAFLET, HANDOUT)),
    Mutant("when to call exchanged", exchanged(LSE, CRIME_LINE, "when"), (LEAFLET, HANDOUT), language="uk"),
    Mutant("another audience of the workshop", outline_with(audience=lambda o: o.labels["handout_lead"]), (HANDOUT,), WORKSHOP),
    # translations
    Mutant("the translation of another text", outline_with(lead=lambda o: o.title), language="de"),
    Mutant("a heading of another table", label("table_who", "table_number"), (HANDOUT,), language="ti"),
    Mutant("a Dutch sentence in a translation", entry(LSE, when=Words((dutch("Bel als u zich zorgen maakt."),))), (LEAFLET, HANDOUT), language="en"),
    Mutant("another language's sentence", texts_of_another_language, (LEAFLET, HANDOUT), language="pl"),
    Mutant("Dutch words read as Polish", entry(TOWN_HALL, what=lambda e: said_in("pl")(e.what)), (LEAFLET, HANDOUT), language="pl"),
    Mutant("all read as another language", outline_with(language="de"), (LEAFLET, HANDOUT), language="en"),
    # who made it, and when
    Mutant("another publisher", outline_with(publisher="Gemeente Elders"), (*ALL, CALENDAR)),
    Mutant("another publisher in the colophon", line("colophon", 0, lambda words: text_of(words, instead("Wegwijs", "Elders"))), (LEAFLET, HANDOUT)),
    Mutant("another version", imprint(0, lambda words: text_of(words, instead("1", "2"))), (*ALL, SHEET)),
    Mutant("another day", imprint(0, lambda words: text_of(words, instead("23", "24"))), ALL),
    Mutant("another day of the check", imprint(1, lambda words: text_of(words, instead("23", "22"))), ALL),
    Mutant("another source", imprint(2, lambda words: text_of(words, instead("rijksoverheid", "politie"))), ALL),
    Mutant("another address for mistakes", line("colophon", 6, lambda words: text_of(words, instead("lindewaard", "elders"))), (LEAFLET, HANDOUT), TOWN),
    Mutant("a date of the workshop", outline_with(workshop=lambda o: structs.replace(o.workshop, date="11 december 2026")), (HANDOUT,), WORKSHOP),
    Mutant("a place of the workshop", outline_with(workshop=lambda o: structs.replace(o.workshop, place="elders")), (HANDOUT,), WORKSHOP),
    Mutant("a trainer whom nobody named", outline_with(workshop=lambda o: structs.replace(o.workshop, trainer="Jan Jansen")), (HANDOUT,), WORKSHOP),
    Mutant("another colour", outline_with(accent=Accent.parse("#BFDCC4")), (LEAFLET, HANDOUT, CARD, PRINT)),
    Mutant("the colour of no edition", outline_with(accent=None), (LEAFLET, HANDOUT), TOWN),
    Mutant("another kind of edition", outline_with(kind="workshop"), (HANDOUT,)),
    # contacts close by
    Mutant("two signs with each other's label", slots_exchanged("label", "dutch"), (LEAFLET, HANDOUT), TOWN),
    Mutant("two signs with each other's number", slots_exchanged("ways"), (LEAFLET, HANDOUT, *DATA), TOWN),
    Mutant("a sign of another town", outline_with(local=lambda o: replace(o.local, heading=text_of(o.local.heading, instead("Lindewaard", "Elders")))), (LEAFLET, HANDOUT), TOWN),
    Mutant("a number of nobody on a sign", called(TOWN_HALL, LOCAL), ALL, TOWN),
    Mutant("hours at another contact", detail_moved("hours", 2, 1), (LEAFLET, HANDOUT), TOWN),
    Mutant("hours at the first contact", detail_moved("hours", 2, 0), (LEAFLET, HANDOUT), TOWN, "ar"),
    Mutant("mail and page at another contact", detail_moved("ways", 0, 1), (LEAFLET, HANDOUT), TOWN),
    Mutant("the Dutch of a sign left out", slot(1, dutch=None), (LEAFLET, HANDOUT), TOWN, "tr"),
    # the first step
    Mutant("another first step", order_of_the_first_changed, ALL),
    Mutant("another first step of a school", order_of_the_first_changed, ALL, SCHOOL),
    Mutant("two headings exchanged", outline_with(groups=lambda o: (replace(o.groups[0], heading=o.groups[1].heading), replace(o.groups[1], heading=o.groups[0].heading), *o.groups[2:]))),
    # the draft mark
    Mutant("the draft mark left out", outline_with(draft=None), (*ALL, *DATA, CALENDAR), language="en"),
    Mutant("the draft mark left out, Arabic", outline_with(draft=None), ALL, language="ar"),
    Mutant("a draft mark on Dutch", marked_as_a_draft, ALL),
    Mutant("nobody said to have checked it", without("colophon", -1), (LEAFLET, HANDOUT), language="pl"),
    # how to print it
    Mutant("how to print another edition", printing_with("edition", lambda words: text_of(words, instead("Wegwijs", "Elders"))), (PRINT,)),
    Mutant("how to print another version", printing_with("edition", lambda words: text_of(words, instead("1", "2"))), (PRINT,)),
    Mutant("how to print another language", printing_with("edition", lambda words: text_of(words, instead("Pools", "Turks"))), (PRINT,), language="pl"),
    Mutant("printed too long", printing_with("checked", lambda words: text_of(words, instead("2027", "2028"))), (PRINT,)),
    Mutant("a product that is not made", outline_with(printing=lambda o: replace(o.printing, products=("leaflet", "print-instructions"))), (PRINT,)),
)  # fmt: skip

# What the page does not show: codes, short names, the signpost, audiences, what Word has of its own.
_NOT_ON_THE_PAGE = {
    "what a code is called",
    "two names exchanged",
    "a first step by another name",
    "two arms with each other's numerals",
    "two arms with each other's words",
    "an arm left out",
    "how to find it left out",
    "two audiences exchanged",
    "two situations exchanged",
    "another audience of the workshop",
    "a heading of another table",
    "a date of the workshop",
    "a place of the workshop",
    "a trainer whom nobody named",
    "another kind of edition",
}
MUTANTS = tuple(
    one
    if one.name in _NOT_ON_THE_PAGE or one.files == (PRINT,)
    else dataclasses.replace(one, files=(*one.files, PAGE))
    for one in _MUTANTS
)

# Large print says what the leaflet does, by its own layout: a sample of each kind of slip.
_IN_LARGE_PRINT = {
    "two numbers exchanged",
    "two numbers exchanged, Arabic",
    "a number with another digit",
    "the number of another in the flap",
    "a number left out",
    "a link to another page",
    "a code to another site",
    "a meaning left out",
    "two arms with each other's numerals",
    "an organisation left out",
    "two signs with each other's number",
    "hours at another contact",
    "the draft mark left out, Arabic",
}
_ON_THE_POSTER = {
    "two numbers exchanged": (POSTER,),
    "two numbers exchanged, Arabic": (POSTER,),
    "a number with another digit": (POSTER, LARGE_POSTER),
    "a number that rings elsewhere": (POSTER,),
    "another emergency number": (POSTER,),
    "two titles exchanged": (POSTER,),
    "another town": (POSTER,),
    "another publisher": (POSTER,),
    "two situations of the flap exchanged": (POSTER,),
    "the draft mark left out": (POSTER,),
    "another first step of a school": (POSTER,),
}
_ON_SCREEN = {
    "two numbers exchanged": (WIDE_STILL, SQUARE_STILL),
    "two numbers exchanged, Arabic": (WIDE_STILL, TALL_STILL),
    "a number with another digit": (WIDE_STILL, TALL_STILL, SQUARE_STILL),
    "two arms with each other's numerals": (WIDE_STILL,),
    "two arms with each other's words": (TALL_STILL,),
    "an arm left out": (WIDE_STILL,),
    "another publisher": (SQUARE_STILL,),
    "the draft mark left out": (WIDE_STILL,),
    "the draft mark left out, Arabic": (TALL_STILL,),
}
_ON_STICKERS = {
    "everybody has the number of the first",
    "two numbers exchanged",
    "a number with another digit",
    "a number that rings elsewhere",
    "a number left out",
    "a web address of another",
    "a link to another page",
    "a code to another site",
    "what a code is called",
    "two titles exchanged",
    "another town",
    "two numerals exchanged",
    "an organisation left out",
    "an organisation twice",
    "a number of nobody on a sign",
    "another first step of a school",
    "another colour",
}
_NOT_ON_SLIDES = frozenset(
    ("two names exchanged", "two situations exchanged", "a heading of another table")
)
_CHOSEN = (_NOT_ON_THE_PAGE, _IN_LARGE_PRINT, _ON_THE_POSTER, _ON_SCREEN, _ON_STICKERS)
UNKNOWN = {name for names in (*_CHOSEN, _NOT_ON_SLIDES) for name in names} - {
    one.name for one in _MUTANTS
}  # chosen by a name that no mutant has, so never tried
MUTANTS = tuple(
    dataclasses.replace(
        one,
        files=(
            *one.files,
            *_ON_SCREEN.get(one.name, ()),
            *([LARGE] if one.name in _IN_LARGE_PRINT else []),
            *([STICKERS] if one.name in _ON_STICKERS else []),
            *_ON_THE_POSTER.get(one.name, ()),
            *([ODT] if HANDOUT in one.files else []),  # it says the same
            *([SLIDES] if HANDOUT in one.files and one.name not in _NOT_ON_SLIDES else []),
        ),
    )
    for one in MUTANTS
)
