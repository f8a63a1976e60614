"""Validate everything before anything is made: from sources to outlines, edition by edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from msgspec import Struct

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.products.drafts import NoDraft
from wegwijs.layouts.products.registry import PRODUCTS, SELECTABLE, STANDARD, with_companions
from wegwijs.layouts.typesetting.fonts import FontSet
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.press.ledger.changes import Facts
from wegwijs.press.ledger.facts import assets, own_facts, review_facts, shared_facts
from wegwijs.press.ledger.fingerprint import of_apart, of_outline
from wegwijs.press.order import FILES, Document, Order
from wegwijs.sources.checks.paper import shortened
from wegwijs.sources.errors import WegwijsError
from wegwijs.sources.folder import Listing, is_portable
from wegwijs.sources.freshness import own_due, shared_due
from wegwijs.sources.load import Loaded, load
from wegwijs.sources.model import Pack
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import read_text
from wegwijs.sources.translations import NotReady, UnknownLanguage, catalogue_files, in_language

MOST_FILES = 64  # files whose text is cached: all but the editions


class Prepared(Struct):
    """An edition that was read: its data, and its facts in each language that can be made."""

    id: str
    name: str
    languages: list[str]
    products: list[str]
    drawn: dict[str, str] = {}  # digest of the outline, by language
    apart: dict[str, str] = {}  # digests of what few products state, by field of the outline
    drafts: list[str] = []  # the languages of which nobody has reviewed the translation
    failed: dict[str, Exception] = {}  # by language
    facts: Facts = {}
    shared: Facts = {}
    reviews: dict[str, Facts] = {}  # by language
    names: dict[str, str] = {}  # of all languages, in Dutch
    assets: list[str] = []
    checked: str = ""  # the day on which the oldest of its facts was checked
    due: list[list[str]] = []
    shared_due: list[list[str]] = []
    notices: list[str] = []
    version_at: tuple[str, int, str] = ("", 0, "")  # place of its version: file, line and field

    def refuses(self, document: Document) -> bool:
        """Whether a document is of a draft, and of a product that takes none."""
        return document.language in self.drafts and not PRODUCTS[document.product].drafts

    def asks_for(self, document: Document) -> bool:
        """Whether the edition itself asks for a document."""
        products = self.products or FILES
        return document.language in self.languages and document.product in products


class Check(Struct):
    """What can be made, and which editions cannot be read. Sent between processes.

    ``stopped`` is what ends the whole order, ``sources.translations.UnknownLanguage`` of a language
    that was typed in it.
    """

    ready: dict[str, Prepared] = {}
    invalid: dict[str, InvalidSources] = {}
    stopped: WegwijsError | None = None

    def can_be_drawn(self, document: Document) -> bool:
        """Whether its edition was read and can be made in its language."""
        prepared = self.ready.get(document.edition)
        if prepared is None or document.language not in prepared.drawn:
            return False
        return not prepared.refuses(document)

    def add(self, more: Check) -> None:
        """Merge the result of another process."""
        self.ready |= more.ready  # an edition is checked by one process only
        self.invalid |= more.invalid
        self.stopped = self.stopped or more.stopped


class Asked(Struct, frozen=True):
    """The languages of an edition to read.

    ``wanted`` are to be made, None is those that the order or the edition itself names. Of
    ``unsure`` nobody asked for, but only what they would say now: what is wrong with them is not
    told, and stops nothing.
    """

    edition: str
    wanted: tuple[str, ...] | None = None
    unsure: tuple[str, ...] = ()


class Reader:
    """Read editions to outlines and keep these; ``listing`` is of their folders."""

    def __init__(
        self, listing: Listing, theme: Theme, order: Order, *, allow_drafts: bool = False
    ) -> None:
        self.outlines: dict[tuple[str, str], Outline] = {}  # by edition and language
        self._listing = listing
        self._theme = theme
        self._order = order
        self._allow_drafts = allow_drafts
        # Most files are those of every edition; one that is edited meanwhile is not read half.
        self._read = lru_cache(maxsize=MOST_FILES)(read_text)
        self._catalogues: dict[str, tuple[tuple[str, str], ...]] = {}

    def check(self, editions: Iterable[Asked]) -> Check:
        """Read editions. Raises ``sources.load.UnknownEdition``."""
        found = Check()
        for asked in editions:
            try:
                found.ready[asked.edition] = self._prepared(asked)
            except InvalidSources as error:
                found.invalid[asked.edition] = error
            except UnknownLanguage as error:
                found.stopped = error
                return found
        return found

    def must_have(self, documents: Iterable[Document]) -> None:
        """Read the editions of documents without an outline. Raises ``InvalidSources``."""
        lacking: dict[str, list[str]] = {}
        for document in documents:
            if (document.edition, document.language) not in self.outlines:
                lacking.setdefault(document.edition, []).append(document.language)
        found = self.check(Asked(edition, tuple(codes)) for edition, codes in lacking.items())
        for error in found.invalid.values():  # they were changed just now
            raise error

    def forget(self, documents: Iterable[Document]) -> None:
        """Drop the outlines of documents that are made."""
        for document in documents:
            self.outlines.pop((document.edition, document.language), None)

    def _prepared(self, asked: Asked) -> Prepared:
        missing = self._theme.fonts.missing
        folders, listing = self._listing.folders, self._listing
        loaded = load(
            asked.edition,
            *folders,
            missing_glyph=missing,
            listing=listing,
            products=SELECTABLE,
            read=self._read,
        )
        pack = loaded.pack
        prepared = Prepared(
            id=pack.edition.id,
            name=pack.edition.name or pack.edition.id,
            languages=list(pack.edition.languages),
            products=list(with_companions(pack.edition.products or STANDARD)),
            assets=assets(pack),
            facts=own_facts(loaded),
            due=own_due(pack),
            shared_due=shared_due(pack),
            notices=[str(found) for found in shortened([loaded])],
            version_at=loaded.sections["edition"].document.at(("edition", "version")),
            names={code: known.dutch for code, known in pack.languages.items()},
        )
        wanted: Iterable[str] = () if asked.wanted is None else asked.wanted
        if asked.wanted is None:
            wanted = self._order.languages or pack.edition.languages
        drafts = dict.fromkeys(asked.unsure, True) | dict.fromkeys(wanted, self._allow_drafts)
        for language, allow_drafts in drafts.items():
            try:
                translated = self._translated(loaded, language, allow_drafts=allow_drafts)
            except (NotReady, UnknownLanguage, InvalidSources) as error:
                if language not in wanted:
                    continue
                if isinstance(error, InvalidSources):
                    raise
                if isinstance(error, UnknownLanguage) and self._order.languages:  # typed there
                    raise
                prepared.failed[language] = error
            else:
                self._draw(prepared, language, build_outline(translated, loaded.logo), loaded.pack)
        return prepared

    def _translated(self, loaded: Loaded, language: str, *, allow_drafts: bool) -> Pack:
        known = loaded.pack.languages.get(language)
        families = known.fonts if known else self._theme.fonts.families
        folders = self._listing.folders
        if known and language not in self._catalogues:
            there = [folder for folder in folders if not is_portable(folder)]
            self._catalogues[language] = tuple(catalogue_files(language, there))
        return in_language(
            loaded,
            language,
            folders,
            allow_drafts=allow_drafts,
            missing_glyph=_missing_glyph(families),
            files=self._catalogues.get(language),
        )

    def _draw(self, prepared: Prepared, language: str, outline: Outline, pack: Pack) -> None:
        """Record the facts of an edition in a language."""
        self.outlines[prepared.id, language] = outline
        if outline.draft:
            prepared.drafts.append(language)
        prepared.drawn[language] = of_outline(outline, self._theme)
        prepared.checked = outline.checked.isoformat()
        prepared.apart = prepared.apart or of_apart(outline)
        prepared.reviews[language] = review_facts(outline)
        prepared.shared = prepared.shared or shared_facts(pack, outline)


def refuse(order: Order, found: Check) -> None:
    """Raise the problems of an order as a whole.

    The problems of a single edition, those of all editions together when none can be made, and a
    language that was typed and is none.
    """
    if found.stopped:
        raise found.stopped
    problems = [one for invalid in found.invalid.values() for one in invalid.problems]
    errors = [error for one in found.ready.values() for error in one.failed.values()]
    if problems and len(order.editions) == len(found.invalid):
        raise InvalidSources(problems)
    made = any(one.drawn for one in found.ready.values())
    if errors and not made and len(order.editions) == 1:
        raise errors[0]


@lru_cache(maxsize=16)
def _missing_glyph(families: tuple[str, ...]) -> Callable[[str], str | None]:
    """Return the same function for the same fonts, so that its results can be cached."""
    return FontSet(families).missing


def failures(found: Check, documents: Iterable[Document]) -> dict[Document, Exception]:
    """Return the error of each document that cannot be made."""
    failed: dict[Document, Exception] = {}
    for document in documents:
        error: Exception | None = found.invalid.get(document.edition)
        if prepared := found.ready.get(document.edition):
            error = prepared.failed.get(document.language)
            if prepared.refuses(document):
                dutch = PRODUCTS[document.product].dutch
                error = NoDraft(dutch, prepared.names[document.language])
        if error:
            failed[document] = error
    return failed
