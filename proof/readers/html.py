"""Read a web page as a browser without script does: its elements, its blocks of text, and in which
language and direction each word is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser

from wegwijs.proof.readers.damage import Damaged, TooDeep
from wegwijs.proof.rules.chapters import Block, Link
from wegwijs.proof.words import key, plain

MOST_BYTES = 2_000_000  # a page of ours has a tenth of that
_DEEPEST = 60  # elements within each other
_MOST = 3000  # elements; ours has 400
_VOID = frozenset(("meta", "link", "br", "wbr", "img", "input", "hr", "base", "source", "embed"))
_RAW = frozenset(("script", "style", "title", "svg"))  # what is in them is no text of the page
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset((*HEADINGS, "p", "li", "summary", "button"))


@dataclass(eq=False)
class Node:
    """An element. ``inside`` is text and elements in order."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = field(default=None, repr=False)
    inside: list[Node | str] = field(default_factory=list, repr=False)

    @property
    def children(self) -> list[Node]:
        """The elements in it."""
        return [one for one in self.inside if isinstance(one, Node)]

    @property
    def id(self) -> str:
        """Its id; empty without one."""
        return self.attributes.get("id", "")

    @property
    def classes(self) -> list[str]:
        """The names of its classes."""
        return self.attributes.get("class", "").split()

    def walk(self) -> Iterator[Node]:
        """Yield the element and all elements in it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def nearest(self, attribute: str) -> str:
        """Return the value of an attribute of the element, or else of the nearest around it."""
        here: Node | None = self
        while here is not None:
            if attribute in here.attributes:
                return here.attributes[attribute]
            here = here.parent
        return ""

    @property
    def raw(self) -> str:
        """The text directly in it, as it stands: of a script, a style sheet or the title."""
        return "".join(one for one in self.inside if isinstance(one, str))

    def spoken(self) -> Iterator[tuple[str, Node]]:
        """Yield the pieces of its text, each with the element directly around it."""
        for one in self.inside:
            if isinstance(one, str):
                yield one, self
            elif one.tag == "br":
                yield "\n", one
            elif one.tag not in _RAW:
                yield from one.spoken()

    @property
    def text(self) -> str:
        """Its text."""
        return "".join(text for text, _ in self.spoken())


class WebPage:
    """A page that was read. Raises ``Damaged`` for what is no page, and ``TooDeep``.

    ``problems`` say in Dutch what a browser has to guess.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise Damaged(f"{len(data)} bytes, {MOST_BYTES} is the most")
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Damaged(str(error)) from error
        parser = _Parser()
        parser.feed(text)
        parser.close()
        self.problems = parser.problems
        self.root = parser.root
        self.comments = parser.comments

    def all(self, tag: str) -> list[Node]:
        """Return all elements of a kind, in order."""
        return [node for node in self._nodes if node.tag == tag]

    @cached_property
    def _nodes(self) -> list[Node]:
        return list(self.root.walk())

    @property
    def nodes(self) -> list[Node]:
        """All elements, in order."""
        return self._nodes

    def one(self, tag: str) -> Node | None:
        """Return the first element of a kind."""
        return next(iter(self.all(tag)), None)

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        """The first element with each id."""
        return {node.id: node for node in reversed(self._nodes) if node.id}

    @cached_property
    def blocks(self) -> list[tuple[Block, Node]]:
        """The blocks of text, each with its element. Loose text is a block as well."""
        body = self.one("body")
        return list(_blocks(body)) if body else []


def _blocks(node: Node) -> Iterator[tuple[Block, Node]]:
    inner = any(one.tag in _BLOCKS for child in node.children for one in child.walk())
    if node.tag in _BLOCKS and not inner:
        if key(node.text):
            yield _block(node, node.text), node
        return
    for one in node.inside:
        if isinstance(one, Node):
            if one.tag not in _RAW:
                yield from _blocks(one)
        elif key(one):
            yield _block(node, one), node


def _block(node: Node, text: str) -> Block:
    level = HEADINGS.index(node.tag) + 1 if node.tag in HEADINGS else None
    return Block(
        text,
        key(text),
        heading=level is not None,
        level=level,
        item=node.tag == "li",
        links=tuple(_links(node)),
    )


def _links(node: Node) -> Iterator[Link]:
    """Yield the links in an element that lead out of the page."""
    for one in node.walk():
        target = one.attributes.get("href", "")
        if one.tag == "a" and not target.startswith("#"):
            says = one.attributes.get("aria-label") or " ".join(one.text.split())
            yield Link(plain(one.text), target, says)


class _Parser(HTMLParser):
    """Builds the tree. What is left open or closed twice is told: browsers mend it in ways of their
    own.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.problems: list[str] = []
        self.comments: list[str] = []
        self._here, self._depth, self._count = self.root, 0, 0
        self._declared = False

    def handle_decl(self, decl: str) -> None:
        """Read the type of the document."""
        self._declared = decl.lower() == "doctype html"

    def handle_comment(self, data: str) -> None:
        """Keep a comment: ours has none."""
        self.comments.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if not self._declared:
            self.problems.append("het begint niet met <!doctype html>")
            self._declared = True
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.problems.append(f"<{tag}> heeft iets twee keer")
        node = Node(tag, {name: value or "" for name, value in reversed(attrs)}, self._here)
        self._here.inside.append(node)
        self._count += 1
        if self._count > _MOST:
            raise Damaged(f"more than {_MOST} elements")
        if tag not in _VOID:
            self._here, self._depth = node, self._depth + 1
            if self._depth > _DEEPEST:
                raise TooDeep(f"more than {_DEEPEST} elements within each other")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close an element, as in a drawing."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if self._here.tag != tag or self._here.parent is None:
            self.problems.append(f"</{tag}> staat waar <{self._here.tag}> open is")
            return
        self._here, self._depth = self._here.parent, self._depth - 1

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self._here.inside.append(data)

    def close(self) -> None:
        """End the document."""
        super().close()
        if self._here is not self.root:
            self.problems.append(f"<{self._here.tag}> blijft open")
