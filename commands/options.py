"""Options that several commands share."""

from __future__ import annotations

import errno
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from wegwijs.layouts.products.contract import Offset
from wegwijs.press.offset import read as read_offset
from wegwijs.sources.folder import ENDING, NOT_OURS, names_portable
from wegwijs.sources.invocation import DEFAULT_OUTPUT, DEFAULT_SOURCES
from wegwijs.sources.shipped import shipped


class Folder(click.ParamType):  # type: ignore[type-arg]
    """A folder or file; an empty name would be the current folder."""

    name = "map"

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:  # noqa: D102
        if not value:
            self.fail("geef de naam van een map", param, ctx)
        try:
            Path(value).lstat()
        except ValueError:
            self.fail("in deze naam staat een teken dat niet kan", param, ctx)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                self.fail("deze naam is te lang", param, ctx)
        return Path(value)


class ExistingFolder(Folder):
    """A folder that exists."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:  # noqa: D102
        folder = Path(value)
        if not value or "\0" in str(value) or not os.path.isdir(folder):  # noqa: PTH112 - never raises
            self.fail("die map bestaat niet", param, ctx)
        return folder


class ExistingSources(ExistingFolder):
    """A folder with data, or a portable edition."""

    def convert(self, value: Any, param: Any, ctx: Any) -> Path:  # noqa: D102
        if value and "\0" not in str(value) and os.path.isfile(value):  # noqa: PTH113 - never raises
            if not names_portable(str(value)):
                self.fail(NOT_OURS, param, ctx)
            return Path(value)
        return super().convert(value, param, ctx)


class Count(click.IntRange):
    """A whole number within bounds, in ASCII digits."""

    def convert(self, value: Any, param: Any, ctx: Any) -> int:  # noqa: D102
        if isinstance(value, str) and not (value.isascii() and value.isdigit()):
            self.fail("geen getal", param, ctx)
        return int(super().convert(value, param, ctx))


class Day(click.ParamType):  # type: ignore[type-arg]
    """A date within the years that the data allow: people check reviews months ahead."""

    name = "datum"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:  # noqa: D102
        try:
            day = datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            day = date.min
        if day.year not in YEARS:
            self.fail(f"geef een datum als 2026-11-23, {_WITHIN}", param, ctx)
        return day


class OffsetType(click.ParamType):  # type: ignore[type-arg]
    """Two lengths in mm, as ``1,-0.5``."""

    name = "verschuiving"

    def convert(self, value: Any, param: Any, ctx: Any) -> Offset:  # noqa: D102
        try:
            return read_offset(value) if isinstance(value, str) else value
        except ValueError as error:
            self.fail(str(error), param, ctx)


YEARS = range(2000, 2100)  # as in the data
_WITHIN = f"van {YEARS[0]} tot en met {YEARS[-1]}"
SOURCES = click.option(
    "--sources",
    type=ExistingSources(),
    metavar="MAP",
    help=f"Eigen gegevens, boven op de landelijke: een map, of een bestand NAAM{ENDING}.",
)
SOURCES_FOLDER = click.option(
    "--sources",
    type=ExistingFolder(),
    metavar="MAP",
    help="Eigen gegevens, boven op de landelijke.",
)
OWN_SOURCES = click.option(
    "--sources",
    type=Folder(),
    default=str(DEFAULT_SOURCES),
    metavar="MAP",
    help="Uw eigen gegevens. Standaard: mijn-gegevens/.",
)
OUTPUT = click.option(
    "--output",
    default=str(DEFAULT_OUTPUT),
    type=Folder(),
    metavar="MAP",
    help="Waar de bestanden staan. Standaard: output/.",
)
TODAY = click.option(
    "--today",
    type=Day(),
    metavar="DATUM",
    help="De dag waarop gegevens oud genoeg zijn om na te kijken. Standaard: vandaag.",
)
JOBS = click.option(
    "--jobs",
    type=Count(1, 256),
    metavar="N",
    help="Hoeveel processen. Standaard: zoveel als de computer kernen heeft.",
)
OFFSET = click.option(
    "--offset",
    type=OffsetType(),
    metavar="X,Y",
    help="Verschuif wat op etiketten komt: X mm naar rechts en Y mm omlaag, bijvoorbeeld 1,-0.5."
    " Voor een printer die ernaast print. Blijft zo, tot u iets anders geeft (0,0: niet meer).",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Toon het resultaat als JSON.")


def folders(sources: Path | None) -> list[Path]:
    """Return the source folders: the shipped one, and the user's own on top."""
    return [shipped("sources"), *([sources] if sources else [])]


def clock() -> date:
    """Return today's date. Raises ``UsageError`` when the clock cannot be right."""
    return _possible(date.today())


def _possible(day: date) -> date:
    if day.year not in YEARS:
        message = f"volgens deze computer is het {day.year}. Zet de klok goed, en probeer het weer"
        raise click.UsageError(message)
    return day


def today_of(today: date | None) -> date:
    """Return the date to judge facts by; SOURCE_DATE_EPOCH makes a run reproducible."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return today or _possible(datetime.now(UTC).date())
    try:
        if not (epoch.isascii() and epoch.isdigit()):
            raise ValueError(epoch)
        day = datetime.fromtimestamp(int(epoch), UTC).date()
        if day.year not in YEARS:
            raise ValueError(epoch)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH moet een aantal seconden zijn sinds 1970, {_WITHIN}"
        raise click.UsageError(message) from error
    return today or day
