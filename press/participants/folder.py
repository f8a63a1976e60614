"""Put the files for participants in their folder: ``deelnemers/EDITION/LANGUAGE`` below the output
folder, apart from what is published and mailed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from wegwijs.layouts.products.handout.product import HANDOUT
from wegwijs.press.files.aside import (
    Aside,
    Content,
    content_of,
    holds,
    is_somebodys,
    next_name,
    replace,
)
from wegwijs.press.files.store import flush, refuse_links, remove
from wegwijs.press.ledger.changes import Facts, differences, shown
from wegwijs.press.ledger.inputs import Inputs
from wegwijs.press.participants.ledger import MadeCopies, read_copies, write_copies
from wegwijs.sources.invocation import as_command, where

FOLDER = "deelnemers"
_PUT_ASIDE = " (aangepast "  # in the name of a file that was put aside


class Made(Struct, frozen=True):
    """Of what the copies of a language are made, as ``MadeCopies`` has it."""

    made_of: str
    inputs: str
    facts: Facts
    drafts: bool

    def with_contents(self, contents: list[Content]) -> MadeCopies:
        """Return the entry of the copies with these contents."""
        return MadeCopies(self.made_of, contents, self.inputs, self.facts, self.drafts)


class PutCopies(Struct):
    """What was done with the files of a language. ``kept`` are edited files of who is no longer on
    the list; ``changes`` is in words what the edition says otherwise than before.
    """

    written: int = 0
    same: int = 0
    removed: int = 0
    kept: list[Path] = []
    aside: list[Aside] = []
    changes: list[str] = []


class CopiesFolder:
    """The folder with the copies of participants. In a ``dry_run`` nothing is written."""

    def __init__(self, output: Path, *, dry_run: bool = False) -> None:
        self.path = output / FOLDER
        self._output = output
        self._dry_run = dry_run
        self._made = read_copies(self.path)

    def place(self, edition: str, language: str) -> Path:
        """Return the folder of an edition in a language."""
        return self.path / edition / language

    def languages(self, edition: str) -> list[str]:
        """Return the languages that were made for an edition."""
        pairs = (name.split("/") for name in self._made)
        return [language for id_, language in pairs if id_ == edition]

    def stands(self, edition: str, language: str, names: Sequence[str], made_of: str) -> bool:
        """Return whether the files are there, made of the same, and no others of ours."""
        made = self._made.get(f"{edition}/{language}")
        if made is None or made.made_of != made_of or len(made.contents) != len(names):
            return False
        place = self.place(edition, language)
        pairs = zip(names, made.contents, strict=True)
        return all(holds(place / name, [content]) for name, content in pairs) and not any(
            holds(one, made.contents) for one in _others(place, names)
        )

    def put(self, edition: str, language: str, files: Mapping[str, bytes], made: Made) -> PutCopies:
        """Write the files that differ, and remove those of ours that are no longer asked for.

        Raises ``OSError``, including ``press.files.store.LinkedAway``.
        """
        contents = {name: content_of(data) for name, data in files.items()}
        key, place = f"{edition}/{language}", self.place(edition, language)
        former = self._made.get(key)
        known = [*contents.values(), *(former.contents if former else ())]
        for name in files:
            refuse_links(place / name, self._output)
        if not self._dry_run:  # a run that is killed leaves files that are known as ours
            self._create(place)
            self._save(key, MadeCopies("", known, "", former.facts if former else {}))
        done, written = PutCopies(), list[Path]()
        if former and former.facts:
            done.changes = differences(*(shown(row.facts, HANDOUT.id) for row in (former, made)))
        for name, data in files.items():
            if holds(place / name, [contents[name]]):
                done.same += 1
                continue
            self._write(place / name, data, known, done)
            done.written += 1
            written.append(place / name)
        self._remove(place, files, known, done)
        if not self._dry_run:
            flush(self.path, written)
            self._save(key, made.with_contents(list(contents.values())))
        return done

    def note(self, edition: str, language: str, made: Made) -> None:
        """Record that what stands there is as it would be made of this. Raises ``OSError``."""
        key = f"{edition}/{language}"
        known, now = self._made[key], made.with_contents(self._made[key].contents)
        if known != now and not self._dry_run:
            self._save(key, now)

    def drop(self, edition: str, language: str) -> PutCopies:
        """Remove what is ours of a language. Raises ``OSError``."""
        done, key = PutCopies(), f"{edition}/{language}"
        self._remove(self.place(edition, language), (), self._made[key].contents, done)
        if not self._dry_run:
            self._save(key, None)
        return done

    def _create(self, place: Path) -> None:
        """Create a folder that only its user can open, where the system knows that."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        place.mkdir(parents=True, exist_ok=True)

    def _save(self, key: str, made: MadeCopies | None) -> None:
        self._made.pop(key, None)
        if made:
            self._made[key] = made
        write_copies(self.path, self._made)

    def _write(self, place: Path, data: bytes, known: Sequence[Content], done: PutCopies) -> None:
        ours = partial(holds, contents=known)
        if self._dry_run:
            kept = Aside(place, next_name(place)) if is_somebodys(place, ours) else None
        else:
            kept = replace(place, data, ours, flushed=False)
        done.aside += [kept] if kept else []

    def _remove(
        self, place: Path, wanted: Iterable[str], known: Sequence[Content], done: PutCopies
    ) -> None:
        for one in _others(place, wanted):
            if holds(one, known):
                remove(one, self._output, dry_run=self._dry_run)
                done.removed += 1
            elif one.suffix == ".docx" and _PUT_ASIDE not in one.name:
                done.kept.append(one)


def old_copies(output: Path, editions: Iterable[str], inputs: Inputs) -> dict[str, list[str]]:
    """Return by edition a sentence on each language whose copies were made of other data than there
    are now: a build without the list cannot make them again.
    """
    asked, told = set(editions), dict[str, list[str]]()
    there = where(inputs.folders[1] if len(inputs.folders) > 1 else None, output)
    for key, made in read_copies(output / FOLDER).items():
        edition, _, language = key.partition("/")
        if edition in asked and made.inputs and (output / FOLDER / key).is_dir():
            now = inputs.of_both(inputs.of_edition(edition, ()), language)
            if made.inputs != now:
                words = (edition, "--language", language, *made.options, "--for", "LIJST")
                again = as_command("build", *words, *there)
                told.setdefault(edition, []).append(
                    f"{FOLDER}/{key}: de hand-outs voor deelnemers zijn van voor de laatste"
                    f" wijziging. Haal ze weg, of maak ze opnieuw: {again}"
                )
    return told


def _others(place: Path, wanted: Iterable[str]) -> list[Path]:
    """Return the files in a folder that have other names."""
    names = set(wanted)
    try:
        with os.scandir(place) as entries:
            found = [Path(one.path) for one in entries if one.name not in names]
    except FileNotFoundError:
        return []
    return sorted(one for one in found if one.is_file() and not one.name.startswith("."))
