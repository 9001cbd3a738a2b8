"""Messages by SMTP, one hand-over at a time, so that of each it is known how far it went.

Until the dot that ends a message is sent, nothing was handed over: whatever goes wrong, the message waits. From then on
a lost connection or a silence leaves it open whether the message arrived; only the server's last reply settles it.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
from contextlib import suppress

from dashboard.mail.letters import Letter, Outcome, ServerDownError, plain_reason
from dashboard.mail.server import Security, SmtpServer
from dashboard.store.mail_log import MailState

# The first digit of a reply (RFC 5321, section 4.2.1), and the replies that this needs by number.
_PERMANENT, _TEMPORARY, _DONE = 5, 4, 2
_GO_ON, _CLOSING = 354, 421
# Refusals that are about us, not about a reader: a command not known or out of turn (RFC 5321), a sign-in that is
# asked for or failed (RFC 4954), a matter of security or policy such as relaying (X.7 of RFC 3463).
_ABOUT_US = frozenset({500, 502, 503, 504, 530, 534, 535, 538})
_POLICY = re.compile(rb"\s*5\.7\.|.*\brelay", re.IGNORECASE | re.DOTALL)
# So many times the usual silence is borne after the message itself: ten minutes for half a minute, since a server that
# took it and answers late would otherwise leave it open whether it arrived (RFC 5321, section 4.5.3.2.6).
PATIENCE = 20
# A server that was silent so often running counts as down for this turn: the others need not wait through it each.
_MOST_SILENCES = 3
_LINE_START_DOT = re.compile(rb"(?m)^\.")


class SmtpDelivery:
    """Sends through one server over one connection, which is made anew where it was lost."""

    # A message sent twice arrives twice.
    repeatable = False

    def __init__(
        self, server: SmtpServer, *, sender: str, timeout_seconds: float, patience_seconds: float | None = None
    ) -> None:
        self._server = server
        self._sender = sender
        self._timeout = timeout_seconds
        self._patience = timeout_seconds * PATIENCE if patience_seconds is None else patience_seconds
        self._connection: smtplib.SMTP | None = None
        self._silences = 0

    @property
    def via(self) -> str:
        """Name the server, without its password."""
        return self._server.place

    def prepare(self) -> None:
        """Connect where there is no connection, or it was lost."""
        if self._silences >= _MOST_SILENCES:
            self._silences = 0
            raise ServerDownError(f"{self.via} does not answer, or far too late.")
        if self._connection is not None and self._is_alive(self._connection):
            return
        self._drop()
        try:
            self._connection = self._connect()
        except smtplib.SMTPAuthenticationError as fault:
            raise ServerDownError(
                f"{self.via} does not take the user name and password in SCORECARD_SMTP ({fault.smtp_code})."
            ) from fault
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
            self._drop()
            self._silences += _is_silence(fault)
            return Outcome(state=MailState.WAITING, reason=f"{self.via} stopped answering: {_words(fault)}.")
        self._silences = 0
        return refused or self._content(connection, letter)

    def close(self) -> None:
        """Say good-bye, if the server is still there to hear it; what it says to that is not waited for."""
        if self._connection is not None:
            with suppress(OSError):
                self._connection.putcmd("QUIT")
        self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        host, port, name = self._server.host, self._server.port, _own_name()
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
            return _kind(connection.rset()[0]) == _DONE
        except OSError:
            return False

    def _before_content(self, connection: smtplib.SMTP, letter: Letter) -> Outcome | None:
        """Name the sender and the reader, and ask to go on; give the outcome where the server says no."""
        code, said = connection.mail(self._sender)
        if _kind(code) != _DONE:
            # That the server takes nothing from us is not this reader's fault.
            return self._outcome(code, said, letter, "does not take mail from us", is_ours=True)
        code, said = connection.rcpt(letter.address)
        if _kind(code) != _DONE:
            is_ours = code in _ABOUT_US or _POLICY.match(said) is not None
            return self._outcome(code, said, letter, "does not take mail for the address", is_ours=is_ours)
        code, said = connection.docmd("DATA")
        if code == _GO_ON:
            return None
        return self._outcome(code, said, letter, "does not take the message", is_ours=code in _ABOUT_US)

    def _content(self, connection: smtplib.SMTP, letter: Letter) -> Outcome:
        """Send the text, and then the dot on which the server takes it; until the dot it has taken nothing."""
        try:
            connection.send(_LINE_START_DOT.sub(b"..", letter.message))
        except OSError as fault:
            self._drop()
            self._silences += _is_silence(fault)
            return Outcome(state=MailState.WAITING, reason=f"{self.via} broke off the message: {_words(fault)}.")
        try:
            code, said = self._end(connection)
        except OSError as fault:
            self._drop()
            self._silences = _MOST_SILENCES if _is_silence(fault) else 0
            reason = f"The message was handed to {self.via}, which gave no answer: {_words(fault)}."
            return Outcome(state=MailState.UNKNOWN, reason=reason)
        if _kind(code) == _DONE:
            return Outcome(state=MailState.SENT)
        if _kind(code) in (_TEMPORARY, _PERMANENT):
            return self._outcome(code, said, letter, "does not take the message")
        self._drop()
        reason = f"The message was handed to {self.via}, whose answer cannot be understood."
        return Outcome(state=MailState.UNKNOWN, reason=reason)

    def _end(self, connection: smtplib.SMTP) -> tuple[int, bytes]:
        if connection.sock is not None:
            connection.sock.settimeout(self._patience)
        connection.send(b".\r\n")
        reply = connection.getreply()
        if connection.sock is not None:
            connection.sock.settimeout(self._timeout)
        return reply

    def _outcome(self, code: int, said: bytes, letter: Letter, what: str, *, is_ours: bool = False) -> Outcome:
        if code == _CLOSING or _kind(code) not in (_PERMANENT, _TEMPORARY):
            self._drop()  # it hangs up, or its replies are no longer those to our commands
        state = MailState.REFUSED if _kind(code) == _PERMANENT and not is_ours else MailState.WAITING
        words = plain_reason(said.decode("utf-8", "replace"), letter.address)
        return Outcome(state=state, reason=f"{self.via} {what}: {code} {words}".rstrip(". ") + ".")


def _kind(code: int) -> int:
    """Give a reply's first digit; 0 where there is none."""
    return code // 100 if code > 0 else 0


def _own_name() -> str:
    """Give this machine's name as a server takes it; a name that no server takes is left out."""
    name = socket.gethostname()
    return name if re.fullmatch(r"[A-Za-z0-9.-]+", name) else "localhost"


def _is_silence(fault: OSError) -> bool:
    # A silence in the midst of a reply comes wrapped in a lost connection.
    return isinstance(fault, TimeoutError) or isinstance(fault.__context__, TimeoutError)


def _words(fault: OSError) -> str:
    if _is_silence(fault):
        return "it took too long to answer"
    if isinstance(fault, ConnectionRefusedError):
        return "nothing answers there"
    if isinstance(fault, smtplib.SMTPResponseException) and not _kind(fault.smtp_code):
        return "what answers there is no mail server"
    if isinstance(fault, smtplib.SMTPResponseException):
        said = fault.smtp_error
        return plain_reason(f"{fault.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}")
    if isinstance(fault, ssl.SSLCertVerificationError):
        return plain_reason(f"this machine does not trust its certificate ({fault.verify_message})")
    if isinstance(fault, ssl.SSLError):
        return plain_reason(f"the connection cannot be encrypted ({fault.reason or fault})")
    return plain_reason(fault.strerror or str(fault) or "the connection was lost").rstrip(".")
