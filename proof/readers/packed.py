"""Reads the parts of a packed document: a ZIP of XML, as Word and OpenDocument have."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree

from wegwijs.proof.readers.damage import BROKEN_ZIP, Damaged
from wegwijs.sources.unpacked import must_fit


class Packed:
    """An open document, or many ``copies`` of one in a file. Raises ``Damaged`` and ``TooMuch``."""

    def __init__(self, data: bytes, copies: int = 1) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                must_fit(package, copies)
                names = package.namelist()
                self.parts = {name: package.read(name) for name in names}
        except BROKEN_ZIP as error:
            raise Damaged(str(error)) from error
        if len(self.parts) < len(names):
            raise Damaged("een onderdeel staat er twee keer in")
        self._trees: dict[str, Any] = {}

    def xml(self, name: str) -> Any:
        """Return a part, parsed. Raises ``Damaged``."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            if name not in self._trees:
                self._trees[name] = etree.fromstring(self.parts[name], parser)
            return self._trees[name]
        except KeyError as error:
            raise Damaged(f"{name} ontbreekt") from error
        except etree.XMLSyntaxError as error:
            raise Damaged(f"{name}: {error}") from error


# An address may go on on the next line after its @ and before a dot, that of a page also after a
# slash, or a hyphen between letters, behind the tabs of a sign and marks of direction.
_NEXT = "\u200e?\n[\t\u200e]*"
_BROKEN = re.compile(
    rf"(?<=[@/]){_NEXT}(?=\w)|(?<=\w){_NEXT}(?=[.]\w)|(?<=[^\W\d]-){_NEXT}(?=[^\W\d])"
)


def rejoined(text: str) -> str:
    """Return a text with each address on one line."""
    return _BROKEN.sub("", text)
