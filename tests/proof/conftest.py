"""Two small editions to judge, as the press has them."""

from tests.press.conftest import built, house

__all__ = ["built", "house"]
