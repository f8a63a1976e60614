"""Messages about a damaged manifest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wegwijs.sources.invocation import as_command, where

if TYPE_CHECKING:
    from wegwijs.press.ledger.manifest import Manifest


def damaged(output: Path) -> str:
    """Return the message."""
    from wegwijs.press.ledger.manifest import NAME

    return f"{output / NAME} is beschadigd, of van een andere versie van dit programma."


def refuse_damaged(manifest: Manifest, output: Path) -> None:
    """Raise ``UsageError`` when the manifest is damaged."""
    if manifest.damaged:
        again = as_command("build", *where(None, output))
        own = " Hebt u eigen gegevens? Zet er dan --sources en de map achter."
        raise click.UsageError(f"{damaged(output)} Maak alles opnieuw: {again}.{own}")
