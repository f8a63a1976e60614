"""What a document states about itself: version, check date, source, review, and how to print it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from wegwijs.layouts.content.outline import DraftMark, Printing
from wegwijs.layouts.content.phrases import Phrases
from wegwijs.layouts.content.words import Words, dutch
from wegwijs.sources.consistency import national
from wegwijs.sources.freshness import first_due
from wegwijs.sources.model import Fact, Pack, Review, Text
from wegwijs.sources.same import Same
from wegwijs.sources.stamps import together
from wegwijs.sources.variants import is_variant


def oldest_check(pack: Pack) -> date:
    """Return the earliest check date of all facts that the edition prints."""
    shared = _oldest_shared(Same(pack.organisations, pack.guidance))
    return min([shared, *(contact.checked for contact in pack.edition.contacts)])


@lru_cache(maxsize=64)
def _oldest_shared(parts: Same) -> date:
    organisations, guidance = parts.objects
    shared = Pack.model_construct(set(), **{"organisations": organisations, "guidance": guidance})
    return min(fact.checked for _, fact in national(shared) if isinstance(fact, Fact))


def imprint(phrases: Phrases, pack: Pack) -> tuple[Words, ...]:
    """Return version, check date and source, which every product must state."""
    labels, edition = pack.labels, pack.edition
    oldest, origin = oldest_check(pack), pack.sources[edition.origin]
    version = phrases.filled(
        labels.colophon_version, version=str(edition.version), date=edition.date
    )
    source = origin.url.display if origin.url else origin.title
    checked = (
        phrases.filled(labels.colophon_checked, date=oldest)
        if any(contact.checked == oldest for contact in edition.contacts)
        else phrases.once(_checked, oldest)
    )
    return version, checked, phrases.once(_source, source)


def _checked(phrases: Phrases, day: date) -> Words:
    return phrases.words(phrases.pack.labels.colophon_checked, date=day)


def _source(phrases: Phrases, source: str) -> Words:
    return phrases.words(phrases.pack.labels.colophon_source, source=dutch(source))


def colophon(phrases: Phrases, pack: Pack, imprint_: tuple[Words, ...]) -> Iterator[Words]:
    """Yield the publisher, the imprint, the disclaimer, and where to report a mistake."""
    labels, edition = pack.labels, pack.edition
    yield phrases.filled(labels.colophon_publisher, publisher=dutch(edition.publisher, own=True))
    yield from imprint_
    yield from phrases.once(_disclaimer)
    if edition.contact:
        (address,) = phrases.link("", edition.contact, own=True).runs
        yield phrases.words(labels.colophon_mistake, address=address)
    else:
        yield phrases.once(_no_contact)


def _disclaimer(phrases: Phrases) -> tuple[Words, Words]:
    labels = phrases.pack.labels
    return phrases.words(labels.colophon_numbers), phrases.words(labels.colophon_disclaimer)


def _no_contact(phrases: Phrases) -> Words:
    return phrases.words(phrases.pack.labels.colophon_no_contact)


def reviewers(phrases: Phrases) -> Review | None:
    """Return who reviewed the printed translations, as one review; None when nobody did."""
    return together(review for review in phrases.reviews.values() if review)


def review(phrases: Phrases, *, reviewed: bool) -> Iterator[Words]:
    """Yield who reviewed the translation, or that nobody did. After a partial review, also count
    the unreviewed texts.
    """
    by, left = reviewers(phrases), sum(one is None for one in phrases.reviews.values())
    if reviewed and by:
        yield phrases.once(_reviewed, by)
    elif phrases.language != "nl":
        yield phrases.once(_not_reviewed)
    if by and left:
        yield phrases.once(_partly, left, len(phrases.reviews))


def _reviewed(phrases: Phrases, by: Review) -> Words:
    text = phrases.pack.labels.colophon_reviewed
    return phrases.words(text, reviewer=dutch(by.reviewer), date=by.day)


def _not_reviewed(phrases: Phrases) -> Words:
    return phrases.words(phrases.pack.labels.colophon_concept)


def _partly(phrases: Phrases, left: int, total: int) -> Words:
    text = phrases.pack.dutch_notes.concept_partly
    return phrases.words(text, count=str(left), total=str(total))


def draft_mark(phrases: Phrases) -> DraftMark:
    """Build the mark of an unreviewed translation; no option removes it."""
    labels, notes = phrases.pack.labels, phrases.pack.dutch_notes
    variant = is_variant(phrases.language)
    return DraftMark(
        mark=phrases.words(labels.concept),
        explained=phrases.words(labels.concept_explained),
        dutch_mark=Words.dutch(notes.concept),
        dutch_explained=Words.dutch(
            notes.variant_explained if variant else notes.concept_explained
        ),
    )


def about(phrases: Phrases) -> Words | None:
    """Return a Dutch line for the person who hands out a translated document."""
    return _about(phrases, phrases.pack.dutch_notes.about)


def about_poster(phrases: Phrases) -> Words | None:
    """Return such a line for the person who hangs it on a wall."""
    return _about(phrases, phrases.pack.dutch_notes.about_poster)


def _about(phrases: Phrases, text: Text) -> Words | None:
    if phrases.language == "nl":
        return None
    name = phrases.pack.languages[phrases.language].dutch
    return Words.dutch(text.text.format(language=name))


def printing(phrases: Phrases, pack: Pack, headings: Mapping[Words, Words]) -> Printing:
    """Build the data of the print instructions, which are Dutch in every language.

    ``headings`` maps each heading of a panel to its Dutch original.
    """
    title = pack.edition.title or pack.guidance.title
    notes, edition, language = pack.print_notes, pack.edition, pack.languages[pack.language].dutch
    return Printing(
        products=edition.products,
        document=notes.document.text.format(title=title.original.text, language=language),
        edition=phrases.filled(
            notes.edition,
            publisher=dutch(edition.publisher, own=True),
            language=dutch(language),
            version=str(edition.version),
            date=edition.date,
        ),
        checked=phrases.filled(
            notes.checked,
            checked=oldest_check(pack),
            until=first_due(pack) - timedelta(days=1),
        ),
        dutch=headings,
        notes=notes,
    )
