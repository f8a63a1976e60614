"""The files that hold all copies: a zip, one Word document to print, and a list for the post.

The copies themselves are judged one by one; here they are compared with those. A copy that
somebody edited since is compared as it was made, which the ledger knows by its digest.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from wegwijs.proof.copies.sections import Section, sections
from wegwijs.proof.findings import Finding
from wegwijs.proof.folder import read_made
from wegwijs.proof.readers.damage import BROKEN_ZIP, Damaged
from wegwijs.proof.readers.docx import W, WordFile, value
from wegwijs.sources.participants import Participant

_SAFE = re.compile(r"hand-out-[a-z0-9]+(-[a-z0-9]+)*\.docx")
_RUNNING = re.compile(r"word/(header|footer)\d*\.xml")
# Of the document of all, these differ from those of a single copy.
_OWN = ("[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels")
_STORE = "customXml/item1.xml"
_XPATH = re.compile(r"/h:answers\[1\]/h:([\w-]+)\[1\]")


@dataclass(frozen=True)
class Copies:
    """The copies of a language: the folder, and for each participant the name of the file.
    ``contents`` are size and digest of what was made.
    """

    output: Path
    folder: str
    names: Sequence[str]
    people: Sequence[Participant]
    contents: Collection[tuple[int, str]]

    def read(self, name: str) -> bytes | None:
        """Return a copy as it was made; None when it is not there, or was edited since."""
        try:
            data = read_made(self.output / self.folder / name, self.output)
        except OSError:
            return None
        return data if self.is_made(data) else None

    def is_made(self, data: bytes) -> bool:
        """Whether these bytes are of a file as it was made."""
        return (len(data), hashlib.sha256(data).hexdigest()) in self.contents


def wrong_zip(data: bytes, copies: Copies) -> Iterator[Finding]:
    """Check that a zip has every copy, as it was made, under a name that is safe everywhere."""
    found = _unzipped(data)
    if list(found) != list(copies.names):
        lacking, more = len(set(copies.names) - set(found)), len(set(found) - set(copies.names))
        what = f"In de zip ontbreken {lacking} hand-outs, en er zijn er {more} te veel."
        if not (lacking or more):
            what = "De hand-outs in de zip staan niet in de volgorde van de lijst."
        yield Finding("zip", what)
    for name in found:
        if not _SAFE.fullmatch(name):
            yield Finding("zip", f"De naam {name!r} in de zip is niet veilig op elke computer.")
    for one, name in zip(copies.people, copies.names, strict=True):
        made = copies.read(name)
        if name in found and (found[name] != made if made else not copies.is_made(found[name])):
            yield Finding("zip", f"De hand-out van rij {one.row} is in de zip anders.")


def _unzipped(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if len({one.filename.lower() for one in infos}) < len(infos):
                raise Damaged("een naam staat er twee keer in")
            if sum(one.file_size for one in infos) > len(data):  # stored, as ours are
                raise Damaged("uitgepakt is het groter dan het is")
            return {one.filename: package.read(one) for one in infos}
    except BROKEN_ZIP as error:
        raise Damaged(str(error)) from error


def wrong_list(data: bytes, copies: Copies) -> Iterator[Finding]:
    """Check the list for the post: who gets which file, by which address."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig", "replace")), delimiter=";"))
    pairs = zip(copies.people, copies.names, strict=True)
    asked = [[one.name, str(one.email), name] for one, name in pairs if one.email]
    said = [[cell.removeprefix("'") for cell in row] for row in rows[1:]]
    for number, (row, right) in enumerate(zip(said, asked, strict=False), start=2):
        if row != [cell.removeprefix("'") for cell in right]:
            yield Finding("send", f"Op regel {number} staat een verkeerd adres of bestand.")
    if len(said) != len(asked):
        yield Finding("send", f"Er staan {len(said)} mensen op, dat moeten er {len(asked)} zijn.")
    for number, row in enumerate(rows, start=1):
        if any(cell[:1] in tuple("=+-@") for cell in row):
            yield Finding("send", f"Op regel {number} ziet Excel een formule.")


