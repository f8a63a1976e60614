"""What is wrong with the text of an edition, field by field: for who edits it without a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from sources.folder import EDITIONS, ENDING, Listing
from sources.load import Loaded, load
from sources.messages import model_at
from sources.model import SourceFile
from sources.portable import edition_of, listing_of
from sources.problems import InvalidSources, Misspelt, Problem
from sources.reader import Place, parse_leniently, place_of

Glyph = Callable[[str], str | None]


@dataclass(frozen=True)
class FieldProblem:
    """Something wrong with a field: ``("edition", "contacts", 0, "phone")``, or with all of a file.

    ``message`` says in Dutch what to do; ``right`` is what to write, where that is clear.
    """

    place: Place
    file: str
    line: int
    message: str
    right: str = ""


@dataclass(frozen=True)
class Verdict:
    """An edition that can be printed, or all that keeps it from that."""

    loaded: Loaded | None
    problems: tuple[FieldProblem, ...] = ()

    def of(self, *place: str | int) -> tuple[FieldProblem, ...]:
        """The problems of a field and what is in it."""
        return tuple(one for one in self.problems if one.place[: len(place)] == place)


def judge(
    text: str,
    file: str,
    listing: Listing,
    products: Iterable[str] = (),
    missing_glyph: Glyph | None = None,
) -> Verdict:
    """Judge the text of an edition by all rules that hold for a file.

    ``file`` is its name: ``NAME.yaml`` of an edition in the last of the folders that ``listing`` is
    of (``sources.folder.list_folders``: list them once), or ``NAME.wegwijs.yaml`` of one that lies
    on top of them. Nothing is read from ``file``, but a logo beside it. ``products`` and
    ``missing_glyph`` as ``sources.load.load`` takes them.
    """
    try:
        id_, whole = _listed(text, file, listing)
        loaded = load(
            id_, *whole.folders, listing=whole, products=products, missing_glyph=missing_glyph
        )
    except InvalidSources as error:
        data = _data(text)
        return Verdict(None, tuple(_told(one, data, file) for one in error.problems))
    return Verdict(loaded)


def _listed(text: str, file: str, listing: Listing) -> tuple[str, Listing]:
    """The id that the edition is known by, and the folders with it."""
    if file.endswith(ENDING):
        return edition_of(text, Path(file).name), listing_of(text, file, listing)
    id_ = file.removesuffix(".yaml")
    return id_, listing.with_edition(listing.folders[-1], id_, text)


def _told(problem: Problem, data: Any, file: str) -> FieldProblem:
    place = place_of(problem.field)
    own = problem.file in {file, Path(file).name} or problem.file.endswith(f"{EDITIONS}/{file}")
    right = _right(place, data) if own else ""
    return FieldProblem(place, problem.file, problem.line, problem.message, right)


def _right(place: Place, data: Any) -> str:
    """What should stand at a place, when what stands there is only written otherwise."""
    for step in place:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return ""
    if not isinstance(data, str) or not place:
        return ""
    try:
        adapter = _adapter(place[:-1], place[-1])
        if adapter:
            adapter.validate_python(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            if isinstance(fault := detail.get("ctx", {}).get("error"), Misspelt):
                return fault.right
    return ""


def _adapter(around: Place, field: str | int) -> TypeAdapter[Any] | None:
    """What the model says of one field."""
    return _of_model(tuple(step for step in around if isinstance(step, str)), str(field))


@lru_cache(maxsize=128)
def _of_model(around: Place, field: str) -> TypeAdapter[Any] | None:
    info = model_at(SourceFile, around).model_fields.get(field)
    if info is None:
        return None
    kind: Any = info.annotation
    return TypeAdapter(Annotated[kind, *info.metadata] if info.metadata else kind)


def _data(text: str) -> Any:
    try:
        return parse_leniently(text, "")[0].data
    except InvalidSources:
        return None
