"""Relationships of a slide: what it shows, and where its links lead."""

from __future__ import annotations

from wegwijs.layouts.escaping import quoteattr
from wegwijs.layouts.word.markup import relation_of
from wegwijs.layouts.word.parts import RELATIONSHIPS
from wegwijs.layouts.word.writing import InlinePicture

SLIDE = "slides/slide"  # begins the name of the part of a slide, in the folder of the deck

__all__ = ["SLIDE", "hyperlink", "jump", "picture_in", "relation", "relation_of"]


def relation(id_: str, kind: str, target: str, *, outside: bool = False) -> str:
    """Return a relationship; ``kind`` is the end of the URI of an Office one."""
    mode = ' TargetMode="External"' if outside else ""
    return (
        f'<Relationship Id="{id_}" Type="{RELATIONSHIPS}/{kind}" Target={quoteattr(target)}{mode}/>'
    )


def hyperlink(target: str) -> str:
    """Return the relationship of a number or address."""
    return relation(relation_of(target), "hyperlink", target, outside=True)


def jump(slide: int) -> str:
    """Return the relationship of a link to a slide."""
    return relation(f"slide{slide}", "slide", f"slide{slide}.xml")


def picture_in(picture: InlinePicture) -> str:
    """Return the relationship of a picture."""
    return relation(picture.relation, "image", f"../{picture.part}")
