"""Colours of fills: the theme's, the palette's, their tints, and which of them a reader would call yellow."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element

# ECMA-376 part 1, 20.1.6.2 lists the theme's colours dark first; a cell's `theme` number counts light first (18.8.3).
_THEME_ORDER = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEX_DIGITS = 6
_DEGREES = 360

# The stronger a colour, the purer its hue must be: FFF2CC and FFEB9C are yellows, FFC000 is an amber and FFE699 its
# pastel. The hue, in degrees, must reach 42 and 12.5 more at full saturation; over 66 it turns to green.
_LOWEST_HUE = 42.0
_HUE_FOR_STRENGTH = 12.5
_HIGHEST_HUE = 66.0
_LOWEST_SATURATION = 0.1
_LOWEST_BRIGHTNESS = 0.85


def is_yellow(fill: str) -> bool:
    """Tell whether a fill, as six hex digits, is clearly a yellow; no fill is none."""
    return bool(as_hex(fill)) and _is_yellow(fill)


@lru_cache(maxsize=256)
def _is_yellow(fill: str) -> bool:
    hue, saturation, brightness = colorsys.rgb_to_hsv(*_parts(fill))
    lowest = _LOWEST_HUE + _HUE_FOR_STRENGTH * saturation
    is_bright = saturation >= _LOWEST_SATURATION and brightness >= _LOWEST_BRIGHTNESS
    return is_bright and lowest <= hue * _DEGREES <= _HIGHEST_HUE


def theme_colours(theme: Element | None) -> tuple[str, ...]:
    """List the colours of a theme part in the order that cells count them; empty without a theme."""
    scheme = theme.find(f".//{_DRAWING}clrScheme") if theme is not None else None
    if scheme is None:
        return ()
    return tuple(_scheme_colour(scheme.find(f"{_DRAWING}{name}")) for name in _THEME_ORDER)


def _scheme_colour(entry: Element | None) -> str:
    if entry is None or not len(entry):
        return ""
    # A system colour carries the value it last had.
    return as_hex(entry[0].get("lastClr") or entry[0].get("val"))


def listed_colour(colours: Sequence[str], number: int, tint: float) -> str:
    """Give a colour of the theme or the palette with its tint; empty where the list has no such colour."""
    colour = as_hex(colours[number]) if 0 <= number < len(colours) else ""
    return tinted(colour, tint) if colour else ""


def tinted(colour: str, tint: float) -> str:
    """Lighten a colour (tint above nought) or darken it (below), as ECMA-376 part 1, 18.8.19 says."""
    if not tint:
        return colour
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    share = min(1.0, abs(tint))
    lightness = lightness * (1 - share) + (share if tint > 0 else 0.0)
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))


def as_hex(written: object) -> str:
    """Give a written colour as six hex digits, the two of its opacity left out; empty where it is none."""
    digits = written[-_HEX_DIGITS:].upper() if isinstance(written, str) else ""
    return digits if len(digits) == _HEX_DIGITS and all(each in "0123456789ABCDEF" for each in digits) else ""


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue
