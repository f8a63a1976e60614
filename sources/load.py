"""From a folder of YAML files to the pack of one edition, or to the list of all that is wrong.

The folder holds ``*.yaml`` (organisations, guidance, labels) and ``editions/<id>.yaml``. A user's
own folder is laid on top of the one that ships: a section there replaces the same section here.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from sources.messages import in_dutch
from sources.model import Advice, Fact, Fills, Pack, SourceFile, Text
from sources.problems import InvalidSources, Problem
from sources.reader import Document, Place, dotted, read

SHIPPED = Path(__file__).parent

SECTIONS = tuple(name for name in SourceFile.model_fields if name != "edition")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class UnknownEdition(Exception):
    """No folder has this edition. Carries the ones that there are."""

    def __init__(self, edition: str, known: list[str]) -> None:
        self.known = known
        super().__init__(
            f"editie {edition!r} bestaat niet. Kies uit: {', '.join(known) or 'geen'}"
        )


@dataclass(frozen=True)
class Section:
    """One validated section and the document it stands in."""

    value: Any
    document: Document


def editions(*folders: Path) -> list[str]:
    """The ids of all editions in these folders."""
    return sorted({file.stem for folder in folders for file in folder.glob("editions/*.yaml")})


def load(edition: str, *folders: Path) -> Pack:
    """The pack of an edition; ``folders`` go from the shipped one to the user's own.

    Raises ``UnknownEdition``, or ``InvalidSources`` with the problems of all files at once.
    """
    problems: list[Problem] = []
    sections: dict[str, Section] = {}
    known = editions(*folders)
    if edition not in known:
        raise UnknownEdition(edition, known)
    for folder in folders:
        for file in (*sorted(folder.glob("*.yaml")), folder / "editions" / f"{edition}.yaml"):
            if file.exists():
                _add_file(file, file.relative_to(folder.parent).as_posix(), sections, problems)
    if problems:
        raise InvalidSources(problems)
    for name in (*SECTIONS, "edition"):
        if name not in sections:
            problems.append(Problem(folders[-1].name, 0, name, "dit onderdeel ontbreekt"))
    if problems:
        raise InvalidSources(problems)
    pack = Pack(**{name: section.value for name, section in sections.items()})
    problems.extend(_cross_check(pack, sections))
    if problems:
        raise InvalidSources(problems)
    return pack


def _add_file(
    file: Path, name: str, sections: dict[str, Section], problems: list[Problem]
) -> None:
    try:
        document = read(file, name)
    except InvalidSources as error:
        problems.extend(error.problems)
        return
    try:
        content = SourceFile.model_validate(document.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            place = _place(document.data, detail["loc"])
            problems.append(
                Problem(
                    name, document.line(place), dotted(place), in_dutch(detail, SourceFile, place)
                )
            )
        return
    problems.extend(_check_placeholders(content, document))
    for section in SourceFile.model_fields:
        value = getattr(content, section)
        if value is None:
            continue
        if section == "sources" and section in sections:  # every file may bring its own
            value = sections[section].value | value
        sections[section] = Section(value, document)


def _place(data: Any, loc: tuple[str | int, ...]) -> Place:
    """The part of a pydantic location that is really in the file, plus a missing last field."""
    place: list[str | int] = []
    for step in loc:
        if isinstance(data, Mapping) and isinstance(step, str):
            place.append(step)
            if step not in data:
                break
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            place.append(step)
            data = data[step]
    return tuple(place)


def walk(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any, frozenset[str]]]:
    """Every model in a tree, with its place and the placeholders that its field asks for."""
    yield from _walk(value, place, frozenset())


def _walk(
    value: Any, place: Place, fills: frozenset[str]
) -> Iterator[tuple[Place, Any, frozenset[str]]]:
    if isinstance(value, BaseModel):
        yield place, value, fills
        for name, info in type(value).model_fields.items():
            asked = next((m.names for m in info.metadata if isinstance(m, Fills)), frozenset())
            if isinstance(value, Advice) and name == "text":
                asked = frozenset(value.organisations)
            yield from _walk(getattr(value, name), (*place, name), asked)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk(item, (*place, index), fills)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*place, key), fills)


def placeholders(text: str) -> list[str]:
    """The names between braces, in order. A brace without partner counts as the name ``{``."""
    names = _PLACEHOLDER.findall(text)
    if any(brace in _PLACEHOLDER.sub("", text) for brace in "{}"):
        names.append("{")
    return names


def _check_placeholders(content: SourceFile, document: Document) -> Iterator[Problem]:
    for place, value, asked in walk(content):
        if not isinstance(value, Text) or sorted(placeholders(value.text)) == sorted(asked):
            continue
        wanted = ", ".join(f"{{{name}}}" for name in sorted(asked))
        message = (
            f"in deze tekst horen precies deze invulplaatsen: {wanted}"
            if asked
            else "accolades { } zijn voor invulplaatsen, en die heeft deze tekst niet"
        )
        yield Problem(document.file, document.line(place), dotted(place), message)


def _cross_check(pack: Pack, sections: Mapping[str, Section]) -> Iterator[Problem]:
    """What no single field can know: ids that must exist, and belong together."""

    def problem(place: Place, message: str) -> Problem:
        document = sections[str(place[0])].document
        return Problem(document.file, document.line(place), dotted(place), message)

    known = {organisation.id for organisation in pack.organisations}
    seen: set[str] = set()
    for index, organisation in enumerate(pack.organisations):
        if organisation.id in seen:
            yield problem(
                ("organisations", index, "id"), f"{organisation.id!r} bestaat al, kies een ander id"
            )
        seen.add(organisation.id)

    for name in ("organisations", "guidance", "edition"):
        for place, value, _ in walk(getattr(pack, name), (name,)):
            named = {
                "source": (getattr(value, "source", None),) if isinstance(value, Fact) else (),
                "origin": (getattr(value, "origin", None),),
                "app_source": (getattr(value, "app_source", None),),
            }
            for field, ids in named.items():
                for id_ in ids:
                    if id_ is not None and id_ not in pack.sources:
                        yield problem(
                            (*place, field), f"bron {id_!r} staat niet onder 'sources'"
                        )
            if name != "organisations":
                for index, id_ in enumerate(getattr(value, "organisations", ())):
                    if id_ not in known:
                        yield problem(
                            (*place, "organisations", index),
                            f"organisatie {id_!r} bestaat niet. Kies uit: "
                            + ", ".join(sorted(known)),
                        )

    grouped = [id_ for group in pack.guidance.groups for id_ in group.organisations]
    for id_ in sorted(known - set(grouped)):
        yield problem(("guidance", "groups"), f"organisatie {id_!r} staat in geen enkele groep")
    for id_ in sorted({id_ for id_ in grouped if grouped.count(id_) > 1}):
        yield problem(("guidance", "groups"), f"organisatie {id_!r} staat in twee groepen")
    for s_index, situation in enumerate(pack.guidance.situations):
        for r_index, route in enumerate(situation.routes):
            first = next((o for o in pack.organisations if o.id == route.organisations[0]), None)
            one_number = len(route.organisations) == 1 and first is not None and first.phone
            if route.label is None and not one_number:
                yield problem(
                    ("guidance", "situations", s_index, "routes", r_index),
                    "zonder telefoonnummer is een 'label' nodig",
                )


def fill(text: str, values: Mapping[str, str]) -> str:
    """A text with its placeholders filled in; for plain strings such as alt texts."""
    return string.Formatter().vformat(text, (), dict(values))
