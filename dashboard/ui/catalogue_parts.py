"""The parts of the catalogue page: the measures by theme, and one measure's definition."""

from __future__ import annotations

from dashboard.ui.components import bullets, facts, notice, section
from dashboard.ui.html import Html, element, join
from dashboard.ui.links import catalogue_link, indicator_link
from dashboard.ui.tables import Row, table_html, words
from dashboard.views.catalogue_page import CatalogueView, Entry, ThemeEntries
from dashboard.views.definition import Definition

LEAD = (
    "What each measure counts, which way is good, who sets its targets, what it is compared with and where its figures "
    "come from. Each definition belongs to the council and says who answers for it."
)


def catalogue_heading_html(view: CatalogueView) -> Html:
    """Write the page's name, and what the address asks for and does not get."""
    if view.definition is not None:
        back = element("p", element("a", "All measures", href=catalogue_link(), target="_self"))
        return join([element("h1", view.definition.name), back])
    parts = [element("h1", "Catalogue of measures")]
    if view.not_found:
        near = bullets(_link(one.id, one.words) for one in view.near)
        offered = join(["Did you mean one of these?", near]) if view.near else "Look for it below."
        parts.append(notice(join([view.not_found, " ", offered]), tone="warning", title="There is no such measure"))
    if view.instead:
        parts.append(notice(view.instead, tone="warning"))
    return join([*parts, element("p", LEAD)])


def catalogue_html(view: CatalogueView) -> Html:
    """Write the list of measures, or the definition of one."""
    if view.definition is not None:
        return definition_html(view.definition)
    return join([element("p", view.matches, role="status"), *(_theme(one) for one in view.themes)])


def _theme(theme: ThemeEntries) -> Html:
    return section(theme.name, element("ul", *(_entry(one) for one in theme.entries), class_="sc-catalogue"))


def _entry(one: Entry) -> Html:
    how = element("span", one.how, class_="sc-q-basis")
    return element("li", _link(one.id, one.name), element("span", one.meaning, class_="sc-q-said"), how)


def _link(id_: str, name: str) -> Html:
    return element("a", name, href=catalogue_link(id_), target="_self")


def definition_html(view: Definition) -> Html:
    """Write everything that the catalogue holds of a measure."""
    figures = element("a", "Its figures", href=indicator_link(view.id), target="_self")
    asked = (
        join([ask, element("span", f" Asked {when}.", class_="sc-q-basis") if when else ""])
        for ask, when in view.questions
    )
    return join(
        [
            element("p", view.meaning),
            element("p", figures),
            notice(view.caution, title="Bear in mind") if view.caution else "",
            section("What is counted?", facts(view.counted)),
            section("Why does it matter?", element("p", view.why_it_matters)),
            section("Questions you could ask", bullets(asked)),
            section("Which targets does it have?", _targets(view)),
            section("What is it compared with?", facts(view.comparators)),
            section("How is it judged?", facts(view.judged)),
            section("What has changed?", facts(view.changes) if view.changes else element("p", "Nothing is noted.")),
            section("Where is it printed?", _names(view)),
            section("Where is it published?", facts(view.published) if view.published else element("p", "Nowhere.")),
            section("Who keeps this entry?", facts(view.kept)),
        ]
    )


def _targets(view: Definition) -> Html:
    if not view.targets:
        return element("p", "No target is set, so it is never called on or off target.")
    columns = words("Year", "Form", "In", "Target", "Within tolerance", "Set by")
    rows = (Row(cells=(one.year, one.form, one.report, one.target, one.tolerance, one.set_by)) for one in view.targets)
    return table_html("Targets by year", columns, rows)


def _names(view: Definition) -> Html:
    if not view.names:
        return element("p", "In none of our reports; its figures come from published statistics.")
    columns = words("Report", "Name as printed", "Form", "Number", "When")
    rows = (Row(cells=(one.report, one.name, one.form, one.numbers or "–", one.when)) for one in view.names)
    return table_html("Names under which it is printed", columns, rows)
