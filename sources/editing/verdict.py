"""Validate the text of an edition field by field, for editing without a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from msgspec import Struct
from pydantic import TypeAdapter, ValidationError

from sources.editing.sound import sound_part
from sources.folder import EDITIONS, Listing, names_portable
from sources.load import Loaded, load
from sources.messages import model_at
from sources.model import SourceFile
from sources.portable import edition_of, listing_of
from sources.problems import InvalidSources, Misspelt, Problem
from sources.reader import Document, Place, parse_leniently, place_of

Glyph = Callable[[str], str | None]


class FieldProblem(Struct, frozen=True):
    """A problem with a field: ``("edition", "contacts", 0, "phone")``, or with all of a file.

    ``message`` says in Dutch what to do; ``right`` is what to write, where that is clear.
    """

    place: Place
    file: str
    line: int
    message: str
    right: str = ""


class Verdict(Struct, frozen=True):
    """A printable edition, or all problems that prevent printing, in file order."""

    loaded: Loaded | None
    problems: tuple[FieldProblem, ...] = ()

    def of(self, *place: str | int) -> tuple[FieldProblem, ...]:
        """Return the problems of a field and of what it contains."""
        return tuple(one for one in self.problems if one.place[: len(place)] == place)


def judge(
    text: str,
    file: str,
    listing: Listing,
    products: Iterable[str] = (),
    missing_glyph: Glyph | None = None,
) -> Verdict:
    """Validate the text of an edition by all rules that hold for a file.

    ``file`` is its name: ``NAME.yaml`` of an edition in the last of the folders that ``listing`` is
    of (``sources.folder.list_folders``: list them once), or ``NAME.wegwijs.yaml`` of one that lies
    on top of them. Nothing is read from ``file``, but a logo beside it; of what a visitor hands in
    the name is the caller's, not theirs. ``products`` and ``missing_glyph`` as
    ``sources.load.load`` takes them.
    """

    def loaded(text: str) -> Loaded:
        id_, whole = _listed(text, file, listing)
        return load(
            id_, *whole.folders, listing=whole, products=products, missing_glyph=missing_glyph
        )

    try:
        return Verdict(loaded(text))
    except InvalidSources as error:
        problems = error.problems
    document = _read(text)
    found = [_told(one, place_of(one.field), document) for one in problems]
    if document is not None and all(_is_of(one, file) for one in problems):
        found += _more(document, [one.place for one in found], loaded)
    return Verdict(None, tuple(sorted(found, key=lambda one: (one.file, one.line))))


def _listed(text: str, file: str, listing: Listing) -> tuple[str, Listing]:
    """Return the id of the edition, and the folders with it."""
    if names_portable(file):
        return edition_of(text, Path(file).name), listing_of(text, file, listing)
    id_ = file.removesuffix(".yaml")
    return id_, listing.with_edition(listing.folders[-1], id_, text)


def _more(
    document: Document, wrong: list[Place], loaded: Callable[[str], Loaded]
) -> Iterator[FieldProblem]:
    """Yield cross-field problems of the fields that are valid by themselves."""
    sound = sound_part(document, wrong)
    if sound is None:
        return
    try:
        loaded(sound.text)
    except InvalidSources as error:
        for problem in error.problems:
            if place := sound.former(place_of(problem.field)):
                told = _told(problem, place, document)
                yield FieldProblem(place, told.file, document.line(place), told.message, told.right)


def _is_of(problem: Problem, file: str) -> bool:
    """Whether a problem is about this very file."""
    return problem.file == Path(file).name or problem.file.endswith(f"{EDITIONS}/{file}")


def _told(problem: Problem, place: Place, document: Document | None) -> FieldProblem:
    typed = document.typed(place) if document else ""
    right = _right(place, typed) if place and typed else ""
    return FieldProblem(place, problem.file, problem.line, problem.message, right)


def _right(place: Place, typed: str) -> str:
    """Return the right value at a place, if the present one is only misspelt."""
    around = tuple(step for step in place[:-1] if isinstance(step, str))
    adapter = _adapter(around, str(place[-1]))
    try:
        if adapter:
            adapter.validate_python(typed)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if isinstance(fault := detail.get("ctx", {}).get("error"), Misspelt):
                return fault.right
    return ""


@lru_cache(maxsize=128)
def _adapter(around: Place, field: str) -> TypeAdapter[Any] | None:
    """Return the validator of one field."""
    info = model_at(SourceFile, around).model_fields.get(field)
    if info is None:
        return None
    kind: Any = info.annotation
    return TypeAdapter(Annotated[kind, *info.metadata] if info.metadata else kind)


def _read(text: str) -> Document | None:
    try:
        return parse_leniently(text, "")[0]
    except InvalidSources:
        return None
