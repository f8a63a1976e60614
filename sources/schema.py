"""The JSON schema (draft-07) of the YAML files, for editors."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from wegwijs.sources.model import SourceFile
from wegwijs.sources.regular import read_regular
from wegwijs.sources.shipped import shipped

FILE = "schema.json"
MOST = 1_000_000  # bytes; ours has tens of thousands
_SEAL = "$comment"
_SHIPPED = shipped("sources", FILE)  # a test keeps it equal to ``schema``


class _Draft07(GenerateJsonSchema):
    # Editors' YAML servers promise "JSON Schema 7 and below".
    schema_dialect = "http://json-schema.org/draft-07/schema#"


def schema(products: Iterable[str]) -> str:
    """Return the schema as JSON text, reproducibly. An edition may ask for ``products``."""
    tree: dict[str, Any] = SourceFile.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Draft07
    )
    tree["definitions"] = tree.pop("$defs")
    text = tree["definitions"]["Text"]  # a plain string is a text without bold words
    tree["definitions"]["Text"] = {"anyOf": [{"type": "string", "minLength": 1}, text]}
    asked = tree["definitions"]["Edition"]["properties"]["products"]["anyOf"][0]
    asked["items"] = {"enum": list(products), "type": "string"}
    return (
        json.dumps({"$schema": _Draft07.schema_dialect} | tree, indent=2, ensure_ascii=False) + "\n"
    )


def sealed() -> str:
    """Return the schema for the user's own folder, with a digest of its content."""
    tree = json.loads(_SHIPPED.read_bytes())
    return json.dumps(tree | {_SEAL: _seal(tree)}, indent=2, ensure_ascii=False) + "\n"


def is_made_by_us(file: Path) -> bool:
    """Whether a file is an unedited schema of ours, of any version."""
    try:
        tree = json.loads(read_regular(file, MOST))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(tree, dict) and tree.pop(_SEAL, None) == _seal(tree)


def _seal(tree: dict[str, Any]) -> str:
    text = json.dumps(tree, sort_keys=True)
    return f"wegwijs {hashlib.sha256(text.encode()).hexdigest()}"
