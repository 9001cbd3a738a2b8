"""The only place that reads the environment or knows where files lie by default."""

import getpass
import math
import os
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.errors import SettingsError

DEFAULT_STORE = "sqlite:///data/scorecard.db"
DEFAULT_CATALOGUE = "indicators.yaml"
# What Python itself needs to start, on Windows and where its own library lies in an unusual place.
_NEEDED_TO_START = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
LAYOUTS_FILE = "layouts.yaml"
SUBSCRIPTIONS_FILE = "subscriptions.yaml"
# So long a mail server may be silent before it counts as not answering; real ones answer within seconds.
MAIL_TIMEOUT_SECONDS = 30.0
# Tries of a message within one run, and the wait before the second; each further wait is twice as long.
MAIL_TRIES, MAIL_WAIT_SECONDS = 3, 5.0
# "The give-up time generally needs to be at least 4-5 days" (RFC 5321, section 4.5.4.1).
MAIL_DAYS = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the store, the catalogue and the data folder are, and by what name an officer is known to the machine."""

    store_url: str
    catalogue_path: Path
    data_folder: Path
    read_only: bool
    officer: str = ""

    @property
    def layouts_path(self) -> Path:
        """Give the path of the officers' layout words, which lie beside the catalogue."""
        return self.catalogue_path.with_name(LAYOUTS_FILE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """How the daily e-mail is sent: without a server it is written into ``outbox``.

    ``smtp`` is the server's address, which may hold a password. ``sender`` and ``contact`` are written as the
    environment gives them, ``base_url`` is where readers reach the app; each may be empty.
    """

    subscriptions: Path
    outbox: Path
    smtp: str = field(default="", repr=False)
    sender: str = ""
    contact: str = ""
    base_url: str = ""
    timeout_seconds: float = MAIL_TIMEOUT_SECONDS
    tries: int = MAIL_TRIES
    wait_seconds: float = MAIL_WAIT_SECONDS
    days: float = MAIL_DAYS

    @property
    def dead_letters(self) -> Path:
        """Give the folder of messages that cannot be delivered, beside the outbox."""
        return self.outbox.with_name("dead-letters")


def read_mail_settings(data_folder: Path) -> MailSettings:
    """Take the settings of the daily e-mail from the environment, else the defaults.

    ``SCORECARD_SMTP``, ``SCORECARD_MAIL_FROM``, ``SCORECARD_MAIL_CONTACT``, ``SCORECARD_BASE_URL``,
    ``SCORECARD_MAIL_FOLDER``, ``SCORECARD_SUBSCRIPTIONS``, ``SCORECARD_MAIL_TIMEOUT``, ``SCORECARD_MAIL_TRIES``,
    ``SCORECARD_MAIL_WAIT`` and ``SCORECARD_MAIL_DAYS`` are read.

    Raises:
        SettingsError: when a number is none, or the app's address is no web address.
    """
    base_url = os.environ.get("SCORECARD_BASE_URL", "").strip().rstrip("/")
    if base_url and not base_url.startswith(("https://", "http://")):
        raise SettingsError("SCORECARD_BASE_URL is no web address: write it such as https://scorecard.example.gov.uk.")
    return MailSettings(
        subscriptions=Path(os.environ.get("SCORECARD_SUBSCRIPTIONS") or data_folder / SUBSCRIPTIONS_FILE),
        outbox=Path(os.environ.get("SCORECARD_MAIL_FOLDER") or data_folder / "mail" / "outbox"),
        smtp=os.environ.get("SCORECARD_SMTP", "").strip(),
        sender=os.environ.get("SCORECARD_MAIL_FROM", "").strip(),
        contact=os.environ.get("SCORECARD_MAIL_CONTACT", "").strip(),
        base_url=base_url,
        timeout_seconds=_number("SCORECARD_MAIL_TIMEOUT", MAIL_TIMEOUT_SECONDS, least=0.01),
        tries=int(_number("SCORECARD_MAIL_TRIES", MAIL_TRIES, least=1)),
        wait_seconds=_number("SCORECARD_MAIL_WAIT", MAIL_WAIT_SECONDS, least=0),
        days=_number("SCORECARD_MAIL_DAYS", MAIL_DAYS, least=0),
    )


def _number(name: str, default: float, *, least: float) -> float:
    """Read a number of the environment; "nan" and the like are none."""
    written = os.environ.get(name, "").strip()
    try:
        number = float(written) if written else default
    except ValueError:
        number = math.nan
    if not least <= number < math.inf:
        raise SettingsError(f"{name} is {written!r}: write a number, {least:g} or more.")
    return number


def read_settings(store: str | None = None, catalogue: str | None = None) -> Settings:
    """Take the settings from the arguments given, else the environment, else the defaults.

    ``SCORECARD_STORE``, ``SCORECARD_CATALOGUE``, ``SCORECARD_DATA``, ``SCORECARD_READ_ONLY`` (``1``) and
    ``SCORECARD_BY`` are read; without the last the account's name stands for it.

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
        officer=os.environ.get("SCORECARD_BY", "").strip() or _login_name(),
    )


def _login_name() -> str:
    """Give the name of the account that runs this; empty where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def bare_environment() -> dict[str, str]:
    """Give the least environment that a Python process starts in: no address of the store, no password."""
    return {name: os.environ[name] for name in _NEEDED_TO_START if name in os.environ}


def _refuse_empty(argument: str | None, what: str) -> None:
    """Refuse an empty argument: a script whose variable is not set would otherwise work on the default unseen."""
    if argument is not None and not argument.strip():
        raise SettingsError(f"{what}, or leave the option out.")
