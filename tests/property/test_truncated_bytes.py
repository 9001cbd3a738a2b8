"""Broken files: cut off, flipped, spliced, parts lost, XML spoilt. Refused with an issue, or read right; never else."""

import json
import random
from pathlib import Path

import pytest
from fixtures.broken_packages import BREAKS, Break
from fixtures.mutation_oracle import DEMO, Fate, Truth, truth_of, try_break
from fixtures.oracle import previewing
from typer.testing import CliRunner

from dashboard.cli.main import app

BOOK = "early-help-scorecard-2017-03.xlsx"
EACH = 3


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory):
    with previewing(tmp_path_factory.mktemp("broken")) as opened:
        yield opened


@pytest.fixture(scope="module")
def truth(session) -> Truth:
    return truth_of(session, DEMO / BOOK)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__)
def test_a_broken_file_is_refused_or_read_right(session, truth: Truth, broken: Break):
    for number in range(EACH):
        verdict = try_break(session, truth, random.Random(f"{broken.__name__} {number}"), broken)
        assert verdict.fate is not Fate.WRONG, (number, verdict.recipe, verdict.faults[:5])


@pytest.mark.parametrize("broken", BREAKS[::6], ids=lambda broken: broken.__name__)
def test_the_command_line_says_so_in_one_document(tmp_path: Path, broken: Break):
    path = tmp_path / "broken.xlsx"
    path.write_bytes(broken((DEMO / BOOK).read_bytes(), random.Random(broken.__name__)))
    store = f"sqlite:///{tmp_path / 'store.db'}"
    run = CliRunner().invoke(app, ["--store", store, "check", str(path), "--json"], catch_exceptions=False)
    document = json.loads(run.stdout)
    assert run.exit_code == (document["outcome"] == "refuse")
    assert document["outcome"] != "refuse" or document["issues"]
    assert all(issue["remedy"] for issue in document["issues"])
