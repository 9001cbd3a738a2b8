"""The colours: readable, and the same in the theme's settings."""

import tomllib

import pytest

from dashboard.charts.tokens import DARK, FONT, LIGHT, css_variables

READABLE = 4.5
ON_GROUND = (
    "text", "secondary", "link", "line", "improvement", "concern", "neutral", "target", "region",
    "statistical_neighbours", "england",
)  # fmt: skip
CHIPS = (("green", "green_ground"), ("amber", "amber_ground"), ("red", "red_ground"))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("role", ON_GROUND)
@pytest.mark.parametrize("ground", ["ground", "panel"])
def test_every_role_is_readable_on_ground_and_panel(palette, role, ground):
    assert contrast(getattr(palette, role), getattr(palette, ground)) >= READABLE


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("role", "ground"), CHIPS)
def test_every_status_is_readable_on_its_own_ground(palette, role, ground):
    assert contrast(getattr(palette, role), getattr(palette, ground)) >= READABLE


@pytest.mark.parametrize(("name", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_the_theme_has_the_same_colours(root, name, palette):
    theme = tomllib.loads((root / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert theme["font"] == FONT
    expected = {
        "primaryColor": palette.link,
        "backgroundColor": palette.ground,
        "secondaryBackgroundColor": palette.panel,
        "textColor": palette.text,
        "linkColor": palette.link,
        "borderColor": palette.rule,
    }
    assert theme[name] == expected


def test_style_sheets_get_both_themes():
    variables = css_variables()
    assert f"--sc-red-ground:light-dark({LIGHT.red_ground},{DARK.red_ground});" in variables
