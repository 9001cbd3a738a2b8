"""One hand-over to a server that misbehaves at any step: waits, refused, or not known, and words that say why."""

import socket
import ssl
import subprocess

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from fixtures.scripted_smtp import BANNER, HANG_UP, TEXT_END, scripted
from smtp_server import MailServer, free_port

from dashboard.mail.addresses import recipient_of
from dashboard.mail.letters import Letter, Outcome, ServerDownError
from dashboard.mail.server import parse_server
from dashboard.mail.smtp import SmtpDelivery
from dashboard.store.mail_log import MailState

LATE, TIMEOUT = 0.5, 0.1
WAITING, SENT, REFUSED, UNKNOWN = MailState.WAITING, MailState.SENT, MailState.REFUSED, MailState.UNKNOWN
BEFORE_THE_END = ("MAIL", "RCPT", "DATA")


def letter(address="chair@example.gov.uk"):
    content = b"Subject: 1 worse\r\n\r\nHello\r\n"
    return Letter(edition=1, recipient=recipient_of(address), address=address, name="", subject="S", content=content)


def deliver(url, *, patience=TIMEOUT, times=1):
    """Hand a letter over and give the last outcome, as one run would record it."""
    delivery = SmtpDelivery(
        parse_server(url), sender="t@example.org", timeout_seconds=TIMEOUT, patience_seconds=patience
    )
    try:
        for _ in range(times):
            delivery.prepare()
            outcome = delivery.hand_over(letter())
    except ServerDownError as fault:
        return Outcome(state=WAITING, reason=str(fault))
    finally:
        delivery.close()
    return outcome


@pytest.mark.parametrize(
    ("step", "reply", "state", "words"),
    [
        *((step, LATE, WAITING, "took too long to answer") for step in (BANNER, "EHLO", *BEFORE_THE_END)),
        *((step, HANG_UP, WAITING, "") for step in (BANNER, "EHLO", *BEFORE_THE_END)),
        (BANNER, "HTTP/1.1 400 Bad Request", WAITING, "what answers there is no mail server"),
        ("RCPT", "550-5.1.1 no such\r\n550 user here", REFUSED, "550 5.1.1 no such user here"),
        (TEXT_END, "250-taken\r\n250 as 42", SENT, ""),
        *((step, "421 4.3.2 closing down", WAITING, "421") for step in (BANNER, *BEFORE_THE_END, TEXT_END)),
        *((step, "451 4.7.1 greylisted", WAITING, "451 4.7.1 greylisted") for step in (*BEFORE_THE_END, TEXT_END)),
        *((step, "no code at all", WAITING, "") for step in BEFORE_THE_END),
        # From the last dot on nobody knows whether it took the message.
        (TEXT_END, LATE, UNKNOWN, "gave no answer: it took too long"),
        (TEXT_END, HANG_UP, UNKNOWN, "gave no answer"),
        (TEXT_END, "no code at all", UNKNOWN, "cannot be understood"),
        (TEXT_END, "354 go on", UNKNOWN, "cannot be understood"),
        # Only what is about the reader or the message ends it.
        ("RCPT", "550 5.1.1 no such user", REFUSED, "550 5.1.1 no such user"),
        ("RCPT", "452 4.5.3 too many recipients", WAITING, "too many recipients"),
        ("DATA", "554 no valid recipients", REFUSED, "554"),
        (TEXT_END, "552 5.3.4 too big", REFUSED, "552 5.3.4 too big"),
        # What is about us waits until somebody mends it.
        ("MAIL", "550 5.1.8 sender not known", WAITING, "does not take mail from us: 550 5.1.8"),
        ("RCPT", "530 5.7.0 sign in first", WAITING, "530"),
        ("RCPT", "550 5.7.54 unable to relay", WAITING, "550 5.7.54"),
        ("RCPT", "554 chair@example.gov.uk: Relay access denied", WAITING, "554 the address: Relay access denied"),
        ("RCPT", "503 bad sequence", WAITING, "503"),
        # A slow good-bye is not waited for.
        ("QUIT", LATE, SENT, ""),
        ("RSET", HANG_UP, SENT, ""),
    ],
)
def test_at_each_step_it_is_known_how_far_it_went(step, reply, state, words):
    with scripted({step: reply}) as server:
        outcome = deliver(server.url)
        assert outcome.state is state
        assert words in outcome.reason
        assert bool(server.taken) is (step in (TEXT_END, "QUIT", "RSET"))
        assert "chair@" not in outcome.reason


