"""Change values in a YAML text; everything else stays byte for byte, comments included.

Each function takes a text and gives a new one, which ``sources.reader`` reads as exactly the data
that were meant. A comment is never lost: of what is removed it stays, on a line of its own. Raises
``CannotEdit`` when the text is written in a way that does not allow it, ``Unwritable`` for a value
that would be read back as another one, and ``InvalidSources`` when the text is no YAML of ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any, TypeAlias

from wegwijs.sources.editing import scalars
from wegwijs.sources.editing.lines import Lines
from wegwijs.sources.editing.lists import rearranged
from wegwijs.sources.editing.tree import Node, Tree
from wegwijs.sources.problems import InvalidSources
from wegwijs.sources.reader import ParsedFile, Place, Value, parse_leniently

# A part of a list as it should become: the index that it has now, or a new value.
Item: TypeAlias = "int | Value"
BY_HAND = (
    "dit is zo geschreven dat het programma het niet kan veranderen zonder iets anders te raken."
    " Schrijf het veld op een eigen regel, als 'naam: waarde', of verander het zelf in het bestand"
)


class CannotEdit(InvalidSources):
    """The text cannot be edited automatically; says where to edit it by hand."""


def set_values(text: str, wanted: Mapping[Place, Value], name: str = "") -> str:
    """Return the text with these values; missing fields are added where the model orders them.

    A list or map that is there is changed part by part. An empty list or map takes the field away.
    """
    for place, value in wanted.items():
        scalars.check(value, place, name)
    edit = _Edit(text, name)
    simple = {
        place: value
        for place, value in wanted.items()
        if isinstance(value, str) and edit.is_scalar(place)
    }
    if simple:
        text = edit.scalars_replaced(simple)
    for place, value in wanted.items():
        if place not in simple:
            text = _set(text, place, value, name)
    return text


def set_value(text: str, place: Place, value: Value, name: str = "") -> str:
    """Return the text with one value set (``set_values``)."""
    return set_values(text, {place: value}, name)


def clear(text: str, place: Place, name: str = "") -> str:
    """Return the text without a field or list item, nor what becomes empty by that."""
    edit = _Edit(text, name)
    place = edit.outermost(place)
    if not edit.has(place):
        return text
    if isinstance(place[-1], int):
        index, length = place[-1], len(edit.value(place[:-1]))
        return rearrange(text, place[:-1], [n for n in range(length) if n != index], name)
    return edit.without(place)


def rearrange(text: str, place: Place, plan: Sequence[Item], name: str = "") -> str:
    """Return the text with the items of a list reordered, removed or added.

    The lines of a part go along, with the comments above it and those that stand deeper. Between
    brackets comments stay where they are.
    """
    for index, part in enumerate(plan):
        if not isinstance(part, int):
            scalars.check(part, (*place, index), name)
    edit = _Edit(text, name)
    if not plan:
        return clear(text, place, name)
    if not edit.parts(place):
        return _set(text, place, [part for part in plan if not isinstance(part, int)], name)
    return edit.rearranged(place, plan)


def _set(text: str, place: Place, value: Value, name: str) -> str:
    """Replace a value that is not simply another scalar."""
    edit = _Edit(text, name)
    if value in ({}, []):
        return clear(text, place, name)
    if edit.has(place):
        return _instead(edit, place, value)
    if edit.has(place[:-1]) and edit.value(place[:-1]):
        return edit.added(place, value)
    if len(place) == 1 or isinstance(place[-1], int):
        raise edit.refused(place)
    return _set(text, place[:-1], {str(place[-1]): value}, name)


def _instead(edit: _Edit, place: Place, value: Value) -> str:
    """Replace a value; a list or map item by item."""
    text, name, now = edit.text, edit.name, edit.value(place)
    if now == value:
        return text
    if not now:
        return edit.filled(place, value)
    if isinstance(now, list) and isinstance(value, list):
        return rearrange(text, place, _plan(now, value), name)
    if isinstance(now, dict) and isinstance(value, dict):
        text = set_values(text, {(*place, key): one for key, one in value.items()}, name)
        for key in [key for key in now if key not in value]:
            text = clear(text, (*place, key), name)
        return text
    if isinstance(place[-1], int) or len(edit.value(place[:-1])) == 1:
        raise edit.refused(place)
    return _set(clear(text, place, name), place, value, name)


def _plan(now: Sequence[Value], wanted: Sequence[Value]) -> list[Item]:
    """Return the wanted list in terms of the existing items."""
    free = list(range(len(now)))
    plan: list[Item] = []
    for one in wanted:
        known = next((index for index in free if now[index] == one), None)
        if known is None:
            plan.append(one)
        else:
            free.remove(known)
            plan.append(known)
    return plan


class _Edit:
    """A change of a text, and the data it must have afterwards."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.document: ParsedFile = parse_leniently(text, name)[0]
        self.tree = Tree(text)
        self.lines = Lines(self.tree)

    def value(self, place: Place) -> Any:
        """Return the data at a place. Raises ``KeyError``, ``IndexError``, ``TypeError``."""
        return _at(self.document.data, place)

    def has(self, place: Place) -> bool:
        """Whether a place exists, even if it has only a name."""
        return place in self.tree.nodes

    def parts(self, place: Place) -> int:
        """Return the number of items of the list at a place; 0 when there is none."""
        value = self.value(place) if self.has(place) else None
        return len(value) if isinstance(value, list) else 0

    def is_scalar(self, place: Place) -> bool:
        """Whether the value at a place is a scalar."""
        node = self.tree.nodes.get(place)
        return node is not None and node.kind == "scalar"

    def outermost(self, place: Place) -> Place:
        """Return the place, or the outermost one that holds nothing else."""
        while len(place) > 1 and self.has(place) and len(self.value(place[:-1])) == 1:
            place = place[:-1]
        return place

    def refused(self, place: Place) -> CannotEdit:
        """Return the error for a place that must be changed by hand."""
        return CannotEdit([self.document.problem(place, BY_HAND)])

    def scalars_replaced(self, wanted: Mapping[Place, str]) -> str:
        """Replace scalars by scalars."""
        goal = deepcopy(self.document.data)
        splices = []
        for place, new in wanted.items():
            if self.value(place) != new:
                _at(goal, place[:-1])[place[-1]] = new
                splices.append(self.lines.replaced(self.tree.nodes[place], new))
        return self._checked(splices, goal, next(iter(wanted)))

    def added(self, place: Place, value: Value) -> str:
        """Add a field to an existing map."""
        goal = deepcopy(self.document.data)
        around, key = _at(goal, place[:-1]), place[-1]
        if not isinstance(around, dict) or not isinstance(key, str):
            raise self.refused(place)
        around[key] = value
        return self._checked([self.lines.added(self._node(place[:-1]), key, value)], goal, place)

    def filled(self, place: Place, value: Value) -> str:
        """Give a value to a field that is empty."""
        goal = deepcopy(self.document.data)
        _at(goal, place[:-1])[place[-1]] = value
        return self._checked(self.lines.filled(self._node(place), value), goal, place)

    def without(self, place: Place) -> str:
        """Remove a field."""
        goal = deepcopy(self.document.data)
        del _at(goal, place[:-1])[place[-1]]
        around = self._node(place[:-1])
        return self._checked([self.lines.without(around, self._node(place))], goal, place)

    def rearranged(self, place: Place, plan: Sequence[Item]) -> str:
        """Rearrange the items of a list by a plan."""
        now = self.value(place)
        goal = deepcopy(self.document.data)
        parts = [now[part] if isinstance(part, int) else part for part in plan]
        if parts == now:
            return self.text
        _at(goal, place[:-1])[place[-1]] = parts
        splice = rearranged(self.lines, self._node(place), plan)
        if splice is None:
            raise self.refused(place)
        return self._checked([splice], goal, place)

    def _node(self, place: Place) -> Node:
        return self.tree.nodes[place]

    def _checked(self, splices: Sequence[tuple[int, int, str]], goal: Any, place: Place) -> str:
        """Return the new text if it has the intended data and all comments."""
        text = self.text
        for start, end, new in sorted(splices, reverse=True):
            text = text[:start] + new + text[end:]
        if not splices:
            return text
        try:
            read = parse_leniently(text, self.name)[0].data
        except InvalidSources:
            raise self.refused(place) from None
        if read != goal or _comments(self.tree) - _comments(Tree(text)):
            raise self.refused(place)
        return text


def _at(data: Any, place: Place) -> Any:
    for step in place:
        data = data[step]
    return data


def _comments(tree: Tree) -> Counter[str]:
    return Counter(tree.text[start:end] for start, end in tree.comments)
