"""Who may publish: until sign-in exists, only someone at the machine the app runs on."""

from __future__ import annotations

from ipaddress import ip_address

import streamlit as st

from dashboard.settings import Settings


def may_publish(settings: Settings) -> bool:
    """Tell whether Upload and withdrawal are offered: not read-only, and listening on loopback alone."""
    return not settings.read_only and is_loopback(st.get_option("server.address"))


def is_loopback(address: object) -> bool:
    """Tell whether an address to listen on reaches this machine only; none set means every network."""
    if not isinstance(address, str) or not address.strip():
        return False
    name = address.strip().strip("[]").casefold()
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
