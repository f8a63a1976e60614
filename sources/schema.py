"""The JSON schema (draft-07) of the YAML files, made from the model, for editors."""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from sources.model import SourceFile


class _Draft07(GenerateJsonSchema):
    # Editors' YAML servers promise "JSON Schema 7 and below".
    schema_dialect = "http://json-schema.org/draft-07/schema#"


def schema() -> str:
    """The schema as JSON text, the same on every run."""
    tree: dict[str, Any] = SourceFile.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_Draft07
    )
    tree["definitions"] = tree.pop("$defs")
    text = tree["definitions"]["Text"]  # a plain string is a text without bold words
    tree["definitions"]["Text"] = {"anyOf": [{"type": "string", "minLength": 1}, text]}
    return (
        json.dumps({"$schema": _Draft07.schema_dialect} | tree, indent=2, ensure_ascii=False) + "\n"
    )
