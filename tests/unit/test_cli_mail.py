"""``scorecard mail``: from an edition to a real inbox, once, with what happened said in words and as JSON."""

import json

import pytest
from demo_fixtures import reading_once
from smtp_server import MailServer
from typer.testing import CliRunner

from dashboard.cli import app

CHAIR, LEAD = "chair@example.gov.uk", "lead@example.gov.uk"
LIST = f"""\
subscribers:
  - {{name: Chair, address: {CHAIR}, follows: [{{tracker: vision}}]}}
  - {{address: {LEAD}, follows: [{{tracker: vision, events: [revised]}}]}}
"""
FAILED, WRONG_USAGE = 1, 2


@pytest.fixture
def server():
    made = MailServer().start()
    yield made
    made.stop()


@pytest.fixture
def run(demo_copy_file, tmp_path, monkeypatch, root):
    (tmp_path / "list.yaml").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "300")
    monkeypatch.setenv("SCORECARD_SUBSCRIPTIONS", str(tmp_path / "list.yaml"))
    monkeypatch.setenv("SCORECARD_MAIL_FOLDER", str(tmp_path / "outbox"))
    monkeypatch.setenv("SCORECARD_MAIL_TRIES", "1")

    def command(*arguments, code=0, **settings):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        with reading_once():
            given = ["--store", f"sqlite:///{demo_copy_file}", "mail", *map(str, arguments)]
            result = CliRunner().invoke(app, given)
        assert result.exit_code == code, result.output
        return result

    return command


def test_from_an_edition_to_the_inbox_once(run, server):
    sender = {"SCORECARD_SMTP": server.url, "SCORECARD_MAIL_FROM": "Performance team <team@example.gov.uk>"}
    server.rcpt[LEAD] = ["550 no such user"]
    document = json.loads(run("--json", code=FAILED, **sender).stdout)
    assert {one["address"]: one["state"] for one in document["messages"]} == {CHAIR: "sent", LEAD: "refused"}
    (message,) = server.inbox[CHAIR]
    assert message["Subject"].startswith("Vision tracker, March 2020: ")
    assert message["From"] == "Performance team <team@example.gov.uk>"
    assert "Nothing was due." in run().stdout
    again = run("--resend", LEAD, "--edition", "15", "--by", "Officer", code=FAILED).stdout
    assert "1 refused. What was refused or given up lies in the folder of dead letters" in " ".join(again.split())
    server.rcpt.clear()
    assert "1 sent." in run("--resend", LEAD, "--edition", "15", "--by", "Officer").stdout
    assert {address: len(found) for address, found in server.inbox.items()} == {CHAIR: 1, LEAD: 1}


def test_without_a_server_files_are_written_and_a_dry_run_changes_nothing(run, tmp_path):
    looked_at = tmp_path / "look"
    document = json.loads(run("--dry-run", "--to", looked_at, "--json").stdout)
    assert [one["address"] for one in document["messages"]] == [CHAIR, LEAD]
    assert len(list(looked_at.iterdir())) == 2
    assert not (tmp_path / "outbox").exists()
    said = run().stdout
    assert "2 written to the folder." in said
    assert "counts as sent" in said
    assert {path.name for path in (tmp_path / "outbox").iterdir()} == {path.name for path in looked_at.iterdir()}
    assert "0 would be sent; nothing is due to 2 of 2." in run("--dry-run").stdout
    recorded = json.loads(run("--arrived", CHAIR, "--edition", "15", "--by", "Officer", "--json").stdout)
    assert recorded["outcome"] == "recorded"


@pytest.mark.parametrize(
    ("arguments", "settings", "code", "words"),
    [
        (["--resend", CHAIR], {}, WRONG_USAGE, "--edition"),
        (["--edition", "15"], {}, WRONG_USAGE, "--resend, --arrived or"),
        (["--resend", CHAIR, "--arrived", CHAIR, "--edition", "15"], {}, WRONG_USAGE, "not both"),
        (["--dry-run", "--resend", CHAIR, "--edition", "15"], {}, WRONG_USAGE, "dry run"),
        (["--resend", CHAIR, "--edition", "15", "--by", " "], {}, WRONG_USAGE, "Say who decides"),
        (["--send-written"], {}, WRONG_USAGE, "--edition"),
        (["--send-written", "--edition", "15", "--by", "O"], {}, FAILED, "no mail server to send by"),
        (["--resend", "x@example.org", "--edition", "15", "--by", "O"], {}, FAILED, "not on the list"),
        (["--arrived", CHAIR, "--edition", "15", "--by", "O"], {}, FAILED, "No message of edition 15"),
        ([], {"SCORECARD_SMTP": "smtp://127.0.0.1:1"}, FAILED, "SCORECARD_MAIL_FROM"),
        ([], {"SCORECARD_SMTP": "smtp://u:secret@h.example.org?starttls=none"}, FAILED, "unencrypted"),
        ([], {"SCORECARD_MAIL_CONTACT": "call us"}, FAILED, "SCORECARD_MAIL_CONTACT"),
        ([], {"SCORECARD_SUBSCRIPTIONS": "/none/list.yaml"}, FAILED, "no list of subscriptions"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_sent(run, tmp_path, arguments, settings, code, words):
    result = run(*arguments, code=code, **settings)
    assert words in result.output
    assert "secret" not in result.output
    assert not (tmp_path / "outbox").exists()
