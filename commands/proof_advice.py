"""What ``proof`` advises: commands to paste, with the folders and options of what was made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from wegwijs.commands.rebuild_commands import rebuild_commands
from wegwijs.commands.status import told_together
from wegwijs.proof.copies.check import ANEW
from wegwijs.proof.findings import AGAIN, NEWER, OURS, Finding
from wegwijs.sources.folder import editions as editions_in
from wegwijs.sources.invocation import as_command, where

if TYPE_CHECKING:
    from wegwijs.press.ledger.manifest import Manifest
    from wegwijs.press.ledger.outdated import Outdated

# What to do, in general and before a command that does it.
_PASTED = {
    AGAIN: "Maak dit document opnieuw, en kijk het weer na: {}",
    OURS: "Druk dit niet. Meld het aan de maker van het programma als het er nog staat na: {}",
    NEWER: "Maak het opnieuw, en kijk het weer na: {}",
    ANEW: "Maak de hand-outs opnieuw, en kijk ze weer na: {}",
}
_UNFORCED = (NEWER, ANEW)


class Advice(Struct, frozen=True):
    """What was made in the output folder, and what was typed: the folders, editions, and the list
    of participants if any.
    """

    known: Manifest
    sources: Path | None
    output: Path
    editions: tuple[str, ...] = ()
    participants: Path | None = None

    def pasted(self, finding: Finding) -> Finding:
        """Return a finding with the command that mends it, where a command does."""
        general = _PASTED.get(finding.todo)
        words = self._words(finding) if general else None
        if not general or words is None:
            return finding
        force = [] if finding.todo in _UNFORCED else ["--force"]
        command = as_command("build", *words, *force, *where(self.sources, self.output))
        return replace(finding, todo=general.format(command))

    def _words(self, finding: Finding) -> list[str] | None:
        """Return the arguments of the build that makes the document of a finding."""
        edition, _, rest = finding.document.partition("/")
        language = rest.partition("/")[0]
        if self.participants:
            named = self._copies(edition, language) if language else self._one_edition()
            return [*named, "--for", str(self.participants)]
        one = self._made(finding.document)
        if one is None:
            return None
        return [edition, "--language", language, "--product", one.document.product, *one.options]

    def _copies(self, edition: str, language: str) -> list[str]:
        """Return the arguments that choose the copies of a language, made as they were."""
        from wegwijs.press.participants.folder import FOLDER
        from wegwijs.press.participants.ledger import read_copies

        made = read_copies(self.output / FOLDER).get(f"{edition}/{language}")
        return [edition, "--language", language, *(made.options if made else ())]

    def _one_edition(self) -> list[str]:
        """Return the edition that ``--for`` takes; where it is unknown, the user must choose."""
        return list(self.editions) if len(self.editions) == 1 else ["EDITIE"]

    def _made(self, name: str) -> Outdated | None:
        from wegwijs.press.ledger.outdated import Outdated
        from wegwijs.press.order import document_in

        folder, _, product = name.rpartition("/")
        entry = self.known.documents.get(folder, {}).get(product)
        return Outdated.of(document_in(folder, product), entry) if entry else None

    def _is_whole(self, edition: str) -> bool:
        """Whether all that an edition asks for was made, so that to make all of it makes nothing
        for the first time.
        """
        from wegwijs.press.order import FILES, Order

        row = self.known.editions.get(edition)
        return row is not None and all(
            self.known.entry(one)
            for one in Order((edition,)).documents(
                edition, row.languages, row.products or FILES, row.drafts
            )
        )

    def _is_everything(self) -> bool:
        """Whether all editions were asked about, and exactly those of the user were made."""
        own = editions_in(self.sources) if self.sources else []
        return not self.editions and set(own) == self.known.made

    def newer(self, findings: Sequence[Finding]) -> Iterator[str]:
        """Yield which documents are older than the data, a line for each edition or for those of
        which the same is to be said, and the commands that make them anew. ``findings``: one for
        each of these documents, with the data that changed.
        """
        from wegwijs.press.ledger.changes import FEW, documents

        whole = {name: self._is_whole(name) for name in self.known.made}
        made: list[Outdated] = []
        by_why: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for one in findings:
            edition, language, product = one.document.split("/")
            pairs = by_why.setdefault(edition, {}).setdefault(one.detail, [])
            pairs.append((language, product))
            if again := self._made(one.document):
                made.append(structs.replace(again, asked=again.asked and whole[edition]))
        stories = {
            edition: [
                documents(pairs, self.known.languages) + (f" ({why})" if why else "")
                for why, pairs in by_detail.items()
            ]
            for edition, by_detail in by_why.items()
        }
        for who, story in told_together(stories):
            yield f"{who}: {'; '.join(story)}."
        every = len(stories) > FEW and all(whole.values()) and self._is_everything()
        for command, _ in rebuild_commands(
            made, every=every, sources=self.sources, output=self.output
        ):
            yield f"-> Maak dit opnieuw, en kijk het weer na: {command}"
