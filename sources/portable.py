"""An edition as one portable file: ``NAME.wegwijs.yaml``.

It holds what the folder of an edition holds: the sections of its YAML files, as they were typed,
and in sections of its own the version of this format (``wegwijs``), the logo in base64
(``picture``) and the translations of its own words (``catalogues``, a PO file for each language).
``sources.load`` reads it as a folder with one edition; every rule of the field holds for it too.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from textwrap import wrap
from typing import Any

from msgspec import Struct

from wegwijs.sources.editing.changes import clear
from wegwijs.sources.editing.edition import set_logo
from wegwijs.sources.editing.scalars import block
from wegwijs.sources.editing.tree import Tree
from wegwijs.sources.folder import (
    EDITIONS,
    ENDING,
    NOT_OURS,
    Listing,
    list_folders,
    names_portable,
    without_ending,
)
from wegwijs.sources.names import is_device
from wegwijs.sources.problems import InvalidSources, Problem
from wegwijs.sources.reader import MAX_BYTES, ParsedFile, Place, parse_leniently, read_text

FORMAT = "1"
MARK, PICTURE, CATALOGUES = "wegwijs", "picture", "catalogues"
_HEAD = f"""\
# Gegevens-bestand van Wegwijs: één folder, met alles wat erbij hoort. Bewaar dit bestand goed.
# Verder gaan: kies het in Wegwijs, of typ: python generate.py build --sources NAAM{ENDING}
# Onder {PICTURE} staat het logo, onder {CATALOGUES} uw eigen woorden in andere talen.
{MARK}: {FORMAT}
"""
_OWN = (MARK, PICTURE, CATALOGUES)
_MARKED = re.compile(rf"^\ufeff?(?:---\s+)?(?:\{{\s*)?['\"]?{MARK}['\"]?\s*:", re.MULTILINE)
_SCHEMA = re.compile(r"# yaml-language-server:[^\n]*\n")
_REST = "gegevens.yaml"
_LANGUAGE = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_LINE = 76  # letters of base64; as in mails
_CHOOSE = "Kies het logo opnieuw"


class Portable(Struct, frozen=True):
    """The content of such a file: ``document`` without its extras, ``catalogues`` by language."""

    name: str
    document: ParsedFile
    edition: str
    picture: bytes | None
    catalogues: Mapping[str, str]
    faults: tuple[Problem, ...] = ()  # of single values


@lru_cache(maxsize=4)  # it is asked for by load, by the logo and by each language
def opened(text: str, name: str) -> Portable:
    """Parse the text of such a file. ``name`` is used in messages.

    Raises ``InvalidSources`` with all that is wrong before the meaning is looked at.
    """
    if not _MARKED.search(text):
        raise InvalidSources([Problem(name, 0, "", NOT_OURS)])
    document, faults = parse_leniently(text, name)
    data = document.data
    if not isinstance(data, dict) or MARK not in data:
        raise InvalidSources([Problem(name, 0, "", NOT_OURS)])
    problems: list[Problem] = []
    if data[MARK] != FORMAT:
        message = f"dit bestand is van een andere Wegwijs; deze leest {MARK}: {FORMAT}"
        problems.append(document.problem((MARK,), message))
    edition = data.get("edition")
    id_ = edition.get("id") if isinstance(edition, dict) else None
    if "edition" not in data:
        problems.append(document.problem((), "de uitgave ('edition') ontbreekt in dit bestand"))
    picture = _picture(document, problems)
    catalogues = _catalogues(document, problems)
    if problems:
        raise InvalidSources([*problems, *faults])
    rest = {key: value for key, value in data.items() if key not in _OWN}
    typed = id_ if isinstance(id_, str) else ""
    sections = ParsedFile(name, rest, document.lines)
    return Portable(name, sections, typed, picture, catalogues, tuple(faults))


def document_of(text: str, name: str) -> tuple[ParsedFile, Sequence[Problem]]:
    """Return the sections of a YAML file, portable or in a folder, and faults of single values.

    Raises ``InvalidSources``.
    """
    if not names_portable(name):
        return parse_leniently(text, name)
    found = opened(text, name)
    return found.document, found.faults


def _picture(document: ParsedFile, problems: list[Problem]) -> bytes | None:
    data: Any = document.data
    edition, typed = data.get("edition"), data.get(PICTURE)
    has_logo = isinstance(edition, dict) and "logo" in edition
    if typed is None:
        if has_logo:
            message = f"het logo zelf ({PICTURE}) ontbreekt in dit bestand. {_CHOOSE}"
            problems.append(document.problem(("edition", "logo"), message))
        return None
    if not has_logo:
        message = "hier staat een logo waar de uitgave niets van weet. Haal het weg"
        problems.append(document.problem((PICTURE,), message))
    try:
        return base64.b64decode("".join(typed.split()), validate=True)
    except (AttributeError, ValueError, binascii.Error):
        problems.append(document.problem((PICTURE,), f"dit logo is beschadigd. {_CHOOSE}"))
        return None


def _catalogues(document: ParsedFile, problems: list[Problem]) -> Mapping[str, str]:
    typed = document.data.get(CATALOGUES, {})  # type: ignore[union-attr]
    if not isinstance(typed, dict):
        message = "hier horen talen te staan, elk met de tekst van een PO-bestand"
        problems.append(document.problem((CATALOGUES,), message))
        return {}
    for language, text in typed.items():
        place: Place = (CATALOGUES, language)
        if not _LANGUAGE.fullmatch(language) or is_device(language):
            problems.append(document.problem(place, f"{language!r} is geen taal, zoals ar"))
        elif not isinstance(text, str):
            problems.append(document.problem(place, "hier hoort de tekst van een PO-bestand"))
    return {key: text for key, text in typed.items() if isinstance(text, str)}


def listing_of(text: str, name: str, below: Listing) -> Listing:
    """Return folders with a portable file that is not on disk on top, for ``sources.load``.

    ``name`` is what the file is called, with the ending of these; nothing is read of it. ``below``
    is what ``sources.folder.list_folders`` gives. Raises ``InvalidSources``.
    """
    path = Path(name)
    edition = edition_of(text, path.name)
    return Listing(
        (*below.folders, path),
        {**below.shared, path: [path]},
        {**below.editions, edition: [*below.editions.get(edition, ()), (path, path)]},
        {**below.misnamed, path: []},
        {**below.texts, path: text},
    )


def edition_of(text: str, name: str) -> str:
    """Return the id of the edition in such a file, or its file name. Raises as ``opened``."""
    return opened(text, name).edition or without_ending(name)


def look(path: Path) -> tuple[str, str | None]:
    """Return the id of the edition in such a file, and its text.

    Of one that is wrong, what the file is called: who loads that edition is told what is wrong.
    """
    id_, text = without_ending(path.name), None
    with suppress(InvalidSources):
        text = read_text(path, path.name)
        id_ = edition_of(text, path.name)
    return id_, text


# --- from a folder and back ---------------------------------------------------------------------


def pack(edition: str, *folders: Path) -> str:
    """Return an edition with everything of its own as the text of one file.

    ``folders`` go from the shipped one to the user's own; what is shipped stays out. Raises
    ``InvalidSources`` for files that cannot be read, and when it does not fit in one file;
    ``KeyError`` for an edition that is not there.
    """
    listing = list_folders(*folders)
    folder, file = listing.editions[edition][-1]
    own = [(one, path) for one in folders[1:] for path in listing.shared[one]]
    texts = []
    for one, path in ((folder, file), *own):
        name = path.relative_to(one.parent).as_posix()
        texts.append((read_text(path, name), name))
    sections = _sections(texts)
    parts = [_HEAD, *sections.values()]
    if name := _logo_name(texts[0]):
        parts.append(_picture_text(_delivered(folder / EDITIONS, name, texts[0][1])))
    catalogues = {
        path.stem: _one_ending(read_text(path, f"{path.parent.name}/{path.name}"))
        for one in folders[1:]
        for path in sorted(one.glob("locale/*.po"))
    }
    parts += _catalogue_texts(catalogues)
    text = "\n".join(parts)
    _must_fit(text, texts[0][1])
    if opened(text, f"{edition}{ENDING}").catalogues != catalogues:
        message = "in een vertaling staan tekens die niet in één bestand kunnen. Haal ze weg"
        raise InvalidSources([Problem("locale", 0, "", message)])
    return text


def begun(edition: str) -> str:
    """Return the text of such a file with only an edition, given the text of its YAML file."""
    return f"{_HEAD}\n{edition}"


MOST_PICTURE = MAX_BYTES * 3 // 4  # bytes: in base64 four characters hold three


def with_logo(text: str, name: str, file: str, alt: str, data: bytes) -> str:
    """Return the text of such a file with another logo: its name, description and bytes.

    All else stays as it is. Whether the picture can be printed is for ``sources.logo.printed``.
    Raises as ``sources.editing.changes`` does, and ``InvalidSources`` when it does not fit.
    """
    text = set_logo(clear(text, (PICTURE,), name), file, alt, name)
    end = "" if text.endswith(("\n", "\r")) else "\n"
    text += end + _picture_text(data)
    _must_fit(text, name)
    opened(text, name)
    return text


def without_logo(text: str, name: str) -> str:
    """Return such a text without its logo. Raises as ``sources.editing.changes`` does."""
    return clear(set_logo(text, None, name=name), (PICTURE,), name)


def _must_fit(text: str, name: str) -> None:
    if (size := len(text.encode())) > MAX_BYTES:
        message = f"alles samen is {size // 1000} kB, 1 MB is het meeste. Neem een kleiner logo"
        raise InvalidSources([Problem(name, 0, "", message)])


def _one_ending(text: str) -> str:
    """Return a PO file with the line ends that YAML returns."""
    return text.replace("\r\n", "\n").rstrip("\n") + "\n"


def unpack(text: str, name: str) -> dict[str, bytes]:
    """Return the files of the equivalent folder, by their names in it.

    Nothing is written. No name leads out of the folder. Raises ``InvalidSources``.
    """
    from wegwijs.sources.logo import BadLogo, check_name

    found = opened(text, name)
    body = {key: part for key, part in _split(text).items() if key not in _OWN}
    problem = found.document.problem
    if not _LANGUAGE.fullmatch(found.edition):
        message = "gebruik kleine letters, cijfers en streepjes"
        raise InvalidSources([problem(("edition", "id"), message)])
    if is_device(found.edition):
        message = f"{found.edition!r} kan op Windows geen bestand zijn, kies een ander id"
        raise InvalidSources([problem(("edition", "id"), message)])
    schema = "# yaml-language-server: $schema=../schema.json\n"
    files = {f"{EDITIONS}/{found.edition}.yaml": schema + body.pop("edition").lstrip("\r\n")}
    if body:
        files[_REST] = "\n".join(part.strip("\r\n") + "\n" for part in body.values())
    files |= {f"locale/{language}.po": po for language, po in found.catalogues.items()}
    written = {path: content.encode() for path, content in files.items()}
    if found.picture is not None:
        logo = found.document.typed(("edition", "logo", "file"))
        try:
            check_name(logo)
        except BadLogo as error:
            raise InvalidSources([problem(("edition", "logo", "file"), str(error))]) from error
        written[f"{EDITIONS}/{logo}"] = found.picture
    return written


def _sections(texts: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the text of each section of some files, the edition first."""
    found: dict[str, str] = {}
    for text, name in texts:
        data: Any = parse_leniently(text, name)[0].data
        for section, part in _split(text).items():
            if section in found:
                former = parse_leniently(found[section], name)[0].data
                joined = _joined(former[section], data[section])  # type: ignore[index,call-overload]
                found[section] = _rendered({section: joined})
            else:
                found[section] = part
    return found


