"""The website that the tests of the press make."""

from tests.press.site.conftest import house, made

__all__ = ["house", "made"]
