"""A file that is far too large is refused before it is read, by every command that reads one."""

import json

import pytest
from typer.testing import CliRunner

from dashboard.cli import app
from dashboard.workbook.limits import MAX_UPLOAD_MEGABYTES, MEGABYTE

COMMANDS = (("read",), ("check",), ("publish", "--by", "Officer"), ("benchmarks", "--by", "Officer"))


@pytest.mark.usefixtures("from_the_checkout")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_file_beyond_the_limit_is_refused_with_its_size(command, tmp_path):
    file = tmp_path / "large.csv"
    with file.open("wb") as written:
        written.truncate((MAX_UPLOAD_MEGABYTES + 1) * MEGABYTE)
    name, *options = command
    given = ["--store", f"sqlite:///{tmp_path / 'store.db'}", name, str(file), *options, "--json"]
    result = CliRunner().invoke(app, given)
    refused = json.loads(result.stdout)
    assert (result.exit_code, refused["outcome"]) == (1, "refuse")
    assert [(issue["code"], issue["what"]) for issue in refused["issues"]] == [
        ("file-too-large", "large.csv has 65 MB; 64 MB is the most.")
    ]
