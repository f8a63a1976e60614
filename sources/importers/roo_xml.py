"""Stream the top-level organisations from an export of the Register van Overheidsorganisaties.

No tree is built: 40 MB pass through the memory of one organisation. Elements are matched by
position and local name, since the version in the namespace changes without notice. Nested data
(functions, staff, suborganisations) belong to other people and are not kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser
from msgspec import Struct

from wegwijs.sources.problems import InvalidSources, Problem, reason
from wegwijs.sources.regular import NotRegular, TooLarge, open_regular

ROOT = "overheidsorganisaties"
MAX_BYTES = 500_000_000
MAX_DEPTH = 40
MAX_TEXT = 4_000
MAX_VALUES = 500
MAX_PIECE = 1 << 20  # bytes of one tag or comment; expat buffers it whole and rescans it
_CHUNK = 1 << 16

Node = dict[str, Any]
_CONTACTS: dict[str, Node] = {
    "telefoonnummers": {"telefoonnummer": {"nummer": {}, "label": {}}},
    "emailadressen": {"emailadres": {"email": {}, "label": {}}},
    "internetadressen": {"internetadres": {"url": {}, "label": {}}},
}
_ORGANISATION: Node = {
    "naam": {},
    "afkorting": {},
    "types": {"type": {}},
    "identificatiecodes": {"resourceIdentifier": {}},
    "contact": _CONTACTS,
    "startDatum": {},
    "eindDatum": {},
}
_TREE: Node = {ROOT: {"organisaties": {"organisatie": _ORGANISATION}}}


class Raw(Struct):
    """A top-level organisation, unvalidated. ``contacts``: fields of each by element name."""

    line: int
    tooi: str = ""
    timestamp: str = ""
    values: dict[str, list[str]] = {}
    contacts: dict[str, list[dict[str, str]]] = {}

    def first(self, name: str) -> str:
        """Return the first value of a field with whitespace folded, or an empty string."""
        return next(iter(self.values.get(name, ())), "")


class _Refused(Exception):
    """Not an export that can be read."""


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _Handler(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.ready: list[Raw] = []
        self.line = 0
        self._timestamp = ""
        self._raw: Raw | None = None
        self._nodes: list[Node | None] = [_TREE]  # None: a subtree to skip
        self._attributes: dict[str, str] = {}
        self._entry: dict[str, str] = {}
        self._text: list[str] | None = None
        self._length = 0
        self.events = 0

    def _here(self) -> int:
        return int(self._locator.getLineNumber() or 0)  # type: ignore[attr-defined]

    def _refuse(self, message: str) -> None:
        self.line = self._here()
        raise _Refused(message)

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
        self.events += 1
        local = _local(name)
        depth = len(self._nodes)
        if depth == 1 and local != ROOT:
            self._refuse(
                f"dit is geen export van het Register van Overheidsorganisaties: het begint met"
                f" <{name[:60]}>, niet met <{ROOT}>. Haal exportOO_gemeenten.xml op bij"
                " organisaties.overheid.nl"
            )
        if depth > MAX_DEPTH:
            self._refuse(f"de elementen staan meer dan {MAX_DEPTH} lagen diep")
        above = self._nodes[-1]
        node: Node | None = above.get(local) if above is not None else None
        self._nodes.append(node)
        if node is None:
            return
        if node is _ORGANISATION:
            self._raw = Raw(self._here(), timestamp=self._timestamp)
            self._raw.tooi = self._attribute(attrs, "resourceIdentifierTOOI")
        elif local == ROOT:
            self._timestamp = self._attribute(attrs, "timestamp")
        elif not node:
            self._text, self._length = [], 0
            if local == "resourceIdentifier":
                kind = self._attribute(attrs, "naam")
                self._text = [] if kind == "resourceIdentifierTOOI" else None
        elif "label" in node:
            self._entry = {}

    @staticmethod
    def _attribute(attrs: Any, wanted: str) -> str:
        return next((text for name, text in attrs.items() if _local(name) == wanted), "")

    def characters(self, content: str) -> None:
        self.events += 1
        if self._text is None or self._nodes[-1] is None:
            return
        self._length += len(content)
        if self._length > MAX_TEXT:
            self._refuse(f"een tekst van meer dan {MAX_TEXT} tekens hoort hier niet")
        self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        self.events += 1
        node = self._nodes.pop()
        if node is None or self._raw is None:
            return
        local = _local(name)
        if node is _ORGANISATION:
            self.ready.append(self._raw)
            self._raw = None
        elif "label" in node:
            self._keep(self._raw.contacts.setdefault(local, []), self._entry)
        elif not node and self._text is not None:
            text = " ".join("".join(self._text).split())
            self._text = None
            if "label" in (self._nodes[-1] or ()):
                self._entry.setdefault(local, text)
            elif local == "resourceIdentifier":
                self._raw.tooi = self._raw.tooi or text
            elif text:
                self._keep(self._raw.values.setdefault(local, []), text)

    def _keep(self, values: list[Any], value: Any) -> None:
        if len(values) >= MAX_VALUES:
            self._refuse(f"meer dan {MAX_VALUES} waarden bij één organisatie")
        values.append(value)


def organisations(path: Path) -> Iterator[Raw]:
    """Yield every top-level organisation. Raises ``InvalidSources`` with the line."""

    def problem(message: str, line: int = 0) -> InvalidSources:
        return InvalidSources([Problem(path.name, line, "", message)])

    handler = _Handler()
    parser = DefusedExpatParser(forbid_dtd=True)  # no DTD, so no entities either
    parser.setContentHandler(handler)
    handler.setDocumentLocator(parser)
    try:
        with open_regular(path, MAX_BYTES, follow=True) as file:
            waiting = 0
            while chunk := file.read(_CHUNK):
                before = handler.events
                parser.feed(chunk)
                waiting = 0 if handler.events > before else waiting + len(chunk)
                if waiting > MAX_PIECE:
                    line = int(parser.getLineNumber() or 0)
                    raise problem("een element of commentaar is langer dan 1 MB", line)
                yield from handler.ready
                handler.ready.clear()
            parser.close()
            yield from handler.ready
    except _Refused as error:
        raise problem(str(error), handler.line) from error
    except DefusedXmlException as error:
        message = "hier staat een DTD (<!DOCTYPE ...>). Die hoort niet in de export"
        raise problem(message, int(parser.getLineNumber() or 0)) from error
    except SAXParseException as error:
        message = f"dit is geen hele XML ({error.getMessage()}). Haal het bestand opnieuw op"
        raise problem(message, int(error.getLineNumber() or 0)) from error
    except (LookupError, UnicodeError, ValueError) as error:  # the codec that the file names
        message = "dit bestand noemt een tekenset die hier niet kan. Haal het opnieuw op"
        raise problem(message, 1) from error
    except (FileNotFoundError, NotADirectoryError, NotRegular) as error:
        raise problem("dit bestand bestaat niet, of het is een map") from error
    except TooLarge as error:
        raise problem(f"het bestand is groter dan {MAX_BYTES // 1_000_000} MB") from error
    except OSError as error:
        raise problem(f"het bestand is niet te lezen ({reason(error)})") from error
