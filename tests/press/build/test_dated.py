"""Files whose names carry the day of checking: a name that changes, and a day that is too old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

import wegwijs.press.build.recorder
from tests.press.conftest import TODAY, House, add
from wegwijs.press.build.result import Result
from wegwijs.press.status import DocumentState, status
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.too_old import YEAR

DAY, EARLIER = date(2026, 11, 23), date(2026, 11, 20)
CONTACT = "  contacts:\n    - {role: wijkagent, phone: 0900-8844, source: p, checked: 2026-11-20}\n"
PRODUCT = ["screen"]
FILES = ("screen-1080x1080", "screen-1080x1920", "screen-1920x1080")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures with few pixels: what is in them is told elsewhere."""
    told = lambda outline, theme, shape: f"{shape.id} {outline.imprint}".encode()  # noqa: E731
    monkeypatch.setattr("wegwijs.layouts.products.on_screen.render.render_still", told)


@pytest.fixture
def made(house: House, quick: None) -> Iterator[Path]:
    """The source of an edition with stills that were made."""
    file = add(house.sources, "cc")
    house.build("cc", products=PRODUCT)
    yield file


def names(house: House) -> list[str]:
    return sorted(path.name for path in (house.output / "cc/nl").iterdir() if path.is_file())


def on(day: date) -> list[str]:
    return [f"{name}-{day}.png" for name in FILES]


def checked_earlier(file: Path) -> None:
    file.write_text(file.read_text("utf-8") + CONTACT, "utf-8")


def told(paths: list[Path]) -> list[str]:
    return sorted(path.name for path in paths)


def test_a_name_has_the_day_of_the_oldest_check(house: House, made: Path) -> None:
    assert names(house) == on(DAY)
    assert house.true()
    again = house.build("cc", products=PRODUCT)
    assert (again.made, again.removed) == ([], [])


def test_the_files_of_another_day_are_taken_away(house: House, made: Path) -> None:
    checked_earlier(made)
    foretold = house.build("cc", products=PRODUCT, dry_run=True)
    assert names(house) == on(DAY)
    result = house.build("cc", products=PRODUCT)
    assert names(house) == on(EARLIER)
    for one in (foretold, result):
        assert told([written.path for written in one.made]) == on(EARLIER)
        assert told(one.removed) == on(DAY)
    assert house.true()
    assert house.build("cc", products=PRODUCT).fresh == result.documents


def test_one_that_somebody_changed_stays_and_is_told(house: House, made: Path) -> None:
    mine = house.output / "cc/nl" / on(DAY)[0]
    mine.write_bytes(b"mine")
    checked_earlier(made)
    result = house.build("cc", products=PRODUCT)
    assert result.kept == [mine]
    assert mine.read_bytes() == b"mine"
    assert names(house) == sorted([*on(EARLIER), mine.name])
    assert house.build("cc", products=PRODUCT).kept == []


def test_one_that_another_program_holds_is_taken_away_by_the_next_run(
    house: House, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(*_args: object, **_more: object) -> None:
        raise PermissionError

    checked_earlier(made)
    with monkeypatch.context() as patch:
        patch.setattr(wegwijs.press.build.recorder, "remove", held)
        house.build("cc", products=PRODUCT)
    assert names(house) == sorted([*on(DAY), *on(EARLIER)])
    assert told(house.build("cc", products=PRODUCT).removed) == on(DAY)
    assert names(house) == on(EARLIER)


def test_without_a_manifest_ours_are_known_by_their_contents(house: House, made: Path) -> None:
    manifest = house.output / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"format":5', '"format":3'), "utf-8")
    checked_earlier(made)
    house.build("cc", products=PRODUCT)
    assert set(on(EARLIER)) <= set(names(house))
    assert house.true()


def test_no_longer_asked_for_all_go(house: House, made: Path) -> None:
    text = made.read_text("utf-8")
    made.write_text(text + "  products: [screen]\n", "utf-8")
    house.build("cc", products=(), languages=())
    made.write_text(text + "  products: [pocket-card]\n", "utf-8")
    assert told(house.build("cc", products=(), languages=()).removed) == on(DAY)


@pytest.mark.parametrize("days, is_made", [(0, True), (1, False)])
def test_what_was_checked_more_than_a_year_ago_is_not_made(
    days: int, is_made: bool, house: House, quick: None
) -> None:
    add(house.sources, "cc")
    later = DAY + YEAR + timedelta(days)
    result: Result = house.build("cc", products=["screen", "pocket-card"], today=later)
    assert {one.document.product for one in result.made} >= {"pocket-card"}
    failed = [one.document.product for one in result.failed]
    assert failed == ([] if is_made else ["screen"])
    if not is_made:
        (error,) = result.failed
        assert "nagekeken op 23 november 2026. Dat is langer dan een jaar" in str(error.error)
        assert not list((house.output / "cc/nl").glob("screen-*"))


def test_one_that_has_become_too_old_is_told_although_nothing_changed(
    house: House, made: Path
) -> None:
    later = DAY + YEAR + timedelta(1)
    assert house.build("cc", products=PRODUCT, today=later - timedelta(1)).failed == []
    (failed,) = house.build("cc", products=PRODUCT, today=later).failed
    assert failed.document.name == "cc/nl/screen"
    (found,) = status(["cc"], [SHIPPED, house.sources], house.output, later, own=True).editions
    (old,) = [one for one in found.documents if one.state is DocumentState.OUTDATED]
    assert (old.document.product, len(old.why)) == ("screen", 1)
    assert "langer dan een jaar" in old.why[0]
    (found,) = status(["cc"], [SHIPPED, house.sources], house.output, TODAY, own=True).editions
    assert [one.state for one in found.documents if one.document.product == "screen"] == ["current"]
