"""Addresses for e-mail: which are good ones, how they are told apart, and how little of one is shown."""

from __future__ import annotations

import hashlib
import re
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import parseaddr

from dashboard.errors import SettingsError

# What every mail server takes (RFC 5321, section 4.1.2), quoted local parts and addresses by number left out.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9-]+\.)*[A-Za-z0-9-]+"
)
LONGEST = 254  # RFC 5321, section 4.5.3.1.3, without the angle brackets
LONGEST_LOCAL = 64  # RFC 5321, section 4.5.3.1.1
LONGEST_LABEL = 63  # RFC 1035, section 2.3.4
_DIGEST_LETTERS = 40


def is_address(written: str) -> bool:
    """Tell whether this is one address, and nothing else: no name, no second line."""
    if len(written) > LONGEST or _ADDRESS.fullmatch(written) is None:
        return False
    local, _, domain = written.rpartition("@")
    labels = domain.split(".")
    # A name ends in no number: that would be an address of a machine (RFC 3696, section 2).
    return len(local) <= LONGEST_LOCAL and all(map(_is_label, labels)) and not labels[-1].isdigit()


def _is_label(part: str) -> bool:
    return len(part) <= LONGEST_LABEL and not part.startswith("-") and not part.endswith("-")


def recipient_of(address: str) -> str:
    """Give the digest by which the store knows a reader; letters' case makes no other reader."""
    return hashlib.sha256(f"scorecard reader {address.casefold()}".encode()).hexdigest()[:_DIGEST_LETTERS]


def masked(address: str) -> str:
    """Show so much of an address that who knows it can tell which it is: c…@example.gov.uk."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"


def parse_sender(written: str) -> Address:
    """Read who sends, such as ``Performance team <performance@example.gov.uk>``.

    Raises:
        SettingsError: when there is no good address in it.
    """
    name, address = parseaddr(written)
    if not is_address(address) or not written.isprintable():
        raise SettingsError(
            "SCORECARD_MAIL_FROM is no address: write it such as Performance team <performance@example.gov.uk>."
        )
    try:
        return Address(display_name=name, addr_spec=address)
    except (MessageError, ValueError) as fault:
        raise SettingsError(f"SCORECARD_MAIL_FROM cannot be used: {fault}.") from fault


def parse_contact(written: str) -> str:
    """Read the address to write to about the e-mail.

    Raises:
        SettingsError: when it is none.
    """
    if not is_address(written):
        raise SettingsError("SCORECARD_MAIL_CONTACT is no address: write it such as performance@example.gov.uk.")
    return written
