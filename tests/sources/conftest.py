"""Properties are tried without a time limit per example: a slow machine is not a fault."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
