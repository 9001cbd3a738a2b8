"""Who is offered Upload."""

import pytest

from dashboard.ui.access import is_loopback


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "localhost", "LOCALHOST", "::1", "[::1]", "127.0.0.53", " 127.0.0.1 "]
)
def test_addresses_of_this_machine_alone(address):
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address",
    [None, "", " ", "0.0.0.0", "::", "10.0.0.4", "192.168.1.2", "scorecard.example.org", "localhost.example.org"],
)
def test_addresses_that_others_reach(address):
    """No address at all means every network."""
    assert not is_loopback(address)
