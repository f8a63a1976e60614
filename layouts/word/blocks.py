"""Blocks: self-contained pieces of a document, written from their arguments alone.

A block that contains nothing of an edition's own is national: it is remembered, and compressed once
together with its national neighbours. The bytes of a document depend on its blocks only, so the
cache may be dropped at any moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from wegwijs.layouts.content.node import ATOMS, says_own
from wegwijs.layouts.escaping import quoteattr
from wegwijs.layouts.word.markup import relation_of
from wegwijs.layouts.word.package import Stretch
from wegwijs.layouts.word.parts import RELATIONSHIPS
from wegwijs.layouts.word.writing import Block, InlinePicture


class Markup(Protocol):
    """Writes the XML of blocks, and collects what it refers to; ``own`` tells whether anything that
    it writes is an edition's own.
    """

    own: bool
    blocks: Any
    references: dict[str, None]
    pictures: list[InlinePicture]


M = TypeVar("M", bound=Markup)
P = ParamSpec("P")
_MOST, _FEW = 4000, 256  # cache sizes: of national blocks; of an edition's own


class Blocks(Generic[M]):
    """The blocks of one language and format, written with ``markup``."""

    def __init__(self, settings: Any, markup: Callable[[Any], M]) -> None:
        self.settings = settings
        self._markup = markup
        self._national: dict[Any, Block] = {}
        self._repeated: dict[Any, Block] = {}
        self._packed: dict[tuple[Block, ...], Stretch] = {}
        self._relations: dict[Any, tuple[frozenset[str], Stretch]] = {}

    def block(self, write: Callable[Concatenate[M, P], str], *args: P.args, **_: P.kwargs) -> Block:
        """Return the block that ``write`` makes of these arguments."""
        for argument in args:
            if argument.__class__ not in ATOMS and says_own(argument):
                return self._written(write, args, own=True)
        return self.national(write, *args)

    def given(self, own: bool, write: Callable[..., str], *args: Any) -> Block:
        """Return the same block where the caller knows if any argument is an edition's own."""
        return self._written(write, args, own=True) if own else self.national(write, *args)

    def national(self, write: Callable[..., str], *args: Any) -> Block:
        """Return a block whose arguments are all national."""
        return self._kept(self._national, write, args, own=False)

    def repeated(self, write: Callable[..., str], *args: Any) -> Block:
        """Return a block that is an edition's own and may occur in several places."""
        return self._kept(self._repeated, write, args, own=True)

    def _kept(
        self, memory: dict[Any, Block], write: Callable[..., str], args: tuple[Any, ...], own: bool
    ) -> Block:
        key = write, args
        found = memory.get(key)
        if found is None:
            found = self._written(write, args, own=own)
            if len(memory) >= (_FEW if own else _MOST):
                memory.clear()
            memory[key] = found
        return found

    def _written(self, write: Callable[..., str], arguments: tuple[Any, ...], own: bool) -> Block:
        markup = self._markup(self.settings)
        markup.own, markup.blocks = own, self
        xml = write(markup, *arguments)
        return Block(xml, tuple(markup.references), tuple(markup.pictures), own)

    def stretches(self, start: Stretch, blocks: Iterable[Block]) -> Iterator[Stretch]:
        """Yield ``start`` and the compressed blocks; consecutive national ones are compressed once
        for all documents.
        """
        yield (last := start)
        for own, group in groupby(blocks, key=attrgetter("own")):
            if own:
                yield last.followed_by("".join([block.xml for block in group]))
                continue
            together = tuple(group)
            last = self._packed.get(together) or self._pack(together)
            yield last

    def _pack(self, together: tuple[Block, ...]) -> Stretch:
        if len(self._packed) >= _MOST:
            self._packed.clear()
        made = self._packed[together] = Stretch.of("".join(one.xml for one in together))
        return made

    def relations(
        self, start: Stretch, national: tuple[Block, ...]
    ) -> tuple[frozenset[str], Stretch]:
        """Return the link targets of national blocks, and ``start`` with the relationships of those
        targets and of the pictures.
        """
        key = start, national
        found = self._relations.get(key)
        if found is None:
            targets = dict.fromkeys(target for block in national for target in block.references)
            xml = [start.plain.decode(), *map(hyperlink, targets)]
            xml += [image(picture) for block in national for picture in block.pictures]
            found = frozenset(targets), Stretch.of("".join(xml))
            if len(self._relations) >= _MOST:
                self._relations.clear()
            self._relations[key] = found
        return found


def hyperlink(target: str) -> str:
    """Return the relationship element of a link target."""
    return (
        f'<Relationship Id="{relation_of(target)}" Type="{RELATIONSHIPS}/hyperlink"'
        f' Target={quoteattr(target)} TargetMode="External"/>'
    )


def image(picture: InlinePicture) -> str:
    """Return the relationship element of a picture."""
    return (
        f'<Relationship Id="{picture.relation}" Type="{RELATIONSHIPS}/image"'
        f' Target="{picture.part}"/>'
    )


@lru_cache(maxsize=64)
def blocks_of(settings: Any, markup: Callable[[Any], M]) -> Blocks[M]:
    """Return the blocks of a language and format, with their cached contents."""
    return Blocks(settings, markup)
