"""Blocks: the units of drawing. Equal arguments give equal fragments.

A block is a function ``draw(panel, section, node, *numbers)``. It reads nothing but its arguments
and the look of the panel. A block is own when its node is an edition's own. All other blocks are
national, and cached.

Layout code decides which blocks there are, and where. It learns about an edition's own words only
through questions (``Dialogue``): functions of a node and numbers with discrete answers, such as
line counts, heights and booleans, never a width. An edition with the same answers as an earlier one
gets its layout without running layout code.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from msgspec import Struct

from wegwijs.layouts.content.outline import Outline
from wegwijs.layouts.pdf.content import FAR, Blank, Page, Set
from wegwijs.layouts.pdf.fonts import FontUses
from wegwijs.layouts.pdf.fragment import Fragment
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.overflow import Area, Overflow, Room
from wegwijs.layouts.pdf.panel import Panel
from wegwijs.layouts.pdf.paper import Paper
from wegwijs.layouts.pdf.plate import Plate
from wegwijs.layouts.pdf.skeleton import Pages, Section
from wegwijs.layouts.pdf.structure import Element, Nowhere
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.same import Same

Path = tuple[Hashable, ...]  # path of a node in the outline
Nodes = Mapping[Path, Any]
Numbers = tuple[Hashable, ...]
Draw = Callable[..., Any]
PanelKey = tuple[str, int, float, float]  # a panel: name, page, left edge and width in mm
Question = tuple[Callable[..., Any], Path, Numbers]
MOST_LAYOUTS = 2000
TOLERANCE = 0.05 - 1e-6  # mm: an overflow below this is ignored
DESCENT = 1.2  # mm: how far letters reach below a baseline, at most
NOWHERE = Nowhere("Nowhere")
_T = TypeVar("_T")


class Setting:
    """What all blocks of a product in a language read, and caches of what was made with it."""

    def __init__(self, outline: Outline, theme: Theme, papers: tuple[Paper, ...]) -> None:
        self.language, self.direction, self.theme = outline.language, outline.direction, theme
        self.papers = papers
        self.drawn: Memory[tuple[Call, Any], Fragment] = Memory(4000)
        # an edition's own blocks, each as last drawn
        self.said: Memory[tuple[Path, Draw], tuple[Call, Any, Fragment]] = Memory(128)
        self.answers: Memory[tuple[Any, ...], Any] = Memory(20_000)
        self.keys: Memory[Hashable, Same] = Memory(256)
        self.layouts: Memory[Hashable, Any] = Memory(256)
        self.drawings: Memory[Hashable, Drawing] = Memory(512)
        self.count = 0  # number of cached layouts
        self._blanks = [Blank(i, one.width, one.height, FontUses()) for i, one in enumerate(papers)]

    def panel(self, name: str, page: Page, left: float, width: float) -> Panel:
        """Return a panel with the look of this setting."""
        return Panel(name, page, left, width, self.theme, self)

    def blank(self, name: str, page: int, left: float, width: float) -> Panel:
        """Return such a panel to measure on."""
        return self.panel(name, self._blanks[page], left, width)


# Eight products in 18 languages have 144 in an order of all; with fewer places each edition would
# draw the plates of all languages anew.
_SETTINGS: Memory[tuple[Hashable, ...], Setting] = Memory(512)


def setting_of(product: str, outline: Outline, theme: Theme, papers: tuple[Paper, ...]) -> Setting:
    """Return the setting of an outline: one for all editions with the same look."""
    look = (theme.accent, theme.spacing, theme.fonts, theme.colour_profile)
    # A setting keeps its theme alive, so that the ids below are not reused.
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
    """A block to draw; ``before`` is the line that was set before it, if known."""

    draw: Draw
    frame: PanelKey
    numbers: Numbers
    before: Set | None

    def fragment(self, setting: Setting, node: Any, *, own: bool) -> Fragment:
        """Draw the block for a node. Raises ``OwnWords``."""
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
    """A national block drew an edition's own words: other editions would print them too."""


class Dialogue:
    """The questions of layout code about the words of an edition, and their answers.

    ``nodes`` are all nodes that it may ask about, by path.
    """

    def __init__(self, setting: Setting, nodes: Nodes) -> None:
        self.setting, self.nodes = setting, nodes
        self.own = {path for path, node in nodes.items() if says_own(node)}
        self.said: dict[Question, Any] = {}

    @cached_property
    def key(self) -> Hashable:
        """All national nodes, with gaps for own ones; equal keys are the same object."""
        own = self.own
        national = [(path, None if path in own else node) for path, node in self.nodes.items()]
        key = tuple(national)
        return self.setting.keys.made(key, lambda: Same(key))

    def ask(self, ask: Callable[..., _T], path: Path, *numbers: Hashable) -> _T:
        """Return ``ask(setting, node, *numbers)``, which must be discrete and hashable. Cached."""
        if path in self.own:
            return self._asked((ask, path, numbers))  # type: ignore[no-any-return]
        node = self.nodes[path]
        key = ask, node, numbers
        return self.setting.answers.made(  # type: ignore[no-any-return]
            key, lambda: (ask(self.setting, node, *numbers),)
        )[0]

    def _asked(self, question: Question) -> Any:
        """Return the answer to a question about an edition's own words, asked once per edition."""
        found = self.said.get(question, _UNSAID)
        if found is _UNSAID:
            ask, path, numbers = question
            found = self.said[question] = ask(self.setting, self.nodes[path], *numbers)
        return found

    def laid_out(self, lay_out: Callable[[], _T]) -> _T:
        """Return the layout: that of an earlier edition with equal answers, or the result of
        ``lay_out``.
        """
        setting, nodes = self.setting, self.nodes
        found, said = setting.layouts.get(self.key), []
        while isinstance(found, _Fork):
            ask, path, numbers = found.question
            answer = ask(setting, nodes[path], *numbers)
            said.append((found.question, answer))
            found = found.answers.get(answer)
        if found is not None:
            return found.layout  # type: ignore[no-any-return]
        self.said = dict(said)
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
    """A question, and what follows for each answer."""

    question: Question
    answers: dict[Any, Any] = {}


