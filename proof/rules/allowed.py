"""Lists of the elements and attributes that our documents use; anything else is reported.

A list of allowed constructs can be complete, a list of forbidden ones cannot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rule:
    """The attributes and children allowed for one element."""

    attributes: Mapping[str, re.Pattern[str]]
    children: frozenset[str]


def rules_of(*texts: str) -> Mapping[str, Rule]:
    """Parse rules; those for the same name are merged.

    Each line is ``NAME ATTRIBUTE ... > CHILD ...``; after ``=`` stands a pattern that the whole
    value must match.
    """
    found: dict[str, Rule] = {}
    for line in "\n".join(texts).splitlines():
        head, _, children = line.partition(">")
        name, *attributes = head.split() or [""]
        pairs = (one.partition("=") for one in attributes)
        patterns = {attribute: re.compile(pattern or ".*") for attribute, _, pattern in pairs}
        former = found.get(name, Rule({}, frozenset()))
        found[name] = Rule(
            {**former.attributes, **patterns}, former.children | set(children.split())
        )
    return found


def strange(
    element: Any, rules: Mapping[str, Rule], short: Callable[[str], str]
) -> Iterator[tuple[str, Any]]:
    """Yield what is not allowed in an element, by name, without descending into it."""
    rule = rules.get(short(element.tag))
    if rule is None:
        yield short(element.tag), element
        return
    for attribute, value in element.attrib.items():
        pattern = rule.attributes.get(short(attribute))
        if pattern is None or not pattern.fullmatch(value):
            yield f"{short(element.tag)}/{short(attribute)}", element
    for child in element.iterchildren("*"):
        if short(child.tag) in rule.children:
            yield from strange(child, rules, short)
        else:
            yield short(child.tag), child