def test_a_server_that_takes_it_and_answers_late_is_waited_for():
    with scripted({TEXT_END: LATE}) as server:
        assert deliver(server.url, patience=4 * LATE).state is SENT
    usual = SmtpDelivery(parse_server(server.url), sender="t@example.org", timeout_seconds=30)
    ten_minutes = 600
    assert usual._patience == ten_minutes


def test_a_message_broken_off_before_its_end_waits(monkeypatch):
    with scripted({}) as server:
        monkeypatch.setattr(Letter, "message", property(lambda one: b"x" * 5_000_000))
        server.replies["DATA"] = "354 go on"
        monkeypatch.setattr("fixtures.scripted_smtp._Talk.rbufsize", 0, raising=False)
        monkeypatch.setattr("fixtures.scripted_smtp.ScriptedServer.process_request_thread", break_off(server))
        outcome = deliver(server.url)
    assert outcome.state is WAITING
    assert "broke off the message" in outcome.reason


def break_off(server):
    """Talk as far as DATA, then go."""

    def talk(self, request, address):
        request.sendall(b"220 here\r\n")
        for reply in (b"250 here\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go on\r\n"):
            request.recv(1000)
            request.sendall(reply)
        request.recv(10)
        request.close()

    return talk


def test_a_server_silent_for_every_reader_counts_as_down_after_three():
    with scripted({"RCPT": LATE}) as server:
        delivery = SmtpDelivery(parse_server(server.url), sender="t@example.org", timeout_seconds=TIMEOUT)
        for _ in range(3):
            delivery.prepare()
            assert delivery.hand_over(letter()).state is WAITING
        with pytest.raises(ServerDownError, match="does not answer, or far too late"):
            delivery.prepare()
        server.replies.clear()
        delivery.prepare()
        assert delivery.hand_over(letter()).state is SENT
        delivery.close()


def test_a_refused_sign_in_is_said_without_the_password():
    with scripted({"AUTH": "535 5.7.8 Username and Password not accepted"}) as server:
        outcome = deliver(server.url.replace("//", "//team:secret@"))
    assert outcome.state is WAITING
    assert outcome.reason.endswith("does not take the user name and password in SCORECARD_SMTP (535).")
    assert "secret" not in outcome.reason
    assert "secret" not in repr(parse_server("smtps://team:secret@h"))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for this machine that signs itself."""
    folder = tmp_path_factory.mktemp("certificate")
    key, paper = folder / "key.pem", folder / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    more = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"]
    try:
        subprocess.run([*command, "-keyout", key, "-out", paper, *more], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no openssl on this machine to make a certificate with")
    return paper, key


@pytest.fixture(params=["starttls", "tls"])
def encrypted(request, certificate):
    """A real server that speaks with a signed-in sender over an encrypted connection only; gives its address."""
    secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secure.load_cert_chain(*certificate)
    inbox, port = MailServer(), free_port()

    def sign_in(server, session, envelope, mechanism, given):
        return AuthResult(success=(given.login, given.password) == (b"team", b"p@ss"))

    kind = {"ssl_context": secure} if request.param == "tls" else {"tls_context": secure, "require_starttls": True}
    options = {
        "authenticator": sign_in,
        "auth_required": request.param != "tls",
        "auth_require_tls": request.param != "tls",
    }
    # Its own test of readiness trusts no certificate that signs itself: a bare connection does.
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **kind, **options)
    controller._trigger_server = lambda: socket.create_connection(("127.0.0.1", port)).close()
    controller.start()
    scheme = "smtps" if request.param == "tls" else "smtp"
    query = "?starttls=required" if request.param == "starttls" else ""
    yield f"{scheme}://team:p%40ss@localhost:{port}{query}", inbox
    controller.stop()


def test_an_encrypted_connection_to_a_trusted_server_sends(encrypted, certificate, monkeypatch):
    url, server = encrypted
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    delivery = SmtpDelivery(parse_server(url), sender="t@example.org", timeout_seconds=5)
    delivery.prepare()
    assert delivery.hand_over(letter()).state is SENT
    delivery.close()
    assert len(server.inbox["chair@example.gov.uk"]) == 1


def test_a_certificate_nobody_vouches_for_is_not_trusted_and_no_password_goes_out(encrypted):
    url, server = encrypted
    delivery = SmtpDelivery(parse_server(url), sender="t@example.org", timeout_seconds=5)
    with pytest.raises(ServerDownError, match=r"does not trust its certificate \(self-signed certificate\)"):
        delivery.prepare()
    assert not server.inbox
