"""Compare the manifest with the files that exist and with the current sources.

Produces the files to check, and what is wrong before any of them is opened: missing, modified,
interrupted, or made from facts that are overdue. Whether a document is wrong is decided by its
content; that it was made before the last change, as the caller knows, is the explanation.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wegwijs.proof.case import Case
from wegwijs.proof.dated import day_of, without_day
from wegwijs.proof.expectations.registry import OF_FILE, PRODUCTS, is_known
from wegwijs.proof.expectations.truth import Truth, truth_of
from wegwijs.proof.findings import AGAIN, BUG, NEWER, SOURCE, STALE, UNREADABLE_FILE, Finding
from wegwijs.proof.folder import StoredDocument, StoredManifest, read_made
from wegwijs.proof.printed import Printed, PrintedLanguage
from wegwijs.proof.reviewed import unreviewed
from wegwijs.sources.freshness import overdue, own_due, shared_due
from wegwijs.sources.invocation import as_command, where
from wegwijs.sources.load import Loaded, UnknownEdition, load
from wegwijs.sources.problems import InvalidSources, reason
from wegwijs.sources.too_old import is_too_old
from wegwijs.sources.translations import NotReady, UnknownLanguage

# What somebody may work in. A build puts aside what somebody did.
_TO_FILL_IN = frozenset(name for name, product in OF_FILE.items() if product.editable)
_FILLED_IN = (
    "Iemand heeft dit bestand ingevuld of veranderd. Nagekeken is wat niet fout mag zijn:"
    " nummers, links, QR-codes en cijfers."
)
# What no change of the data explains: the file itself, and facts that nobody checked since.
_UNEXPLAINED = frozenset(
    (BUG, SOURCE, STALE, UNREADABLE_FILE, "bytes", "missing", "overdue", "unknown")
)


@dataclass
class Look:
    """The files to check, and the findings so far."""

    cases: list[Case] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)


@dataclass
class _Edition:
    """An edition as it is in the sources now, and its truth in each language."""

    loaded: Loaded
    truths: dict[str, Truth | Finding] = field(default_factory=dict)


class Freshness:
    """Compare an output folder with the sources in ``folders`` on the day ``today``."""

    def __init__(
        self, output: Path, manifest: StoredManifest, folders: Sequence[Path], today: date
    ) -> None:
        self.output = output
        self.manifest = manifest
        self.folders = folders
        self.today = today
        self._sources = where(folders[1] if len(folders) > 1 else None)
        self._unread: dict[str, frozenset[str]] = {}
        self._editions: dict[str, _Edition | Finding] = {}
        self._there: set[str] = set()  # files that can be read
        self._edited = set[str]()  # files in which somebody worked
        self._as_written = set[str]()

    def look(self, editions: Iterable[str] = ()) -> Look:
        """Examine all documents of the manifest, or those of some editions."""
        chosen = set(editions)
        found = Look()
        for made in self.manifest.documents.values():
            if chosen and made.edition not in chosen:
                continue
            found.findings += self._stored(made)
            truth = self._truth(made)
            if isinstance(truth, Finding):
                found.findings.append(replace(truth, document=made.name))
            else:
                found.cases += self._cases(made, truth)
        for id_, edition in sorted(self._editions.items()):
            if isinstance(edition, _Edition):
                found.findings += too_old(id_, edition.loaded, self.today)
                found.printed.append(printed_of(edition.loaded, edition.truths))
        return found

    def explained(self, found: Iterable[Finding], older: Mapping[str, str]) -> Iterator[Finding]:
        """Yield the findings, before those of a document that is ``older`` than the data what
        changed since. What comes with that is marked where its file still is as it was written.
        """
        told: set[str] = set()
        for one in found:
            explained = one.document in older and one.kind not in _UNEXPLAINED
            if explained and one.document not in told:
                told.add(one.document)
                what, why = "De gegevens zijn veranderd nadat dit gemaakt is.", older[one.document]
                yield Finding(STALE, what, NEWER, detail=why, document=one.document, older=True)
            yield replace(one, older=explained and one.file in self._as_written)

    # --- files ----------------------------------------------------------------------------------

    def _stored(self, made: StoredDocument) -> Iterator[Finding]:
        """Check that files exist and have the bytes that were written."""
        if made.pending:
            what = "Het maken van dit document is onderbroken."
            yield Finding(STALE, what, AGAIN, document=made.name)
        for path, stored in made.files.items():
            try:
                data = read_made(self.output / path, self.output)
            except OSError as error:
                gone = isinstance(error, FileNotFoundError)
                what = "Het bestand is er niet." if gone else "Het bestand is niet te openen."
                detail = "" if gone else reason(error)
                yield Finding("missing", what, AGAIN, detail=detail, document=made.name, file=path)
                continue
            self._there.add(path)
            same = (len(data), hashlib.sha256(data).hexdigest()) == stored
            if same:
                self._as_written.add(path)
            elif not made.pending and Path(path).name in _TO_FILL_IN:
                self._edited.add(path)
                yield Finding("bytes", _FILLED_IN, document=made.name, file=path, mild=True)
            elif not made.pending:
                what = "Het bestand is veranderd nadat het gemaakt is."
                yield Finding("bytes", what, AGAIN, document=made.name, file=path)
            if (day := day_of(Path(path).name)) and is_too_old(day, self.today):
                what = f"Te oud om te laten zien: nagekeken op {day}. Dat is langer dan een jaar."
                todo = "Kijk de gegevens na, zet de datum bij 'checked', en maak het opnieuw."
                yield Finding("overdue", what, todo, document=made.name, file=path)
            if not is_known(Path(path).name):
                what = "Dit programma kent dit bestand niet. Het is niet nagekeken."
                yield Finding("unknown", what, AGAIN, document=made.name, file=path)
        product = PRODUCTS.get(made.product)
        stored_as = {without_day(path) for path in made.files}
        for file in product.files if product else ():
            path = f"{made.edition}/{made.language}/{file}"
            if path not in stored_as:
                what = "Dit bestand hoort bij het document, maar is niet gemaakt."
                yield Finding("missing", what, AGAIN, document=made.name, file=path)

    def _cases(self, made: StoredDocument, truth: Truth) -> Iterator[Case]:
        for path in made.files:
            place = self.output / path
            if is_known(place.name) and path in self._there:
                edited = path in self._edited
                yield Case(made.name, path, place, truth, made.profile, made.offset, edited=edited)
            if place.name in _TO_FILL_IN:
                for one in sorted(place.parent.glob(f"{place.stem} (aangepast *){place.suffix}")):
                    name = one.relative_to(self.output).as_posix()
                    yield Case(made.name, name, one, truth, made.profile, edited=True)

    # --- data -----------------------------------------------------------------------------------

    def _truth(self, made: StoredDocument) -> Truth | Finding:
        edition = self._editions.get(made.edition)
        if edition is None:
            edition = self._editions[made.edition] = self._load(made.edition)
        if isinstance(edition, Finding):
            return edition
        if made.language not in edition.truths:
            edition.truths[made.language] = self._translated(edition, made.language)
        return edition.truths[made.language]

    def _load(self, edition: str) -> _Edition | Finding:
        try:
            return _Edition(load(edition, *self.folders))
        except UnknownEdition:
            what = f"De gegevens van de editie {edition} zijn er niet. Dit is niet na te kijken."
            return Finding(SOURCE, what, self._without_data())
        except InvalidSources as error:
            what = f"De gegevens van de editie {edition} kloppen niet. Dit is niet na te kijken."
            told = "; ".join(str(problem) for problem in error.problems[:3])
            again = as_command("proof", str(self.output), "--edition", edition, *self._sources)
            todo = f"Verbeter de gegevens, en kijk het weer na: {again}"
            return Finding(SOURCE, what, todo, detail=told)

    def _without_data(self) -> str:
        """Say what to do with the files of an edition that is not there. A build of all editions
        removes them only where it reads the folder in which that one was.
        """
        todo = (
            "Staan de gegevens in een eigen map? Geef die met --sources. Is de editie weg? Gooi dan"
            " de bestanden weg"
        )
        if not self._sources:
            return f"{todo}."
        command = as_command("build", "--all", *self._sources, *where(None, self.output))
        return (
            f"{todo}. Of laat dat doen, en maak daarbij alle andere edities, ook de landelijke:"
            f" {command}"
        )

    def _translated(self, edition: _Edition, language: str) -> Truth | Finding:
        try:
            if language not in self._unread:
                self._unread[language] = unreviewed(self.folders, language)
            return truth_of(edition.loaded, language, self.folders, self._unread[language])
        except (UnknownLanguage, NotReady, InvalidSources) as error:
            what = f"De vertaling {language} is er niet, of klopt niet. Dit is niet na te kijken."
            return Finding(SOURCE, what, "Maak de vertaling weer goed.", detail=str(error))


def too_old(edition: str, loaded: Loaded, today: date) -> Iterator[Finding]:
    """Yield the facts of an edition that were checked too long ago."""
    pack = loaded.pack
    for line in overdue([*shared_due(pack), *own_due(pack)], today):
        what = f"Te oud om te drukken: {line}."
        todo = "Kijk het na bij de bron, zet de datum bij 'checked', en maak alles opnieuw."
        yield Finding("overdue", what, todo, document=edition)


def printed_of(loaded: Loaded, truths: Mapping[str, Truth | Finding]) -> Printed:
    """Summarise an edition with the languages that were checked."""
    data = loaded.pack.edition
    found = Printed(data.id, data.publisher, data.version, data.date)
    for code, truth in sorted(truths.items(), key=lambda one: (one[0] != "nl", one[0])):
        if isinstance(truth, Truth):
            dutch = str(truth.language_names[1])
            found.languages[code] = PrintedLanguage(code, dutch, truth.is_draft)
    return found
