"""Reorder, remove and add list items."""

from __future__ import annotations

from collections.abc import Sequence

from wegwijs.sources.editing.lines import Lines, Splice
from wegwijs.sources.editing.scalars import flow_of, item
from wegwijs.sources.editing.tree import BREAK, Node
from wegwijs.sources.reader import Value


def rearranged(lines: Lines, node: Node, plan: Sequence[int | Value]) -> Splice | None:
    """Return the replacements for a plan (``changes.rearrange``); None if they are ambiguous."""
    if not node.children:
        return None
    return _in_flow(lines, node, plan) if node.flow else _in_block(lines, node, plan)


def _in_flow(lines: Lines, node: Node, plan: Sequence[int | Value]) -> Splice:
    """Exchange items between brackets; everything between them stays."""
    text, parts = lines.text, node.children
    written = [
        text[parts[part].start : parts[part].end] if isinstance(part, int) else flow_of(part)
        for part in plan
    ]
    new, at = "", node.start
    for part, value in zip(parts, written, strict=False):
        new += text[at : part.start] + value
        at = part.end
    new += "".join(f", {value}" for value in written[len(parts) :])
    for begin, close in lines.tree.comments_in(at, parts[-1].end):
        new += f" {text[begin:close]}{lines.tree.line_break}"
    return node.start, node.end, new + text[parts[-1].end : node.end]


def _in_block(lines: Lines, node: Node, plan: Sequence[int | Value]) -> Splice | None:
    """Exchange the lines of items; lines that belong to none stay."""
    spans = _spans(lines, node)
    if spans is None:
        return None
    end = lines.tree.line_break
    # Only the last line of a text may have no end.
    own = [_ended(lines.text[start:stop], end) for start, stop in spans]
    kept = [part for part in plan if isinstance(part, int)]
    slots = ["" if index in kept else lines.comments_of(*span) for index, span in enumerate(spans)]
    queue = iter(kept)
    first = ""  # what is new before all that was there
    last: int | None = None
    where = [index for index in range(len(spans)) if index in kept]
    free = iter(where)
    for part in plan:
        if isinstance(part, int):
            last = next(free)
            slots[last] += own[next(queue)]
            continue
        new = "".join(line + end for line in item(part, node.column))
        if last is None:
            first += new
        else:
            slots[last] += new
    if first:
        lead = where[0] if where else 0
        slots[lead] = first + slots[lead]
    result, at = "", spans[0][0]
    for (start, stop), slot in zip(spans, slots, strict=True):
        result += lines.text[at:start] + slot
        at = stop
    if not BREAK.fullmatch(lines.text[at - 1]):
        result = result.removesuffix(end)
    return spans[0][0], at, result


def _ended(text: str, line_break: str) -> str:
    return text if BREAK.fullmatch(text[-1:]) else text + line_break


def _spans(lines: Lines, node: Node) -> list[tuple[int, int]] | None:
    """Return the lines of each item, with comments directly above it or indented deeper."""
    tree = lines.tree
    found: list[tuple[int, int]] = []
    floor = tree.shift
    if node.key is not None:
        floor = tree.line_end(node.key[1])
    for part in node.children:
        assert part.dash is not None
        if not tree.is_first(part.dash):
            return None
        start = tree.line_start(part.dash)
        while start > floor and tree.comment_line(above := tree.line_start(start - 1)):
            if above < floor:
                break
            start = above
        stop = tree.with_own_comments(part, node.column)
        found.append((start, stop))
        floor = stop
    return found