def wrong_document(data: bytes, copies: Copies) -> Iterator[Finding]:
    """Check that one document has every copy, each as in its own file."""
    together = WordFile(data, len(copies.people))
    there = _zipped_copies(copies)
    found = list(sections(together))
    if len(found) != len(copies.people):
        what = f"Hierin staan {len(found)} hand-outs, dat moeten er {len(copies.people)} zijn."
        yield Finding("together", what)
    pairs = zip(found, copies.people, copies.names, strict=False)
    first = None
    for section, one, name in pairs:
        single = there.get(name)
        if single is None:
            yield Finding(
                "together", f"De hand-out van rij {one.row} is nergens mee te vergelijken."
            )
            continue
        file = WordFile(single)
        for what in section.unlike(file):
            yield Finding("together", f"De hand-out van rij {one.row}: {what}.")
        if first is None:
            first = file
            yield from _parts(together, file)
    yield from _numbers(together, found)
    yield from _fields(together)


def _zipped_copies(copies: Copies) -> dict[str, bytes]:
    """Return the copies as they were made: those in the zip, where a file was edited."""
    found = {name: data for name in copies.names if (data := copies.read(name))}
    if len(found) < len(copies.names):
        language = copies.folder.rpartition("/")[2]
        try:
            path = copies.output / copies.folder / f"hand-outs-{language}.zip"
            zipped = _unzipped(read_made(path, copies.output))
        except (OSError, Damaged):
            zipped = {}
        found |= {n: d for n, d in zipped.items() if n not in found and copies.is_made(d)}
    return found


def _parts(together: WordFile, single: WordFile) -> Iterator[Finding]:
    """Check that styles, fonts, settings and properties are those of a copy."""
    names = {n for n in (*together.parts, *single.parts) if not _RUNNING.fullmatch(n)}
    for name in sorted(names - {*_OWN, _STORE}):
        if name.startswith("word/media/"):
            continue  # compared where they are shown
        if together.parts.get(name) != single.parts.get(name):
            yield Finding("together", "Een onderdeel is anders dan in een hand-out.", detail=name)
    overrides = {
        one.get("PartName", "").removeprefix("/")
        for one in together.xml("[Content_Types].xml")
        if one.get("ContentType", "").endswith(("header+xml", "footer+xml"))
    }
    running = {name for name in together.parts if _RUNNING.fullmatch(name)}
    if overrides != running:
        yield Finding("together", "Word kent niet elke kop en voet in dit bestand.")


def _numbers(together: WordFile, found: Sequence[Section]) -> Iterator[Finding]:
    """Check that numbers and marks that must be unique are so."""
    fields = (value(one, "sdtPr", "id") for one in together.body.iter(f"{W}sdt"))
    pictures = (one.get("id") for one in together.body.iter("{*}docPr"))
    marks = (one.get(f"{W}name") for one in together.body.iter(f"{W}bookmarkStart"))
    kinds = (("invulvelden", fields), ("plaatjes", pictures), ("bladwijzers", marks))
    for what, numbers in kinds:
        if any(times > 1 for times in Counter(numbers).values()):
            yield Finding("together", f"Twee {what} hebben hetzelfde nummer.")
    headers = [one.header for one in found]
    if len(set(headers)) < len(headers):
        yield Finding("together", "Twee hand-outs hebben dezelfde kop.")


def _fields(together: WordFile) -> Iterator[Finding]:
    """Check that what is typed in a field appears in every copy, and nowhere else."""
    store: Any = together.xml(_STORE)
    kept = [etree.QName(one).localname for one in store.iterchildren("*")]
    if "".join(store.itertext()).strip():
        yield Finding("field", "Er is al iets ingevuld.")
    for control in together.body.iter(f"{W}sdt"):
        binding = control.find(f"{W}sdtPr/{W}dataBinding")
        path = binding.get(f"{W}xpath", "") if binding is not None else ""
        match = _XPATH.fullmatch(path)
        tag = value(control, "sdtPr", "tag")
        if match is None or match[1] != tag or kept.count(tag) != 1:
            title = value(control, "sdtPr", "alias")
            what = f'Wat in "{title}" getypt wordt, komt niet in elke hand-out.'
            yield Finding("field", what)
