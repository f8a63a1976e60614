"""Blocks: the units of drawing. The same arguments always give the same fragment.

A block is a function ``draw(panel, section, node, *numbers)``. It reads nothing but its arguments
and the look of the panel. It is own when its node is: an edition says it itself. All others are
national, and remembered.

Which blocks there are, and where, is decided by layout code. That may ask about an edition's own
words by questions only (``Dialogue``): functions of a node and numbers with discrete answers, such
as line counts, heights and yes or no, never a width. The next edition that answers the same has the
same layout, and no layout code runs for it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, Generic, TypeVar

from msgspec import Struct

from layouts.content.outline import Outline
from layouts.pdf.content import FAR, Blank, Page, Set
from layouts.pdf.fonts import FontUses
from layouts.pdf.fragment import Fragment
from layouts.pdf.memory import Memory
from layouts.pdf.panel import Overflow, Panel
from layouts.pdf.paper import Paper
from layouts.pdf.plate import Plate
from layouts.pdf.skeleton import Pages, Section
from layouts.pdf.structure import Element, Nowhere
from layouts.typesetting.theme import Theme
from sources.same import Same

Path = tuple[Hashable, ...]  # where a node is in the outline
Nodes = Mapping[Path, Any]
Numbers = tuple[Hashable, ...]
Draw = Callable[..., Any]
Frame = tuple[str, int, float, float]  # of a panel: name, page, left edge and width in mm
Question = tuple[Callable[..., Any], Path, Numbers]
MOST_LAYOUTS = 2000
TOLERANCE = 0.05 - 1e-6  # mm: less too much is as good as nothing
NOWHERE = Nowhere("Nowhere")
_T = TypeVar("_T")


class Setting:
    """What every block of a product in a language reads, and what was made with it."""

    def __init__(self, outline: Outline, theme: Theme, papers: tuple[Paper, ...]) -> None:
        self.language, self.direction, self.theme = outline.language, outline.direction, theme
        self.papers = papers
        self.drawn: Memory[tuple[Call, Any], Fragment] = Memory(4000)
        self.said: Memory[tuple[Call, Any], Fragment] = Memory(128)  # by editions themselves
        self.answers: Memory[tuple[Any, ...], Any] = Memory(20_000)
        self.keys: Memory[Hashable, Same] = Memory(256)
        self.layouts: Memory[Hashable, Any] = Memory(256)
        self.drawings: Memory[Hashable, Drawing] = Memory(512)
        self.count = 0  # of layouts
        self._blanks = [Blank(i, one.width, one.height, FontUses()) for i, one in enumerate(papers)]

    def panel(self, name: str, page: Page, left: float, width: float) -> Panel:
        """A panel with the look of this setting."""
        return Panel(name, page, left, width, self.theme, self)

    def blank(self, name: str, page: int, left: float, width: float) -> Panel:
        """The same to measure on."""
        return self.panel(name, self._blanks[page], left, width)


_SETTINGS: Memory[tuple[Hashable, ...], Setting] = Memory(64)


def setting_of(product: str, outline: Outline, theme: Theme, papers: tuple[Paper, ...]) -> Setting:
    """The setting of an outline: the same for all editions with the same look."""
    look = (theme.accent, theme.spacing, theme.fonts, theme.colour_profile)
    # A setting keeps its theme, so that nothing else takes its place in memory.
    key = (
        product,
        papers,
        outline.language,
        outline.direction,
        *look,
        id(theme.scale),
        id(theme.icons),
    )
    return _SETTINGS.made(key, lambda: Setting(outline, theme, papers))


class Call(Struct, frozen=True):
    """A block to draw; ``before`` is the line that was set before it, as far as that is known."""

    draw: Draw
    frame: Frame
    numbers: Numbers
    before: Set | None

    def fragment(self, setting: Setting, node: Any, *, own: bool) -> Fragment:
        """Draw it for a node. Raises ``OwnWords``."""
        name, index, left, width = self.frame
        paper = setting.papers[index]
        page = Page(index, paper.width, paper.height, FontUses(), paper.margin)
        page.own, page.before = own, self.before
        root = Element("Root", language=setting.language)
        self.draw(setting.panel(name, page, left, width), root, node, *self.numbers)
        if page.own and not own:
            raise OwnWords(f"{self.draw.__name__} draws what an edition says itself: {node}")
        return Fragment(page, root)


class OwnWords(AssertionError):
    """A national block drew what an edition says itself: other editions would say it too."""


class Dialogue:
    """What layout code asks about the words of an edition, and what was answered.

    ``nodes`` are all nodes that it may ask about, by their path.
    """

    def __init__(self, setting: Setting, nodes: Nodes) -> None:
        self.setting, self.nodes = setting, nodes
        self.own = {path for path, node in nodes.items() if says_own(node)}
        self.said: dict[Question, Any] = {}

    @cached_property
    def key(self) -> Hashable:
        """All that is national, with gaps for what is not: the same object for the same."""
        own = self.own
        national = [(path, None if path in own else node) for path, node in self.nodes.items()]
        key = tuple(national)
        return self.setting.keys.made(key, lambda: Same(key))

    def ask(self, ask: Callable[..., _T], path: Path, *numbers: Hashable) -> _T:
        """What ``ask(setting, node, *numbers)`` answers; that must be discrete, and hashable."""
        if path in self.own:
            return self._asked((ask, path, numbers))  # type: ignore[no-any-return]
        node = self.nodes[path]
        key = ask, node, numbers
        return self.setting.answers.made(  # type: ignore[no-any-return]
            key, lambda: (ask(self.setting, node, *numbers),)
        )[0]

    def _asked(self, question: Question) -> Any:
        """What is answered to a question about an edition's own words, once."""
        found = self.said.get(question, _UNSAID)
        if found is _UNSAID:
            ask, path, numbers = question
            found = self.said[question] = ask(self.setting, self.nodes[path], *numbers)
        return found

    def laid_out(self, lay_out: Callable[[], _T]) -> _T:
        """The layout: that of an earlier edition which said the same, or what ``lay_out`` gives."""
        setting = self.setting
        found = setting.layouts.get(self.key)
        while isinstance(found, _Fork):
            found = found.answers.get(self._asked(found.question))
        if found is not None:
            return found.layout  # type: ignore[no-any-return]
        layout = lay_out()
        self._remember(_Leaf(layout))
        return layout

    def _remember(self, leaf: _Leaf[Any]) -> None:
        setting = self.setting
        setting.count += 1
        if setting.count > MOST_LAYOUTS:
            setting.layouts.forget()
            setting.count = 0
        if not self.said:
            setting.layouts.keep(self.key, leaf)
            return
        (first, answer), *others = self.said.items()
        fork = setting.layouts.made(self.key, lambda: _Fork(first))
        for question, next_answer in others:
            assert fork.question == first, "the same answers lead to the same question"
            fork = fork.answers.setdefault(answer, _Fork(question))
            first, answer = question, next_answer
        fork.answers[answer] = leaf


