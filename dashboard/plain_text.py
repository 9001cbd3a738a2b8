"""The many characters that people type for the same thing, written one way."""

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
