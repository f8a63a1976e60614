"""Everything is validated before anything is made: sources to outlines, edition by edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from layouts.content.outline import Outline
from layouts.content.outline_builder import build_outline
from layouts.products.registry import SELECTABLE, with_companions
from layouts.typesetting.fonts import FontSet
from layouts.typesetting.theme import Theme
from press.ledger.changes import Facts
from press.ledger.facts import assets, own_facts, review_facts, shared_facts
from press.order import Document, Order
from sources.checks.paper import shortened
from sources.folder import Listing
from sources.freshness import own_due, shared_due
from sources.load import Loaded, load
from sources.problems import InvalidSources
from sources.translations import NotReady, UnknownLanguage, in_language


@dataclass
class Prepared:
    """One edition, ready to be set: an outline for each language that can be made."""

    id: str
    name: str
    languages: list[str]
    products: list[str]
    outlines: dict[str, Outline] = field(default_factory=dict)
    failed: dict[str, Exception] = field(default_factory=dict)  # by language
    facts: Facts = field(default_factory=dict)
    shared: Facts = field(default_factory=dict)
    reviews: dict[str, Facts] = field(default_factory=dict)  # by language
    names: dict[str, str] = field(default_factory=dict)  # of all languages, in Dutch
    assets: list[str] = field(default_factory=list)
    due: list[list[str]] = field(default_factory=list)
    shared_due: list[list[str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    version_at: tuple[str, int, str] = ("", 0, "")  # file, line and field of its version


@dataclass
class Check:
    """What can be made, and which editions cannot be read."""

    ready: dict[str, Prepared] = field(default_factory=dict)
    invalid: dict[str, InvalidSources] = field(default_factory=dict)


def check(
    order: Order,
    wanted: Mapping[str, Iterable[str]],
    unsure: Mapping[str, Iterable[str]],
    listing: Listing,
    theme: Theme,
    *,
    allow_drafts: bool,
) -> Check:
    """The editions of ``wanted``, each in the languages named there; all of them when none is.

    ``unsure`` names languages that nobody asked for, only to see what they would say now: what is
    wrong with them is not told, and stops nothing.

    Raises the problems of a single edition, of all editions together when none can be made, and
    ``sources.load.UnknownEdition``, ``sources.translations.UnknownLanguage``.
    """
    found = Check()
    for edition in dict.fromkeys((*wanted, *unsure)):

        def asked(loaded: Loaded, edition: str = edition) -> dict[str, bool]:
            if edition not in wanted:
                return {}
            languages = wanted[edition] or order.languages or loaded.pack.edition.languages
            return dict.fromkeys(languages, allow_drafts)

        read(found, edition, order, asked, unsure.get(edition, ()), listing, theme)
    problems = [one for invalid in found.invalid.values() for one in invalid.problems]
    errors = [error for one in found.ready.values() for error in one.failed.values()]
    if problems and len(order.editions) == len(found.invalid):
        raise InvalidSources(problems)
    made = any(one.outlines for one in found.ready.values())
    if errors and not made and len(order.editions) == 1:
        raise errors[0]
    return found


def read(
    found: Check,
    edition: str,
    order: Order,
    asked: Callable[[Loaded], dict[str, bool]],
    unsure: Iterable[str],
    listing: Listing,
    theme: Theme,
) -> None:
    """Read an edition into ``found``, in the languages of ``asked`` and ``unsure``.

    Raises ``sources.load.UnknownEdition``, ``sources.translations.UnknownLanguage``.
    """
    try:
        folders = listing.folders
        missing = theme.fonts.missing
        loaded = load(
            edition, *folders, missing_glyph=missing, listing=listing, products=SELECTABLE
        )
        found.ready[edition] = _prepared(loaded, order, asked(loaded), unsure, folders, theme)
    except InvalidSources as error:
        found.invalid[edition] = error


def _prepared(
    loaded: Loaded,
    order: Order,
    asked: dict[str, bool],  # whether each language may be a draft
    unsure: Iterable[str],
    folders: Sequence[Path],
    theme: Theme,
) -> Prepared:
    pack = loaded.pack
    prepared = Prepared(
        id=pack.edition.id,
        name=pack.edition.name or pack.edition.id,
        languages=list(pack.edition.languages),
        products=list(with_companions(pack.edition.products or SELECTABLE)),
        assets=assets(pack),
        facts=own_facts(loaded),
        due=own_due(pack),
        shared_due=shared_due(pack),
        notices=[str(found) for found in shortened([loaded])],
        version_at=loaded.sections["edition"].document.at(("edition", "version")),
        names={code: known.dutch for code, known in pack.languages.items()},
    )
    for language, allow_drafts in (dict.fromkeys(unsure, True) | asked).items():
        try:
            known = pack.languages.get(language)
            translated = in_language(
                loaded,
                language,
                folders,
                allow_drafts=allow_drafts,
                missing_glyph=_missing_glyph(known.fonts if known else theme.fonts.families),
            )
        except (NotReady, UnknownLanguage, InvalidSources) as error:
            if language not in asked:
                continue
            if isinstance(error, InvalidSources):
                raise
            if isinstance(error, UnknownLanguage) and order.languages:  # typed in the order
                raise
            prepared.failed[language] = error
        else:
            outline = build_outline(translated, loaded.logo)
            prepared.outlines[language] = outline
            prepared.reviews[language] = review_facts(outline)
            prepared.shared = prepared.shared or shared_facts(pack, outline)
    return prepared


@lru_cache(maxsize=16)
def _missing_glyph(families: tuple[str, ...]) -> Callable[[str], str | None]:
    """The same function for the same fonts, so that what was found with it can be remembered."""
    return FontSet(families).missing


def failures(found: Check, documents: Iterable[Document]) -> dict[Document, Exception]:
    """Why each document that cannot be made cannot be."""
    failed: dict[Document, Exception] = {}
    for document in documents:
        error: Exception | None = found.invalid.get(document.edition)
        if document.edition in found.ready:
            error = found.ready[document.edition].failed.get(document.language)
        if error:
            failed[document] = error
    return failed
