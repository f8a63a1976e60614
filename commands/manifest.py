"""Messages about a damaged manifest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from wegwijs.press.ledger.manifest import Manifest


def damaged(output: Path) -> str:
    """Return the message."""
    from wegwijs.press.ledger.manifest import NAME

    return f"{output / NAME} is beschadigd, of van een andere versie van dit programma."


def refuse_damaged(manifest: Manifest, output: Path) -> None:
    """Raise ``UsageError`` when the manifest is damaged."""
    if manifest.damaged:
        raise click.UsageError(f"{damaged(output)} Maak alles opnieuw met build.")
