"""Messages by SMTP, one hand-over at a time, so that of each it is known how far it went.

Until the server has taken the word DATA, nothing was handed over: whatever goes wrong, the message waits. From then on
a lost connection or a silence leaves it open whether the message arrived; only the server's last reply settles it.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl

from dashboard.mail.letters import Letter, Outcome, ServerDownError, plain_reason
from dashboard.mail.server import Security, SmtpServer
from dashboard.store.mail_log import MailState

# The first digit of a reply (RFC 5321, section 4.2.1), and the replies that this needs by number.
_PERMANENT, _TEMPORARY = 5, 4
_GO_ON, _CLOSING = 354, 421
_LINE_START_DOT = re.compile(rb"(?m)^\.")


class SmtpDelivery:
    """Sends through one server over one connection, which is made anew where it was lost."""

    # A message sent twice arrives twice.
    repeatable = False

    def __init__(self, server: SmtpServer, *, sender: str, timeout_seconds: float) -> None:
        self._server = server
        self._sender = sender
        self._timeout = timeout_seconds
        self._connection: smtplib.SMTP | None = None

    @property
    def via(self) -> str:
        """Name the server, without its password."""
        return self._server.place

    def prepare(self) -> None:
        """Connect where there is no connection, or it was lost."""
        if self._connection is not None and self._is_alive(self._connection):
            return
        self.close()
        try:
            self._connection = self._connect()
        except smtplib.SMTPAuthenticationError as fault:
            raise ServerDownError(f"{self.via} does not take the user name and password in SCORECARD_SMTP.") from fault
        except smtplib.SMTPNotSupportedError as fault:
            raise ServerDownError(
                f"{self.via} offers no encryption or no sign-in, which SCORECARD_SMTP asks for."
            ) from fault
        except OSError as fault:  # every fault of smtplib is one too
            raise ServerDownError(f"{self.via} cannot be reached: {_words(fault)}.") from fault

    def hand_over(self, letter: Letter) -> Outcome:
        """Send one message; ``prepare`` comes first."""
        connection = self._connection
        if connection is None:
            return Outcome(state=MailState.WAITING, reason="There is no connection.")
        try:
            refused = self._before_content(connection, letter)
        except OSError as fault:
            self.close()
            return Outcome(state=MailState.WAITING, reason=f"{self.via} stopped answering: {_words(fault)}.")
        return refused or self._content(connection, letter)

    def close(self) -> None:
        """Say good-bye, if the server is still there to hear it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        host, port, name = self._server.host, self._server.port, socket.gethostname()
        secure = ssl.create_default_context()
        connection: smtplib.SMTP
        if self._server.security is Security.TLS:
            connection = smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=self._timeout, context=secure)
        else:
            connection = smtplib.SMTP(host, port, local_hostname=name, timeout=self._timeout)
        try:
            if self._server.security is Security.STARTTLS:
                connection.starttls(context=secure)
            connection.ehlo_or_helo_if_needed()
            if self._server.user:
                connection.login(self._server.user, self._server.password)
        except OSError:
            connection.close()
            raise
        return connection

    def _is_alive(self, connection: smtplib.SMTP) -> bool:
        try:
            return _kind(connection.rset()[0]) < _TEMPORARY
        except OSError:
            return False

    def _before_content(self, connection: smtplib.SMTP, letter: Letter) -> Outcome | None:
        """Name the sender and the reader, and ask to go on; give the outcome where the server says no."""
        code, said = connection.mail(self._sender)
        if _kind(code) >= _TEMPORARY:
            # That the server takes nothing from us is not this reader's fault.
            return self._outcome(_CLOSING if code == _CLOSING else 450, said, letter, "does not take mail from us")
        code, said = connection.rcpt(letter.address)
        if _kind(code) >= _TEMPORARY:
            return self._outcome(code, said, letter, "does not take mail for the address")
        code, said = connection.docmd("DATA")
        return None if code == _GO_ON else self._outcome(code, said, letter, "does not take the message")

    def _content(self, connection: smtplib.SMTP, letter: Letter) -> Outcome:
        try:
            connection.send(_LINE_START_DOT.sub(b"..", letter.message) + b".\r\n")
            code, said = connection.getreply()
        except OSError as fault:
            self.close()
            reason = f"The message was handed to {self.via}, which gave no answer: {_words(fault)}."
            return Outcome(state=MailState.UNKNOWN, reason=reason)
        if _kind(code) < _TEMPORARY:
            return Outcome(state=MailState.SENT)
        return self._outcome(code, said, letter, "does not take the message")

    def _outcome(self, code: int, said: bytes, letter: Letter, what: str) -> Outcome:
        if code == _CLOSING:
            self.close()
        state = MailState.REFUSED if _kind(code) == _PERMANENT else MailState.WAITING
        words = plain_reason(said.decode("utf-8", "replace"), letter.address)
        return Outcome(state=state, reason=f"{self.via} {what}: {code} {words}".rstrip(". ") + ".")


def _kind(code: int) -> int:
    """Give a reply's first digit; none that can be read counts as a fault for now."""
    return code // 100 if code > 0 else _TEMPORARY


def _words(fault: OSError) -> str:
    # A silence in the midst of a reply comes wrapped in a lost connection.
    if isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError):
        return "it took too long to answer"
    if isinstance(fault, ConnectionRefusedError):
        return "nothing answers there"
    if isinstance(fault, smtplib.SMTPResponseException):
        said = fault.smtp_error
        return plain_reason(f"{fault.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}")
    if isinstance(fault, ssl.SSLError):
        return plain_reason(f"the connection cannot be encrypted ({fault.reason or fault})")
    return plain_reason(fault.strerror or str(fault) or "the connection was lost").rstrip(".")
