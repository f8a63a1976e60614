"""Modules that a library imports and we never use: loaded when somebody does.

ReportLab and qrcode want Pillow for pictures that we do not draw with them, and to load it takes
40 ms of a run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import LazyLoader, find_spec, module_from_spec
from types import ModuleType


@contextmanager
def deferred(*names: str) -> Iterator[None]:
    """Inside, importing these modules of a package does not load them.

    What imports one gets a module that loads itself when it is first used. Afterwards importing
    works as ever: two threads that use such a module at once may meet it half loaded.
    """
    waiting = [_waiting(name) for name in names if name not in sys.modules]
    try:
        yield
    finally:
        for module in filter(None, waiting):
            if type(module) is not ModuleType:  # nothing has used it
                _forget(module)


def _waiting(name: str) -> ModuleType | None:
    """Put a module in ``sys.modules`` that is not loaded yet; None where it is not installed."""
    spec = find_spec(name)
    if spec is None or spec.loader is None:
        return None
    spec.loader = LazyLoader(spec.loader)
    module = sys.modules[name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    package, _, child = name.rpartition(".")
    setattr(sys.modules[package], child, module)  # else an import asks the module itself
    return module


def _forget(module: ModuleType) -> None:
    # To ask the module for its name would load it.
    name = next(name for name, one in sys.modules.items() if one is module)
    del sys.modules[name]
    package, _, child = name.rpartition(".")
    if getattr(sys.modules.get(package), child, None) is module:
        delattr(sys.modules[package], child)
