"""Every refusal of the store carries a code, a place in the table of issues, and a remedy."""

from pathlib import Path

import pytest
from store_fixtures import NOON, OCTOBER, a_draft, a_figure, publish_month

from dashboard.errors import StoreError
from dashboard.store import open_store
from dashboard.store.records import safe_name


def refused(act) -> StoreError:
    with pytest.raises(StoreError) as caught:
        act()
    return caught.value


@pytest.fixture
def filled(tmp_path: Path):
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        publish_month(store, OCTOBER, 1.0)
        publish_month(store, OCTOBER, 2.0)
        store.withdraw(2, by="Head", reason="Wrong", recorded_at=NOON)
        yield store


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda store: store.publish(a_draft(a_figure(), by=" "), recorded_at=NOON), "name-missing"),
        (lambda store: store.withdraw(1, by="", reason="x", recorded_at=NOON), "name-missing"),
        (lambda store: store.withdraw(1, by="x", reason="", recorded_at=NOON), "reason-missing"),
        (lambda store: store.withdraw(9, by="x", reason="x", recorded_at=NOON), "unknown-edition"),
        (lambda store: store.withdraw(2, by="x", reason="x", recorded_at=NOON), "already-withdrawn"),
        (lambda store: store.publish(a_draft(a_figure()), recorded_at=NOON, expected_revision=1), "store-moved"),
        (lambda store: store.edition(9), "unknown-edition"),
        (lambda store: store.original(0), "unknown-edition"),
        (lambda store: store.accepted_of(9), "unknown-edition"),
    ],
)
def test_a_refusal_has_its_code_and_its_message_says_the_remedy(filled, act, code):
    fault = refused(lambda: act(filled))
    (issue,) = fault.issues
    assert issue.code == code
    assert str(fault) == f"{issue.what} {issue.remedy}"
    assert filled.revision() == 3


def test_a_store_that_cannot_be_opened_has_a_code_too(tmp_path: Path):
    foreign = tmp_path / "foreign.db"
    foreign.write_bytes(b"this is no database" * 100)
    cases = {
        f"sqlite:///{foreign}": "store-not-ours",
        "mysql://host/x": "store-address-wrong",
        "nonsense": "store-address-wrong",
        "postgresql://me:secret@127.0.0.1:1/x": "store-unreachable",
        r"sqlite:///\\server\share\store.db": "store-on-network-drive",
        f"sqlite:///{foreign}/below/store.db": "store-not-opened",
    }
    assert {url: refused(lambda url=url: open_store(url)).issues[0].code for url in cases} == cases
    missing = refused(lambda: open_store(f"sqlite:///{tmp_path / 'none.db'}", create=False))
    assert missing.issues[0].code == "store-missing"


@pytest.mark.parametrize(
    ("filename", "safe"),
    [
        ("Scorecard – October.xlsx", "Scorecard – October.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\score:card?.xlsx", "score_card_.xlsx"),
        ("line\nbreak\x00.xlsx", "linebreak.xlsx"),
        ("", "scorecard"),
        ("...", "scorecard"),
        (".hidden.xlsx", "hidden.xlsx"),
        ("no-suffix", "no-suffix"),
        ("x" * 400 + ".xlsx", "x" * 150 + ".xlsx"),
        ("y" * 400, "y" * 150),
    ],
)
def test_a_name_to_save_a_file_under_names_no_folder_and_no_trick(filename, safe):
    assert safe_name(filename) == safe
