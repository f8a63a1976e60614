"""Build the outline of an edition in a language from its pack.

What the edition says itself is built for it and marked ``own``; everything else is built once and
shared between editions (``Phrases.once``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import structs

from wegwijs.layouts.content import imprint, signpost
from wegwijs.layouts.content.checks import checks_of
from wegwijs.layouts.content.entries import Entries, place_of
from wegwijs.layouts.content.local import slots
from wegwijs.layouts.content.outline import (
    Alert,
    Local,
    Logo,
    Outline,
    Published,
    Stickers,
    Workshop,
)
from wegwijs.layouts.content.phrases import Phrases, national
from wegwijs.layouts.content.quotes import typographic
from wegwijs.layouts.content.words import Run, Words, dutch
from wegwijs.sources.model import Labels, Pack, Text
from wegwijs.sources.sheets import SHEETS


def build_outline(pack: Pack, logo: bytes | None = None) -> Outline:
    """Return the outline of a pack; ``logo`` holds the image that its edition names."""
    phrases = Phrases(national(pack))
    outline = _contents(phrases, pack, logo)
    # Whether it is a draft depends on which texts are printed, so this comes last.
    done = pack.language != "nl" and not pack.draft and all(phrases.reviews.values())
    return structs.replace(
        outline,
        draft=None if done or pack.language == "nl" else phrases.once(imprint.draft_mark),
        review=imprint.reviewers(phrases) if done else None,
        colophon=(*outline.colophon, *imprint.review(phrases, reviewed=done)),
    )


def _contents(phrases: Phrases, pack: Pack, logo: bytes | None) -> Outline:
    """Return the outline except for what its reviews decide."""
    edition, language = pack.edition, pack.languages[pack.language]
    entries, imprint_ = Entries(phrases, pack), imprint.imprint(phrases, pack)
    title, local_heading = _title(phrases, pack), _local_heading(phrases, pack)
    headings = phrases.once(_headings, entries.group_ids())
    return Outline(
        kind=edition.kind,
        language=pack.language,
        language_name=phrases.kept_together(language.name),
        language_dutch=language.dutch,
        direction=language.direction,
        script=language.script,
        fonts=language.fonts,
        larger=language.larger,
        draft=None,
        about=phrases.once(imprint.about),
        about_poster=phrases.once(imprint.about_poster),
        date=edition.date,
        checked=imprint.oldest_check(pack),
        publisher=edition.publisher,
        title=title[0],
        logo=_picture(phrases, pack, logo),
        workshop=_workshop(pack),
        accent=edition.accent,
        arms=tuple(signpost.arms(entries)),
        audience=signpost.audience_named(entries),
        situations=tuple(signpost.situations(entries)),
        groups=tuple(entries.groups()),
        calling=signpost.calling(entries),
        local=Local(local_heading[0], tuple(slots(phrases, pack))),
        colophon=tuple(imprint.colophon(phrases, pack, imprint_)),
        imprint=imprint_,
        published=_published(pack),
        exit=edition.exit,
        stickers=_stickers(pack),
        checks=checks_of(pack),
        printing=imprint.printing(phrases, pack, dict((title, local_heading, *headings))),
        **phrases.once(_shared),
    )


def _shared(phrases: Phrases) -> Mapping[str, Any]:
    """Return the fields of an outline that are equal in every edition."""
    pack, guidance, labels = phrases.pack, phrases.pack.guidance, phrases.pack.labels
    alert = guidance.alert
    return {
        "locales": {code: known.locale for code, known in pack.languages.items()},
        "lead": phrases.words(guidance.lead),
        "kicker": phrases.words(labels.kicker),
        "alert": Alert(
            label=phrases.words(alert.label),
            situation=phrases.words(alert.situation),
            number=alert.number,
            deaf=phrases.words(alert.deaf, app=dutch(alert.app)),
        ),
        "situations_heading": phrases.words(guidance.situations_heading),
        "situations_lead": tuple(map(phrases.words, guidance.situations_lead)),
        "calling_heading": phrases.words(guidance.calling.heading),
        "labels": {name: phrases.words(getattr(labels, name)) for name in Labels.model_fields},
    }


Pair = tuple[Words, Words]  # in the language of the pack, and in Dutch


def _pair(phrases: Phrases, text: Text, **values: Run) -> Pair:
    """Return a text in the language of the pack and in Dutch; ``values`` are the edition's own."""
    return phrases.filled(text, **values), phrases.filled(text.original, **values)


def _title(phrases: Phrases, pack: Pack) -> Pair:
    """Return the title on the cover."""
    if title := pack.edition.title:
        return phrases.own_words(title), phrases.own_words(title.original)
    return phrases.once(_shared_title)


def _shared_title(phrases: Phrases) -> Pair:
    return _pair(phrases, phrases.pack.guidance.title)


def _local_heading(phrases: Phrases, pack: Pack) -> Pair:
    """Return the heading above the local contacts."""
    if place := place_of(pack):
        return _pair(phrases, pack.labels.local_in, name=dutch(place, own=True))
    return phrases.once(_shared_local_heading)


def _shared_local_heading(phrases: Phrases) -> Pair:
    return _pair(phrases, phrases.pack.guidance.local.heading)


def _headings(phrases: Phrases, groups: tuple[str, ...]) -> tuple[Pair, ...]:
    """Return the headings of the panels that show these groups."""
    guidance = phrases.pack.guidance
    texts = [guidance.situations_heading, guidance.calling.heading]
    for index, id_ in enumerate(groups):
        group = next(group for group in guidance.groups if group.id == id_)
        texts.append(guidance.first_heading if index == 0 else group.heading)
    return tuple(_pair(phrases, text) for text in texts)


def _published(pack: Pack) -> Published | None:
    edition = pack.edition
    if edition.site is None:
        return None
    names = ((code, pack.languages[code].name) for code in edition.languages)
    return Published(edition.site, edition.id, tuple(names))


def _stickers(pack: Pack) -> Stickers:
    asked = pack.edition.stickers
    return Stickers(SHEETS[asked.sheet], asked.each == "sheet")


def _picture(phrases: Phrases, pack: Pack, logo: bytes | None) -> Logo | None:
    edition = pack.edition
    if edition.logo is None or not logo:
        return None
    translated = pack.own_words.get(f"edition.{edition.id}.logo.alt")
    return Logo(logo, phrases.translation(translated) if translated else edition.logo.alt)


def _workshop(pack: Pack) -> Workshop:
    workshop = pack.edition.workshop
    if workshop is None:
        return Workshop()
    typed = (workshop.date, workshop.place, workshop.trainer)
    return Workshop(*(value and typographic(value, "nl") for value in typed))
