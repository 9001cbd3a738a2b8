"""A publisher in a process of its own that stops half-way: ``store_child.py URL``.

Half-way means: the figures are sent, the transaction is open, and the process says so and waits to be killed.
"""

import sys
import time

from fixtures.store_stress import full_draft
from sqlalchemy import event
from sqlalchemy.engine import Engine
from store_fixtures import NOON

from dashboard.store import open_store

HALF_WAY = "half-way"


def stop_after_the_figures() -> None:
    def stop(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if statement.startswith("INSERT INTO observations"):
            print(HALF_WAY, flush=True)
            time.sleep(600)

    event.listen(Engine, "after_cursor_execute", stop)


if __name__ == "__main__":
    stop_after_the_figures()
    with open_store(sys.argv[1]) as store:
        store.publish(full_draft("killed", 0), recorded_at=NOON)
