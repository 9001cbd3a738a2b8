"""The app on invented views, run without a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from app_caches import forget
from fixtures import fake_backend
from streamlit.testing.v1 import AppTest

from dashboard.ui import history_readers, readers, teach_readers
from dashboard.ui.page_script import page_script

APP = Path(__file__).resolve().parents[2] / "app.py"
SECONDS = 20


@pytest.fixture(autouse=True)
def invented_views(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put invented views where the pages look for the real ones; caches outlive a test, so they are emptied.

    A test of real pages (``real_pages``) keeps its caches itself: they serve all tests of one store.
    """
    if "real_pages" in request.fixturenames:
        yield
        return
    for name in fake_backend.FUNCTIONS:
        monkeypatch.setattr(readers, name, getattr(fake_backend, name))
    for name in fake_backend.HISTORY_FUNCTIONS:
        monkeypatch.setattr(history_readers, name, getattr(fake_backend, name))
    for name in fake_backend.TEACHING_FUNCTIONS:
        monkeypatch.setattr(teach_readers, name, getattr(fake_backend, name))
    monkeypatch.delenv("SCORECARD_READ_ONLY", raising=False)
    forget()
    yield
    forget()


@pytest.fixture
def open_app() -> Callable[..., AppTest]:
    """Open the app at an address, on a page given by its file."""

    def open_at(page: str = "scorecard", **query: str) -> AppTest:
        app = AppTest.from_file(APP, default_timeout=SECONDS)
        # Before the first run a page is found by its file: its name is its address, for every page but the first.
        app.switch_page(f"dashboard/pages/{page}.py")
        for name, value in query.items():
            app.query_params[name] = value
        return app.run()

    return open_at


@pytest.fixture
def html_of() -> Callable[[AppTest], str]:
    """Give everything a page shows as HTML, as one text, without the app's own script."""

    def collect(app: AppTest) -> str:
        bodies = (element.proto.body for element in app.get("html"))
        return "\n".join(body for body in bodies if body != page_script())

    return collect
