"""The mail server's address: which server, how it is spoken to, and with what password."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

from dashboard.errors import SettingsError

_SHAPE = "Write it such as smtp://mail.example.gov.uk:587 or smtps://user:password@mail.example.gov.uk."
_PORTS = {"smtp": 587, "smtps": 465}  # RFC 6409 and RFC 8314


class Security(StrEnum):
    """How the connection is kept from being read: from its start, by STARTTLS, or not at all."""

    TLS = "tls"
    STARTTLS = "required"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """A mail server; ``password`` is shown nowhere."""

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def place(self) -> str:
        """Name the server as a person knows it."""
        return f"{self.host}:{self.port}"


def parse_server(written: str) -> SmtpServer:
    """Read ``smtp://user:password@host:port?starttls=required|none`` or ``smtps://…``.

    Off this machine STARTTLS is required unless the address says ``starttls=none``, and a password is never sent
    without encryption.

    Raises:
        SettingsError: when it cannot be read, or would send a password in the clear.
    """
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError as fault:
        raise _wrong("cannot be read") from fault
    if parts.scheme not in _PORTS or parts.path not in ("", "/") or not written.isprintable():
        raise _wrong("is no mail server's address")
    host = parts.hostname or ""
    if not _is_host(host):
        raise _wrong("is no mail server's address")
    asked = parse_qs(parts.query, keep_blank_values=True)
    starttls = asked.pop("starttls", ["" if not _is_here(host) else str(Security.NONE)])[-1]
    if asked or starttls not in ("", str(Security.STARTTLS), str(Security.NONE)):
        raise _wrong("may end in ?starttls=required or ?starttls=none, and in nothing else")
    security = Security.TLS if parts.scheme == "smtps" else Security(starttls or Security.STARTTLS)
    if parts.password and security is Security.NONE and not _is_here(host):
        raise _wrong("would send the password unencrypted: take starttls=none out, or use smtps://")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not (user + password).isascii() or not (user + password).isprintable():
        raise _wrong("has a letter in its user name or password that no mail server is sure to read, such as £ or é")
    return SmtpServer(host=host, port=port or _PORTS[parts.scheme], security=security, user=user, password=password)


def _is_host(name: str) -> bool:
    """Tell whether the address names a host that can be looked up."""
    try:
        return bool(name.encode("idna"))
    except UnicodeError:
        return False


def _is_here(host: str) -> bool:
    """Tell whether a server is on this machine, so that nobody on the way can read along."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _wrong(what: str) -> SettingsError:
    # The address itself is not repeated: it may hold a password.
    return SettingsError(f"SCORECARD_SMTP {what}. {_SHAPE}")
