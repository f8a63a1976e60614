"""The steps by which a face of the pocket card gives way to longer text."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from msgspec import Struct, structs

from wegwijs.layouts.products.pocket_card.contact import MOST_SPARE


class Fit(Struct, frozen=True):
    """How much a face gives way: factors of the theme's type sizes, distances in mm.

    ``above_title`` is the space above the title when the publisher above it takes two lines.
    ``run_in``: facts form one paragraph, instead of a line each. Facts with ``spare`` from 1 up to
    this number are left out.
    """

    title: float = 1.0
    above_title: float = 2.0
    alert: float = 9.5
    name: float = 1.0
    to_sign: float = 1.8
    sign: float = 7.6
    number: float = 1.0
    web: float = 1.0
    to_text: float = 3.8
    text: float = 1.0
    leading: float = 1.0
    run_in: bool = False
    spare: int = 0


_STEPS: tuple[Mapping[str, float], ...] = (
    {"text": 8 / 8.5},
    {"title": 14.5 / 15.5, "alert": 9.0},
    {"title": 13.5 / 15.5, "sign": 7.2, "number": 15.5 / 16.5, "to_sign": 1.6, "to_text": 3.6},
    {"alert": 8.5, "name": 9 / 9.5, "sign": 6.8, "number": 14.5 / 16.5, "web": 11 / 12},
    {"sign": 6.4, "number": 14 / 16.5, "web": 10.5 / 12, "to_sign": 1.4, "to_text": 3.4},
    {"sign": 5.8, "to_sign": 1.3, "to_text": 3.2, "leading": 0.96},
    {"title": 12.5 / 15.5, "run_in": True},
    {"title": 11.5 / 15.5, "alert": 8.0},
    {"title": 10.5 / 15.5, "alert": 7.0},
    {"above_title": 1.2},
)
FITS: tuple[Fit, ...] = tuple(
    itertools.accumulate(
        _STEPS,
        lambda fit, step: structs.replace(fit, **step),
        initial=Fit(),
    )
)
# Fits to try on a face, in order: each with nothing left out, or with as little as possible. Facts
# are left out only when every fit is too large, and then at the largest type that still fits.
TRIALS: tuple[tuple[Fit, ...], ...] = tuple(
    tuple(structs.replace(fit, spare=spare) for spare in range(most + 1))
    for most in range(MOST_SPARE + 1)
    for fit in FITS
)
TIGHTEST = TRIALS[-1][-1]
PLAINEST = structs.replace(TIGHTEST, run_in=False)  # the same with a paragraph per text
