"""The schema that an editor shows mistakes with is the model, and the shipped files obey it."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from wegwijs.layouts.products.registry import SELECTABLE
from wegwijs.sources.load import SHIPPED
from wegwijs.sources.reader import read
from wegwijs.sources.schema import schema

COMMITTED = SHIPPED / "schema.json"
FILES = sorted(SHIPPED.rglob("*.yaml"))


def names(file: Path) -> str:
    return file.relative_to(SHIPPED).as_posix()


def as_an_editor_reads_it(file: Path) -> Any:
    """Our reader keeps all as typed; an editor takes a bare number for a number, ``true`` for yes."""
    data: Any = copy.deepcopy(read(file, file.name).data)
    for language in data.get("languages", {}).values():
        language.update({name: True for name, value in language.items() if value == "true"})
        if "larger" in language:
            language["larger"] = float(language["larger"])
    if "edition" in data:
        data["edition"]["version"] = int(data["edition"]["version"])
    return data


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    return Draft7Validator(json.loads(COMMITTED.read_text("utf-8")))


def test_the_committed_schema_is_fresh() -> None:
    assert COMMITTED.read_text("utf-8") == schema(SELECTABLE), (
        "python generate.py schema > sources/schema.json"
    )


def test_the_command_prints_exactly_the_committed_schema(tmp_path: Path) -> None:
    program = SHIPPED.parent / "generate.py"
    done = subprocess.run(
        [sys.executable, program, "schema"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert (done.stdout, done.stderr) == (COMMITTED.read_bytes(), b"")


def test_the_schema_is_valid_draft_07(validator: Draft7Validator) -> None:
    assert validator.schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(validator.schema)
    known = {f"#/definitions/{name}" for name in validator.schema["definitions"]}
    assert set(re.findall(r'"\$ref": "([^"]+)"', COMMITTED.read_text("utf-8"))) <= known


@pytest.mark.parametrize("file", FILES, ids=names)
def test_a_shipped_file_is_what_the_schema_asks_for(validator: Draft7Validator, file: Path) -> None:
    errors = [
        f"{error.json_path}: {error.message}"
        for error in validator.iter_errors(as_an_editor_reads_it(file))
    ]
    assert errors == []


@pytest.mark.parametrize("file", FILES, ids=names)
def test_a_shipped_file_names_the_schema_in_its_first_line(file: Path) -> None:
    first = file.read_text("utf-8").splitlines()[0]
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named
    assert (file.parent / named[1]).resolve() == COMMITTED.resolve()


MISTAKES = {
    "unknown field": lambda police: police.update(fax="030"),
    "unknown field of a phone": lambda police: police["phone"].update(fax="030"),
    "missing source": lambda police: police["phone"].pop("source"),
    "missing check date": lambda police: police.pop("checked"),
    "another kind of web address": lambda police: police["web"].update(
        address="javascript:alert(1)"
    ),
    "a date the other way round": lambda police: police.update(checked="23-11-2026"),
    "an id with capitals": lambda police: police.update(id="Politie"),
    "a name of 200 letters": lambda police: police.update(name="P" * 200),
    "an empty name": lambda police: police.update(name=""),
    "a list for a text": lambda police: police.update(name=["Politie"]),
    "hours in words": lambda police: police.update(
        hours={"days": "daily", "times": "altijd", "source": "x", "checked": "2026-11-23"}
    ),
    "days in Dutch": lambda police: police.update(
        hours={"days": "werkdagen", "times": "08:00-17:00", "source": "x", "checked": "2026-11-23"}
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_an_editor_shows_a_mistake(validator: Draft7Validator, mistake: str) -> None:
    data = as_an_editor_reads_it(SHIPPED / "organisations.yaml")
    MISTAKES[mistake](data["organisations"][0])
    assert not validator.is_valid(data)


def test_an_editor_shows_an_unknown_section(validator: Draft7Validator) -> None:
    assert not validator.is_valid({"organisation": []})


@pytest.mark.parametrize("title", ["Een titel", {"text": "Een titel", "strong": ["titel"]}])
def test_a_text_is_a_plain_string_or_a_text_with_bold_words(
    validator: Draft7Validator, title: Any
) -> None:
    data = as_an_editor_reads_it(SHIPPED / "guidance.yaml")
    data["guidance"]["title"] = title
    assert validator.is_valid(data)
