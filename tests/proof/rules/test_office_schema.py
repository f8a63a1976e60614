"""Handouts that differ in words alone are validated once; any other fault is found in each."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from wegwijs.proof.readers.packed import Packed
from wegwijs.proof.rules import office_schema
from wegwijs.proof.rules.office_schema import schema

BODY = "word/document.xml"


@pytest.fixture(scope="module")
def told(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Callable[..., int]:
    """How many departures are told of the Dutch handout with one text of a part replaced."""
    path = tmp_path_factory.mktemp("schema") / "handout.docx"

    def told(old: str = "", new: str = "", part: str = BODY) -> int:
        path.write_bytes(files["handout.docx"])
        file = Packed(path.read_bytes())
        text = file.parts[part].decode()
        assert old in text
        file.parts[part] = text.replace(old, new, 1).encode()
        with zipfile.ZipFile(path, "w") as package:
            for name, data in file.parts.items():
                package.writestr(name, data)
        return len(list(schema(Packed(path.read_bytes()), path, "Word")))

    assert told() == 0
    return told


def test_other_words_are_not_validated_again(
    told: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(path: Path) -> None:
        raise AssertionError

    monkeypatch.setattr(office_schema, "departures", never)
    assert told("Politie", "Een ander") == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('w:tooltip="', 'w:tooltip="' + 300 * "x"),
        (' r:id="link', ' r:id="link000000000000" w:x="'),
        ('<w:t xml:space="preserve">', '<w:t xml:space="preserve">&onbekend;'),
        ("<w:tblGrid>", "<w:onbekend/><w:tblGrid>"),
    ],
    ids=["a tip that is too long", "a link to nothing", "an entity", "an element"],
)
def test_a_fault_is_told_after_a_good_file_and_a_good_file_after_it_is_good(
    told: Callable[..., int], old: str, new: str
) -> None:
    assert told(old, new) > 0
    assert told() == 0