_UNSAID = object()


class _Fork(Struct):
    """A question, and what follows each answer."""

    question: Question
    answers: dict[Any, Any] = {}


@dataclass(frozen=True)
class _Leaf(Generic[_T]):
    layout: _T


def says_own(node: Any) -> bool:
    """Whether an edition says any of a node itself."""
    if isinstance(node, tuple):
        return any(map(says_own, node))
    return bool(getattr(node, "own", False))


class Measured:
    """What a block drawn from 0 mm on gives, and how many mm too much it is. ``overflows`` tells
    what is too much: that is the edition's own, and no part of the answer.
    """

    __slots__ = ("_key", "overflows", "result")

    def __init__(self, result: Any, overflows: Sequence[Overflow]) -> None:
        self.result, self.overflows = result, tuple(overflows)
        self._key = result, tuple([rounded(one.millimetres) for one in overflows])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Measured) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


def measured(
    setting: Setting, node: Any, draw: Draw, frame: Frame, numbers: tuple[Hashable, ...]
) -> Measured:
    """A block measured: the question that most layout code asks."""
    name, page, left, width = frame
    panel = setting.blank(name, page, left, width)
    result = draw(panel, NOWHERE, node, 0.0, *numbers)
    return Measured(_rounded(result), panel.overflows)


def rounded(value: float) -> float:
    """Lengths in mm that differ by less than this are the same."""
    return round(value, 6)


def _rounded(result: Any) -> Any:
    if isinstance(result, tuple):
        return tuple(map(_rounded, result))
    return rounded(result) if isinstance(result, float) else result


