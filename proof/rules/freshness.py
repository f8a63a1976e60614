"""What the manifest says against what lies there and what the data say now.

Gives the files to judge, and what is wrong before any of them is opened: gone, changed, stale, or
made from facts that must be checked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from layouts.content.outline_builder import build_outline
from layouts.typesetting.theme import Theme, load_theme
from press.files.aside import content_of
from press.files.store import read_made
from press.ledger.fingerprint import of_document, of_outline
from press.ledger.inputs import Inputs
from press.ledger.manifest import Entry, Manifest
from press.order import FILES, Document
from proof.expectations.truth import Truth
from proof.findings import AGAIN, Finding
from proof.judge import Case
from proof.rules.places import HANDOUT, PLACES
from proof.rules.printed import Language, Printed
from proof.rules.reviewed import printed, unreviewed
from sources.consistency import kept_in_dutch
from sources.freshness import overdue, own_due, shared_due
from sources.load import Loaded, UnknownEdition, load
from sources.problems import InvalidSources, reason
from sources.translations import NotReady, UnknownLanguage, in_language

PROFILES = ("office", "press")
SOURCES = "Staan de gegevens in een eigen map? Geef die met --sources. Is de editie weg? Gooi dan"
SOURCES += " de bestanden weg, of maak ze weg met build --all."
_ASIDE = "handout (aangepast *).docx"  # what a build put aside, because somebody worked in it
_FILLED_IN = (
    "Iemand heeft deze hand-out ingevuld of veranderd. Nagekeken is wat niet fout mag zijn:"
    " nummers, links, QR-codes en cijfers."
)


@dataclass
class Look:
    """What there is to judge, and what is wrong already."""

    cases: list[Case] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)


@dataclass
class _Edition:
    """An edition as the data have it now, and its truth in each language."""

    loaded: Loaded
    truths: dict[str, Truth | Finding] = field(default_factory=dict)
    drawn: dict[str, str] = field(default_factory=dict)


class Freshness:
    """Compares one output folder with the sources in ``folders``, as they are ``today``."""

    def __init__(
        self, output: Path, manifest: Manifest, folders: Sequence[Path], today: date
    ) -> None:
        self.output = output
        self.manifest = manifest
        self.folders = folders
        self.today = today
        self.theme: Theme = load_theme()
        self.layouts = Inputs(folders, manifest.known).layouts
        self._waiting: dict[str, frozenset[str]] = {}
        self._editions: dict[str, _Edition | Finding] = {}
        self._there: set[str] = set()  # files that can be read
        self._edited = set[str]()  # handouts in which somebody worked

    def look(self, editions: Iterable[str] = ()) -> Look:
        """All documents of the manifest, or those of some editions."""
        chosen = set(editions)
        found = Look()
        for name, entry in self.manifest.documents.items():
            edition, language, product = name.split("/", 2)
            if chosen and edition not in chosen:
                continue
            document = Document(edition, language, product, FILES.get(product, ()))
            found.findings += self._stored(document, entry)
            truth = self._truth(document)
            if isinstance(truth, Finding):
                found.findings.append(replace(truth, document=document.name))
                continue
            profile = self._profile(document, entry)
            if profile is None and not entry.pending:
                found.findings.append(self._stale(document, entry))
            found.cases += self._cases(document, entry, truth, profile or entry.profile)
        for id_, found_edition in sorted(self._editions.items()):
            if isinstance(found_edition, _Edition):
                found.findings += self._overdue(id_, found_edition.loaded)
                found.printed.append(_printed(found_edition))
        return found

    def _stored(self, document: Document, entry: Entry) -> Iterator[Finding]:
        """Whether the bytes are those that were written."""
        if entry.pending:
            what = "Het maken van dit document is onderbroken."
            yield Finding("stale", what, AGAIN, document=document.name)
        for path, stored in entry.files.items():
            try:
                data = read_made(self.output / path, self.output)
            except OSError as error:
                gone = isinstance(error, FileNotFoundError)
                what = "Het bestand is er niet." if gone else "Het bestand is niet te openen."
                detail = "" if gone else reason(error)
                yield Finding(
                    "missing", what, AGAIN, detail=detail, document=document.name, file=path
                )
                continue
            self._there.add(path)
            same = content_of(data) == (stored.size, stored.sha256)
            if not same and not entry.pending and Path(path).name == HANDOUT:
                self._edited.add(path)
                yield Finding("bytes", _FILLED_IN, document=document.name, file=path, mild=True)
            elif not same and not entry.pending:
                what = "Het bestand is veranderd nadat het gemaakt is."
                yield Finding("bytes", what, AGAIN, document=document.name, file=path)
            if Path(path).name not in PLACES:
                what = "Dit programma kent dit bestand niet. Het is niet nagekeken."
                yield Finding("unknown", what, AGAIN, document=document.name, file=path)
        lacking = [str(path) for path in document.paths if str(path) not in entry.files]
        for path in lacking:
            what = "Dit bestand hoort bij het document, maar is niet gemaakt."
            yield Finding("missing", what, AGAIN, document=document.name, file=path)

    def _cases(
        self, document: Document, entry: Entry, truth: Truth, profile: str
    ) -> Iterator[Case]:
        for path in entry.files:
            place = self.output / path
            if place.name in PLACES and path in self._there:
                edited = path in self._edited
                yield Case(document.name, path, place, truth, profile, edited=edited)
            if place.name == HANDOUT:
                for one in sorted(place.parent.glob(_ASIDE)):
                    name = one.relative_to(self.output).as_posix()
                    yield Case(document.name, name, one, truth, profile, edited=True)

    def _truth(self, document: Document) -> Truth | Finding:
        edition = self._editions.get(document.edition)
        if edition is None:
            edition = self._editions[document.edition] = self._load(document.edition)
        if isinstance(edition, Finding):
            return edition
        if document.language not in edition.truths:
            edition.truths[document.language] = self._translated(edition, document.language)
        return edition.truths[document.language]

    def _load(self, edition: str) -> _Edition | Finding:
        try:
            return _Edition(load(edition, *self.folders))
        except UnknownEdition:
            what = f"De gegevens van de editie {edition} zijn er niet. Dit is niet na te kijken."
            return Finding("source", what, SOURCES)
        except InvalidSources as error:
            what = f"De gegevens van de editie {edition} kloppen niet. Dit is niet na te kijken."
            told = "; ".join(str(problem) for problem in error.problems[:3])
            return Finding(
                "source", what, "Verbeter de gegevens en maak alles opnieuw.", detail=told
            )

    def _translated(self, edition: _Edition, language: str) -> Truth | Finding:
        try:
            pack = in_language(edition.loaded, language, list(self.folders), allow_drafts=True)
        except (UnknownLanguage, NotReady, InvalidSources) as error:
            what = f"De vertaling {language} is er niet, of klopt niet. Dit is niet na te kijken."
            return Finding("source", what, "Maak de vertaling weer goed.", detail=str(error))
        outline = build_outline(pack, edition.loaded.logo)
        edition.drawn[language] = of_outline(outline, self.theme)
        waiting: tuple[str, ...] = ()
        if language != edition.loaded.pack.language:
            waiting = printed(self._unreviewed(language), outline)
        return Truth(
            outline,
            pack.dutch_notes.concept,
            kept_in_dutch(pack),
            waiting,
            reviewed=not waiting and not pack.draft,
        )

    def _unreviewed(self, language: str) -> frozenset[str]:
        if language not in self._waiting:
            self._waiting[language] = unreviewed(self.folders, language)
        return self._waiting[language]

    def _profile(self, document: Document, entry: Entry) -> str | None:
        """With which profile the document was made from what the data say now; None: with none."""
        edition = self._editions[document.edition]
        assert isinstance(edition, _Edition)
        drawn = edition.drawn[document.language]
        for profile in PROFILES:
            if entry.fingerprint == of_document(drawn, document.product, profile, self.layouts):
                return profile
        return None

    def _stale(self, document: Document, entry: Entry) -> Finding:
        _, program = self.manifest.facts_of(entry.said).get("program", ("", ""))
        if program != self.layouts:
            what = "Dit is gemaakt met een ander programma, of met andere lettertypen."
        else:
            what = "De gegevens zijn veranderd nadat dit gemaakt is."
        todo = "Maak het opnieuw met build, en kijk het weer na."
        return Finding("stale", what, todo, document=document.name)

    def _overdue(self, edition: str, loaded: Loaded) -> Iterator[Finding]:
        pack = loaded.pack
        for line in overdue([*shared_due(pack), *own_due(pack)], self.today):
            what = f"Te oud om te drukken: {line}."
            todo = "Kijk het na bij de bron, zet de datum bij 'checked', en maak alles opnieuw."
            yield Finding("overdue", what, todo, document=edition)


def _printed(edition: _Edition) -> Printed:
    """An edition, with the languages that were judged."""
    data = edition.loaded.pack.edition
    found = Printed(data.id, data.publisher, data.version, data.date)
    for code, truth in sorted(edition.truths.items(), key=lambda one: (one[0] != "nl", one[0])):
        if isinstance(truth, Truth):
            outline = truth.outline
            concept = outline.concept is not None or not truth.reviewed
            found.languages[code] = Language(code, outline.language_dutch, concept)
    return found
