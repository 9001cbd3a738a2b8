"""The list of subscriptions, and the settings: what is wrong is said with its line and a remedy, nothing is guessed."""

import pytest
from demo_fixtures import ROOT

from dashboard.errors import CatalogueError, SettingsError
from dashboard.mail.addresses import is_address, masked, parse_contact, parse_sender, recipient_of
from dashboard.mail.server import Security, parse_server
from dashboard.mail.subscriptions import check_subscriptions, load_subscribers
from dashboard.settings import read_mail_settings
from dashboard.views.daily.view import EVERY_EVENT, NEWS_ONLY, DailyEvent

TWO = """\
subscribers:
  - {name: Chair, address: chair@example.gov.uk, follows: [{tracker: vision}]}
  - address: Chair@Example.gov.uk
    follows:
      - {indicator: re-referrals}
      - {indicator: re-referrals, events: [published]}
"""


def faults(text, demo):
    return [(issue.line, issue.what, issue.hint) for issue in check_subscriptions(text, "s.yaml", demo.catalogue)[1]]


def reader(follows="{tracker: vision}", address="chair@example.gov.uk", more=""):
    return f"subscribers:\n  - address: {address}\n    follows:\n      - {follows}\n{more}"


def test_the_example_is_sound(demo):
    chair, head = load_subscribers(ROOT / "data" / "subscriptions.example.yaml", demo.catalogue)
    assert chair.follows.trackers == (("vision", EVERY_EVENT),)
    assert len(head.follows.measures) > 3


def test_two_entries_of_one_address_are_one_reader(demo, tmp_path):
    path = tmp_path / "subscriptions.yaml"
    path.write_text(TWO, encoding="utf-8")
    (one,) = load_subscribers(path, demo.catalogue)
    assert (one.address, one.name) == ("chair@example.gov.uk", "Chair")
    assert one.follows.trackers == (("vision", EVERY_EVENT),)
    assert one.follows.measures == (("re-referrals", NEWS_ONLY | {DailyEvent.PUBLISHED}),)


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        (reader("{tracker: vison}"), 4, "'vison' is no tracker", "Did you mean vision?"),
        (reader("{indicator: re-referal}"), 4, "'re-referal' is no indicator", "Did you mean re-referrals"),
        (reader("{theme: nothing-like-it}"), 4, "'nothing-like-it' is no theme", ""),
        (reader("{indicator: re-referrals, tracker: vision}"), 4, "either a tracker, an indicator or a theme", ""),
        (reader("{indicator: re-referrals, events: [turned_rod]}"), 4, "'turned_rod' is not one of", "turned_red"),
        (reader("{indicator: re-referrals, events: []}"), 4, "too few", ""),
        (reader(address="chair"), 2, "'chair' is no address", ""),
        (reader(address='"a@example.org\\nBcc: b@example.org"'), 2, "is no address", ""),
        (reader(address='"a@example.org, b@example.org"'), 2, "is no address", ""),
        (reader(address="é@example.org"), 2, "is no address", ""),
        (reader(more='    name: "Chair\\nBcc: x@example.org"\n'), 5, "a name has one line", ""),
        (reader(more="    nmae: Chair\n"), 5, "'nmae' is not a key here", "name"),
        ("subscribers:\n  - address: a@example.org\n", 2, "'follows' is missing", ""),
        ("readers: []\n", 1, "'readers' is not a key here", ""),
        ("subscribers: [\n", 2, "not valid YAML", ""),
    ],
)
def test_each_fault_has_its_line_and_a_remedy(demo, text, line, what, hint):
    found = faults(text, demo)
    assert any(one[0] == line and what in one[1] and hint in one[2] for one in found), found


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, "subscriptions-not-found", "Copy data/subscriptions.example.yaml there"),
        (b"subscribers: [\n", "subscriptions-syntax", "Mend the YAML"),
        (b"subscribers: \xe9\n", "subscriptions-syntax", "Mend the YAML"),
        (b"", "subscriptions-invalid", "docs/how-to/daily-email.md"),
        (b"subscribers:\n", "subscriptions-invalid", "docs/how-to/daily-email.md"),
        (b"subscribers: " + b"[" * 3000 + b"]" * 3000, "subscriptions-syntax", "Mend the YAML"),
        (b"subscribers: []\nsubscribers: []\n", "subscriptions-invalid", "docs/how-to/daily-email.md"),
        (b"subscribers: [{adress: a@b, follows: []}]\n", "subscriptions-invalid", "docs/how-to/daily-email.md"),
    ],
)
def test_a_list_that_cannot_be_used_has_codes_and_remedies_of_its_own(demo, tmp_path, content, code, words):
    path = tmp_path / "list.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CatalogueError, match="list of subscriptions") as fault:
        load_subscribers(path, demo.catalogue)
    assert {issue.code for issue in fault.value.issues} == {code}
    assert all(words in issue.remedy and "catalogue" not in issue.remedy for issue in fault.value.issues)


