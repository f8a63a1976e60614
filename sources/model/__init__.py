"""The typed model of a pack: the shape of every YAML file, and the source of the JSON schema.

A YAML file may hold any section of ``SourceFile``; the loader joins them. Every fact names its
``source`` (an entry of ``sources``) and the date on which it was checked.
"""

from __future__ import annotations

from sources.model.edition import Edition, LocalContact, Logo, Workshop
from sources.model.fact import Explanation, Fact, Hours, Opening, Source, Statement
from sources.model.fields import SLUG, Record
from sources.model.guidance import (
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
from sources.model.labels import DutchNotes, Labels
from sources.model.organisation import Kind, Organisation
from sources.model.pack import Language, Pack, SourceFile
from sources.model.printing import PrintNotes, PrintSetting
from sources.model.text import Fills, Review, Text, Translation

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
    "Text",
    "Translation",
    "Workshop",
]
