"""Tell red, amber and green by a cell's fill, where a RAG cell prints no word."""

from __future__ import annotations

import colorsys
import re

from dashboard.vocabulary import Rag

_SIX_DIGITS = re.compile(r"[0-9a-fA-F]{6}")
# Hues in degrees that nobody would call anything else, by Excel's standard and theme colours: red FF0000 0, C00000 0,
# FFC7CE 353; amber FFC000 45, ED7D31 24, FFEB9C 48, yellow FFFF00 60; green 92D050 89, 00B050 147, C6EFCE 132. Between
# them (FF4500, CCFF00) lies what could be either, which is not guessed.
_HUES: tuple[tuple[float, float, Rag], ...] = (
    (0, 13, Rag.RED),
    (345, 360, Rag.RED),
    (20, 62, Rag.AMBER),
    (76, 165, Rag.GREEN),
)
# A paler or a darker fill is a grey or a tint of banding: FCE4D6 and E2EFDA are 0.15 and 0.09.
_MIN_SATURATION = 0.16
_MIN_BRIGHTNESS = 0.3
_DEGREES = 360


def rag_of_fill(fill: str) -> Rag | None:
    """Name the colour of a solid fill (six hex digits); None for none, grey, blue and colours between two."""
    if not _SIX_DIGITS.fullmatch(fill):
        return None
    red, green, blue = (int(fill[start : start + 2], 16) / 255 for start in (0, 2, 4))
    hue, saturation, brightness = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < _MIN_SATURATION or brightness < _MIN_BRIGHTNESS:
        return None
    return next((rag for low, high, rag in _HUES if low <= hue * _DEGREES <= high), None)
