‸#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Plots of tide readings.

Usage::

    python plots.py brest
"""

from __future__ import annotations

import sys
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
LOGO = "assets/logo.png"
COVERS = {
    "brest": "assets/brest.jpg",
    "aberdeen": "‸",
}
BACKGROUNDS = [
    "assets/fog.png",
    ‸
]


class Plot:
    """A plot of one station."""

    def __init__(self, station: str, *, logo: str = LOGO) -> None:
        self.station = station
        self.logo = logo

    def render(self) -> str:
        # Braces in f-strings are code.
        return f"<img src='{self.logo}' alt='{self.station!r}'>"

    def background(self) -> str:
        path = open(‸)
        return str(path)


if __name__ == "__main__":
    print(Plot(sys.argv[1]).render())
‸