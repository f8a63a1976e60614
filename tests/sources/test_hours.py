"""Opening hours per day: what may be typed, what it means, and what is refused with an advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from wegwijs.sources.hours import Group, Times, Week, day_hours, stretches
from wegwijs.sources.load import SHIPPED, load
from wegwijs.sources.problems import InvalidSources

MORNING, AFTERNOON = Times("09:00", "12:00"), Times("13:00", "16:00")
EDITION = """edition:
  id: uren
  publisher: Uren
  version: 1
  date: 2026-11-23
  origin: hulp-bij-radicalisering
  contacts:
    - role: wijkagent
      phone: 030 000 00 00
      hours: {hours}
      checked: 2026-11-23
"""


def week(folder: Path, hours: str) -> Week:
    (folder / "editions").mkdir(exist_ok=True)
    (folder / "editions/uren.yaml").write_text(EDITION.format(hours=hours), "utf-8")
    (contact,) = load("uren", SHIPPED, folder).pack.edition.contacts
    assert contact.hours
    return contact.hours.week


@pytest.mark.parametrize(
    "typed",
    ["09:00-12:00 en 13:00-16:00", "09:00-12:00,13:00-16:00", "09:00-12:00, 13:00-16:00"],
)
def test_a_day_has_two_stretches(typed: str) -> None:
    assert stretches(typed) == day_hours(typed) == (MORNING, AFTERNOON)


@pytest.mark.parametrize("typed", ["closed", "gesloten", "Gesloten"])
def test_a_day_may_be_closed(typed: str) -> None:
    assert day_hours(typed) == ()
    with pytest.raises(ValueError, match="Schrijf ze zo"):
        stretches(typed)  # of days together: then there are no hours


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("13:00-16:00 en 09:00-12:00", "op volgorde"),
        ("09:00-12:00 en 12:00-16:00", "met een pauze ertussen"),
        ("20:00-02:00 en 09:00-12:00", "op volgorde"),
        ("08:00-09:00, 10:00-11:00, 12:00-13:00, 14:00-15:00", "hoogstens 3"),
        ("20:00-00:00", "als 24:00"),
        ("20:00-06:30", "sluitingstijd moet na de openingstijd"),
    ],
)
def test_stretches_that_cannot_be_are_refused_with_an_advice(typed: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        stretches(typed)


def test_a_night_passes_midnight() -> None:
    (night,) = stretches("20:00-02:00")
    assert night.passes_midnight
    assert not MORNING.passes_midnight


def test_a_night_may_end_when_the_next_day_begins(tmp_path: Path) -> None:
    for hours in ("{sunday: 22:00-02:00, monday: 02:00-08:00}", "{friday: 22:00-06:00}"):
        assert week(tmp_path, hours).overlap is None
    assert week(tmp_path, "{days: daily, times: 22:00-06:00}").overlap is None


def test_the_old_form_means_the_same_as_each_day_by_itself(tmp_path: Path) -> None:
    together = week(tmp_path, "{days: workdays, times: 09:00-17:00}")
    days = ("monday", "tuesday", "wednesday", "thursday", "friday")
    each = week(tmp_path, "{" + ", ".join(f"{day}: 09:00-17:00" for day in days) + "}")
    assert together == each
    assert together.together == "workdays"
    assert together.told() == "op werkdagen 9.00–17.00"


def test_days_with_the_same_hours_are_told_together(tmp_path: Path) -> None:
    hours = (
        "{monday: 09:00-12:00 en 13:00-16:00, tuesday: 09:00-12:00 en 13:00-16:00,"
        " wednesday: gesloten, thursday: 09:00-12:00 en 13:00-16:00, friday: 20:00-02:00}"
    )
    found = week(tmp_path, hours)
    both = (MORNING, AFTERNOON)
    assert found.groups == (
        Group((0, 1, 3), both),
        Group((2,), ()),
        Group((4,), stretches("20:00-02:00")),
    )
    assert found.days[5:] == (None, None)
    assert found.told() == (
        "maandag, dinsdag en donderdag 9.00–12.00 en 13.00–16.00; woensdag gesloten;"
        " vrijdag 20.00–2.00"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "field", "message"),
    [
        ("{days: workdays}", "hours.times", "dit veld ontbreekt"),
        ("{times: 09:00-17:00}", "hours.days", "dit veld ontbreekt"),
        ("{days: daily, times: 09:00-17:00, monday: closed}", "hours.monday", "maar niet allebei"),
        ("{monday: closed, sunday: closed}", "hours", "elke dag dicht"),
        ("{maandag: 09:00-17:00}", "hours.maandag", "dit veld bestaat niet"),
        ("{friday: 22:00-02:00, saturday: 01:00-05:00}", "hours.friday", "dan is zaterdag al open"),
        ("{sunday: 20:00-06:00, monday: 05:30-09:00}", "hours.sunday", "dan is maandag al open"),
        ('{days: daily, times: "00:00-06:00, 22:00-02:00"}', "hours.times", "dan is dinsdag al"),
    ],
)
def test_hours_that_say_too_little_or_too_much_are_told_at_their_line(
    tmp_path: Path, hours: str, field: str, message: str
) -> None:
    with pytest.raises(InvalidSources) as refused:
        week(tmp_path, hours)
    (problem,) = refused.value.problems
    assert (problem.field, message in problem.message) == (f"edition.contacts[1].{field}", True), (
        problem
    )