@dataclass(frozen=True)
class _Leaf(Generic[_T]):
    layout: _T


def says_own(node: Any) -> bool:
    """Return whether any part of a node is an edition's own."""
    if isinstance(node, tuple):
        return any(map(says_own, node))
    return bool(getattr(node, "own", False))


class Measured:
    """The result of a block drawn at 0 mm, and its overflows in mm. The text of ``overflows`` is an
    edition's own, so it does not count in comparisons.
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
    setting: Setting, node: Any, draw: Draw, frame: PanelKey, numbers: tuple[Hashable, ...]
) -> Measured:
    """Measure a block: the question that most layout code asks."""
    name, page, left, width = frame
    panel = setting.blank(name, page, left, width)
    result = draw(panel, NOWHERE, node, 0.0, *numbers)
    return Measured(_rounded(result), panel.overflows)


def rounded(value: float) -> float:
    """Round a length in mm, so that negligible differences disappear."""
    return round(value, 6)


def _rounded(result: Any) -> Any:
    if isinstance(result, tuple):
        return tuple(map(_rounded, result))
    return rounded(result) if isinstance(result, float) else result


class Painter:
    """Draws a layout block by block in reading order; national blocks come from the cache."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.brushes: list[Brush] = []
        # The last line on each page. It is unknown after an own block: a block contains
        # everything on the same line as its words.
        self.before: list[Set | None] = [None for _ in dialogue.setting.papers]

    def brush(
        self, name: str, page: int, left: float, width: float, *, apart: bool = False
    ) -> Brush:
        """Return a brush for the next panel; ``apart`` from everything else on its page."""
        if apart or self.before[page] == FAR:
            self.before[page] = None  # an own line in the adjacent panel may be at the same height
        brush = Brush(self.dialogue, (name, page, left, width), self)
        self.brushes.append(brush)
        return brush

    def drawing(self) -> Drawing:
        """Return everything that was drawn."""
        return Drawing(self.dialogue.setting, self.brushes)


class Brush:
    """Draws blocks in a panel, or only measures them when there is no ``painter``."""

    def __init__(self, dialogue: Dialogue, frame: PanelKey, painter: Painter | None = None) -> None:
        self.dialogue, self.frame, self.painter = dialogue, frame, painter
        self.section = Section("Sect")
        self.order: list[Fragment] = []  # in painting order
        self.own: list[tuple[Call, Path]] = []  # in reading order
        self.overflows: list[Overflow] = []

    @property
    def measuring(self) -> bool:
        """Whether blocks are only measured."""
        return self.painter is None

    def trial(self) -> Brush:
        """Return a brush for the same panel that only measures."""
        return Brush(self.dialogue, self.frame)

    @cached_property
    def panel(self) -> Panel:
        """The panel, for typesetting national words."""
        return self.dialogue.setting.blank(*self.frame)

    def must_fit(self, what: Callable[[], object], used: float, room: Room) -> float:
        """Record an overflow when text reaches below its room; return how far (mm), 0 when it
        fits.
        """
        over = used - room.end
        if used <= room.end + TOLERANCE:
            return 0.0
        name, page, left, width = self.frame
        bottom = (room.end if room.bottom is None else room.bottom) + DESCENT
        area = Area(page, left, room.top, left + width, bottom)
        full = Overflow(name, str(what()), over, area, leading=room.leading, numeral=room.numeral)
        self.overflows.append(full)
        return over

    def block(
        self, draw: Draw, path: Path, y: float, *numbers: Hashable, into: Section | None = None
    ) -> Any:
        """Draw the node at a path, ``y`` mm down; return the block's result for 0 mm."""
        found = self.dialogue.ask(measured, path, draw, self.frame, numbers)
        self.overflows += [one.moved(y) for one in found.overflows]
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
        """Draw the node at a path into a section, by default that of the panel. It is painted below
        everything added since ``len(order)`` was ``at``. ``ends`` is its last line, if the layout
        knows that of an own block.
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
    """The result of the brushes of a layout: sections in reading order, fragments per page in
    painting order, and the own blocks.
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
        """Return the fragments of own blocks. Cached, since some are equal in many editions: the
        imprint.
        """
        return [self._said(call, path, nodes[path]) for call, path in self.own]

    def _said(self, call: Call, path: Path, node: Any) -> Fragment:
        last = self.setting.said.get((path, call.draw))
        if last and last[0] == call and last[1] == node:
            return last[2]
        fragment = call.fragment(self.setting, node, own=True)
        self.setting.said.keep((path, call.draw), (call, node, fragment))
        return fragment

    def plate(self, pages: Pages) -> Plate:
        """Return the plate of the drawing on these pages."""
        profile = self.setting.theme.colour_profile
        return self._plates.made(pages, lambda: Plate(pages, self.sections, self.orders, profile))
