"""``build_outline`` turns the pack of an edition in a language into the outline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from layouts.content.outline import (
    Alert,
    Arm,
    Concept,
    Entry,
    Group,
    Icon,
    Key,
    Local,
    Logo,
    Outline,
    Printing,
    Route,
    Situation,
    Slot,
    Way,
    Workshop,
    in_both,
)
from layouts.content.quotes import typographic
from layouts.content.words import Run, Words, dutch, listed, said, set_words, with_name, written_day
from sources import model
from sources.consistency import national
from sources.freshness import first_due
from sources.model import Fact, Labels, Organisation, Pack, Text
from sources.own_words import label_key
from sources.stamps import together
from sources.values import Email, Phone, Url


def build_outline(pack: Pack, logo: bytes | None = None) -> Outline:
    """The outline of a pack; ``logo`` is the picture that its edition names."""
    return _Builder(pack, logo).build()


@lru_cache(maxsize=20_000)  # in hundreds of editions most texts are the same
def _words(text: Text, values: tuple[tuple[str, Run], ...], rtl: bool) -> Words:
    words = set_words(text, dict(values), text.language)
    if not rtl:
        return words
    # Dutch that stands in for a translation keeps its own direction.
    return Words(tuple(replace(r, ltr=True) if r.language == "nl" else r for r in words.runs))


SLOTS = 3  # signs on the back, filled in or not; an edition with more contacts has more


def oldest_check(pack: Pack) -> date:
    """The day on which the fact that was checked longest ago was checked."""
    checked = [fact.checked for _, fact in national(pack) if isinstance(fact, Fact)]
    return min([*checked, *(contact.checked for contact in pack.edition.contacts)])


class _Builder:
    def __init__(self, pack: Pack, logo: bytes | None = None) -> None:
        self.pack = pack
        self.logo = logo
        self.groups = pack.groups
        chosen = pack.edition.audience
        self.audiences = [a for a in pack.guidance.audiences if chosen is None or a.id in chosen]
        self.contacts = {contact.role: contact for contact in pack.edition.contacts}
        self.language = pack.language
        self.printed: dict[int, Text] = {}
        self.reviews: dict[str, model.Review | None] = {}  # of each translation that is printed
        self.direction = pack.languages[pack.language].direction
        order = [id_ for group in self.groups for id_ in group.organisations]
        self.numeral = {id_: index for index, id_ in enumerate(order, start=1)}

    def build(self) -> Outline:
        """What is printed decides whether it is a concept, so that comes last."""
        outline, pack = self.contents(), self.pack
        for counted in [text.counted for text in self.printed.values()]:
            if counted:
                self.count(*counted)
        done = self.language != "nl" and not pack.draft and all(self.reviews.values())
        return replace(
            outline,
            concept=None if done or self.language == "nl" else self.concept(),
            review=self.reviewers() if done else None,
            colophon=(*outline.colophon, *self.review(reviewed=done)),
        )

    def contents(self) -> Outline:
        """The outline, but for what its reviews decide."""
        pack, guidance, labels = self.pack, self.pack.guidance, self.pack.labels
        alert, language = guidance.alert, pack.languages[pack.language]
        local, place = self.local_heading
        return Outline(
            kind=pack.edition.kind,
            language=self.language,
            language_name=language.name,
            language_dutch=language.dutch,
            direction=self.direction,
            locales={code: known.locale for code, known in pack.languages.items()},
            script=language.script,
            fonts=language.fonts,
            concept=None,
            about=self.about(),
            date=pack.edition.date,
            publisher=pack.edition.publisher,
            title=self.words(pack.edition.title or guidance.title),
            logo=self.picture(),
            workshop=self.workshop(),
            accent=pack.edition.accent,
            lead=self.words(guidance.lead),
            kicker=self.words(labels.kicker),
            alert=Alert(
                label=self.words(alert.label),
                situation=self.words(alert.situation),
                number=alert.number,
                deaf=self.words(alert.deaf, app=dutch(alert.app)),
            ),
            arms=tuple(self.arms()),
            audience=self.audience(),
            situations_heading=self.words(guidance.situations_heading),
            situations_lead=tuple(map(self.words, guidance.situations_lead)),
            situations=tuple(self.situations()),
            groups=tuple(
                Group(
                    self.words(group.heading),
                    tuple(map(self.words, group.lead)),
                    tuple(self.entry(pack.organisation(id_)) for id_ in group.organisations),
                )
                for group in self.groups
            ),
            calling_heading=self.words(guidance.calling.heading),
            calling=tuple(map(self.advice, guidance.calling.items)),
            local=Local(self.words(local, **place), tuple(self.slots())),
            colophon=(
                self.words(labels.colophon_publisher, publisher=dutch(pack.edition.publisher)),
                *self.imprint(),
                self.words(labels.colophon_numbers),
                self.words(labels.colophon_disclaimer),
                *self.mistake(),
            ),
            imprint=self.imprint(),
            printing=self.printing(),
            labels={name: self.words(getattr(labels, name)) for name in Labels.model_fields},
        )

    @property
    def place(self) -> str | None:
        """The municipality that hands the pack out."""
        edition = self.pack.edition
        return edition.name if edition.kind == "municipality" else None

    def arms(self) -> Iterator[Arm]:
        """The signpost on the cover; who hands the pack out gets an arm of its own."""
        for id_ in self.numeral:
            organisation = self.pack.organisation(id_)
            if organisation.only_for:
                brief = self.meaning(organisation) or Words((dutch(organisation.name),))
                title = Words((dutch(self.title_of(organisation)),))
                yield Arm(title, self.numerals((id_,)), brief)
        local = {o.id for o in self.pack.organisations if self.pack.own_contact(o)}
        for audience in self.audiences:
            ids = [id_ for id_ in audience.organisations if id_ in self.numeral]
            own = [id_ for id_ in ids if id_ in local] if self.place else []
            if rest := [id_ for id_ in ids if id_ not in own]:
                yield Arm(self.words(audience.label), self.numerals(tuple(rest)))
            for id_ in own:
                place = dutch(self.place or "")
                label = self.words(self.pack.labels.municipality, name=place)
                yield Arm(label, self.numerals((id_,)), Words((place,)))

    def audience(self) -> Words | None:
        """Whom an edition names, as a list in the language."""
        if self.pack.edition.audience is None:
            return None
        names = [self.words(audience.label) for audience in self.audiences]
        return listed(names, self.pack.languages[self.language].script, self.language)

    def situations(self) -> Iterator[Situation]:
        """The sentences that lead to organisations of this edition."""
        for situation in self.pack.guidance.situations:
            shown = self.situation(situation)
            if shown.routes:
                yield shown

    @property
    def local_heading(self) -> tuple[Text, dict[str, Run]]:
        """The heading over the contacts close by, and what is filled in there."""
        if self.place:
            return self.pack.labels.local_in, {"name": dutch(self.place)}
        return self.pack.guidance.local.heading, {}

    def slots(self) -> Iterator[Slot]:
        """The roles of the guidance, and those that an edition adds; a school comes first."""
        roles = list(self.pack.guidance.local.roles)
        if self.pack.edition.kind == "school":
            roles.sort(key=lambda role: "school" not in (role.id, role.part_of))
        known = {role.id: role for role in roles}
        extra = [contact for contact in self.contacts.values() if contact.role not in known]
        own = [self.contacts[id_] for id_ in known if id_ in self.contacts] + extra
        for contact in own:
            yield self.filled(contact, known.get(contact.role))
        taken = {known[one.role].part_of or one.role for one in own if one.role in known}
        empty = [role for role in roles if role.part_of is None and role.id not in taken]
        for role in empty[: max(0, SLOTS - len(own))]:
            yield Slot(role.id, self.words(role.label), self.dutch_of(role))

    def filled(self, contact: model.LocalContact, role: model.LocalRole | None) -> Slot:
        """A contact of an edition's own."""
        label, label_dutch = self.label_of(contact)
        hours = self.hours(contact.hours) if contact.hours else None
        name = contact.label or (role.dutch if role else contact.role)
        values: dict[Icon, Phone | Email | Url | None] = {
            "phone": contact.phone,
            "mail": contact.email,
            "web": contact.web,
        }
        return Slot(
            contact.role,
            label,
            label_dutch,
            Words((dutch(contact.name),)) if contact.name else None,
            hours,
            tuple(Way(icon, self.link_of(name, v)) for icon, v in values.items() if v),
        )

    def label_of(self, contact: model.LocalContact) -> tuple[Words, Words | None]:
        """What stands on the sign of a contact; in a translation also the Dutch of it, if known.

        A label that is typed as the Dutch of a role is the label of that role: it is translated.
        """
        typed = contact.label and contact.label.casefold()
        for role in self.pack.guidance.local.roles:
            if (role.dutch.casefold() == typed) if typed else (role.id == contact.role):
                return self.words(role.label), self.dutch_of(role)
        own = Words((dutch(contact.label or contact.role),))
        translated = self.pack.own_words.get(label_key(self.pack, contact))
        if not translated:
            return own, None
        return Words.of(self.translation(translated), self.language), own

    def person(self, contact: model.LocalContact | None) -> Words | None:
        """Whom to ask for: what an edition's own contact is called, and the name."""
        if contact is None or not (contact.label or contact.name):
            return None
        parts: list[Words] = []
        if contact.label:
            label, label_dutch = self.label_of(contact)
            parts.append(in_both(label, label_dutch))
        if contact.name:
            parts.append(Words((dutch(contact.name),)))
        if len(parts) == 1:
            return parts[0]
        return with_name(parts[0], parts[1], self.language)

    def mistake(self) -> Iterator[Words]:
        """Where to report a mistake."""
        if contact := self.pack.edition.contact:
            (address,) = self.link_of("", contact).runs
            yield self.words(self.pack.labels.colophon_mistake, address=address)
        else:
            yield self.words(self.pack.labels.colophon_no_contact)

    def picture(self) -> Logo | None:
        edition = self.pack.edition
        if edition.logo is None or not self.logo:
            return None
        translated = self.pack.own_words.get(f"edition.{edition.id}.logo.alt")
        alt = self.translation(translated) if translated else edition.logo.alt
        return Logo(self.logo, alt)

    def workshop(self) -> Workshop:
        workshop = self.pack.edition.workshop
        if workshop is None:
            return Workshop()
        typed = (workshop.date, workshop.place, workshop.trainer)
        return Workshop(*(value and typographic(value, "nl") for value in typed))

    def link(self, organisation: Organisation, value: Phone | Email | Url) -> Words:
        """A number or address of an organisation, with what a screen reader says of the link."""
        return self.link_of(organisation.title, value)

    def link_of(self, name: str, value: Phone | Email | Url) -> Words:
        """A number or address of somebody."""
        labels = self.pack.labels
        if isinstance(value, Phone):
            says = labels.link_phone.text.format(name=name, number=value.display)
        elif isinstance(value, Email):
            says = labels.link_email.text.format(address=value.display)
        else:
            says = labels.link_web.text.format(domain=value.display)
        words = Words.value(value, says)
        if self.direction == "ltr":
            return words
        # Between right-to-left text a space parts a number in two, and copying turns the parts
        # round; a no-break space keeps it one number (UAX #9, rule W4).
        (run,) = words.runs
        return Words((replace(run, text=run.text.replace(" ", "\N{NO-BREAK SPACE}")),))

    def words(self, text: Text, **values: str | date | Run) -> Words:
        """A text, its placeholders filled with runs, words or days in its own language."""
        self.saw(text)
        runs = {}
        for name, value in values.items():
            if isinstance(value, date):
                locale = self.pack.languages[text.language].locale
                runs[name] = Run(written_day(value, locale), language=text.language)
            else:
                runs[name] = value if isinstance(value, Run) else said(value, text.language)
        return _words(text, tuple(runs.items()), self.direction == "rtl")

    def saw(self, text: Text) -> None:
        """That a text is printed."""
        self.printed[id(text)] = text

    def translation(self, translated: model.Translation) -> str:
        """The translation of a name or label, which is printed."""
        self.count(translated.text, translated.review)
        return translated.text

    def count(self, printed: str, review: model.Review | None) -> None:
        """What is printed, and who reviewed it; from two places only when both are reviewed."""
        self.reviews[printed] = review and self.reviews.get(printed, review)

    def concept(self) -> Concept:
        """The mark of what nobody has checked; no option removes it."""
        labels, notes = self.pack.labels, self.pack.dutch_notes
        return Concept(
            mark=self.words(labels.concept),
            explained=self.words(labels.concept_explained),
            dutch_mark=Words((dutch(notes.concept),)),
            dutch_explained=Words((dutch(notes.concept_explained),)),
        )

    def about(self) -> Words | None:
        """What a translated document is, in Dutch, for the one who hands it out."""
        if self.language == "nl":
            return None
        name = self.pack.languages[self.language].dutch
        return Words((dutch(self.pack.dutch_notes.about.text.format(language=name)),))

    def reviewers(self) -> model.Review | None:
        """Who checked what is printed, as far as somebody did."""
        return together(review for review in self.reviews.values() if review)

    def review(self, *, reviewed: bool) -> Iterator[Words]:
        """Who checked the translation, or that nobody did; of one in part, how much is left."""
        by, labels = self.reviewers(), self.pack.labels
        if reviewed and by:
            reviewer = dutch(by.reviewer)
            yield self.words(labels.colophon_reviewed, reviewer=reviewer, date=by.day)
        elif self.language != "nl":
            yield self.words(labels.colophon_concept)
        left = sum(review is None for review in self.reviews.values())
        if by and left:
            values = {"count": str(left), "total": str(len(self.reviews))}
            yield self.words(self.pack.dutch_notes.concept_partly, **values)

    def printing(self) -> Printing:
        """For the sheet that says how to print; it is Dutch, whatever the language of the pack."""
        pack, notes = self.pack, self.pack.print_notes
        edition, language = pack.edition, pack.languages[self.language].dutch
        title, (local, place) = edition.title or pack.guidance.title, self.local_heading
        headings = [title, pack.guidance.situations_heading, pack.guidance.calling.heading, local]
        headings += [group.heading for group in self.groups]
        return Printing(
            products=edition.products,
            document=notes.document.text.format(title=title.original.text, language=language),
            edition=self.words(
                notes.edition,
                publisher=dutch(edition.publisher),
                language=dutch(language),
                version=str(edition.version),
                date=edition.date,
            ),
            checked=self.words(
                notes.checked, checked=oldest_check(pack), until=first_due(pack) - timedelta(days=1)
            ),
            dutch={self.words(t, **place): self.words(t.original, **place) for t in headings},
            notes=notes,
        )

    def advice(self, advice: model.Advice) -> Words:
        signs = {
            id_: Run(
                str(self.numeral[id_]), language=self.language, ltr=True, unbroken=True, sign=True
            )
            for id_ in advice.organisations
            if id_ in self.numeral
        }
        if advice.more is None:
            return self.words(advice.text, **signs)
        words, complete = self.words(advice.text), len(signs) == len(advice.organisations)
        return words + self.words(advice.more, **signs) if complete else words

    def numerals(self, ids: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.numeral[id_] for id_ in ids)

    def imprint(self) -> tuple[Words, ...]:
        """Version, check date and source: what every product must say of itself."""
        pack, labels = self.pack, self.pack.labels
        origin = pack.sources[pack.edition.origin]
        return (
            self.words(
                labels.colophon_version,
                version=str(pack.edition.version),
                date=pack.edition.date,
            ),
            self.words(labels.colophon_checked, date=oldest_check(pack)),
            self.words(
                labels.colophon_source,
                source=dutch(origin.url.display if origin.url else origin.title),
            ),
        )

    def situation(self, situation: model.Situation) -> Situation:
        routes = []
        for route in situation.routes:
            ids = tuple(id_ for id_ in route.organisations if id_ in self.numeral)
            if not ids:
                continue
            phone = None
            if len(ids) == 1:
                organisation = self.pack.organisation(ids[0])
                phone = self.phone_of(organisation)
            if phone:
                label = self.link_of(self.title_of(organisation), phone)
            else:
                assert route.label, "the loader asks for a label where there is no number"
                label = self.words(route.label)
            routes.append(Route(self.numerals(ids), phone, label))
        return Situation(self.words(situation.text), tuple(routes))

    def situation_of(self, organisation: Organisation) -> Words:
        """The sentence that leads to an organisation; its own where that one leads to others too,
        and where none leads to it for whom it is.
        """
        for situation in self.pack.guidance.situations:
            ids = {id_ for route in situation.routes for id_ in route.organisations}
            if organisation.id in ids:
                alone = len(ids & set(self.numeral)) == 1
                own = None if alone else organisation.situation
                return self.words(own or situation.text)
        return self.words(organisation.audience)

    def entry(self, organisation: Organisation) -> Entry:
        def maybe(text: Text | None) -> Words | None:
            return self.words(text) if text else None

        own = self.pack.own_contact(organisation)
        phone = self.phone_of(organisation)
        email = organisation.email.address if organisation.email else None
        email = own.email if own and own.email else email
        url = organisation.web.address if organisation.web else None
        url = own.web if own and own.web else url
        title = self.title_of(organisation)
        blank = phone is None and organisation.role is not None and not organisation.only_for
        values = [value for value in (phone, email, url) if value]
        return Entry(
            numeral=self.numeral[organisation.id],
            id=organisation.id,
            role=own.role if own else None,
            own=organisation.only_for is not None,
            title=Words((dutch(title),)),
            name=Words((dutch(title if own else organisation.sign or organisation.name),)),
            meaning=self.meaning(organisation),
            phone=phone,
            blank=blank,
            asks=organisation.role if blank else None,
            url=url,
            email=email,
            person=self.person(own),
            links={value: self.link_of(title, value) for value in values},
            keys=tuple(self.keys(organisation, own)),
            audience=self.words(organisation.audience),
            situation=self.situation_of(organisation),
            what=self.words(organisation.what),
            what_more=maybe(organisation.what.more),
            when=self.words(organisation.when),
            examples=maybe(organisation.examples),
            when_not=maybe(organisation.when_not),
            contact=maybe(organisation.contact),
            find=None if own and own.web else maybe(organisation.find),
            first_step=self.words(self.pack.labels.card_first, name=dutch(title)),
            qr_alt=self.pack.labels.qr_alt.text.format(domain=url.display) if url else "",
            page=self.page_of(title, url) if url and url.code != url.target else None,
        )

    def page_of(self, title: str, url: Url) -> Words:
        """The whole address of a page of somebody, for who has it on paper only."""
        return Words.page(url, self.link_of(title, url))

    def hours(self, hours: model.Hours | model.Opening) -> Words:
        """When somebody can be reached."""
        labels = self.pack.labels
        text = {"workdays": labels.hours_workdays, "daily": labels.hours_daily}[hours.days]
        clock = self.pack.languages[text.language].clock
        opens, closes = map(dutch, hours.times.written(clock))
        return self.words(text, opens=opens, closes=closes)

    def dutch_of(self, role: model.LocalRole) -> Words | None:
        """The Dutch of a role's label, in a translation."""
        if self.language == "nl":
            return None
        return Words((dutch(role.dutch),))

    def meaning(self, organisation: Organisation) -> Words | None:
        """What the Dutch name means, in a translation; else the whole of a name that is cut short
        above the sign.
        """
        if meaning := self.pack.meanings.get(organisation.id):
            return Words.of(self.translation(meaning), self.language)
        return Words((dutch(organisation.name),)) if organisation.sign else None

    def phone_of(self, organisation: Organisation) -> Phone | None:
        """Its number: an edition's own where it fills the organisation's role."""
        own = self.pack.own_contact(organisation)
        if own and own.phone:
            return own.phone
        return organisation.phone.number if organisation.phone else None

    def title_of(self, organisation: Organisation) -> str:
        """Its name; that of the municipality or the school where the edition is one."""
        if self.pack.own_contact(organisation):
            if organisation.only_for:
                return self.pack.edition.name or organisation.title
            if organisation.role == "gemeente" and self.place:
                return f"Gemeente {self.place}"
        return organisation.title

    def keys(
        self, organisation: Organisation, own: model.LocalContact | None = None
    ) -> Iterator[Key]:
        labels = self.pack.labels
        if organisation.find and not (own and own.web):
            yield Key(None, self.words(organisation.find))
        if own and own.email:
            if not (organisation.only_for and not own.phone and not own.web):  # else on the sign
                mail = self.link_of(self.title_of(organisation), own.email)
                yield Key("mail", mail, spare=True)
        elif organisation.email:
            yield Key("mail", self.link(organisation, organisation.email.address))
        # Opening hours belong to the number beside them.
        if own and own.hours:
            yield Key("clock", self.hours(own.hours), spare=True)
        elif organisation.hours and not (own and own.phone):
            yield Key("clock", self.hours(organisation.hours))
        cost, anonymous = organisation.cost, organisation.anonymous
        if cost and anonymous:  # both short, and one line less
            joined = {
                name: said(fact.text, fact.language)
                for name, fact in (("cost", cost), ("anonymous", anonymous))
            }
            self.saw(cost)
            self.saw(anonymous)
            yield Key("anon", self.words(labels.cost_and_anonymous, **joined))
        elif cost:
            yield Key("cost", self.words(cost))
        elif anonymous:
            yield Key("anon", self.words(anonymous))
