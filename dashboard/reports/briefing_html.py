"""Write the briefing as one web page of its own: no script, nothing loaded from elsewhere, fit for paper."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dashboard.charts.tokens import FONT, css_variables
from dashboard.views.briefing.view import BriefingView

_ENVIRONMENT = Environment(
    loader=PackageLoader("dashboard.reports"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
)


def briefing_html(view: BriefingView) -> bytes:
    """Give the page's bytes, UTF-8; the same view gives the same bytes."""
    template = _ENVIRONMENT.get_template("briefing.html.j2")
    # The colours and the font are our own; everything else is escaped.
    page = template.render(view=view, colours=Markup(css_variables()), font=Markup(FONT), seen=[])
    return page.encode("utf-8")
