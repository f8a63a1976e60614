"""The layout of the leaflet: which groups are on which panel, where 112 is, and how much each panel
gives way to longer text.

Each panel takes as many steps of ``FITS`` as it needs.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Mapping, Sequence
from math import inf

from msgspec import Struct, structs

from wegwijs.layouts.pdf.blocks import Dialogue, Path, says_own
from wegwijs.layouts.pdf.overflow import Area, DoesNotFit, Overflow
from wegwijs.layouts.products.leaflet.contact_details import Detail, said_inside
from wegwijs.layouts.products.leaflet.fit import FITS, Fit
from wegwijs.layouts.products.leaflet.panels import LeafletPanel, Subject
from wegwijs.layouts.products.leaflet.paper import HEIGHT, INSIDE, frame_of

ROW_SHIFTS = (0, -2.5, 2.5, -5, 5, -7.5, 7.5, -10, 10)  # shifts of the second row in mm, best first
MOST_ROWS = 3  # at most this many organisations on a panel
LEVEL = 2  # a panel with this many aligns its second row with the others

OUTSIDE = ("cover", "flap", "back")
PANELS = ("cover", "flap", *INSIDE, "back")  # in reading order
Columns = Mapping[str, tuple[tuple[int, tuple[int, ...]], ...]]
Cost = tuple[float, int]


class Layout(Struct, frozen=True):
    """All panels in reading order, each with its fit; and the details of an edition's own contacts
    that are left out.
    """

    panels: tuple[tuple[Subject, Fit], ...]
    left_out: frozenset[Detail]


def layout_of(dialogue: Dialogue) -> Layout:
    """Return the layout of a leaflet. Raises ``DoesNotFit``."""
    return dialogue.laid_out(lambda: _Arranger(dialogue).arrange())


class _Trial(Struct, frozen=True):
    """A panel measured in a fit. ``over`` is its total overflow in mm."""

    step: int
    fit: Fit
    overflows: tuple[Overflow, ...]
    left_out: frozenset[Detail]

    @property
    def over(self) -> float:
        return sum(overflow.millimetres or HEIGHT for overflow in self.overflows)


Trials = Mapping[str, _Trial]


class _Search:
    """The steps of ``FITS`` tried on a panel, as far as needed. Searches of national panels are
    shared, so the next edition continues where the last one stopped.
    """

    def __init__(self, subject: Subject, row_shift: float) -> None:
        self._subject, self._row_shift = subject, row_shift
        self._next = 0  # step
        self._read: Mapping[str, object] | None = None
        self._nearest: _Trial | None = None

    def first_fit(self, dialogue: Dialogue, most: float) -> _Trial | None:
        """Return the first step in which the panel fits, otherwise the one with the least overflow;
        None when it does not fit in fewer steps than ``most``.
        """
        while self._next < len(FITS) and not self._fits:
            if self._next >= most:
                return None
            self._try(dialogue)
        found = self._nearest
        assert found, "the first step is always tried"
        return found if found.step < most or not self._fits else None

    @property
    def _fits(self) -> bool:
        return self._nearest is not None and not self._nearest.overflows

    def _try(self, dialogue: Dialogue) -> None:
        step, read = self._next, self._read
        self._next += 1
        fit = structs.replace(FITS[step], row_shift=self._row_shift)
        if read is not None and all(getattr(fit, n) == value for n, value in read.items()):
            return  # the step changes nothing that this panel reads
        panel = LeafletPanel(dialogue, self._subject, fit)
        panel.draw()
        self._read = panel.fit.read
        trial = _Trial(step, fit, tuple(panel.brush.overflows), panel.left_out)
        if self._nearest is None or trial.over < self._nearest.over:
            self._nearest = trial


class _Laid(Struct, frozen=True):
    """The contents of each panel, and its trial."""

    subjects: Mapping[str, Subject]
    trials: Trials

    @property
    def layout(self) -> Layout:
        """The layout, even of what does not fit."""
        panels = tuple((self.subjects[name], self.trials[name].fit) for name in PANELS)
        return Layout(panels, self.trials["back"].left_out)

    @property
    def overflows(self) -> list[Overflow]:
        """Everything that does not fit."""
        return [overflow for trial in self.trials.values() for overflow in trial.overflows]


class _Arranger:
    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self._searches: dict[tuple[Subject, float], _Search] = {}

    def arrange(self) -> Layout:
        """Try the ways to divide groups over panels until one fits, with 112 on the panel where
        that costs least. Raises ``DoesNotFit``.
        """
        rows, nearest = self.dialogue.nodes["groups",], None
        for columns in _columns(rows, MOST_ROWS):
            laid = self._laid(columns)
            if not laid.overflows:
                return laid.layout
            nearest = nearest or laid
        overflows = nearest.overflows if nearest else [self._no_place(rows)]
        nearest = nearest or self._laid(_columns(rows, sum(rows))[0])
        raise DoesNotFit("leaflet", self.dialogue.setting.language, overflows, nearest.layout)

    def _laid(self, columns: Columns) -> _Laid:
        """Fit all panels, with these groups on the inside."""
        subjects = {name: Subject(name, columns.get(name, ())) for name in PANELS}
        return self._with_outside(self._with_alert(subjects, tuple(columns)))

    def _no_place(self, rows: Sequence[int]) -> Overflow:
        """Return that the largest group has more organisations than a panel may have."""
        heading, _ = self.dialogue.nodes["head", rows.index(max(rows))]
        frame = frame_of(INSIDE[-1], rtl=self.dialogue.setting.direction == "rtl")
        area = Area(frame.page, frame.left, 0.0, frame.left + frame.width, HEIGHT)
        return Overflow(INSIDE[-1], str(heading), area=area)

    def _with_alert(self, subjects: Mapping[str, Subject], panels: Sequence[str]) -> _Laid:
        """Fit the inside panels, with 112 on the one of ``panels`` where that costs least."""
        best: _Laid | None = None
        for name in panels:
            own = {**subjects, name: structs.replace(subjects[name], has_alert=True)}
            trials = self._inside(own, _cost(best.trials) if best else (inf, 0))
            best = _Laid(own, trials) if trials else best
        assert best, "whatever is over, it is less than infinite"
        return best

    def _with_outside(self, inside: _Laid) -> _Laid:
        """Fit the outside panels as well. Panels are independent, except that the back may leave
        out what the inside panels show of the edition's own contacts.
        """
        own = min(trial.fit.own for trial in inside.trials.values())
        says = self.dialogue.ask(said_inside, ("contacts",), own)
        back = structs.replace(inside.subjects["back"], inside_says=says)
        subjects = {**inside.subjects, "back": back}
        outside = self._added({}, [subjects[name] for name in OUTSIDE], 0, (inf, 0))
        assert outside, "whatever is over, it is less than infinite"
        return _Laid(subjects, {**outside, **inside.trials})

    def _inside(self, subjects: Mapping[str, Subject], most: Cost) -> Trials | None:
        """Fit the inside panels with the row shift that costs least. Return None when the cost is
        not below ``most``.
        """
        level = [name for name in reversed(INSIDE) if subjects[name].rows == LEVEL]
        others = self._added({}, [subjects[n] for n in INSIDE if n not in level], 0, most)
        best: Trials | None = None
        for shift in ROW_SHIFTS if others is not None else ():
            # Panels that differ per edition come first.
            trials = self._added(others or {}, [subjects[name] for name in level], shift, most)
            if trials is not None:
                best, most = trials, _cost(trials)
            if most == _cost(others or {}):
                break
        return best

    def _added(
        self, trials: Trials, subjects: Sequence[Subject], row_shift: float, most: Cost
    ) -> Trials | None:
        """Add the trials of more panels; return None when the cost is not below ``most``.

        Stops as soon as that limit is reached.
        """
        found = dict(trials)
        for subject in subjects:
            over, steps = _cost(found)
            trial = None
            if (over, steps) < most:
                trial = self._first_fit(subject, row_shift, inf if most[0] else most[1] - steps)
            if trial is None:
                return None
            found[subject.name] = trial
        return found if _cost(found) < most else None

    def _first_fit(self, subject: Subject, row_shift: float, most: float = inf) -> _Trial | None:
        """Return what ``_Search.first_fit`` finds for a panel."""
        key = subject, row_shift
        if key not in self._searches:
            national = self._national(subject)
            answers = self.dialogue.setting.answers
            self._searches[key] = (
                answers.made((national, *key), lambda: _Search(*key)) if national else _Search(*key)
            )
        return self._searches[key].first_fit(self.dialogue, most)

    def _national(self, subject: Subject) -> Hashable:
        """Return all contents of an inside panel if they are national; otherwise None."""
        if subject.name not in INSIDE:
            return None
        nodes, paths = self.dialogue.nodes, list[Path]((("draft",), ("alert",)))
        for group, numerals in subject.groups:
            entries: list[Path] = [
                (kind, one) for one in numerals for kind in ("entry", "explained")
            ]
            paths += [("head", group), *entries]
        said = tuple(nodes[path] for path in paths)
        return None if says_own(said) else said


def _columns(rows: Sequence[int], most: int) -> list[Columns]:
    """Return the ways to divide groups over the inside panels, at most ``most`` organisations on
    each, in order and unsplit: the most even way first, and among equals the one whose fullest
    panel is last, where the flap folds in.
    """
    ways: list[tuple[list[int], Columns]] = []
    first = list(itertools.accumulate(rows, initial=1))  # the numeral of each group's first entry
    groups = [
        (index, tuple(range(first[index], first[index] + count)))
        for index, count in enumerate(rows)
    ]
    for count in range(1, min(len(groups), len(INSIDE)) + 1):
        for cuts in itertools.combinations(range(1, len(groups)), count - 1):
            parts = [tuple(groups[a:b]) for a, b in itertools.pairwise((0, *cuts, len(groups)))]
            loads = [sum(len(numerals) for _, numerals in part) for part in parts]
            if max(loads) <= most:
                ways.append((loads, dict(zip(INSIDE, parts, strict=False))))
    ways.sort(key=lambda way: (max(way[0]), way[0]))
    return [columns for _, columns in ways]


def _cost(trials: Trials) -> Cost:
    """Return the total overflow (mm), and the number of steps taken."""
    return sum(trial.over for trial in trials.values()), sum(t.step for t in trials.values())
