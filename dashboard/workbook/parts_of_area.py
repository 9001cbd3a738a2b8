"""Tell a line over a table, or a sheet's name, that names a part of the council's area: a locality, a ward, a team.

A part's figures must never pass for the council's, and a council's own must not be lost to a word in its title. So a
lone "area", "team" or "north" in a longer text says nothing: North Yorkshire and the East Riding are councils, children
are "placed out of area", and a "leaving care team" serves the whole council. What counts is a place's own form: a point
of the compass right before such a word ("North area team"), a number right after one that stands alone ("Team 3"), or a
name right before a word that is only ever a part ("Rother Valley locality").
"""

from __future__ import annotations

import re

_COMPASS = r"(?:(?:north|south|east|west)(?:ern)?|central)"
_DIRECTION = rf"{_COMPASS}(?:[\s-]*{_COMPASS})?(?:\s*(?:and|&|/)\s*{_COMPASS})*"
# Words that are only ever a part of a council's area, and those that are one only beside a compass point or a number.
_PART = r"(?:locality|area team|ward|cluster|patch|quadrant|neighbourhood)"
_PLACE = rf"(?:{_PART}|area|team|hub|district|zone|sector)"
_NOT_A_NAME = (
    r"(?!(?:in|of|by|per|placed|out|outside|within|each|every|any|no|all|whole|home|own|with|to|from|hospital|health"
    r"|statistical|stat|borough|council|total|overall|children|local)\b)"
)
_NAME = rf"(?:(?i:{_NOT_A_NAME})[A-Z][\w'’-]*(?:\s+(?:and\s+|&\s+)?(?i:{_NOT_A_NAME})[A-Z][\w'’-]*){{0,3}})"
_COMPASS_FIRST = re.compile(rf"\b{_DIRECTION}\s+{_PLACE}\b(?!\s+council)", re.IGNORECASE)
_WHOLE_TEXTS = (
    re.compile(_COMPASS, re.IGNORECASE),
    re.compile(
        rf"{_PLACE}(?:\s+team|\s+hub)?\s*[-–:]?\s*(?:no\.?\s*|number\s+)?(?:{_DIRECTION}|\d{{1,2}})", re.IGNORECASE
    ),
    re.compile(rf"(?i:{_PLACE})(?:\s+(?i:no\.?))?\s*[-–:]?\s*[A-H]"),
    re.compile(rf"(?:.*\b(?i:for|of)\s+(?:the\s+)?)?{_NAME}\s+(?i:{_PART})(?:\s+(?i:team|hub|office))?"),
    re.compile(rf"(?i:{_PART})\s*[-–:]\s*{_NAME}"),
)
# A team or hub by its name may serve the whole council: it is a part only beside a table of the same measures.
_TEAM = re.compile(rf"{_NAME}\s+(?i:team|hub|office|area|zone|sector)")
_WHOLE_AREA = re.compile(
    r"(?:the\s+)?(?:whole\s+|all\s+)?(?:borough|council|county|city|authority|district|service)(?:[\s-]?wide)?"
    r"(?:\s+(?:total|overall|figures|position|performance))?|total|overall"
    r"|all\s+(?:localities|areas|teams|wards|districts|clusters|hubs)"
    r"|(?:locality|ward|area|team|district|cluster)\s*[-–:]\s*(?:all|total|borough(?:[\s-]?wide)?|whole council)",
    re.IGNORECASE,
)
# Who wrote a sheet, and where its figures come from, is not what they are about.
_OF_ITS_MAKERS = re.compile(
    r"\b(?:by|contact|author|owner|source|prepared|produced|created|queries|e-?mail|see|notes?)\b", re.IGNORECASE
)
_BREAK = re.compile(r"\s+[-–—]\s*|\s*[:|]\s*")
_LEADING_NUMBER = re.compile(r"^\d+(?:\.\d+)*[.):]?\s+(?=\D)")
# A line that names a place is short; a longer text is a note.
_MAX_LENGTH = 90


def names_part(text: str, *, beside_another: bool = False) -> bool:
    """Tell words that name a part of the area.

    ``beside_another`` says that another table holds the same measures, so that a team's name too means its own figures.
    """
    text = _LEADING_NUMBER.sub("", text).strip()
    if len(text) > _MAX_LENGTH or names_makers(text) or names_whole(text):
        return False
    patterns = (*_WHOLE_TEXTS, _TEAM) if beside_another else _WHOLE_TEXTS
    pieces = (text, *(piece.strip(" ()") for piece in _BREAK.split(text)))
    return bool(_COMPASS_FIRST.search(text)) or any(p.fullmatch(piece) for p in patterns for piece in pieces)


def names_whole(text: str) -> bool:
    """Tell words that say outright that a table is the whole council's, such as "Borough" or "All localities"."""
    return bool(_WHOLE_AREA.fullmatch(text.strip(" :")))


def names_makers(text: str) -> bool:
    """Tell words about who wrote a sheet or where its figures come from."""
    return bool(_OF_ITS_MAKERS.search(text))
