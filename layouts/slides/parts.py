"""The XML parts of a deck without slides. python-pptx's default template brings layouts, a theme,
an author and printer settings that are not ours; this one holds only what is written here.
"""

from __future__ import annotations

from collections.abc import Iterator

from wegwijs.layouts.slides.look import HEIGHT, LAYOUTS, WIDTH, DeckFormat, emu
from wegwijs.layouts.slides.master import (
    SPACES,
    default_text,
    layout,
    master,
    notes_master,
    notes_size,
)
from wegwijs.layouts.slides.relations import SLIDE, relation
from wegwijs.layouts.slides.theme import theme
from wegwijs.layouts.word.parts import CONTENT_TYPES, CORE, DRAWING, PROGRAM

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-"
_PRESENTATION = "officedocument.presentationml"
_APP = "docProps/app.xml"


def relations(*items: str) -> str:
    """Return the relationships of a part."""
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(items)}</Relationships>'


def parts_of(format_: DeckFormat, slides: int) -> Iterator[tuple[str, str]]:
    """Yield all parts that are the same in every deck of a format with so many slides."""
    yield CONTENT_TYPES, _content_types(slides)
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    yield (
        "_rels/.rels",
        relations(
            relation("presentation", "officeDocument", "ppt/presentation.xml"),
            f'<Relationship Id="core" Type="{core}" Target="{CORE}"/>',
            relation("app", "extended-properties", _APP),
        ),
    )
    yield (
        _APP,
        f'<Properties xmlns="{_OFFICE}/extended-properties">'
        f"<Application>{PROGRAM}</Application></Properties>",
    )
    yield "ppt/presentation.xml", _presentation(format_, slides)
    yield "ppt/_rels/presentation.xml.rels", _relations_of_presentation(slides)
    yield "ppt/presProps.xml", f"<p:presentationPr {SPACES}/>"
    yield "ppt/viewProps.xml", f"<p:viewPr {SPACES}/>"
    yield (
        "ppt/tableStyles.xml",
        f'<a:tblStyleLst xmlns:a="{DRAWING}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
    )
    yield "ppt/theme/theme1.xml", theme(format_)
    yield "ppt/theme/theme2.xml", theme(format_)
    yield "ppt/slideMasters/slideMaster1.xml", master(format_)
    yield (
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        relations(
            *(
                relation(
                    f"layout{one.number}",
                    "slideLayout",
                    f"../slideLayouts/slideLayout{one.number}.xml",
                )
                for one in LAYOUTS
            ),
            relation("theme", "theme", "../theme/theme1.xml"),
        ),
    )
    for one in LAYOUTS:
        name = f"slideLayout{one.number}.xml"
        yield f"ppt/slideLayouts/{name}", layout(format_, one)
        yield f"ppt/slideLayouts/_rels/{name}.rels", relations(_MASTER)
    yield "ppt/notesMasters/notesMaster1.xml", notes_master(format_)
    yield (
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        relations(relation("theme", "theme", "../theme/theme2.xml")),
    )


_MASTER = relation("master", "slideMaster", "../slideMasters/slideMaster1.xml")


def _content_types(slides: int) -> str:
    types = {
        "ppt/presentation": f"{_PRESENTATION}.presentation.main",
        "ppt/presProps": f"{_PRESENTATION}.presProps",
        "ppt/viewProps": f"{_PRESENTATION}.viewProps",
        "ppt/tableStyles": f"{_PRESENTATION}.tableStyles",
        "ppt/slideMasters/slideMaster1": f"{_PRESENTATION}.slideMaster",
        "ppt/notesMasters/notesMaster1": f"{_PRESENTATION}.notesMaster",
        "ppt/theme/theme1": "officedocument.theme",
        "ppt/theme/theme2": "officedocument.theme",
        CORE.removesuffix(".xml"): "package.core-properties",
        _APP.removesuffix(".xml"): "officedocument.extended-properties",
    }
    types |= {
        f"ppt/slideLayouts/slideLayout{one.number}": f"{_PRESENTATION}.slideLayout"
        for one in LAYOUTS
    }
    for number in range(1, slides + 1):
        types[f"ppt/{SLIDE}{number}"] = f"{_PRESENTATION}.slide"
        types[f"ppt/notesSlides/notesSlide{number}"] = f"{_PRESENTATION}.notesSlide"
    overrides = "".join(
        f'<Override PartName="/{name}.xml" ContentType="{_TYPE}{kind}+xml"/>'
        for name, kind in types.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        f' ContentType="{_TYPE}package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>'
    )


def _presentation(format_: DeckFormat, slides: int) -> str:
    ids = "".join(
        f'<p:sldId id="{255 + number}" r:id="slide{number}"/>' for number in range(1, slides + 1)
    )
    wide, high = notes_size()
    way = ' rtl="1"' if format_.rtl else ""
    return (
        f'<p:presentation {SPACES}{way} saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId'
        ' id="2147483648" r:id="master"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId'
        f' r:id="notes"/></p:notesMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst>'
        f'<p:sldSz cx="{emu(WIDTH) // 100 * 100}" cy="{emu(HEIGHT)}"/><p:notesSz cx="{wide}"'
        f' cy="{high}"/>{default_text(format_)}</p:presentation>'
    )


def _relations_of_presentation(slides: int) -> str:
    return relations(
        relation("master", "slideMaster", "slideMasters/slideMaster1.xml"),
        relation("notes", "notesMaster", "notesMasters/notesMaster1.xml"),
        relation("presProps", "presProps", "presProps.xml"),
        relation("viewProps", "viewProps", "viewProps.xml"),
        relation("theme", "theme", "theme/theme1.xml"),
        relation("tableStyles", "tableStyles", "tableStyles.xml"),
        *(
            relation(f"slide{number}", "slide", f"{SLIDE}{number}.xml")
            for number in range(1, slides + 1)
        ),
    )
