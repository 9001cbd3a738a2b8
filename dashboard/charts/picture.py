"""Turn our own small SVG pictures into PNG, for Word, PowerPoint and e-mail, which show no SVG everywhere."""

from __future__ import annotations

import resvg_py

# Twice the pixels that a screen of ordinary density shows: sharp on paper and on dense screens.
SHARPNESS = 2


def png_of(svg: str, *, width: int, ground: str = "") -> bytes:
    """Draw an SVG that stands alone, ``width`` pixels wide at ordinary density, on ``ground`` or on nothing.

    The same picture gives the same bytes on one machine; words are set in the fonts that it has.
    """
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, width=width * SHARPNESS, background=ground or None, dpi=SHARPNESS * 96)
    )
