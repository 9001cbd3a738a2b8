"""The only place that reads the environment or knows where files lie by default."""

import os
from dataclasses import dataclass
from pathlib import Path

from dashboard.errors import SettingsError

DEFAULT_STORE = "sqlite:///data/scorecard.db"
DEFAULT_CATALOGUE = "indicators.yaml"
# What Python itself needs to start, on Windows and where its own library lies in an unusual place.
_NEEDED_TO_START = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
LAYOUTS_FILE = "layouts.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the store, the catalogue and the data folder are."""

    store_url: str
    catalogue_path: Path
    data_folder: Path
    read_only: bool

    @property
    def layouts_path(self) -> Path:
        """Give the path of the officers' layout words, which lie beside the catalogue."""
        return self.catalogue_path.with_name(LAYOUTS_FILE)


def read_settings(store: str | None = None, catalogue: str | None = None) -> Settings:
    """Take the settings from the arguments given, else the environment, else the defaults.

    ``SCORECARD_STORE``, ``SCORECARD_CATALOGUE``, ``SCORECARD_DATA`` and ``SCORECARD_READ_ONLY`` (``1``) are read.

    Raises:
        SettingsError: when an argument is given, but is empty.
    """
    _refuse_empty(store, "--store is empty: give the store's address, such as sqlite:///data/scorecard.db")
    _refuse_empty(catalogue, "--catalogue is empty: give the catalogue's path, such as indicators.yaml")
    return Settings(
        store_url=store or os.environ.get("SCORECARD_STORE") or DEFAULT_STORE,
        catalogue_path=Path(catalogue or os.environ.get("SCORECARD_CATALOGUE") or DEFAULT_CATALOGUE),
        data_folder=Path(os.environ.get("SCORECARD_DATA") or "data"),
        read_only=os.environ.get("SCORECARD_READ_ONLY") == "1",
    )


def bare_environment() -> dict[str, str]:
    """Give the least environment that a Python process starts in: no address of the store, no password."""
    return {name: os.environ[name] for name in _NEEDED_TO_START if name in os.environ}


def _refuse_empty(argument: str | None, what: str) -> None:
    """Refuse an empty argument: a script whose variable is not set would otherwise work on the default unseen."""
    if argument is not None and not argument.strip():
        raise SettingsError(f"{what}, or leave the option out.")
