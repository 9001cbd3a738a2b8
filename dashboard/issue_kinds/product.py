"""Issues of the product's own files and acts: publishing, the store and the catalogue."""

from __future__ import annotations

from dashboard.issue_kinds.kind import Kinds, refusal, unusable

PUBLISHING: Kinds = {
    "name-missing": refusal("Give your name: it is kept with what you do."),
    "reason-missing": refusal("Give the reason: it is kept with what you do."),
    "unknown-edition": unusable("Give the number of an edition that the list of editions shows."),
    "unknown-paper": unusable("Give the number of a paper that the list of papers shows."),
    "already-withdrawn": refusal("Publish the file again if its figures should stand after all."),
    "store-moved": refusal("Preview the file again, look at what would change now, and publish."),
}

STORE: Kinds = {
    "store-busy": refusal("Try again in a minute."),
    "store-read-only": unusable(
        "Nothing has been saved. Give the account that runs Scorecard the right to write it (for a file, its folder "
        "too)."
    ),
    "store-full": unusable("Nothing has been saved. Make room, then try again."),
    "store-unreachable": unusable(
        "Check that the database server runs and that the address, user name and password in SCORECARD_STORE are right."
    ),
    "store-not-opened": unusable("Check the path in SCORECARD_STORE and who may read and write it."),
    "store-not-ours": unusable(
        "It has not been touched. Check the address in SCORECARD_STORE; Scorecard makes a new file where there is none."
    ),
    "store-damaged": unusable("Put the latest backup of the file in its place."),
    "store-disk-fault": unusable(
        "Nothing has been saved. Make room if the disk is full; otherwise have it looked at, or move the file to "
        "another."
    ),
    "store-address-wrong": unusable("Write sqlite:///data/scorecard.db or postgresql://host/name."),
    "store-on-network-drive": unusable(
        "Keep the file on a disk of this machine, or set SCORECARD_STORE to a PostgreSQL server."
    ),
    "store-missing": unusable("Check the path in SCORECARD_STORE, or publish a first edition."),
    "store-newer": unusable("Update Scorecard; the store has not been touched."),
}

CATALOGUE: Kinds = {
    "catalogue-not-found": unusable("Put indicators.yaml where the setting says, or change SCORECARD_CATALOGUE."),
    "catalogue-syntax": unusable("Mend the YAML at that line."),
    "catalogue-duplicate-key": unusable("Keep one of the two."),
    "catalogue-unknown-key": unusable(
        "Use one of the keys in docs/reference/catalogue.md (layouts.md there for layouts.yaml)."
    ),
    "catalogue-invalid": unusable(
        "Write the value as docs/reference/catalogue.md says (layouts.md there for layouts.yaml)."
    ),
    "catalogue-not-writable": unusable(
        "Let the app write the file and its folder, or give the change to whoever keeps the catalogue. Nothing has "
        "been changed."
    ),
    "catalogue-moved": unusable("Try again from the file as it is now. Nothing has been changed."),
    "catalogue-entry-refused": unusable("Choose another measure, name or month. Nothing has been changed."),
    "subscriptions-not-found": unusable(
        "Copy data/subscriptions.example.yaml there and write in who is to be told of what, or change "
        "SCORECARD_SUBSCRIPTIONS. Nobody has been sent anything."
    ),
    "subscriptions-syntax": unusable("Mend the YAML at that line. Nobody has been sent anything."),
    "subscriptions-invalid": unusable(
        "Write the entry as docs/how-to/daily-email.md says. Nobody has been sent anything."
    ),
    "patch-unreadable": unusable(
        "Use a patch as the Upload page or 'scorecard catalogue alias' wrote it. Nothing has been changed."
    ),
    "patch-does-not-fit": unusable("Make the patch again from the catalogue as it is now. Nothing has been changed."),
}
