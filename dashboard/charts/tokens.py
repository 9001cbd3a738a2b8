"""The colours of charts and pages, light and dark, in one place.

Every text colour reaches a contrast of 4.5 : 1 on its ground (a test measures it). Colour never stands alone: each
state also has a word, and a shape or a dash.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

FONT = "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One colour for each role, as ``#RRGGBB``."""

    ground: str
    panel: str
    text: str
    secondary: str
    rule: str
    hairline: str
    link: str
    line: str
    improvement: str
    concern: str
    neutral: str
    target: str
    region: str
    statistical_neighbours: str
    england: str
    green: str
    green_ground: str
    amber: str
    amber_ground: str
    red: str
    red_ground: str
    focus: str


LIGHT = Palette(
    ground="#FFFFFF",
    panel="#F7F8F8",
    text="#0B0C0C",
    secondary="#505A5F",
    rule="#C6CACC",
    hairline="#E6E8E9",
    link="#1A5FA0",
    line="#6B7276",
    improvement="#1D5FA8",
    concern="#B84A00",
    neutral="#5C4B8A",
    target="#383F43",
    region="#6F4A8E",
    statistical_neighbours="#00726B",
    england="#8A2F5B",
    green="#005A30",
    green_ground="#CCE2D8",
    amber="#594D00",
    amber_ground="#FFF0B3",
    red="#942514",
    red_ground="#F6D7D2",
    focus="#1A5FA0",
)

DARK = Palette(
    ground="#14181B",
    panel="#1E2428",
    text="#F3F2F1",
    secondary="#B1B4B6",
    rule="#454D53",
    hairline="#2A3136",
    link="#8CC2F5",
    line="#A9AFB3",
    improvement="#7FB8F0",
    concern="#F2A365",
    neutral="#C5A5E0",
    target="#F3F2F1",
    region="#C5A5E0",
    statistical_neighbours="#66CFC4",
    england="#F0A3C8",
    green="#8FD3AE",
    green_ground="#1E2428",
    amber="#FFDD66",
    amber_ground="#1E2428",
    red="#F5A9A0",
    red_ground="#1E2428",
    focus="#8CC2F5",
)


def palette(*, dark: bool) -> Palette:
    """Give the colours of the dark or the light theme."""
    return DARK if dark else LIGHT


def css_variables() -> str:
    """Write the colours as CSS custom properties that follow the theme in use: ``--sc-text: light-dark(…, …)``."""
    names = [field.name for field in fields(Palette)]
    plain = "".join(f"--sc-{_kebab(name)}:{getattr(LIGHT, name)};" for name in names)
    paired = "".join(f"--sc-{_kebab(name)}:light-dark({getattr(LIGHT, name)},{getattr(DARK, name)});" for name in names)
    return f":root{{{plain}}}@supports (color:light-dark(#000,#fff)){{:root{{{paired}}}}}"


def _kebab(name: str) -> str:
    return name.replace("_", "-")
