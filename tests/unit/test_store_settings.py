"""The settings: arguments before the environment before the defaults, and no empty argument."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.cli.main import app
from dashboard.errors import SettingsError
from dashboard.settings import DEFAULT_CATALOGUE, DEFAULT_STORE, read_settings

NAMES = ("SCORECARD_STORE", "SCORECARD_CATALOGUE")


def test_none_means_the_environment_and_then_the_default(monkeypatch: pytest.MonkeyPatch):
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    assert read_settings().store_url == DEFAULT_STORE
    assert read_settings().catalogue_path == Path(DEFAULT_CATALOGUE)
    for name in NAMES:
        monkeypatch.setenv(name, "elsewhere")
    assert read_settings().store_url == "elsewhere"
    assert read_settings(catalogue="here").catalogue_path == Path("here")


@pytest.mark.parametrize("empty", ["", "  "])
@pytest.mark.parametrize("option", ["store", "catalogue"])
def test_an_empty_argument_is_refused_with_what_to_write(option: str, empty: str):
    with pytest.raises(SettingsError, match=rf"--{option} is empty: give .*, such as .*, or leave the option out"):
        read_settings(**{option: empty})


@pytest.mark.parametrize("option", ["--store", "--catalogue"])
def test_the_command_line_ends_with_1_and_says_so(option: str):
    result = CliRunner().invoke(app, [option, "", "catalogue", "check"])
    assert result.exit_code == 1
    assert f"{option} is empty" in result.stderr
    assert "Traceback" not in result.output
