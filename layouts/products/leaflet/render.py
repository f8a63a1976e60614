"""The leaflet: A4 landscape, folded in three (C-fold).

Reading order: cover, flap, inside, back. For longer text each panel takes as many steps of ``FITS``
as it needs; if none suffices the build stops and names the panel. 112 and QR codes never shrink;
phone numbers only if they are longer than any national one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property

from msgspec import Struct

from wegwijs.layouts.content.further import called
from wegwijs.layouts.content.omissions import Omission
from wegwijs.layouts.content.outline import Group, Outline
from wegwijs.layouts.pdf.blocks import Dialogue, Drawing, Painter, setting_of
from wegwijs.layouts.pdf.memory import Memory
from wegwijs.layouts.pdf.metadata import Metadata
from wegwijs.layouts.pdf.overflow import DoesNotFit
from wegwijs.layouts.pdf.paper import Paper
from wegwijs.layouts.pdf.sheet import Profile, Sheet, pages_of
from wegwijs.layouts.pdf.skeleton import Pages
from wegwijs.layouts.products.leaflet.contact_details import IN_DUTCH, told_apart
from wegwijs.layouts.products.leaflet.layout import Layout, layout_of
from wegwijs.layouts.products.leaflet.nodes import dialogue_of
from wegwijs.layouts.products.leaflet.panels import LeafletPanel
from wegwijs.layouts.products.leaflet.paper import FOLDS, HEIGHT, INSIDE, WIDTH, folds_of
from wegwijs.layouts.typesetting.theme import Theme
from wegwijs.sources.same import Same
from wegwijs.sources.ways import HOURS, WAYS

PAPERS = (Paper(WIDTH, HEIGHT),) * len(FOLDS)
Columns = Mapping[str, tuple[Group, ...]]


def render_leaflet(outline: Outline, theme: Theme, profile: Profile = Profile.OFFICE) -> bytes:
    """Return the leaflet as a PDF of two pages.

    Raises ``DoesNotFit`` with the panel, the language and the overflow in mm when text does not fit
    even in the last step.
    """
    leaflet = leaflet_of(outline, theme)
    return _printed(leaflet.drawing, leaflet.dialogue, outline, profile)


def render_overfull(outline: Outline, theme: Theme, error: DoesNotFit) -> bytes:
    """Return the pages of a leaflet that does not fit, in the layout with the least overflow: its
    text runs over. The drawing is not cached.
    """
    dialogue = _dialogue(outline, theme)
    return _printed(_drawn(dialogue, error.nearest), dialogue, outline, Profile.OFFICE)


def _printed(drawing: Drawing, dialogue: Dialogue, outline: Outline, profile: Profile) -> bytes:
    plate = drawing.plate(_pages(profile, outline.language, rtl=outline.direction == "rtl"))
    return plate.print(drawing.said(dialogue.nodes), Metadata.of(outline))


def _dialogue(outline: Outline, theme: Theme) -> Dialogue:
    return dialogue_of(outline, setting_of("leaflet", outline, theme, PAPERS))


@cache
def _pages(profile: Profile, language: str, *, rtl: bool) -> Pages:
    """Return both sides of the sheet, with fold marks."""
    sheets = [Sheet(WIDTH, HEIGHT, folds_of(page, rtl=rtl)) for page in range(len(FOLDS))]
    return pages_of(sheets, profile, language)


def leaflet_of(outline: Outline, theme: Theme) -> Leaflet:
    """Return the leaflet of an edition, cached: it is drawn, and asked for its omissions. Raises
    ``DoesNotFit``.
    """
    return _LEAFLETS.made(Same(outline, theme), lambda: Leaflet(outline, theme))


class Leaflet:
    """The leaflet of an edition, laid out."""

    def __init__(self, outline: Outline, theme: Theme) -> None:
        self.dialogue = _dialogue(outline, theme)
        self.layout = layout_of(self.dialogue)

    @cached_property
    def drawing(self) -> Drawing:
        """The drawing of all panels, shared by editions with an equal layout."""
        dialogue, layout = self.dialogue, self.layout
        # Equal layouts may result from different answers, with other heights, so compare by
        # identity.
        key = dialogue.key, Same(layout)
        return dialogue.setting.drawings.made(key, lambda: _drawn(dialogue, layout))


_LEAFLETS: Memory[Same, Leaflet] = Memory(1)


def _drawn(dialogue: Dialogue, layout: Layout) -> Drawing:
    """Draw all panels, in reading order."""
    painter = Painter(dialogue)
    for subject, fit in layout.panels:
        LeafletPanel(dialogue, subject, fit, painter).draw()
    return painter.drawing()


class Plan(Struct, frozen=True):
    """The groups on each inside panel, and the inside panel that has 112."""

    groups: Columns
    alert_panel: str


def plan_of(outline: Outline, theme: Theme) -> Plan:
    """Return the panels as ``render_leaflet`` fills them. Raises ``DoesNotFit``."""
    panels = {subject.name: subject for subject, _ in leaflet_of(outline, theme).layout.panels}
    alert_panel = next(name for name in INSIDE if panels[name].has_alert)
    groups = {
        name: tuple(outline.groups[index] for index, _ in panels[name].groups) for name in INSIDE
    }
    return Plan(groups, alert_panel)


# Dutch names of the details of a contact.
NAMES = {
    "name": "naam",
    **{detail.id: detail.short for detail in (*WAYS.values(), HOURS)},
    IN_DUTCH: "Nederlandse naam",
}


def omissions(outline: Outline, theme: Theme) -> tuple[Omission, ...]:
    """Return the details of an edition's own contacts that are nowhere on the leaflet,
    by contact.
    """
    gone = leaflet_of(outline, theme).layout.left_out
    if not gone:
        return ()
    return tuple(
        Omission(
            str(slot.dutch or slot.label), NAMES.get(field) or called(field, words), "geen plaats"
        )
        for index, slot in enumerate(outline.local.slots)
        for field, words in told_apart(slot).items()
        if (index, field) in gone
    )
