"""Opening hours, as a fact of an organisation and as a detail of an edition's own contact.

Either ``days`` and ``times``, for days that are all alike, or a field for each day.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from wegwijs.sources.hours import DAYS, Week
from wegwijs.sources.model.fact import Fact
from wegwijs.sources.model.fields import DayField, Record, TimesField

_TIMES = "Van en tot, ook twee keer: '09:00-12:00 en 13:00-16:00'."
_DAY = Field(description="Van en tot, of 'closed'. Een dag zonder tijden is dicht.")
_Day = Annotated[DayField | None, _DAY]


_TOGETHER: dict[str, Any] = {"required": ["days", "times"]}
_EACH: list[Any] = [{"required": [day], "not": {"required": ["days"]}} for day in DAYS]


class _Hours(Record):
    model_config = ConfigDict(json_schema_extra={"anyOf": [_TOGETHER, *_EACH]})
    days: Literal["workdays", "daily"] | None = None
    times: Annotated[TimesField | None, Field(description=_TIMES)] = None
    monday: _Day = None
    tuesday: _Day = None
    wednesday: _Day = None
    thursday: _Day = None
    friday: _Day = None
    saturday: _Day = None
    sunday: _Day = None

    @property
    def week(self) -> Week:
        """The hours of each day."""
        if self.days and self.times:
            return Week.same(self.days, self.times)
        return Week(tuple(getattr(self, day) for day in DAYS))


class Opening(_Hours):
    """Opening hours of the phone."""


class Hours(_Hours, Fact):
    """Opening hours of the phone, as a fact."""
