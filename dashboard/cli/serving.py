"""Commands that run the product: the demonstration store and the app."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from dashboard.cli.context import context_of, plain_failures
from dashboard.cli.figures import JsonFlag
from dashboard.cli.output import console, print_json
from dashboard.demo import fill_demonstration
from dashboard.workbook.limits import MAX_UPLOAD_MEGABYTES

DEFAULT_PORT = 8501
APP_FILE = Path(__file__).resolve().parents[2] / "app.py"


def register(app: typer.Typer) -> None:
    """Add the running commands."""
    app.command("demo")(demo)
    app.command("serve")(serve)


def demo(
    context: typer.Context,
    if_empty: Annotated[bool, typer.Option("--if-empty", help="Do nothing where the store holds editions.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Fill the store with the demonstration workbooks and the published benchmarks."""
    shared = context_of(context)
    with plain_failures(as_json=as_json), shared.session() as session:
        if if_empty and not session.store.is_empty():
            if as_json:
                print_json({"editions": [], "added": 0})
            else:
                console.print("The store holds editions already; the demonstration is left out.")
            return
        with console.status("Filling the demonstration store") as status:
            receipts = fill_demonstration(
                session, shared.settings.data_folder, progress=None if as_json else status.update
            )
        added = sum(receipt.counts.added for receipt in receipts)
        if as_json:
            print_json({"editions": [receipt.edition for receipt in receipts], "added": added})
        else:
            console.print(f"The demonstration store holds {len(receipts)} editions with {added:,} figures.")


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = DEFAULT_PORT,
    address: Annotated[
        str, typer.Option(help="Address to listen on; anything but loopback is read-only.")
    ] = "127.0.0.1",
    read_only: Annotated[bool, typer.Option("--read-only", help="Leave upload, history and withdrawal out.")] = False,
) -> None:
    """Start the app with the right server settings; Ctrl+C stops it."""
    settings = context_of(context).settings
    os.environ["SCORECARD_STORE"] = settings.store_url
    os.environ["SCORECARD_CATALOGUE"] = str(settings.catalogue_path)
    if read_only:
        os.environ["SCORECARD_READ_ONLY"] = "1"
    console.print(f"The scorecard answers on http://{address}:{port} (Ctrl+C stops it).")
    sys.stdout.flush()
    # By its name, so that no other command waits for Streamlit; in this process, which has read the rest already.
    server = importlib.import_module("dashboard.ui.serving")
    options = {"server.port": port, "server.address": address, "server.maxUploadSize": MAX_UPLOAD_MEGABYTES}
    server.run_server(APP_FILE, options)
