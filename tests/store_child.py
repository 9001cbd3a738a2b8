"""A publisher in a process of its own that stops half-way: ``store_child.py URL``.

Half-way means: the figures are sent, the transaction is open, and the process says so and waits to be killed.
"""

import sys
import time
from typing import Any

from fixtures.store_stress import full_draft
from store_fixtures import NOON

from dashboard.store import open_store, writes

HALF_WAY = "half-way"


def stop_after_the_figures() -> None:
    send = writes.add_observations

    def send_and_stop(*given: Any) -> None:
        send(*given)
        print(HALF_WAY, flush=True)
        time.sleep(600)

    writes.add_observations = send_and_stop


if __name__ == "__main__":
    stop_after_the_figures()
    with open_store(sys.argv[1]) as opened:
        opened.publish(full_draft("killed", 0), recorded_at=NOON)
