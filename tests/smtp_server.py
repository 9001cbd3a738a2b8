"""A real mail server on a free loopback port, which can be told to refuse, wait, or hang up."""

from __future__ import annotations

import asyncio
import socket
from collections import defaultdict
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class MailServer:
    """Keeps what it was given, by reader. ``rcpt`` and ``data`` are replies to come for an address, the last for good.

    A reply may be a number of seconds to wait before saying yes, or ``None`` to hang up without a word.
    """

    def __init__(self, port: int = 0) -> None:
        self.port = port or free_port()
        self.inbox: dict[str, list[EmailMessage]] = defaultdict(list)
        self.rcpt: dict[str, list[object]] = {}
        self.data: dict[str, list[object]] = {}
        self.asked = 0
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> MailServer:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd's name
        self.asked += 1
        reply = await self._reply(server, self.rcpt.get(address))
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        (address,) = envelope.rcpt_tos
        reply = await self._reply(server, self.data.get(address))
        # Hung up after the whole message came: the server may well have it.
        if reply.startswith(("250", "221")):
            message = message_from_bytes(envelope.original_content, policy=policy.default)
            self.inbox[address].append(message)
        return reply

    async def _reply(self, server, replies: list[object] | None) -> str:
        reply = (replies.pop(0) if len(replies) > 1 else replies[0]) if replies else "250 OK"
        if reply is None:
            server.transport.abort()
            return "221 gone"
        if isinstance(reply, int | float):
            await asyncio.sleep(reply)
            return "250 OK"
        return str(reply)
