"""Every page of the app, and what must hold on each of them in a browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from rest import visit

# Every page of ``app.py``, at an address that shows the demonstration's figures.
PAGES = {
    "tracker": "",
    "scorecard": "scorecard",
    "scorecard as printed": "scorecard?view=printed",
    "indicator": "indicator?id=re-referrals&basis=in_month",
    "indicators to choose": "indicator",
    "compare": "compare?id=re-referrals&year=2018/19",
    "clinic": "clinic",
    "clinic sheet": "clinic?measures=conferences-within-15-days",
    "reports": "reports",
    "report previewed": "reports?show=preview",
    "upload": "upload",
    "benchmarks": "benchmarks",
    "history": "history",
    "edition": "history?edition=13",
    "quality": "quality",
    "catalogue": "catalogue",
    "definition": "catalogue?id=re-referrals",
    "about": "about",
    "accessibility": "accessibility",
}
# Streamlit's own markup, which no page can change; everything else on a page is looked at.
NOT_OURS = {
    "[data-testid=stFileUploaderDropzone]": "the box that a file is dropped on has a name and the role of none",
    "[data-testid=stSidebarNavItems]": "on a phone the menu's list holds its headings beside its items",
}


def faults_of(page: Page) -> dict[str, list[str]]:
    """Ask axe what bars a reader: each rule broken, with the elements that break it."""
    context = {"exclude": [[selector] for selector in NOT_OURS]}
    violations = Axe().run(page, context=context).response["violations"]
    return {one["id"]: [node["html"][:160] for node in one["nodes"]] for one in violations}


# What the page itself says of its parts: headings in their order, tables without a caption, headings of columns and
# rows without a scope, pictures and charts without words. Only what a reader could come to counts.
_PARTS = """() => {
    const main = document.querySelector('.stMain');
    const seen = one => one.checkVisibility({contentVisibilityAuto: false}) || one.closest('details');
    const all = selector => [...main.querySelectorAll(selector)].filter(seen);
    const named = one => one.getAttribute('aria-label') || one.getAttribute('aria-labelledby')
        || one.hasAttribute('alt') || one.closest('[aria-hidden=true]') || one.closest('[aria-label]');
    const brief = one => one.outerHTML.slice(0, 160);
    return {
        headings: all('h1, h2, h3, h4, h5, h6').map(one => Number(one.tagName[1])),
        uncaptioned: all('table').filter(one => !one.caption && !one.getAttribute('aria-label')).map(brief),
        unscoped: all('th').filter(one => !one.scope).map(brief),
        wordless: all('img, [role=img], .js-plotly-plot').filter(one => !named(one)).map(brief),
    };
}"""


def open_page(page: Page, url: str, path: str) -> None:
    """Open a page, wait until it stands still, and unfold what it folds away."""
    visit(page, f"{url}/{path}")
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")


def parts_of(page: Page) -> dict[str, Any]:
    """Give the levels of the page's headings in their order, and what is wrong with its tables and pictures."""
    return page.evaluate(_PARTS)


def sideways(page: Page) -> int:
    """Tell by how many pixels the page is wider than its window."""
    return int(
        page.evaluate(
            "[document.documentElement, document.querySelector('.stMain')]"
            ".reduce((most, one) => Math.max(most, one.scrollWidth - innerWidth), 0)"
        )
    )
