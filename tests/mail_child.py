"""One of two senders at once: ``mail_child.py READERS URL…`` claims and begins what it can, and prints what it won."""

import sys
from datetime import UTC, datetime

from dashboard.store import open_store
from dashboard.store.mail_log import MailDraft

NOON = datetime(2019, 11, 20, 12, 0, tzinfo=UTC)


def send(url: str, readers: int) -> list[str]:
    won = []
    with open_store(url) as opened:
        for number in range(readers):
            reader = f"reader-{number}"
            draft = MailDraft(edition=1, recipient=reader, covers=(1,), subject="S", message_id=reader, content=b"x")
            opened.mail.claim(draft, at=NOON)
            if opened.mail.begin(1, reader, at=NOON, via="here") is not None:
                won.append(f"{url[:6]}-{reader}")
    return won


if __name__ == "__main__":
    print("ready", flush=True)
    sys.stdin.readline()
    for address in sys.argv[2:]:
        print(*send(address, int(sys.argv[1])), sep="\n")
