"""Finds unreviewed translations by reading the PO files directly.

Independent of the code that builds the pack, so that a mistake there does not hide itself.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.pofile import denormalize

_FIELD = re.compile(r'(msgctxt|msgid|msgstr)?\s*("(?:[^"\\]|\\.)*")\s*')
_STAMP = re.compile(r"# (reviewed|changed since review): ([0-9a-f]{12})\s*")
_HEADER = re.compile(r"(?m)^([\w-]+):[^\S\n]*(\S.*?)[^\S\n]*$")


@dataclass
class _Message:
    fields: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)

    @property
    def place(self) -> tuple[str, str]:
        """Its place and its Dutch text."""
        return self.fields.get("msgctxt", ""), _even(self.fields.get("msgid", ""))

    @property
    def text(self) -> str:
        """Its translation; empty when it is not used."""
        waits = any(line.startswith("#,") and "fuzzy" in line for line in self.comments)
        return "" if waits else _even(self.fields.get("msgstr", ""))

    @property
    def stamp(self) -> str:
        """The stamp of the reviewed translation, if any."""
        found = [match[2] for line in self.comments if (match := _STAMP.fullmatch(line))]
        return found[-1] if found else ""

    @property
    def is_as_stamped(self) -> bool:
        said = "\0".join((*self.place, self.text))
        return self.stamp == hashlib.sha256(said.encode()).hexdigest()[:12]


def _even(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", text)).strip(" ")


def _messages(text: str) -> Iterator[_Message]:
    """Yield each message of a PO file, including the header and excluding obsolete ones."""
    message, name = _Message(), ""
    for line in text.replace("\r\n", "\n").split("\n"):
        if line.startswith("#~"):
            continue
        if line.startswith(("#", "msgctxt", "msgid")) and "msgstr" in message.fields:
            yield message
            message = _Message()
        if line.startswith("#"):
            message.comments.append(line)
        elif match := _FIELD.fullmatch(line):
            name = match[1] or name
            message.fields[name] = message.fields.get(name, "") + denormalize(match[2])
    if "msgstr" in message.fields:
        yield message


def unreviewed(folders: Sequence[Path], language: str) -> frozenset[str]:
    """Return the translations that nobody reviewed. Later folders take precedence."""
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    for folder in folders:
        path = folder / "locale" / f"{language}.po"
        if path.is_file():
            found |= _judged(list(_messages(path.read_text("utf-8-sig"))))
    done = {text for text, reviewed in found.values() if reviewed}
    return frozenset({text for text, _ in found.values() if text} - done)


def _judged(messages: Sequence[_Message]) -> Mapping[tuple[str, str], tuple[str, bool]]:
    """Map each message to its translation and whether it was reviewed."""
    texts = [one for one in messages if one.place[1]]
    head = next((one.fields["msgstr"] for one in messages if not one.place[1]), "")
    headers = {name.lower(): value for name, value in _HEADER.findall(head)}
    signed = bool(headers.get("x-reviewer") and headers.get("x-reviewed-on"))
    whole = "x-review-per-text" not in headers and not any(one.stamp for one in texts)
    return {one.place: (one.text, signed and (whole or one.is_as_stamped)) for one in texts}
