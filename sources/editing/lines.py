"""The replacements that make up a change: ``(start, end, new)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeAlias

from wegwijs.sources.editing.order import fields_at
from wegwijs.sources.editing.scalars import block, entry, flow_of, in_flow, of_field
from wegwijs.sources.editing.tree import BREAK, Node, Tree
from wegwijs.sources.reader import Value

Splice: TypeAlias = "tuple[int, int, str]"
_HEADER = re.compile(r"[|>][-+0-9]*")


class Lines:
    """Changes of the lines of one text."""

    def __init__(self, tree: Tree) -> None:
        self.tree, self.text = tree, tree.text

    def replaced(self, node: Node, new: str) -> Splice:
        """Replace a scalar; what follows it on its line stays."""
        field, end = node.place[-1], node.end
        after = ""
        if node.style and node.style in "|>":  # its comment stands in its first line
            head = _HEADER.match(self.text, node.start).end()  # type: ignore[union-attr]
            first = self.tree.line_end(head)
            rest = BREAK.sub("", self.text[head:first]).rstrip()
            broken = BREAK.fullmatch(self.text[end - 1]) if end > node.start else None
            after = rest + (self.tree.line_break if broken else "")
        tail = after or self.text[end : self.tree.line_end(end)]
        before = ""
        if node.start == end:
            before = self._before_value(node)
            if tail[:1] == "#":
                after = " "
        return node.start, end, before + of_field(field, new, node.flow, tail) + after

    def _before_value(self, node: Node) -> str:
        """Return what must precede a value where there was none."""
        begin = node.key[1] if node.key else node.head
        between = self.text[begin : node.start]
        if node.key and ":" not in between:
            return ": "
        return "" if between[-1:] in {" ", "\t"} else " "

    def added(self, around: Node, key: str, value: Value) -> Splice:
        """Add a field to a map, in the order of the model."""
        if around.flow:
            written = f"{in_flow(key)}: {flow_of(value, key)}"
            if around.children:
                last = around.children[-1].end
                return last, last, f", {written}"
            return around.start + 1, around.start + 1, written
        at = self._place_for(around, key)
        return self.lines_at(at, entry(key, value, around.column))

    def lines_at(self, at: int, lines: Sequence[str]) -> Splice:
        """Insert lines at the beginning of a line, or after a last line without an end."""
        end = self.tree.line_break
        if at > self.tree.shift and not BREAK.fullmatch(self.text[at - 1]):
            return at, at, end + end.join(lines)
        return at, at, "".join(line + end for line in lines)

    def _place_for(self, around: Node, key: str) -> int:
        """Return the position below the comment on a field, or below the preceding field."""
        if found := self._example(around, key):
            return found
        order = fields_at(around.place)
        rank = {name: index for index, name in enumerate(order)}
        mine = rank.get(key, len(order))
        before = [child for child in around.children if rank.get(str(child.place[-1]), mine) < mine]
        last = max(before, key=lambda child: rank[str(child.place[-1])], default=None)
        return self.tree.with_own_comments(last or around.children[-1], around.column)

    def _example(self, around: Node, key: str) -> int:
        """Return the position below a comment such as ``#accent: ...`` and its block; 0 if none."""
        tree = self.tree
        wanted = re.compile(rf"# ?{re.escape(key)}:")
        for child in around.children:
            at = tree.after(child)
            while (found := tree.comment_line(at)) or tree.is_blank(at):
                at = tree.line_end(at)
                if not found or found[0] != around.column or not wanted.match(found[1]):
                    continue
                while (more := tree.comment_line(at)) and re.match("#  ", more[1]):
                    at = tree.line_end(at)
                return at
        return 0

    def filled(self, node: Node, value: Value) -> list[Splice]:
        """Give a value to an empty field."""
        if isinstance(value, str):
            return [self.replaced(node, value)]
        around, key = self.tree.nodes[node.place[:-1]], node.place[-1]
        on_one_line = isinstance(key, int) or len(entry(key, value, 0)) == 1
        if around.flow or on_one_line:
            before = self._before_value(node) if node.start == node.end else ""
            return [(node.start, node.end, before + flow_of(value))]
        new = self.lines_at(self.tree.after(node), block(value, around.column + 2))
        if node.start == node.end:
            return [new]
        start = len(self.text[: node.start].rstrip(" \t"))
        return [(start, node.end, ""), new]

    def without(self, around: Node, node: Node) -> Splice:
        """Remove a field of a map; its comments stay."""
        index = around.children.index(node)
        others = around.children
        if around.flow:
            return self.without_flow(others, index)
        if not self.tree.is_first(node.head):  # after the dash of a list
            following = others[index + 1].head if index + 1 < len(others) else 0
            if following and not self.tree.comments_in(node.head, following):
                return node.head, following, ""
        return self.without_lines(node)

    def without_flow(self, parts: Sequence[Node], index: int) -> Splice:
        """Remove an item between brackets with its comma; its comments stay."""
        if index:
            start, end = parts[index - 1].end, parts[index].end
        elif len(parts) > 1:
            start, end = parts[0].head, parts[1].head
        else:
            start, end = parts[0].head, parts[0].end
        kept = self.tree.comments_in(start, end)
        new = "".join(f" {self.text[a:b]}{self.tree.line_break}" for a, b in kept)
        return start, end, new

    def without_lines(self, node: Node) -> Splice:
        """Remove the lines of a node, except its comments."""
        start, end = node.head, self.tree.after(node)
        kept = self.comments_of(start, end)
        if self.tree.is_first(start):
            return self.tree.line_start(start), end, kept
        return len(self.text[:start].rstrip(" \t")), end, self.tree.line_break + kept

    def comments_of(self, start: int, end: int) -> str:
        """Return the comments between two lines, each on its own line."""
        blanks = len(self.text[start:end]) - len(self.text[start:end].lstrip(" "))
        indent = " " * (start + blanks - self.tree.line_start(start))
        lines = ""
        for begin, close in self.tree.comments_in(start, end):
            own = self.tree.line_start(begin)
            before = self.text[own:begin] if self.tree.is_first(begin) else indent
            lines += before + self.text[begin:close] + self.tree.line_break
        return lines
