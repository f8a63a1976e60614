"""What is told of a manifest that cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from press.ledger.manifest import Manifest


def damaged(output: Path) -> str:
    """That the manifest of a folder is."""
    from press.ledger.manifest import NAME

    return f"{output / NAME} is beschadigd, of van een andere versie van dit programma."


def refuse_damaged(manifest: Manifest, output: Path) -> None:
    """Raise ``UsageError`` when it says nothing of what was made."""
    if manifest.damaged:
        raise click.UsageError(f"{damaged(output)} Maak alles opnieuw met build.")
