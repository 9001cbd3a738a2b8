"""A publisher in a process of its own: ``store_child.py URL NAME COUNT``; with a count of 0 it stops half-way.

Half-way means: the figures are sent, the transaction is open, and the process says so and waits to be killed.
"""

import sys
import time

from sqlalchemy import event
from sqlalchemy.engine import Engine
from store_fixtures import NOON, a_draft, a_figure

from dashboard.store import open_store
from dashboard.vocabulary import IndicatorId

HALF_WAY = "half-way"
FIGURES = 50


def publish_one(url: str, name: str, number: int) -> None:
    figures = [a_figure(float(number), indicator=IndicatorId(f"{name}-{row}")) for row in range(FIGURES)]
    with open_store(url) as store:
        receipt = store.publish(a_draft(*figures, content=f"{name} {number}".encode(), by=name), recorded_at=NOON)
    print(receipt.edition, flush=True)


def stop_after_the_figures() -> None:
    def stop(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        if statement.startswith("INSERT INTO observations"):
            print(HALF_WAY, flush=True)
            time.sleep(600)

    event.listen(Engine, "after_cursor_execute", stop)


if __name__ == "__main__":
    url, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if not count:
        stop_after_the_figures()
    for number in range(count or 1):
        publish_one(url, name, number)
