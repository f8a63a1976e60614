"""The leaflet: A4 landscape, folded in three (C-fold).

Read in the order cover, flap, inside, back. Where text is longer, each panel takes as many steps of
``FITS`` as it needs; then the build stops and names the panel. 112 and QR codes never shrink, and
numbers only where they are longer than any that an organisation of our own has.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from math import inf
from typing import Any

from layouts.content.omissions import Omission
from layouts.content.outline import Group, Outline
from layouts.pdf.document import Document
from layouts.pdf.metadata import Metadata
from layouts.pdf.panel import DoesNotFit, Overflow
from layouts.pdf.sheet import Profile, Sheet, add_sheet
from layouts.products.leaflet.contact_details import IN_DUTCH, Detail, said_inside, told_apart
from layouts.products.leaflet.fit import FITS, Fit
from layouts.products.leaflet.panels import LeafletPanels
from layouts.products.leaflet.paper import FOLDS, HEIGHT, INSIDE, WIDTH, folds_of
from layouts.typesetting.theme import Theme
from sources.same import Same
from sources.ways import DETAILS

ROW_SHIFTS = (0, -2.5, 2.5, -5, 5, -7.5, 7.5, -10, 10)  # of the second row, in mm; the best first
MOST_ROWS = 3  # organisations below each other
LEVEL = 2  # of them: a panel with so many has its second row level with the others

OUTSIDE = ("cover", "flap", "back")
# What the panels are drawn from, besides the groups of organisations on those inside.
ALWAYS = ("language", "direction", "concept")
READS = {
    "cover": (
        "logo",
        "publisher",
        "kicker",
        "language_name",
        "language_dutch",
        "title",
        "lead",
        "arms",
        "alert",
    ),
    "flap": ("situations_heading", "situations_lead", "situations", "alert"),
    **dict.fromkeys(INSIDE, ("alert",)),
    "back": ("calling_heading", "calling", "alert", "local", "colophon", "about"),
}
Columns = Mapping[str, tuple[Group, ...]]


def render_leaflet(outline: Outline, theme: Theme, profile: Profile = Profile.OFFICE) -> bytes:
    """The leaflet as a PDF of two pages.

    Raises ``DoesNotFit`` with the panel, the language and the millimetres over when text has no
    room even after the last step.
    """
    layout = _laid_out(Same(outline, theme))
    document = Document(Metadata.of(outline), theme.colour_profile)
    for page in range(len(FOLDS)):
        folds = folds_of(page, rtl=outline.direction == "rtl")
        add_sheet(document, Sheet(WIDTH, HEIGHT, folds), profile)
    for name in READS:
        document.impose(_drawn(layout.subjects[name], theme.accent, layout.trials[name].fit))
    return document.save()


@dataclass(frozen=True)
class Plan:
    """Which groups stand on each panel inside, and which of those panels has 112."""

    groups: Columns
    alert_panel: str


def plan_of(outline: Outline, theme: Theme) -> Plan:
    """The panels as ``render_leaflet`` fills them. Raises ``DoesNotFit`` as it does."""
    subjects = _laid_out(Same(outline, theme)).subjects
    alert_panel = next(name for name in INSIDE if subjects[name].has_alert)
    return Plan({name: subjects[name].groups for name in INSIDE}, alert_panel)


# What a detail of a contact is called.
NAMES = {
    "name": "naam",
    **{id_: detail.short for id_, detail in DETAILS.items()},
    IN_DUTCH: "Nederlandse naam",
}


def omissions(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    """What of an edition's own contacts stands nowhere on the leaflet, contact by contact."""
    layout = _laid_out(Same(outline, theme))
    gone = layout.subjects["back"].draw(layout.trials["back"].fit, measuring=True).left_out
    return tuple(
        Omission(str(slot.dutch or slot.label), NAMES[field], "geen plaats")
        for index, slot in enumerate(outline.local.slots)
        for field in told_apart(slot)
        if (index, field) in gone
    )


@lru_cache(maxsize=1)  # a document is drawn, and asked what it leaves out
def _laid_out(content: Same) -> _Layout:
    """What stands on each panel of an (outline, theme), and how much each gives way: of the ways to
    lay them out the first one that fits, with 112 where the panels give way least. Raises
    ``DoesNotFit``.
    """
    outline, theme = content.objects
    nearest: _Layout | None = None
    for columns in _columns(outline.groups):
        subjects = {n: _Subject.of(outline, columns.get(n, ()), theme, n) for n in READS}
        layout = _with_outside(outline, _with_alert(subjects, tuple(columns)))
        if not _cost(layout.trials)[0]:
            return layout
        nearest = nearest or layout
    if nearest:
        overflows = [over for trial in nearest.trials.values() for over in trial.overflows]
    else:
        largest = max(outline.groups, key=lambda group: len(group.entries))
        overflows = [Overflow(INSIDE[-1], str(largest.heading))]
    raise DoesNotFit("leaflet", outline.language, overflows)


def _columns(groups: Sequence[Group]) -> list[Columns]:
    """The ways to lay groups over the panels inside, in order and none of them split: the most
    even one first, and of those the one with its fullest panel last, where the flap folds in.
    """
    ways: list[tuple[list[int], Columns]] = []
    for count in range(1, min(len(groups), len(INSIDE)) + 1):
        for cuts in itertools.combinations(range(1, len(groups)), count - 1):
            parts = [tuple(groups[a:b]) for a, b in itertools.pairwise((0, *cuts, len(groups)))]
            loads = [sum(len(group.entries) for group in part) for part in parts]
            if max(loads) <= MOST_ROWS:
                ways.append((loads, dict(zip(INSIDE, parts, strict=False))))
    ways.sort(key=lambda way: (max(way[0]), way[0]))
    return [columns for _, columns in ways]


