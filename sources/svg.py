"""SVG logos: only what every renderer draws alike, with nothing from outside the file.

The renderer gets what was validated here: the tree is serialised anew.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from msgspec import Struct

from wegwijs.sources.errors import ExitCode, WegwijsError
from wegwijs.sources.shipped import shipped

if TYPE_CHECKING:
    from PIL.Image import Image

NAMESPACE = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
MAX_DEPTH = 60
MAX_ELEMENTS = 20_000
WAIT = 20  # seconds; the rendering process has a lower limit

AS_PNG = "Exporteer het logo als PNG van 1100 pixels breed of meer"
_SCRIPT = f"er staat een script in. {AS_PNG}"
_TEXT = (
    "er staat tekst in die een lettertype van de computer nodig heeft. Zet in het tekenprogramma"
    f" alle tekst om in contouren. Of: {AS_PNG[0].lower()}{AS_PNG[1:]}"
)
_OUTSIDE = f"er staat een verwijzing in naar iets buiten het bestand. {AS_PNG}"
_IMAGE = f"er zit een foto of ander plaatje in. {AS_PNG}"
_HEAVY = f"deze SVG is te ingewikkeld. {AS_PNG}"
_BROKEN = f"dit is geen goede SVG. {AS_PNG}"
_ENTITIES = (
    "de SVG is bewaard met gegevens van het tekenprogramma erin (ENTITY). Bewaar hem als gewone"
    f" SVG, zonder die gegevens. Of: {AS_PNG[0].lower()}{AS_PNG[1:]}"
)
_NO_SIZE = f"in de SVG staat niet hoe groot de tekening is (viewBox). {AS_PNG}"
_ELEMENTS = {
    "script": _SCRIPT,
    "handler": _SCRIPT,
    "image": _IMAGE,
    "feImage": _IMAGE,
    "foreignObject": f"er staat een stuk webpagina in (foreignObject). {AS_PNG}",
    "font": _TEXT,
    "font-face": _TEXT,
}
_UNITS = {"": 1, "px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d*)?|\.\d+)\s*([a-z]*)\s*")
_URL = re.compile(r"url\(\s*[\"']?\s*(#?)", re.IGNORECASE)
_IMPORT = re.compile(r"@import|\\|<", re.IGNORECASE)  # a backslash may escape any letter


class BadSvg(WegwijsError):
    """An SVG that cannot be used, and what to do."""

    exit_code = ExitCode.DATA_INVALID


Box = tuple[float, float, float, float]  # left, top, width, height


def is_svg(data: bytes) -> bool:
    """Whether the bytes are meant as an SVG."""
    begin = data[:1000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return begin.startswith((b"<svg", b"<?xml", b"<!DOCTYPE svg", b"<!--"))


class Drawing(Struct, frozen=True):
    """A validated SVG; ``view`` is the visible part of its plane."""

    root: Element
    view: Box

    def draw(self, view: Box, most: tuple[int, int]) -> Image:
        """Render a part of the plane, as large as fits in so many pixels. Raises ``BadSvg``."""
        from PIL import Image

        scale = min(most[0] / view[2], most[1] / view[3])
        width, height = (max(1, round(side * scale)) for side in view[2:])
        root = Element(self.root.tag, dict(self.root.attrib))
        root.extend(self.root)
        root.text = self.root.text
        root.set("viewBox", " ".join(f"{part:.6g}" for part in view))
        root.set("preserveAspectRatio", "none")
        root.set("width", str(width))
        root.set("height", str(height))
        try:
            done = subprocess.run(  # noqa: S603 - our own program; the picture is only its input
                [sys.executable, "-P", str(shipped("sources", "draw_svg.py"))],
                input=tostring(root, "utf-8"),
                capture_output=True,
                timeout=WAIT,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise BadSvg(_HEAVY) from error
        if b"ModuleNotFoundError" in done.stderr:
            raise BadSvg(
                f"om een SVG te tekenen is resvg-py nodig: python -m pip install . {AS_PNG}"
            )
        if done.returncode == 1 and b"ValueError" in done.stderr:
            raise BadSvg(_BROKEN)
        if done.returncode:
            raise BadSvg(_HEAVY)
        with Image.open(io.BytesIO(done.stdout), formats=("PNG",)) as image:
            if image.size != (width, height):
                raise BadSvg(_NO_SIZE)
            return image.convert("RGBA")


def parse_svg(data: bytes) -> Drawing:
    """Parse and validate an SVG. Raises ``BadSvg``."""
    from defusedxml.common import DefusedXmlException, EntitiesForbidden
    from defusedxml.ElementTree import fromstring

    if b"<?xml-stylesheet" in data:
        raise BadSvg(_OUTSIDE)
    try:
        root = fromstring(data, forbid_dtd=False)
    except EntitiesForbidden as error:
        raise BadSvg(_ENTITIES) from error
    except DefusedXmlException as error:
        raise BadSvg(_OUTSIDE) from error
    except (ParseError, ValueError, LookupError) as error:
        raise BadSvg(_BROKEN) from error
    if root.tag != f"{{{NAMESPACE}}}svg":
        raise BadSvg(_BROKEN)
    for element in _elements(root):
        _judge(element)
    register_namespace("", NAMESPACE)
    register_namespace("xlink", XLINK)
    return Drawing(root, _view(root))


def _elements(root: Element) -> Iterator[Element]:
    """Yield the elements that affect rendering; foreign ones are removed."""
    todo, count = [(root, 0)], 0
    while todo:
        element, depth = todo.pop()
        count += 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise BadSvg(_HEAVY)
        yield element
        for child in list(element):
            ours = isinstance(child.tag, str) and child.tag.startswith(f"{{{NAMESPACE}}}")
            if ours and "requiredExtensions" not in child.attrib:
                todo.append((child, depth + 1))
            else:
                element.remove(child)


def _judge(element: Element) -> None:
    name = element.tag.rpartition("}")[2]
    if name in _ELEMENTS:
        raise BadSvg(_ELEMENTS[name])
    if name == "text" and "".join(element.itertext()).strip():
        raise BadSvg(_TEXT)
    for key, value in list(element.attrib.items()):
        space, _, local = key.rpartition("}")
        if local.lower().startswith("on") and not space:
            raise BadSvg(_SCRIPT)
        if local == "href":
            if name == "a":  # a link; irrelevant on paper
                del element.attrib[key]
            elif not value.strip().startswith("#"):
                raise BadSvg(_OUTSIDE)
        elif space:
            del element.attrib[key]
        else:
            _judge_style(value)
    if name == "style":
        text = "".join(element.itertext())
        if "@font-face" in text.lower():
            raise BadSvg(_TEXT)
        _judge_style(text)
        if _IMPORT.search(text):
            raise BadSvg(_OUTSIDE)


def _judge_style(text: str) -> None:
    if any(not match[1] for match in _URL.finditer(text)):
        raise BadSvg(_OUTSIDE)


def _view(root: Element) -> Box:
    """Return the visible part: the ``viewBox``, or else the size. Raises ``BadSvg``."""
    try:
        view = tuple(float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()))
    except ValueError:
        view = ()
    if len(view) != 4:
        sides = [_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height")]
        view = (0, 0, *(float(m[1]) * _UNITS.get(m[2], 0) for m in sides if m))
    if len(view) != 4 or not all(abs(part) < 1e7 for part in view) or min(view[2:]) <= 1e-3:
        raise BadSvg(_NO_SIZE)
    return view
