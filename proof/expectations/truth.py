"""The required content of the documents of an edition in one language.

Derived from the pack and its catalogues alone, so that a mistake of the maker is not shared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from wegwijs.proof.expectations import close_by, imprint, organisations, signpost
from wegwijs.proof.expectations.organisations import Headed, Listed
from wegwijs.proof.expectations.place import Logo
from wegwijs.proof.expectations.speech import Speech, Value, name
from wegwijs.proof.reviewed import unreviewed
from wegwijs.proof.sayings import Piece, Saying
from wegwijs.proof.words import key
from wegwijs.sources.consistency import kept_in_dutch
from wegwijs.sources.load import Loaded
from wegwijs.sources.model import Pack, Text
from wegwijs.sources.participants import Participant
from wegwijs.sources.scripts import SCRIPTS
from wegwijs.sources.translations import in_language
from wegwijs.sources.variants import in_dutch

_HOUSE = (0xFA, 0xCB, 0x8F)  # of an edition that names no colour
FEW = 3  # texts that are named; more say nothing
_PLACEHOLDER = re.compile(r"\{[a-z]+\}")


def truth_of(
    loaded: Loaded,
    language: str,
    folders: Sequence[Path],
    unread: frozenset[str] | None = None,
) -> Truth:
    """Load the truth of an edition in a language. ``unread`` are the unreviewed translations, if
    they are known already.

    Raises ``UnknownLanguage`` and ``InvalidSources``.
    """
    pack = in_language(loaded, language, list(folders), allow_drafts=True)
    if language == loaded.pack.language:
        return Truth(pack, loaded.logo)
    return Truth(pack, loaded.logo, unreviewed(folders, language) if unread is None else unread)


@dataclass(frozen=True)
class Truth:
    """Everything that rules know about a document, apart from its file.

    ``logo`` is the picture that the edition names; ``unread`` are the translations of its language
    that nobody reviewed; ``participant`` is whose copy it is, from the list of a trainer.
    """

    pack: Pack
    logo: bytes | None = None
    unread: frozenset[str] = frozenset()
    participant: Participant | None = None

    # --- the language ---------------------------------------------------------------------------

    @property
    def language(self) -> str:
        """Its language code."""
        return self.pack.language

    @cached_property
    def locales(self) -> Mapping[str, str]:
        """The locale of each language, as used in files."""
        return {code: one.locale for code, one in self.pack.languages.items()}

    @property
    def locale(self) -> str:
        """The locale of the document."""
        return self.locales[self.language]

    @property
    def rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return self.pack.languages[self.language].direction == "rtl"

    @cached_property
    def kept(self) -> tuple[str, ...]:
        """Words that are Dutch in every translation; in Dutch and its variants all of them are."""
        return () if in_dutch(self.language) else kept_in_dutch(self.pack)

    @cached_property
    def language_names(self) -> tuple[Saying, Saying]:
        """The name of the language in that language and in Dutch."""
        one = self.pack.languages[self.language]
        return Saying.of(one.name, self.language), name(one.dutch)

    # --- the draft mark -------------------------------------------------------------------------

    @property
    def draft_word(self) -> str:
        """The Dutch word for an unchecked translation."""
        return self.pack.dutch_notes.concept

    @cached_property
    def waiting(self) -> tuple[str, ...]:
        """The unreviewed translations that the documents print."""
        self._prints_all()
        return tuple(sorted(text for text in self.unread if key(text) in self._speech.said))

    @property
    def is_draft(self) -> bool:
        """Whether the mark belongs on it."""
        return self.pack.draft or bool(self.waiting)

    @property
    def told_waiting(self) -> str:
        """The unreviewed texts, if they are few enough to list."""
        return " · ".join(self.waiting) if len(self.waiting) <= FEW else ""

    @cached_property
    def mark(self) -> imprint.Mark | None:
        """The draft mark; None on a reviewed translation."""
        return imprint.mark(self._speech) if self.is_draft else None

    # --- what is said ---------------------------------------------------------------------------

    @cached_property
    def _speech(self) -> Speech:
        return Speech(self.pack)

    @property
    def labels(self) -> Mapping[str, Saying]:
        """The labels of the products."""
        return self._speech.labels

    @property
    def accent(self) -> tuple[int, int, int]:
        """The colour of the edition: red, green and blue, 0 to 255."""
        own = self.pack.edition.accent
        if own is None:
            return _HOUSE
        return round(own.red * 255), round(own.green * 255), round(own.blue * 255)

    @property
    def publisher(self) -> Saying:
        """The publisher."""
        return name(self.pack.edition.publisher)

    @cached_property
    def title(self) -> Saying:
        """The title of every product."""
        return self._speech.text(self.pack.edition.title or self.pack.guidance.title)

    @cached_property
    def lead(self) -> Saying:
        """The lead below the title."""
        return self._speech.text(self.pack.guidance.lead)

    @cached_property
    def picture(self) -> Logo | None:
        """The publisher's logo."""
        named = self.pack.edition.logo
        if named is None or not self.logo:
            return None
        translation = self.pack.own_words.get(f"edition.{self.pack.edition.id}.logo.alt")
        alt = str(self._speech.translated(translation)) if translation else named.alt
        return Logo(self.logo, alt)

    @property
    def emergency(self) -> str:
        """The number to call in danger, as it is printed."""
        return self.pack.guidance.alert.number.display

    @cached_property
    def alert_label(self) -> Saying:
        """The label before the emergency number."""
        return self._speech.text(self.pack.guidance.alert.label)

    @property
    def alert(self) -> Saying:
        """The line with the number to call in danger."""
        return self.alert_label + Saying.of(self.emergency)

    @cached_property
    def danger(self) -> Saying:
        """The situation that leads to the emergency number."""
        return self._speech.text(self.pack.guidance.alert.situation)

    @cached_property
    def deaf(self) -> Saying:
        """The advice for people who cannot hear or speak."""
        alert = self.pack.guidance.alert
        return self._speech.text(alert.deaf, app=name(alert.app))

    @cached_property
    def organisations(self) -> tuple[Listed, ...]:
        """All organisations, in the order of their numerals."""
        return organisations.listed(self._speech)

    @cached_property
    def groups(self) -> tuple[Headed, ...]:
        """The headings with their organisations."""
        return organisations.headed(self._speech, self.organisations)

    @cached_property
    def arms(self) -> tuple[signpost.Arm, ...]:
        """The signpost on the cover."""
        return tuple(signpost.arms(self._speech, self.organisations))

    @cached_property
    def situations(self) -> tuple[signpost.Situation, ...]:
        """The sentences that lead to organisations."""
        return tuple(signpost.situations(self._speech, self.organisations))

    @cached_property
    def situations_heading(self) -> Saying:
        """The heading above the situations."""
        return self._speech.text(self.pack.guidance.situations_heading)

    @cached_property
    def situations_lead(self) -> tuple[Saying, ...]:
        """The lines below that heading."""
        return tuple(map(self._speech.text, self.pack.guidance.situations_lead))

    @cached_property
    def calling_heading(self) -> Saying:
        """The heading above the advice."""
        return self._speech.text(self.pack.guidance.calling.heading)

    @cached_property
    def calling(self) -> tuple[Saying, ...]:
        """What to do when calling."""
        items = self.pack.guidance.calling.items
        return tuple(signpost.advice(self._speech, self.organisations, item) for item in items)

    @cached_property
    def close_by_heading(self) -> Saying:
        """The heading above the local contacts."""
        return close_by.heading(self._speech)

    @cached_property
    def close_by(self) -> tuple[close_by.CloseBy, ...]:
        """The local contacts."""
        own = self.participant.contact if self.participant else None
        first = (close_by.of_participant(self._speech, own),) if own else ()
        return (*first, *close_by.close_by(self._speech))

    @cached_property
    def audience(self) -> Saying | None:
        """The audiences that the edition names, as a list."""
        chosen = self.pack.edition.audience
        if chosen is None:
            return None
        comma = SCRIPTS[self.pack.languages[self.language].script].comma
        found: list[Piece] = []
        for audience in self.pack.guidance.audiences:
            if audience.id in chosen:
                found += [Piece(comma, self.language), *self._speech.text(audience.label).pieces]
        return Saying(tuple(found[1:]))

    @cached_property
    def workshop(self) -> tuple[Saying, ...]:
        """Date, place and trainer of the workshop, as typed."""
        workshop = self.pack.edition.workshop
        typed = (workshop.date, workshop.place, workshop.trainer) if workshop else ()
        return tuple(name(text) for text in typed if text)

    @cached_property
    def addressee(self) -> tuple[Saying, ...]:
        """Whose copy it is: a name, and an organisation if the list has one."""
        one = self.participant
        return tuple(name(text) for text in (one.name, one.organisation) if text) if one else ()

    @cached_property
    def imprint(self) -> tuple[Saying, ...]:
        """Version, check and source."""
        return imprint.imprint(self._speech)

    @cached_property
    def about(self) -> Saying | None:
        """What a translated document is, in Dutch."""
        return imprint.about(self._speech)

    @cached_property
    def colophon(self) -> tuple[Saying, ...]:
        """The imprint and what belongs with it, to who checked the translation."""
        self._prints_all()
        checked = imprint.checked_by(self._speech, draft=self.is_draft)
        return (*imprint.colophon(self._speech), *checked)

    # --- all together ---------------------------------------------------------------------------

    def _prints_all(self) -> tuple[object, ...]:
        """Render everything except what depends on the reviews."""
        return tuple(getattr(self, part) for part in _PARTS)

    @cached_property
    def sayings(self) -> tuple[Saying, ...]:
        """Every sentence of the edition except those that depend on its reviews, each once."""
        parts = (*self._prints_all(), *imprint.colophon(self._speech))
        return tuple(dict.fromkeys(_sayings((*parts, *self.language_names, self.publisher))))

    @cached_property
    def common(self) -> tuple[Saying, ...]:
        """Sentences that may occur anywhere: labels, the draft mark, the name of the language."""
        loose = ("–", "·")
        labels = (one for one in self.labels.values() if not _PLACEHOLDER.search(str(one)))
        mark = self.mark.sayings if self.mark else ()
        return (*mark, *self.language_names, *map(Saying.of, loose), *labels)

    @cached_property
    def targets(self) -> frozenset[str]:
        """The allowed link targets."""
        every = (*self.sayings, *self.colophon)
        return frozenset(piece.target for one in every for piece in one.pieces if piece.target)

    @cached_property
    def last_day(self) -> Saying:
        """When its facts were checked, and the last day on which it may be printed."""
        return imprint.last_day(self._speech)

    @property
    def print_title(self) -> str:
        """The title of the print instructions."""
        title = self.pack.edition.title or self.pack.guidance.title
        document = self.pack.print_notes.document
        language = self.language_names[1]
        return str(self.say(document, title=self.say(title.original), language=language))

    def say(self, text: Text, **values: Value) -> Saying:
        """Render a text of the pack that belongs to one product only."""
        return self._speech.text(text, **values)


_PARTS = (
    "labels", "title", "lead", "picture", "alert_label", "alert", "danger", "deaf",
    "organisations", "groups",
    "arms", "situations", "situations_heading", "situations_lead", "calling_heading", "calling",
    "close_by_heading", "close_by", "audience", "imprint", "about",
)  # fmt: skip


def _sayings(value: object) -> Iterator[Saying]:
    """Yield every sentence in a tree of dataclasses."""
    if isinstance(value, Saying):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _sayings(part)
    elif isinstance(value, Mapping):
        yield from _sayings(tuple(value.values()))
    elif hasattr(value, "__dataclass_fields__"):
        yield from _sayings(tuple(vars(value).values()))
