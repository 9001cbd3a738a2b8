"""Messages as files in a folder: where no mail server is set up, and for those that cannot be delivered."""

from __future__ import annotations

from pathlib import Path

from dashboard.catalogue.files import replace_file
from dashboard.mail.letters import Letter, Outcome, ServerDownError
from dashboard.store.mail_log import MailState

VIA_FOLDER = "a folder"
COUNTS_AS_SENT = (
    "No mail server was used. What is written to a folder counts as sent: hand the files on yourself. To have the "
    "mail server of SCORECARD_SMTP send them after all, run “scorecard mail --send-written --edition N”."
)


class FolderDelivery:
    """Writes each message as an ``.eml`` file, which a mail program opens."""

    via = VIA_FOLDER
    # The same message is written to the same name.
    repeatable = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def prepare(self) -> None:
        """Make the folder."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise ServerDownError(f"The folder {self._folder} cannot be made: {fault.strerror}.") from fault

    def hand_over(self, letter: Letter) -> Outcome:
        """Write the file, whole or not at all."""
        try:
            replace_file(self._folder / letter.filename, letter.message)
        except OSError as fault:
            return Outcome(state=MailState.WAITING, reason=f"The file cannot be written: {fault.strerror}.")
        return Outcome(state=MailState.SENT)

    def close(self) -> None:
        """Leave the folder as it is."""


def put_among_dead(folder: Path, letter: Letter, why: str) -> str:
    """Lay a message that is not delivered beside a text that says why; give what went wrong, else nothing."""
    text = (
        f"This message was not delivered.\n\nTo: {letter.address}\nSubject: {letter.subject}\n"
        f"Edition: {letter.edition}\nWhy: {why}\n\n"
        "If the address was wrong, put it right in the list of subscriptions: the next run sends the newest\n"
        "edition there. If it was right, have this message sent again with\n"
        f"scorecard mail --resend {letter.address} --edition {letter.edition}\n"
        "or open the .eml file in a mail program and send it by hand.\n"
    )
    path = folder / letter.filename
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_file(path, letter.message)
        replace_file(path.with_suffix(".txt"), text.encode("utf-8"))
    except OSError as fault:
        return f"It could not be put among the dead letters: {fault.strerror}."
    return ""
