"""The typed model of a pack: the shape of every YAML file, and the source of the JSON schema.

A YAML file may hold any section of ``SourceFile``; the loader joins them. Every fact names its
``source`` (an entry of ``sources``) and the date on which it was checked.
"""

from __future__ import annotations

from wegwijs.sources.model.edition import Edition, LocalContact, Logo, Stickers, Workshop
from wegwijs.sources.model.fact import Explanation, Fact, Source, Statement
from wegwijs.sources.model.fields import SLUG, Record
from wegwijs.sources.model.guidance import (
    Advice,
    Advices,
    Alert,
    Audience,
    Group,
    Guidance,
    Local,
    LocalRole,
    Route,
    Situation,
)
from wegwijs.sources.model.hours import Hours, Opening
from wegwijs.sources.model.labels import DutchNotes, Labels
from wegwijs.sources.model.organisation import Kind, Organisation
from wegwijs.sources.model.pack import Language, Pack, SourceFile
from wegwijs.sources.model.printing import PrintNotes, PrintSetting
from wegwijs.sources.model.reached import NumberContact
from wegwijs.sources.model.text import Fills, Review, Text, Translation

__all__ = [
    "SLUG",
    "Advice",
    "Advices",
    "Alert",
    "Audience",
    "DutchNotes",
    "Edition",
    "Explanation",
    "Fact",
    "Fills",
    "Group",
    "Guidance",
    "Hours",
    "Kind",
    "Labels",
    "Language",
    "Local",
    "LocalContact",
    "LocalRole",
    "Logo",
    "NumberContact",
    "Opening",
    "Organisation",
    "Pack",
    "PrintNotes",
    "PrintSetting",
    "Record",
    "Review",
    "Route",
    "Situation",
    "Source",
    "SourceFile",
    "Statement",
    "Stickers",
    "Text",
    "Translation",
    "Workshop",
]
