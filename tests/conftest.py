"""The national pack, made once for all tests that open its products."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from layouts.outline import Outline, build_outline
from layouts.products import PRODUCTS
from layouts.sheet import Profile
from layouts.theme import Theme, load_theme
from sources.load import SHIPPED, load
from tests.verapdf import why_not


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reasons = {
        "verapdf": why_not(),
        "libreoffice": None if shutil.which("soffice") else "LibreOffice (soffice) is missing",
    }
    for item in items:
        for marker, reason in reasons.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme()


@pytest.fixture(scope="session")
def outline() -> Outline:
    return build_outline(load("nationaal", SHIPPED).pack)


@pytest.fixture(scope="session")
def files(outline: Outline, theme: Theme) -> dict[str, bytes]:
    """Every file of the national pack in Dutch, by name; ``press/...`` for the press profile."""
    made: dict[str, bytes] = {}
    for product in PRODUCTS.values():
        for name, render in product.items():
            made[name] = render(outline, theme, Profile.OFFICE)
            made[f"press/{name}"] = render(outline, theme, Profile.PRESS)
    return made


@pytest.fixture(scope="session")
def written(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same files on disk."""
    folder = tmp_path_factory.mktemp("pack")
    paths = {name: folder / name for name in files}
    for name, path in paths.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(files[name])
    return paths