class Painter:
    """Draws all that a layout has, block by block in reading order: national ones from memory."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.brushes: list[Brush] = []
        # What was set last on each page. Of what an edition says that is not known: a block holds
        # all that stands on a line with its words.
        self.before: list[Set | None] = [None for _ in dialogue.setting.papers]

    def brush(
        self, name: str, page: int, left: float, width: float, *, apart: bool = False
    ) -> Brush:
        """For the next panel that is read; ``apart`` from all that stands on its page."""
        if apart or self.before[page] == FAR:
            self.before[page] = None  # an edition's own line of the panel beside it may be as high
        brush = Brush(self.dialogue, (name, page, left, width), self)
        self.brushes.append(brush)
        return brush

    def drawing(self) -> Drawing:
        """All that was drawn."""
        return Drawing(self.dialogue.setting, self.brushes)


class Brush:
    """Draws blocks in a panel, or without a ``painter`` only measures them."""

    def __init__(self, dialogue: Dialogue, frame: Frame, painter: Painter | None = None) -> None:
        self.dialogue, self.frame, self.painter = dialogue, frame, painter
        self.section = Section("Sect")
        self.order: list[Fragment] = []  # as they are painted
        self.own: list[tuple[Call, Path]] = []  # in reading order
        self.overflows: list[Overflow] = []

    @property
    def measuring(self) -> bool:
        """Whether nothing is drawn."""
        return self.painter is None

    def trial(self) -> Brush:
        """The same to measure with."""
        return Brush(self.dialogue, self.frame)

    @cached_property
    def panel(self) -> Panel:
        """The panel, to set national words in."""
        return self.dialogue.setting.blank(*self.frame)

    def must_fit(self, what: Callable[[], object], used: float, room: float) -> None:
        """Note an overflow when ``used`` mm are needed and ``room`` mm are there."""
        if used > room + TOLERANCE:
            self.overflows.append(Overflow(self.frame[0], str(what()), used - room))

    def block(
        self, draw: Draw, path: Path, y: float, *numbers: Hashable, into: Section | None = None
    ) -> Any:
        """Draw the node at a path, ``y`` mm down; gives what that gives, as if drawn at 0 mm."""
        found = self.dialogue.ask(measured, path, draw, self.frame, numbers)
        self.overflows += found.overflows
        if not self.measuring:
            self.paint(draw, path, rounded(y), *numbers, into=into)
        return found.result

    def paint(
        self,
        draw: Draw,
        path: Path,
        *numbers: Hashable,
        into: Section | None = None,
        at: int | None = None,
        ends: Set | None = None,
    ) -> None:
        """Draw the node at a path, in the section of the panel or a part of it; below what was
        painted since ``len(order)`` was ``at``. ``ends`` is its last line, where the layout knows
        that of what an edition says.
        """
        if self.painter is None:
            return
        dialogue, before, page = self.dialogue, self.painter.before, self.frame[1]
        setting, node = dialogue.setting, dialogue.nodes[path]
        call = Call(draw, self.frame, numbers, before[page])
        if path in dialogue.own:
            self.own.append((call, path))
            fragment = call.fragment(setting, node, own=True)
            before[page] = (ends or FAR) if fragment.rtl else before[page]
        else:
            fragment = setting.drawn.made(
                (call, node), lambda: call.fragment(setting, node, own=False)
            )
            before[page] = fragment.before
        (into or self.section).items.append(fragment)
        self.order.insert(len(self.order) if at is None else at, fragment)


class Drawing:
    """All that brushes drew for a layout: sections in reading order, for each page what is painted
    in order, and the blocks of what an edition says itself.
    """

    def __init__(self, setting: Setting, brushes: Sequence[Brush]) -> None:
        self.setting = setting
        self.sections = [brush.section for brush in brushes]
        self.orders = [
            [one for brush in brushes if brush.frame[1] == page for one in brush.order]
            for page in range(len(setting.papers))
        ]
        self.own = [call for brush in brushes for call in brush.own]
        self._plates: Memory[Pages, Plate] = Memory(4)

    def said(self, nodes: Nodes) -> list[Fragment]:
        """What an edition says itself, drawn. Some of it is the same in many: the imprint."""
        made = self.setting.said.made
        return [
            made((call, nodes[path]), partial(self._said, call, nodes[path]))
            for call, path in self.own
        ]

    def _said(self, call: Call, node: Any) -> Fragment:
        return call.fragment(self.setting, node, own=True)

    def plate(self, pages: Pages) -> Plate:
        """The plate of it on some paper."""
        profile = self.setting.theme.colour_profile
        return self._plates.made(pages, lambda: Plate(pages, self.sections, self.orders, profile))
