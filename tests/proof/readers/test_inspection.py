"""A sound tagged PDF, written by hand, and every way of breaking it that the inspection must see."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from wegwijs.proof.readers.inspection import Inspection, blocks, inspect, walk

if TYPE_CHECKING:
    from collections.abc import Callable

CONTENT = """
/H1 <</MCID 0>> BDC BT /F 12 Tf 1 0 0 1 40 700 Tm <00480065> Tj [<006C> -20 <006C006F>] TJ ET EMC
/P <</MCID 1>> BDC BT <00430061006C006C0020> Tj ET EMC
/Link <</MCID 2>> BDC BT <00750073> Tj ET EMC
/P <</MCID 3>> BDC BT /Span <</ActualText (\\056)>> BDC <00210021> Tj EMC ET EMC
/Span <</MCID 4>> BDC BT <0063006200611000> Tj ET EMC
/Figure <</MCID 5>> BDC 0 0 10 10 re f EMC
/Artifact <</Type /Layout>> BDC 0 0 m 9 9 l S BT <0031> Tj ET EMC
"""
# U+1000 stands for a glyph without text; the rest of the codes are what they look like.
CMAP = b"""1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfrange <0020> <003F> <0020> <0041> <0042> [<0041> <0042>] endbfrange
1 beginbfrange <0043> <007A> <0043> endbfrange 1 beginbfchar <1000> <2060> endbfchar"""


class Draft:
    """The sound file, open for tampering: its page, its elements by name, and its content."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.content = CONTENT
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, ToUnicode=self.pdf.make_stream(CMAP))
        page = self.pdf.add_blank_page()
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Tabs, page.StructParents = Name.S, 0
        self.page: Any = page.obj
        self.note: Any = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Contents="Call us",
                StructParent=1,
                Rect=[0, 0, 9, 9],
            ),
        )
        page.Annots = Array([self.note])
        roles = Dictionary(Tip=Name.P)
        self.root: Any = self.pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, K=[], RoleMap=roles)
        )
        self.document = self.element("Document", self.root)
        self.heading = self.element("H1", self.document, 0)
        self.tip = self.element("Tip", self.document, 1)
        self.link = self.element("Link", self.tip, 2)
        self.link.K.append(Dictionary(Type=Name.OBJR, Obj=self.note, Pg=self.page))
        self.tip.K.append(Dictionary(Type=Name.MCR, MCID=3, Pg=self.page))
        self.arabic = self.element("P", self.document)
        self.arabic.Lang = "ar"
        self.span = self.element("Span", self.arabic, 4)
        self.span.ActualText = "abc"
        self.figure = self.element("Figure", self.document, 5)
        self.figure.Alt = "QR code"
        self.parents = Array([self.heading, self.tip, self.link, self.tip, self.span, self.figure])
        self.root.ParentTree = Dictionary(Nums=[0, self.parents, 1, self.link])
        self.pdf.Root.StructTreeRoot, self.pdf.Root.Lang = self.root, "nl"
        self.pdf.docinfo.Title = "Help"

    def replace(self, old: str, new: str) -> None:
        assert old in self.content
        self.content = self.content.replace(old, new, 1)

    def element(self, tag: str, parent: pikepdf.Object, *kids: int) -> Any:
        node = self.pdf.make_indirect(
            Dictionary(S=Name("/" + tag), P=parent, Pg=self.page, K=list(kids))
        )
        parent.K.append(node)
        return node

    def inspect(self) -> Inspection:
        self.page.Contents = self.pdf.make_stream(self.content.encode())
        self.root.ParentTree.Nums[1] = self.parents
        self.pdf.save(file := io.BytesIO())
        return inspect(file.getvalue())


def test_sound_file_has_no_problems() -> None:
    assert Draft().inspect().problems == ()


def test_what_it_says() -> None:
    inspection = Draft().inspect()
    assert (inspection.title, inspection.language) == ("Help", "nl")
    assert list(blocks(inspection)) == [
        ("H1", "Hello"),
        ("P", "Call us."),
        ("P", "abc"),
        ("Figure", "QR code"),
    ]
    assert [
        (each.tag, each.text, each.language, each.pages) for each in walk(inspection.elements)
    ] == [
        ("H1", "Hello", "nl", (1,)),
        ("P", "Call us.", "nl", (1,)),
        ("Link", "us", "nl", (1,)),
        ("P", "abc", "ar", (1,)),
        ("Span", "abc", "ar", (1,)),
        ("Figure", "", "nl", (1,)),
    ]


def test_glyph_text_is_read_through_to_unicode_and_word_joiners_are_dropped() -> None:
    draft = Draft()
    del draft.span.ActualText
    assert draft.inspect().elements[2].text == "cba"


def test_blocks_inside_an_element_stand_on_lines_of_their_own() -> None:
    draft = Draft()
    draft.tip.S = Name.Sect
    draft.link.S = Name.P
    assert draft.inspect().elements[1].text == "Call \nus\n."


# --- every way of breaking it -----------------------------------------------------------------------------------------


def swap(old: str, new: str) -> Callable[[Draft], None]:
    """Break the page's content."""
    return lambda draft: draft.replace(old, new)


def put(owner: str, key: str, value: object) -> Callable[[Draft], None]:
    """Set a key of one of the draft's objects; None deletes it."""

    def tamper(draft: Draft) -> None:
        target = getattr(draft, owner)
        if value is None:
            del target[key]
        else:
            target[key] = (
                getattr(draft, value) if isinstance(value, str) and hasattr(draft, value) else value
            )

    return tamper


