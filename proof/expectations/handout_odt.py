"""The handout in OpenDocument: it has the places of the Word handout."""

from __future__ import annotations

from wegwijs.proof.expectations.handout import places
from wegwijs.proof.expectations.product import Product

FILE = "handout.odt"
PRODUCT = Product("handout-odt", {FILE: None}, places, standard=False, editable=True)
