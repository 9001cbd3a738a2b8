"""Plain text: look-alike characters written one way, and text that a spreadsheet would run made harmless."""

import re

_SAME_CHARACTER = str.maketrans(
    {
        **dict.fromkeys("‐‑–—−", "-"),
        **dict.fromkeys("‘’`", "'"),
        **dict.fromkeys("“”", '"'),
        "\u00a0": " ",
    }
)


def plain_characters(text: str) -> str:
    """Write every dash as a hyphen, every apostrophe and quotation mark straight, and every space plain."""
    return text.translate(_SAME_CHARACTER)


# What makes a spreadsheet take a text for a formula, full-width forms included (OWASP, "CSV Injection").
_FORMULA_START = re.compile(r"[ \u00a0]*[=+\-@＝＋－＠\t\r]")
# Signed figures and the words behind them: -0.6%, +£1.2m, -3 points, - 12 (provisional); also +/- and +ve.
_SIGNED_FIGURE = re.compile(
    r"[+\-－＋]\s*£?\s*(?:\d[\d,]*(?:\.\d+)?|\.\d+)\s*(?:%|[kmbp]n?\b)?(?:[*†‡¹²³]|\s+[^\W\d].*|\s*\(.*\)|\s*\[.*\])?",
    re.DOTALL,
)
_SIGNS_ONLY = re.compile(r"[\W_]*")
_SIGN_WORD = re.compile(r"(?:\+/[-–−]|[+\-]ve\b).*", re.DOTALL)
_BULLET = re.compile(r"[+\-－＋@＠]\s+[^=]*[^\W\d_]{2}.*", re.DOTALL)
# A call, a command after a bar, a cell of another sheet, a joined or an arithmetic term: no prose has these.
_FORMULA_SYNTAX = re.compile(r"[|=!&]|\w\(|\$?[A-Z]{1,3}\$?\d+\s*[-+*/^:]|\d\s*[*/^+]\s*[\w(]")


def is_formula_like(text: str) -> bool:
    """Tell a text that a spreadsheet would run if it were written back.

    A signed figure, a mark such as - or =, and prose behind a bullet ("- see the note") are not formulas.
    """
    if not _starts_like_formula(text):
        return False
    plain = plain_characters(text).strip(" ")
    is_prose = _BULLET.fullmatch(plain) or _SIGN_WORD.fullmatch(plain)
    return not is_prose or bool(_FORMULA_SYNTAX.search(plain.replace("+/-", "")))


def as_plain_cell(text: str) -> str:
    """Write a text for a CSV cell so that a spreadsheet shows it and never runs it: an apostrophe stands before it.

    Figures and marks are left as they are, so that they can be read back.
    """
    return f"'{text}" if _starts_like_formula(text) else text


def _starts_like_formula(text: str) -> bool:
    if not _FORMULA_START.match(text):
        return False
    if text.lstrip(" \u00a0")[0] in "\t\r":
        return True
    plain = plain_characters(text).strip()
    if _SIGNS_ONLY.fullmatch(plain):
        return False
    return not _SIGNED_FIGURE.fullmatch(plain) or bool(_FORMULA_SYNTAX.search(plain))
