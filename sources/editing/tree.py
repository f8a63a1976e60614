"""The spans of all values and comments of a YAML text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any, Literal

import yaml
from msgspec import Struct

from wegwijs.sources.reader import LOADER, Place

BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # as YAML 1.1 counts lines
_COMMENT = re.compile("#[^\r\n\x85\u2028\u2029]*")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(?=#)")  # of a value in a block, before its comment
_BLANK = re.compile(r"[ \t]*")


class Node(Struct):
    """A value: ``start`` and ``end`` (exclusive) in the text. An empty one has no length.

    ``flow``: it stands between brackets, or has them. ``style`` of a scalar is empty (plain), a
    quote, ``|`` or ``>``. ``key`` is the span of the name before it, ``dash`` the place of its
    dash, ``column`` where the names or dashes of a block stand.
    """

    place: Place
    kind: Literal["scalar", "mapping", "sequence"]
    start: int
    end: int
    flow: bool
    style: str = ""
    key: tuple[int, int] | None = None
    dash: int | None = None
    column: int = 0
    children: list[Node] = []

    @property
    def head(self) -> int:
        """The start of its own part of the text: its dash, its name or itself."""
        if self.dash is not None:
            return self.dash
        return self.key[0] if self.key else self.start


class Tree:
    """A YAML text that ``sources.reader.parse`` accepts, with the spans of its values."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.shift = 1 if text.startswith("\ufeff") else 0  # the parser does not count it
        self.nodes: dict[Place, Node] = {}
        self._lines = [self.shift, *(found.end() for found in BREAK.finditer(text))]
        self._spans: list[tuple[int, int]] = []
        events = yaml.parse(text, Loader=LOADER)
        self.root = next(
            self._node(event, (), events, False)
            for event in events
            if isinstance(event, yaml.NodeEvent)
        )
        self.comments = list(self._find_comments())
        self._by_start = dict(self.comments)
        self._starts = list(self._by_start)
        for node in self.nodes.values():
            if node.kind == "sequence" and not node.flow:
                self._find_dashes(node)
        first = BREAK.search(text)
        self.line_break = first[0] if first else "\n"

    def _node(self, event: Any, place: Place, events: Iterator[Any], flow: bool) -> Node:
        start, end = self._span(event)
        if isinstance(event, yaml.ScalarEvent):
            node = Node(place, "scalar", start, end, flow, event.style or "")
            if node.style and node.style in "|>":  # the blank lines below are not its own
                node.end = self.line_end(start + len(self.text[start:end].rstrip()))
            self._spans.append((node.start, node.end))
        else:
            node = self._collection(event, place, events, flow)
        self.nodes[place] = node
        return node

    def _collection(self, event: Any, place: Place, events: Iterator[Any], flow: bool) -> Node:
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        start, inside = self._span(event)[0], flow or bool(event.flow_style)
        node = Node(place, "mapping" if is_mapping else "sequence", start, start, inside)
        node.column = start - self.line_start(start)
        while not isinstance(one := next(events), yaml.CollectionEndEvent):
            if is_mapping:
                key = self._span(one)
                self._spans.append(key)
                child = self._node(next(events), (*place, one.value), events, inside)
                child.key = key
            else:
                child = self._node(one, (*place, len(node.children)), events, inside)
            node.children.append(child)
            node.end = child.end
        if inside:
            node.end = self._span(one)[1]
        return node

    def _span(self, event: Any) -> tuple[int, int]:
        return event.start_mark.index + self.shift, event.end_mark.index + self.shift

    def _find_comments(self) -> Iterator[tuple[int, int]]:
        """Find the comments: between scalars are only blanks, punctuation and comments."""
        at = 0
        for start, end in [*self._spans, (len(self.text), len(self.text))]:
            for found in _COMMENT.finditer(self.text, at, start):
                yield found.span()
            if (header := _HEADER.match(self.text, start, end)) and (
                found_there := _COMMENT.match(self.text, header.end(), end)
            ):
                yield found_there.span()
            at = max(at, end)

    def _find_dashes(self, node: Node) -> None:
        at = node.start
        for child in node.children:
            while (at := self.text.index("-", at)) in self:
                at += 1
            child.dash = at
            at = max(child.end, at + 1)

    def __contains__(self, at: int) -> bool:
        """Whether a position lies in a comment."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self.comments[index][1]

    def comments_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the comments that begin between two positions."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.comments[first:last]

    def line_start(self, at: int) -> int:
        """Return the beginning of the line of a position."""
        return self._lines[max(bisect_right(self._lines, at) - 1, 0)]

    def line_end(self, at: int) -> int:
        """Return the beginning of the next line, or the end of the text."""
        found = BREAK.search(self.text, at)
        return found.end() if found else len(self.text)

    def after(self, node: Node) -> int:
        """Return the beginning of the line after a node."""
        if node.end > node.start and BREAK.fullmatch(self.text[node.end - 1]):
            return node.end
        return self.line_end(node.end)

    def comment_line(self, at: int) -> tuple[int, str] | None:
        """Return the column and text of a comment that is alone on its line."""
        begin = _BLANK.match(self.text, at).end()  # type: ignore[union-attr]
        end = self._by_start.get(begin)
        return None if end is None else (begin - at, self.text[begin:end])

    def is_blank(self, at: int) -> bool:
        """Whether the line that begins here is blank."""
        end = _BLANK.match(self.text, at).end()  # type: ignore[union-attr]
        return end < len(self.text) and BREAK.match(self.text, end) is not None

    def with_own_comments(self, node: Node, column: int) -> int:
        """Return the beginning of the line after a node and comments indented deeper than it."""
        at = self.after(node)
        while (found := self.comment_line(at)) and found[0] > column:
            at = self.line_end(at)
        return at

    def is_first(self, at: int) -> bool:
        """Whether only blanks precede a position on its line."""
        return not self.text[self.line_start(at) : at].strip(" \t")

    def is_simple(self, node: Node) -> bool:
        """Whether a name and its value are alone on one line, as most people write them."""
        if node.kind != "scalar" or node.flow or not node.key or node.style in {"|", ">"}:
            return False
        return node.start < node.end and not BREAK.search(self.text, node.key[0], node.end)