@pytest.mark.parametrize("good", ["a@b", "first.last+tag@example.gov.uk", "o'neill@example.gov.uk"])
def test_good_addresses(good):
    assert is_address(good)


@pytest.mark.parametrize("bad", ["", "a", "a@", "@b", "a..b@c", "a@b@c", "a b@c", "a@b\n", "a@" + "b" * 300])
def test_bad_addresses(bad):
    assert not is_address(bad)


@pytest.mark.parametrize(
    "bad", ["a@127.0.0.1", "a@-b.org", "a@b-.org", f"{'a' * 65}@b.org", f"a@{'b' * 64}.org", "a@b,c@d", "jürgen@b.org"]
)
def test_addresses_that_no_server_takes(bad):
    assert not is_address(bad)


def test_an_address_is_known_by_a_digest_and_shown_in_part():
    assert recipient_of("Chair@Example.gov.uk") == recipient_of("chair@example.gov.uk") != recipient_of("a@b")
    assert "chair" not in recipient_of("chair@example.gov.uk")
    assert masked("chair@example.gov.uk") == "c…@example.gov.uk"


@pytest.mark.parametrize(
    ("written", "host", "port", "security", "user", "password"),
    [
        ("smtp://mail.example.gov.uk", "mail.example.gov.uk", 587, Security.STARTTLS, "", ""),
        ("smtps://team:p%40ss@mail.example.gov.uk", "mail.example.gov.uk", 465, Security.TLS, "team", "p@ss"),
        ("smtp://localhost:25", "localhost", 25, Security.NONE, "", ""),
        ("smtp://127.0.0.1:25?starttls=required", "127.0.0.1", 25, Security.STARTTLS, "", ""),
        ("smtp://[::1]:25", "::1", 25, Security.NONE, "", ""),
        ("smtp://relay.example.gov.uk:25?starttls=none", "relay.example.gov.uk", 25, Security.NONE, "", ""),
    ],
)
def test_a_server_s_address_is_read(written, host, port, security, user, password):
    server = parse_server(written)
    assert (server.host, server.port, server.security, server.user, server.password) == (
        host, port, security, user, password,
    )  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        "mail.example.gov.uk", "http://mail.example.gov.uk", "smtp://", "smtp://h:port", "smtp://h/path",
        "smtp://h?starttls=maybe", "smtp://h?tls=1", "smtp://team:secret@mail.example.gov.uk?starttls=none",
        "smtps://team:secret%C2%A3@mail.example.gov.uk", "smtps://t%C3%A9am:secret@h", "smtp://mail..example.gov.uk",
    ],
)  # fmt: skip
def test_a_server_s_address_that_cannot_be_used_is_refused_without_its_password(written):
    with pytest.raises(SettingsError, match="SCORECARD_SMTP") as fault:
        parse_server(written)
    assert "secret" not in str(fault.value)


def test_the_sender_and_the_contact_are_addresses():
    assert parse_sender("Performance team <team@example.gov.uk>").addr_spec == "team@example.gov.uk"
    for bad in ("", "Performance team", "a@b\nBcc: c@d", "Team <not an address>"):
        with pytest.raises(SettingsError, match="SCORECARD_MAIL_FROM"):
            parse_sender(bad)
    with pytest.raises(SettingsError, match="SCORECARD_MAIL_CONTACT"):
        parse_contact("01709 382121")


@pytest.mark.parametrize(
    ("name", "value"),
    [("SCORECARD_MAIL_TRIES", "0"), ("SCORECARD_MAIL_TIMEOUT", "soon"), ("SCORECARD_MAIL_DAYS", "nan"),
     ("SCORECARD_BASE_URL", "javascript:alert(1)")],
)  # fmt: skip
def test_settings_that_cannot_be_used_are_named(monkeypatch, tmp_path, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        read_mail_settings(tmp_path)
