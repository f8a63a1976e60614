"""Facts: statements that can be wrong or out of date, with their source and check date."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from wegwijs.sources.model.fields import DateField, Name, Record, SourceId, UrlField
from wegwijs.sources.model.text import Text


class Fact(Record):
    """Something that can be wrong or out of date."""

    source: Annotated[SourceId, Field(description="Waar dit feit staat: een id uit 'sources'.")]
    checked: Annotated[DateField, Field(description="Dag waarop iemand dit feit heeft nagekeken.")]


class Statement(Fact, Text):
    """A fact in words."""


class Explanation(Statement):
    """A fact in words. ``more`` is a second sentence, omitted where there is no room."""

    more: Text | None = None


class Source(Record):
    """Where facts were found."""

    title: Name
    url: UrlField | None = None
