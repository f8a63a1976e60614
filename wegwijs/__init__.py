"""Wegwijs: printable resource packs. The one name under which all rooms are imported.

An installed package holds the rooms. In a checkout they stand beside this folder, where the
people who edit the YAML find them.
"""

from pathlib import Path

__version__ = "0.2.0"  # the only place; CHANGELOG.md says what is new

_CHECKOUT = Path(__file__).parent.parent
if (_CHECKOUT / "generate.py").is_file():
    __path__.append(str(_CHECKOUT))