def _with_alert(subjects: Mapping[str, _Subject], panels: Sequence[str]) -> _Layout:
    """How much the panels inside give way with 112 on the one of ``panels`` where that is least."""
    best: _Layout | None = None
    for name in panels:
        own = {**subjects, name: replace(subjects[name], has_alert=True)}
        trials = _inside(own, _cost(best.trials) if best else (inf, 0))
        best = _Layout(own, trials) if trials else best
    assert best, "whatever is over, it is less than infinite"
    return best


def _with_outside(outline: Outline, inside: _Layout) -> _Layout:
    """The same with the panels outside. Every panel by itself, but for the back, that can leave to
    those inside what they say of the edition's own contacts.
    """
    says = said_inside(outline, min(trial.fit.own for trial in inside.trials.values()))
    back = replace(inside.subjects["back"], inside_says=says)
    subjects = {**inside.subjects, "back": back}
    outside = {name: _first_fit(subjects[name], 0) for name in OUTSIDE}
    return _Layout(subjects, {**outside, **inside.trials})


def _inside(subjects: Mapping[str, _Subject], most: Cost) -> Trials | None:
    """How much the panels inside give way: of the ways to shift their rows the one counts with
    which that is least. None when it is no less than ``most``.
    """
    level = [name for name in reversed(INSIDE) if subjects[name].rows == LEVEL]
    others = {name: _first_fit(subjects[name], 0) for name in INSIDE if name not in level}
    best: Trials | None = None
    for shift in ROW_SHIFTS:
        trials = dict(others)
        for name in level:  # what differs per edition stands in front
            if _cost(trials) >= most:
                break
            trials[name] = _first_fit(subjects[name], shift)
        if _cost(trials) < most:
            best, most = trials, _cost(trials)
        if most == _cost(others):
            break
    return best


@dataclass(frozen=True)
class _Subject:
    """What a trial is of. Two are equal when all that the panel reads is the same.

    ``has_alert`` tells whether the panel ends with 112, ``inside_says`` what the back can leave to
    the panels inside.
    """

    name: str
    content: tuple[object, ...]
    outline: Outline = field(compare=False)
    groups: tuple[Group, ...] = field(compare=False)
    theme: Theme = field(compare=False)
    has_alert: bool = False
    inside_says: frozenset[Detail] = frozenset()

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Kept: each trial is looked up many times."""
        return hash((self.name, self.content, self.has_alert, self.inside_says))

    @classmethod
    def of(cls, outline: Outline, groups: tuple[Group, ...], theme: Theme, panel: str) -> _Subject:
        """The outline with nothing in it but what the panel reads: a trial cannot read more."""
        kept = (*ALWAYS, *READS[panel])
        content = (*(getattr(outline, name) for name in kept), groups, outline.script)
        rest: dict[str, Any] = {f.name: None for f in fields(Outline) if f.name not in kept}
        content = (*content, theme.spacing, theme.fonts)
        return cls(panel, content, replace(outline, **rest), groups, theme)

    @property
    def rows(self) -> int:
        """How many organisations stand below each other."""
        return sum(len(group.entries) for group in self.groups)

    def draw(self, fit: Fit, *, measuring: bool = False) -> LeafletPanels:
        """Draw the panel, or only see what fits."""
        panels = LeafletPanels(
            self.outline,
            self.groups,
            self.theme,
            fit,
            has_alert=self.has_alert,
            inside_says=self.inside_says,
            measuring=measuring,
        )
        panels.draw(self.name)
        return panels


Cost = tuple[float, int]


def _cost(trials: Trials) -> Cost:
    """What is over, and how many steps were taken."""
    return sum(trial.over for trial in trials.values()), sum(t.step for t in trials.values())


@dataclass(frozen=True)
class _Trial:
    """A panel drawn to see whether it fits. ``over`` is what is too much, in mm."""

    step: int
    fit: Fit
    overflows: tuple[Overflow, ...]

    @property
    def over(self) -> float:
        return sum(overflow.millimetres or HEIGHT for overflow in self.overflows)


Trials = Mapping[str, _Trial]


@dataclass(frozen=True)
class _Layout:
    """What stands on each panel, and how much it gives way."""

    subjects: Mapping[str, _Subject]
    trials: Trials


@lru_cache(maxsize=1024)  # in many editions most panels are the same
def _first_fit(subject: _Subject, row_shift: float) -> _Trial:
    """The first step with which a panel fits, or the one with which it comes nearest."""
    trials: list[_Trial] = []
    read: Mapping[str, object] | None = None
    for step, fit in enumerate(FITS):
        fit = replace(fit, row_shift=row_shift)  # noqa: PLW2901
        if read is not None and all(getattr(fit, field) == value for field, value in read.items()):
            continue  # nothing gave way that this panel looks at
        panels = subject.draw(fit, measuring=True)
        read = panels.fit.read
        trials.append(_Trial(step, fit, tuple(panels.overflows)))
        if not panels.overflows:
            break
    return min(trials, key=lambda trial: trial.over)


@lru_cache(maxsize=64)  # as above
def _drawn(subject: _Subject, accent: object, fit: Fit) -> Document:
    """A panel on its page; the theme's ``accent`` is no part of what a trial is of."""
    return subject.draw(fit).document