def _joined(former: Any, later: Any) -> Any:
    """Join a section that two files have, as ``sources.load`` does."""
    if isinstance(former, list) and isinstance(later, list):
        known = {one["id"]: one for one in former if isinstance(one, dict) and "id" in one}
        new = [
            known[one["id"]] | one if isinstance(one, dict) and one.get("id") in known else one
            for one in later
        ]
        ids = {one.get("id") for one in new if isinstance(one, dict)}
        return [*(one for one in former if one.get("id") not in ids), *new]
    if isinstance(former, dict) and isinstance(later, dict):
        return former | later
    return later


def _split(text: str) -> dict[str, str]:
    """Return the lines of each section of a text, with the comments before it."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    tree = Tree(text)
    root = tree.root
    simple = root.kind == "mapping" and not root.flow and root.column == 0
    if not simple or re.search(r"^(---|\.\.\.|%)", text, re.MULTILINE):
        data: Any = parse_leniently(text, "")[0].data
        return {key: _rendered({key: value}) for key, value in data.items()}
    found, at = {}, 0
    for child in root.children:
        end = tree.after(child) if child is not root.children[-1] else len(text)
        part = text[at:end]
        at = end
        found[str(child.place[-1])] = _SCHEMA.sub("", part).lstrip("\n")
    return {key: part if part.endswith("\n") else f"{part}\n" for key, part in found.items()}


def _rendered(data: Any) -> str:
    return "\n".join(block(data, 0)) + "\n"


def _logo_name(text: tuple[str, str]) -> str:
    return parse_leniently(*text)[0].typed(("edition", "logo", "file"))


def _delivered(folder: Path, name: str, file: str) -> bytes:
    """Return the logo file beside an edition, unconverted."""
    from wegwijs.sources.logo import BadLogo, delivered

    try:
        return delivered(folder, name)
    except BadLogo as error:
        raise InvalidSources([Problem(file, 0, "edition.logo.file", str(error))]) from error


def _picture_text(data: bytes) -> str:
    lines = wrap(base64.b64encode(data).decode(), _LINE)
    return "\n".join([f"{PICTURE}: |", *(f"  {line}" for line in lines), ""])


def _catalogue_texts(catalogues: Mapping[str, str]) -> Iterable[str]:
    if not catalogues:
        return
    lines = [f"{CATALOGUES}:"]
    for language, text in catalogues.items():
        rows = text.removesuffix("\n").split("\n")
        lines += [f"  {language}: |2", *(f"    {row}" if row else "" for row in rows)]
    yield "\n".join([*lines, ""])
