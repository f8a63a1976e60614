"""Load the pack of one edition from folders of YAML files, or report all that is wrong.

The folder holds ``*.yaml`` (organisations, guidance, labels) and ``editions/<id>.yaml``. A user's
own folder is laid on top of the one that ships: a section there replaces the same section here,
but for those in ``MERGED``, which are joined by name, and the organisations, which are joined by id
(``sources.layers``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct, structs
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from wegwijs.sources.consistency import Section, contradictions, placeholders, walk
from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.folder import Listing, list_folders, remedy
from wegwijs.sources.layers import laid_over, placed
from wegwijs.sources.messages import in_dutch
from wegwijs.sources.model import SLUG, Pack, SourceFile, Text
from wegwijs.sources.portable import Portable, document_of, opened
from wegwijs.sources.problems import MAX_PROBLEMS, InvalidSources, Problem
from wegwijs.sources.reader import ParsedFile, Place, read_text
from wegwijs.sources.same import Same
from wegwijs.sources.shipped import shipped

SHIPPED = shipped("sources")

OPTIONAL = {"glossary"}
MERGED = {"sources", "languages", "glossary"}  # by name; of the others the last one counts


class UnknownEdition(WegwijsError):
    """No folder has this edition. Lists those that exist, and files with the wrong ending."""

    exit_code = ExitCode.USAGE

    def __init__(self, edition: str, folders: Sequence[Path]) -> None:
        listing = list_folders(*folders)
        advice = f"Kies uit: {', '.join(listing.editions) or 'geen'}"
        if len(folders) == 1:  # those of the program
            advice += ". Staat de editie in uw eigen map? Geef die met --sources"
        for folder in folders:
            for file, name in listing.misnamed[folder]:
                if name == f"{edition}.yaml":
                    told = file.relative_to(folder.parent).as_posix()
                    advice = f"Er is wel {told}: {remedy(file, name)}"
        super().__init__(f"editie {edition!r} bestaat niet", advice)


Glyphs = Callable[[str], str | None]  # the first character of a text that no font has


class Loaded(Struct, frozen=True):
    """The pack of an edition in Dutch, with the document of each of its sections."""

    pack: Pack
    sections: Mapping[str, Section]
    logo: bytes | None = None
    # The name and text of the PO file of a language, as far as one travels with it.
    catalogues: Mapping[str, tuple[str, str]] = {}


def load(
    edition: str,
    *folders: Path,
    missing_glyph: Glyphs | None = None,
    listing: Listing | None = None,
    products: Iterable[str] = (),
    read: Callable[[Path, str], str] = read_text,
) -> Loaded:
    """Load an edition; ``folders`` go from the shipped one to the user's own.

    ``missing_glyph`` returns the first character of a text that no font has. ``listing`` is the
    result of ``list_folders`` for these folders: list them once to load many editions. An edition
    may ask for ``products`` and no others; without, that is not checked. ``read`` may keep the
    texts of files, of which most are read for every edition. Raises ``UnknownEdition``, or
    ``InvalidSources`` with the problems of all files.
    """
    listing = listing or list_folders(*folders)
    if edition not in listing.editions:
        raise UnknownEdition(edition, folders)
    files = _Files(missing_glyph, tuple(products), read)
    for folder in folders:
        files.read_folder(folder, edition, listing)
    sections = files.complete(folders[-1].name)
    guidance, problems = placed(sections["organisations"], sections["guidance"])
    sections["guidance"] = structs.replace(sections["guidance"], value=guidance)
    # Each section was validated with its file; the objects themselves go into the pack.
    pack = Pack.model_construct(**{name: section.value for name, section in sections.items()})
    problems.extend(islice(contradictions(pack, sections), MAX_PROBLEMS))
    section = sections["edition"]
    parcels = [opened(text, path.name) for path, text in listing.texts.items() if path in folders]
    travelling = next((one for one in parcels if one.name == section.document.file), None)
    logo = _logo(pack, section, listing, travelling, problems)
    problems.extend(_misplaced(edition, pack, section.document))
    if problems:
        raise InvalidSources(problems)
    catalogues = {
        language: (f"{one.name}: {language}.po", text)
        for one in parcels
        for language, text in one.catalogues.items()
    }
    return Loaded(pack, sections, logo, catalogues)


class _Files:
    """Join the sections of files read one after another, and collect their problems."""

    def __init__(
        self,
        missing_glyph: Glyphs | None,
        products: tuple[str, ...],
        read: Callable[[Path, str], str],
    ) -> None:
        self.missing_glyph, self.products, self.read = missing_glyph, products, read
        self.sections: dict[str, Section] = {}
        self.problems: list[Problem] = []

    def read_folder(self, folder: Path, edition: str, listing: Listing) -> None:
        """Read the files of a folder, or a file that holds all of an edition."""
        # An id may have been typed by anybody: no path is made of it.
        own = [file for at, file in listing.editions[edition] if at == folder]
        for file in dict.fromkeys([*listing.shared[folder], *own]):
            text = listing.texts.get(file)
            # A dangling link is reported, not skipped.
            if text is not None or file.exists() or file.is_symlink():
                name = file.relative_to(folder.parent).as_posix()
                former = self.sections.get("edition")
                self.add(file if text is None else text, name)
                if file == folder and former and self.sections["edition"].value.id != edition:
                    self.sections["edition"] = former  # its other sections still apply
        for file, right in listing.misnamed[folder]:
            name = file.relative_to(folder.parent).as_posix()
            self.problems.append(Problem(name, 0, "", remedy(file, right)))

    def complete(self, folder: str) -> dict[str, Section]:
        """Return the sections when none is missing or invalid. Raises ``InvalidSources``."""
        if not self.problems:
            self.problems += [
                Problem(folder, 0, name, "dit onderdeel ontbreekt")
                for name in SourceFile.model_fields
                if name not in self.sections and name not in OPTIONAL
            ]
        if self.problems:
            raise InvalidSources(self.problems)
        return self.sections

    def add(self, file: Path | str, name: str) -> None:
        """Add the sections of a file, or of its text."""
        former = self.sections.get("organisations")
        below = Same(former.document) if former else None
        try:
            text = self.read(file, name) if isinstance(file, Path) else file
            document, content, found = _checked(
                text, name, self.missing_glyph, below, self.products
            )
        except InvalidSources as error:
            self.problems.extend(error.problems)
            return
        self.problems.extend(found)
        for section in SourceFile.model_fields:
            value = getattr(content, section, None)  # None when the file is invalid
            if value is None:
                continue
            origins: dict[str, ParsedFile] = {}
            if section in MERGED:  # each file may add its own
                former = self.sections.get(section, Section({}, document))
                origins = {**former.origins, **dict.fromkeys(value, document)}
                value = former.value | value
            self.sections[section] = Section(value, document, origins)


def _misplaced(edition: str, pack: Pack, document: ParsedFile) -> Iterator[Problem]:
    """Report an edition in a file with another name."""
    if pack.edition.id == edition:
        return
    if not document.folder.endswith("editions"):
        name = f"editions/{pack.edition.id}.yaml"
        message = f"een uitgave hoort in de map editions. Noem dit bestand {name}"
    else:
        advice = f"Noem het {pack.edition.id}.yaml"
        if re.match(SLUG, edition):
            advice = f"Schrijf hier ook {edition}"
        message = f"het bestand heet {edition}.yaml. {advice}"
    yield document.problem(("edition", "id"), message)


def _logo(
    pack: Pack,
    section: Section,
    listing: Listing,
    travelling: Portable | None,
    problems: list[Problem],
) -> bytes | None:
    """Return the logo of an edition, from beside its file or from inside it."""
    logo = pack.edition.logo
    if logo is None:
        return None
    from wegwijs.sources.logo import (  # Pillow is for logos only
        BadLogo,
        check_name,
        printed,
        read_logo,
    )

    document = section.document
    try:
        if travelling:
            check_name(logo.file)
            return printed(travelling.picture or b"", logo.file)
        files = {folder: folder.parent / document.file for folder in reversed(listing.folders)}
        folder = next(f for f, file in files.items() if file in listing.texts or file.is_file())
        return read_logo(folder / "editions", logo.file)
    except BadLogo as error:
        problems.append(document.problem(("edition", "logo", "file"), str(error)))
        return None


@lru_cache(maxsize=16)  # of hundreds of editions all but their own file is the same
def _checked(
    text: str,
    name: str,
    missing_glyph: Glyphs | None,
    below: Same | None,
    products: tuple[str, ...],
) -> tuple[ParsedFile, SourceFile | None, list[Problem]]:
    """Validate a file by itself. Raises ``InvalidSources``.

    ``below`` is the document with the organisations that its own are laid over.
    """
    document, faults = document_of(text, name)
    found: list[Problem] = []
    for place, scalar in document.scalars():
        if place[:1] in {("languages",), ("glossary",)}:  # set in the fonts of their own language
            continue
        if missing_glyph and (char := missing_glyph(scalar)):
            message = f"teken {char!r} (U+{ord(char):04X}) staat in geen van de lettertypen"
            found.append(document.problem(place, message))
    if below:
        document, mistyped = laid_over(document, *below.objects)
        found += mistyped
    content = None
    try:
        content = SourceFile.model_validate(document.data, context={"products": products})
    except ValidationError as error:
        for detail in _causes(error)[:MAX_PROBLEMS]:
            place = _place(document.data, detail["loc"])
            message = in_dutch(detail, SourceFile, place)
            found.append(document.problem(place, message))
    else:
        found.extend(islice(_check_placeholders(content, document), MAX_PROBLEMS))
    told = {problem.field for problem in faults}  # of one value, once is enough
    return document, content, [*faults, *(one for one in found if one.field not in told)]


def _causes(error: ValidationError) -> list[ErrorDetails]:
    """Return the errors without mere consequences: a list too short for its invalid items."""
    found = error.errors(include_url=False)
    inside = {detail["loc"][:-1] for detail in found}
    return [one for one in found if one["type"] != "too_short" or one["loc"] not in inside]


def _place(data: Any, loc: tuple[str | int, ...]) -> Place:
    """Return the part of a pydantic location that is in the file, plus a missing last field."""
    place: list[str | int] = []
    for step in loc:
        if isinstance(data, Mapping) and isinstance(step, str):
            if step == "[key]":  # pydantic's sign that the name itself is wrong
                break
            place.append(step)
            if step not in data:
                break
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            place.append(step)
            data = data[step]
    return tuple(place)


def _check_placeholders(content: SourceFile, document: ParsedFile) -> Iterator[Problem]:
    for place, value, asked in walk(content):
        if not isinstance(value, Text) or sorted(placeholders(value.text)) == sorted(asked):
            continue
        wanted = ", ".join(f"{{{name}}}" for name in sorted(asked))
        message = (
            f"in deze tekst horen precies deze invulplaatsen: {wanted}"
            if asked
            else "accolades { } zijn voor invulplaatsen, en die heeft deze tekst niet"
        )
        yield document.problem(place, message)
