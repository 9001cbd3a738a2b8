"""The template of the regional return, written from the command line."""

import json

import pytest
from typer.testing import CliRunner

from dashboard.benchmarks.regional_return import is_regional_return
from dashboard.cli.main import app


def run(*arguments):
    return CliRunner().invoke(app, ["benchmarks-template", *map(str, arguments)])


def test_the_template_is_written_with_what_to_do_next(tmp_path):
    path = tmp_path / "return.csv"
    done = run("--to", path)
    assert done.exit_code == 0
    assert "scorecard benchmarks" in " ".join(done.stdout.split())
    text = path.read_text(encoding="utf-8-sig")
    assert is_regional_return(text.splitlines()[0].split(","))
    assert "E12" not in text  # the example names the region in words


def test_json_gives_the_path_alone(tmp_path):
    path = tmp_path / "return.csv"
    assert json.loads(run("--to", path, "--json").stdout) == {"path": str(path)}


@pytest.mark.parametrize("content", [b"", b"filled in"])
def test_a_file_that_is_there_is_left_alone(tmp_path, content):
    path = tmp_path / "return.csv"
    path.write_bytes(content)
    assert run("--to", path).exit_code == 1
    assert path.read_bytes() == content


def test_a_folder_that_is_not_there_is_named(tmp_path):
    done = run("--to", tmp_path / "nowhere" / "return.csv", "--json")
    assert done.exit_code == 1
    assert "There is no folder" in json.loads(done.stdout)["message"]
