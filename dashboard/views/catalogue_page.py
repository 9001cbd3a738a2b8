"""The catalogue to browse: every measure by theme, and the whole definition of one."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from dashboard.catalogue.schema import Catalogue, Indicator
from dashboard.formatting import BASIS_WORDS, UNIT_WORDS, capital, one_line, plural
from dashboard.views.as_of import said_back
from dashboard.views.definition import Definition, build_definition
from dashboard.views.scorecard import Choice

# So many names near to an unknown id are offered, and how alike they must be (0 to 1; difflib's own is 0.6).
NEAREST, ALIKE = 5, 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One measure in the list."""

    id: str
    name: str
    meaning: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeEntries:
    """The measures of one theme."""

    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueView:
    """The measures that match, by theme, or the one asked for.

    ``not_found`` says that the address asks for a measure that is not there, ``near`` are those named much like it;
    ``instead`` says the same of a theme.
    """

    themes: tuple[ThemeEntries, ...] = ()
    choices: tuple[Choice, ...] = ()
    theme: Choice | None = None
    matches: str = ""
    instead: str = ""
    definition: Definition | None = None
    not_found: str = ""
    near: tuple[Choice, ...] = ()


def build_catalogue(
    catalogue: Catalogue, *, indicator: str | None = None, theme: str | None = None, search: str = ""
) -> CatalogueView:
    """Give one measure's definition, or the measures of a theme that match a search; unknown ids get near names."""
    choices = tuple(Choice(id=one.id, words=one.name) for one in catalogue.themes)
    chosen = next((one for one in choices if one.id == theme), None)
    found = catalogue.indicator(indicator) if indicator else None
    if found is not None:
        return CatalogueView(choices=choices, theme=chosen, definition=build_definition(catalogue, found))
    wanted = search.casefold().split()
    shown = [
        one
        for one in catalogue.indicators
        if (chosen is None or one.theme == chosen.id) and matches(catalogue, one, wanted)
    ]
    return CatalogueView(
        themes=_by_theme(catalogue, shown),
        choices=choices,
        theme=chosen,
        matches=_matches_words(len(shown), len(catalogue.indicators)),
        instead=f"There is no theme {said_back(theme)}; all are shown." if theme and chosen is None else "",
        not_found=f"There is no measure called {said_back(indicator)}. It may have been renamed." if indicator else "",
        near=near_names(catalogue, indicator) if indicator else (),
    )


def matches(catalogue: Catalogue, indicator: Indicator, wanted: list[str]) -> bool:
    """Tell whether every word stands in a measure's id, names, numbers, meaning or theme."""
    if not wanted:
        return True
    theme = next((one.name for one in catalogue.themes if one.id == indicator.theme), "")
    names = [alias.name for alias in indicator.aliases]
    numbers = [span.number for alias in indicator.aliases for span in alias.numbers]
    text = " ".join([indicator.id, indicator.name, indicator.meaning, theme, *names, *numbers]).casefold()
    return all(word in text for word in wanted)


def near_names(catalogue: Catalogue, asked: str) -> tuple[Choice, ...]:
    """Find the measures whose id or name is most like what was asked for."""
    names: dict[str, Indicator] = {}
    for one in catalogue.indicators:
        names[one.name.casefold()] = one
        names[one.id] = one
    close = get_close_matches(asked.casefold(), list(names), n=2 * NEAREST, cutoff=ALIKE)
    found = dict.fromkeys(names[name].id for name in close)
    by_id = {one.id: one.name for one in catalogue.indicators}
    return tuple(Choice(id=id_, words=by_id[id_]) for id_ in list(found)[:NEAREST])


def _by_theme(catalogue: Catalogue, shown: list[Indicator]) -> tuple[ThemeEntries, ...]:
    found: list[ThemeEntries] = []
    for theme in catalogue.themes:
        mine = sorted((one for one in shown if one.theme == theme.id), key=lambda one: one.name.casefold())
        if mine:
            found.append(ThemeEntries(name=theme.name, entries=tuple(_entry(one) for one in mine)))
    return tuple(found)


def _entry(indicator: Indicator) -> Entry:
    forms = ", ".join(BASIS_WORDS[form] for form in indicator.forms)
    return Entry(
        id=str(indicator.id),
        name=indicator.name,
        meaning=one_line(indicator.meaning),
        how=f"{capital(UNIT_WORDS[indicator.unit])}; {forms}",
    )


def _matches_words(shown: int, all_of_them: int) -> str:
    if shown == all_of_them:
        return plural(shown, "measure")
    return f"{shown:,} of {plural(all_of_them, 'measure')}" if shown else "No measure matches."
