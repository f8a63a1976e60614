"""Makes the documents of an order: everything is checked first, then made, then stored.

A document that fails does not stop the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from layouts.fonts import FontMissing, FontSet, GlyphMissing
from layouts.outline import Outline, build_outline
from layouts.panel import DoesNotFit
from layouts.products import PRODUCTS
from layouts.qr import QrUnreadable
from layouts.sheet import Profile
from layouts.theme import Theme, load_theme
from press.plan import Document
from press.store import prepare, write
from sources.load import load
from sources.problems import InvalidSources, Problem
from sources.translations import in_language

Progress = Callable[[int, int, Document], None]


@dataclass(frozen=True)
class Made:
    """A file that was written."""

    document: Document
    path: Path
    sha256: str
    size: int


@dataclass(frozen=True)
class Failed:
    """A document that could not be made, and why."""

    document: Document
    error: Exception


@dataclass
class Result:
    """What came of an order."""

    made: list[Made] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)


def check(
    documents: Sequence[Document],
    sources: Sequence[Path],
    theme: Theme,
    *,
    allow_drafts: bool = False,
) -> dict[tuple[str, str], Outline]:
    """The outline of every edition and language, or all problems of all of them at once.

    Raises ``InvalidSources``, ``sources.load.UnknownEdition`` and what
    ``sources.translations.in_language`` raises.
    """
    outlines: dict[tuple[str, str], Outline] = {}
    problems: list[Problem] = []
    for edition in dict.fromkeys(document.edition for document in documents):
        languages = dict.fromkeys(d.language for d in documents if d.edition == edition)
        try:
            loaded = load(edition, *sources, missing_glyph=theme.fonts.missing)
            for language in languages:
                known = loaded.pack.languages.get(language)
                fonts = FontSet(known.fonts) if known else theme.fonts
                pack = in_language(
                    loaded,
                    language,
                    sources,
                    allow_drafts=allow_drafts,
                    missing_glyph=fonts.missing,
                )
                outlines[edition, language] = build_outline(pack, loaded.logo)
        except InvalidSources as error:
            problems += error.problems
    if problems:
        raise InvalidSources(problems)
    return outlines


def run(
    documents: Sequence[Document],
    sources: Sequence[Path],
    output: Path | None,
    profile: Profile = Profile.OFFICE,
    progress: Progress | None = None,
    *,
    allow_drafts: bool = False,
) -> Result:
    """Make the documents and store them in ``output``; None only tries whether they can be made.

    Raises what ``check`` raises, ``FontMissing`` and ``press.store.FolderNotWritable``, all before
    anything is written.
    """
    theme = load_theme()
    outlines = check(documents, sources, theme, allow_drafts=allow_drafts)
    if output:
        prepare(output)
    result = Result()
    for index, document in enumerate(documents):
        if progress:
            progress(index, len(documents), document)
        try:
            outline = outlines[document.edition, document.language]
            files = list(_render(document, outline, theme.for_outline(outline), profile))
            if output is None:
                continue
            for path, data in files:
                write(output / path, data)
                digest = hashlib.sha256(data).hexdigest()
                result.made.append(Made(document, output / path, digest, len(data)))
        except (DoesNotFit, QrUnreadable, FontMissing, GlyphMissing, OSError) as error:
            result.failed.append(Failed(document, error))
    return result


def _render(
    document: Document, outline: Outline, theme: Theme, profile: Profile
) -> Iterator[tuple[str, bytes]]:
    """All files of a document, before the first is written."""
    for path, renderer in zip(document.paths, PRODUCTS[document.product].values(), strict=True):
        yield str(path), renderer(outline, theme, profile)
