"""The national pack, made once for all tests that open its products."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from msgspec import structs

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.content.outline_builder import build_outline
from wegwijs.layouts.pdf.sheet import Profile
from wegwijs.layouts.products.contract import File
from wegwijs.layouts.products.registry import FILES_BY_NAME, PRODUCTS
from wegwijs.layouts.typesetting.theme import Theme, load_theme
from wegwijs.proof.verapdf import why_not
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.translations import catalogue_path, in_language

# Tests start the program a hundred times and more: it is compiled once, whatever the shell asks.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A slow or busy machine is not a fault: examples have no time limit.
settings.register_profile("steady", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

Files = dict[str, bytes]
OTHERS = ("verapdf", "libreoffice", "nu", "odf", "browser")  # programs that take seconds to start
LONG = ("test_every_language.py", "test_hosted.py")  # files with few tests for the time they take
# The languages that are shipped: Dutch, and those with a catalogue.
LANGUAGES = tuple(
    code
    for code in load("nationaal", SHIPPED).pack.languages
    if code == "nl" or catalogue_path(SHIPPED, code).exists()
)
# What every run tests: Latin letters, letters that join from right to left, taller ones, words
# without spaces between them. What they have in common with the others is tested once.
REPRESENTATIVE = tuple(code for code in ("nl", "ar", "ti", "zh") if code in LANGUAGES)
# What ``-m more`` adds: long words. In the rest ``tests/test_every_language.py`` proof-reads each
# product; ``-m slow`` runs everything in them.
ODD = ("de",)


def in_part(cases: Iterable[Any], always: Collection[Any] = (), one_in: int = 6) -> list[Any]:
    """Parametrized cases of which every run takes a part, ``-m more`` an eighth, and
    ``-m slow`` the rest.

    Taken are those in ``always``; without it the first, and one in so many after it.
    """
    return [
        case
        if (case in always if always else place % one_in == 0)
        else pytest.param(case, marks=pytest.mark.more if place % 8 == 1 else pytest.mark.slow)
        for place, case in enumerate(cases)
    ]


def in_more(*cases: Any) -> list[Any]:
    """Parametrized cases that ``-m more`` takes: others like them are in every run."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.more)
        for case in cases
    ]


def in_languages(codes: Iterable[str]) -> list[Any]:
    """Parametrized languages: those that every run takes, those of ``-m more``, those of ``-m slow``."""
    return [
        code
        if code in REPRESENTATIVE
        else pytest.param(code, marks=pytest.mark.more if code in ODD else pytest.mark.slow)
        for code in codes
    ]


IN_LANGUAGES = in_languages(LANGUAGES)
IN_TRANSLATIONS = in_languages(code for code in LANGUAGES if code != "nl")


def why_no_office() -> str | None:
    return None if shutil.which("soffice") else "LibreOffice (soffice) is missing"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Generator[None, object, object]:
    """Nine thousand tests stay to the end: looking through them for garbage takes one second in
    fifteen.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_unconfigure() -> None:
    gc.unfreeze()  # else what libraries keep is told as a leak


@pytest.hookimpl(trylast=True)  # of the tests that are run: to ask Java takes half a second
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tests = Counter(item.path for item in items)
    long = {item.path for item in items if any(map(item.get_closest_marker, OTHERS))}
    # With -n, the file that takes longest comes first: at the end no process waits for another.
    items.sort(
        key=lambda item: (
            item.path.name not in LONG,
            item.path not in long,
            -tests[item.path],
        )
    )
    for marker, why in {"verapdf": why_not, "libreoffice": why_no_office}.items():
        for item in items:
            if item.get_closest_marker(marker) and (reason := why()):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme()


@pytest.fixture(scope="session")
def outline_in(theme: Theme) -> Callable[[str], Outline]:
    """The national pack in a language."""
    loaded = load("nationaal", SHIPPED)
    return cache(lambda language: build_outline(in_language(loaded, language, [SHIPPED])))


@pytest.fixture(scope="session")
def outline(outline_in: Callable[[str], Outline]) -> Outline:
    """The national pack in Dutch."""
    return outline_in("nl")


def printable(outline: Outline, file: File) -> Outline:
    """What a file is made of: as if it were reviewed, for a product that takes no drafts."""
    takes = next(one.drafts for one in PRODUCTS.values() if file in one.files)
    return outline if takes else structs.replace(outline, draft=None)


@pytest.fixture(scope="session")
def files_in(outline_in: Callable[[str], Outline], theme: Theme) -> Callable[[str], Files]:
    """Every file of a language, by name; ``press/...`` for the press profile."""

    @cache
    def make(language: str) -> Files:
        outline = outline_in(language)
        own = theme.for_outline(outline)
        return {
            prefix + name: file.render(printable(outline, file), own, profile)
            for name, file in FILES_BY_NAME.items()
            for prefix, profile in (("", Profile.OFFICE), ("press/", Profile.PRESS))
        }

    return make


@pytest.fixture(scope="session")
def files(files_in: Callable[[str], Files]) -> Files:
    """Every file in Dutch."""
    return files_in("nl")