BREAKS: dict[str, tuple[Callable[[Draft], object], str]] = {
    "nested MCID": (
        swap(
            "<00430061006C006C0020> Tj ET EMC\n/Link <</MCID 2>> BDC BT <00750073> Tj ET EMC",
            "<0043> Tj ET /Link <</MCID 2>> BDC EMC EMC",
        ),
        "Page 1: MCID 2 (Link) is opened inside MCID 1 (P).",
    ),
    "tagged content in an artifact": (
        swap("0 0 m 9 9 l S", "/P <</MCID 6>> BDC EMC"),
        "Page 1: MCID 6 (P) is opened inside Artifact.",
    ),
    "unclosed BDC": (swap("re f EMC", "re f"), "Page 1: MCID 5 (Figure) is never closed."),
    "unclosed BMC": (swap("9 9 l S", "9 9 l S /Span BMC"), "Page 1: Artifact is never closed."),
    "EMC too many": (
        swap("re f EMC", "re f EMC EMC"),
        "Page 1: an EMC closes a sequence that was never opened.",
    ),
    "MCID twice in the content": (
        swap("<</MCID 2>>", "<</MCID 1>>"),
        "Page 1: MCID 1 (Link) is used twice in the content.",
    ),
    "MCID twice in the tree": (
        lambda draft: draft.link.K.append(1),
        "Page 1: MCID 1 is in the structure tree twice, in P and in Link.",
    ),
    "MCID without owner": (
        put("figure", "/K", Array()),
        "Page 1: MCID 5 is in the content, but no structure element owns it.",
    ),
    "MCID without content": (
        lambda draft: draft.figure.K.append(9),
        "Page 1: MCID 9 of a Figure is not in the content.",
    ),
    "MCID on no page": (
        put("figure", "/Pg", None),
        "A Figure does not say on which page its MCID 5 is.",
    ),
    "wrong parent": (
        lambda draft: draft.parents.__setitem__(0, draft.tip),
        "Page 1: the parent tree does not give MCID 0 to the H1 it is in.",
    ),
    "parent tree too short": (
        lambda draft: draft.parents.pop(5),
        "Page 1: the parent tree does not give MCID 5 to the Figure it is in.",
    ),
    "no StructParents": (put("page", "/StructParents", None), "Page 1 has no /StructParents."),
    "wrong StructParents": (
        put("page", "/StructParents", 7),
        "Page 1: the parent tree does not give MCID 0 to the H1 it is in.",
    ),
    "no Tabs": (
        put("page", "/Tabs", None),
        "Page 1 does not follow the structure for the tab order (/Tabs /S).",
    ),
    "wrong StructParent": (
        put("note", "/StructParent", 0),
        "Page 1: annotation 1 (Link): its /StructParent does not lead to the Link that owns it.",
    ),
    "no StructParent": (
        put("note", "/StructParent", None),
        "Page 1: annotation 1 (Link): its /StructParent does not lead to the Link that owns it.",
    ),
    "OBJR to nowhere": (
        put("page", "/Annots", None),
        "A Link owns an annotation that is on no page.",
    ),
    "annotation twice in the tree": (
        lambda draft: draft.link.K.append(draft.link.K[1]),
        "Page 1: an annotation is in the structure tree twice.",
    ),
    "link not in the tree": (
        lambda draft: draft.link.K.pop(1),
        "Page 1: annotation 1 (Link) is not in the structure tree.",
    ),
    "annotation without description": (
        put("note", "/Contents", None),
        "Page 1: annotation 1 (Link) has no description (/Contents).",
    ),
    "wrong P": (
        put("link", "/P", "document"),
        'Page 1: the Link "us" does not name its parent in /P.',
    ),
    "no P": (put("heading", "/P", None), 'Page 1: the H1 "Hello" does not name its parent in /P.'),
    "element twice": (
        lambda draft: draft.document.K.append(draft.figure),
        "A Figure stands in the structure tree twice.",
    ),
    "text untagged": (
        swap("/Artifact <</Type /Layout>> BDC", "/Span BMC"),
        'Page 1: the text "1" is shown outside tagged content and artifacts.',
    ),
    "path untagged": (
        swap("/Artifact", "0 0 9 9 re f /Artifact"),
        "Page 1: something is painted (f) outside tagged content and artifacts.",
    ),
    "glyph without text": (
        swap("<0048", "<2000"),
        "Page 1: MCID 0 (H1) shows a glyph of /F that has no text.",
    ),
    "figure without text": (
        put("figure", "/Alt", None),
        "Page 1: a Figure has no alternative text (/Alt).",
    ),
    "heading not first": (
        put("heading", "/S", Name.H2),
        'Page 1: the heading "Hello" is H2, after no heading.',
    ),
    "heading skips": (put("arabic", "/S", Name.H3), 'Page 1: the heading "abc" is H3, after H1.'),
    "no structure": (
        lambda draft: draft.pdf.Root.__delitem__("/StructTreeRoot"),
        "The file has no structure tree.",
    ),
}


@pytest.mark.parametrize(("tamper", "problem"), BREAKS.values(), ids=BREAKS.keys())
def test_problem_is_found(tamper: Callable[[Draft], object], problem: str) -> None:
    draft = Draft()
    tamper(draft)
    assert problem in draft.inspect().problems


def test_bytes_that_are_no_pdf() -> None:
    with pytest.raises(pikepdf.PdfError):
        inspect(b"not a PDF")
