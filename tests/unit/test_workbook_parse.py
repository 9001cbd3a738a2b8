"""Parsing in a process of its own: what it may use, how it may end, and that the next workbook is read after it."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from fixtures.builders import Scorecard, build_scorecard, saved, scorecard_book
from fixtures.packages import FIRST_SHEET, changed, repacked, workbook_of, workbook_of_cells

from dashboard.errors import WorkbookError
from dashboard.workbook import child, parse, parser_process
from dashboard.workbook.guard import WorkbookFile, guard_workbook
from dashboard.workbook.limits import MEGABYTE, ReadingLimits
from dashboard.workbook.parse import expect_workbook, parse_workbook
from dashboard.workbook.parser_process import WaitingProcess, end_process, start_process, waiting
from dashboard.workbook.sheets import read_grids

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
LAST_CELL = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"%s</c></row>'


def guarded(content: bytes) -> WorkbookFile:
    return guard_workbook("June.xlsx", content)


def fault_of(file: WorkbookFile, **how) -> str:
    with pytest.raises(WorkbookError) as fault:
        parse_workbook(file, **how)
    (issue,) = fault.value.issues
    assert issue.kind.refuses_file
    assert issue.remedy.endswith("Nothing has been saved.")
    return issue.code


@pytest.fixture(scope="module")
def sound() -> WorkbookFile:
    return guarded(build_scorecard())


@pytest.fixture(scope="module")
def long_list() -> WorkbookFile:
    return guarded(workbook_of_cells(5_000))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[parser_process.Process]:
    """Every process started from here on, none waiting."""
    processes: list[parser_process.Process] = []

    def start(limits: ReadingLimits) -> parser_process.Process:
        processes.append(start_process(limits))
        return processes[-1]

    waiting.stop()
    monkeypatch.setattr(parser_process, "start_process", start)
    return processes


# What comes back


def test_the_process_gives_what_the_parser_gives(sound: WorkbookFile):
    assert parse_workbook(sound) == tuple(read_grids(sound.content))


@pytest.mark.shared
def test_every_real_workbook_comes_back_whole(shared_folder: Path):
    books = sorted((shared_folder / "workbooks").glob("*.xlsx"))
    assert len(books) > 10
    for path in books:
        file = guarded(path.read_bytes())
        assert parse_workbook(file) == tuple(read_grids(file.content)), path.name


def test_progress_is_told_sheet_by_sheet_and_by_rows_of_a_long_one(sound: WorkbookFile, long_list: WorkbookFile):
    told: list[str] = []
    parse_workbook(sound, told.append)
    assert told == ["Reading sheet 1 of 2", "Reading sheet 2 of 2"]
    told.clear()
    parse_workbook(long_list, told.append)
    assert told == [
        "Reading sheet 1 of 1", "Reading sheet 1 of 1, 2,000 rows so far", "Reading sheet 1 of 1, 4,000 rows so far",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "cells"), [(b' s="1"/><c r="A1048576">', 1), (b"><v>5</v>", 2)], ids=["coloured", "filled"]
)
def test_the_last_corner_of_a_sheet_costs_nothing(last: bytes, cells: int):
    content = workbook_of([LAST_CELL % last])
    content = repacked(
        content, edit=changed("xl/styles.xml", b'<cellXfs count="1">', b'<cellXfs count="2"><xf fillId="1"/>')
    )
    expect_workbook()
    started_at = time.perf_counter()
    (grid,) = parse_workbook(guarded(content), limits=ReadingLimits(memory_bytes=64 * MEGABYTE))
    assert time.perf_counter() - started_at < 2
    assert len(grid.cells) == cells


# How it may end


def test_a_process_that_is_killed_is_an_issue_and_the_next_workbook_is_read(sound, started):
    def kill(words: str) -> None:
        started[-1].kill()

    # Enough sheets that the answer cannot have been written whole when the first is told.
    book = scorecard_book(Scorecard())
    for number in range(40):
        book.copy_worksheet(book.worksheets[1]).title = f"Copy {number}"
    assert fault_of(guarded(saved(book)), progress=kill) == "reading-stopped"
    assert started[0].returncode < 0
    assert len(parse_workbook(sound)) == 2


@on_linux
def test_a_process_that_runs_out_of_memory_is_an_issue_and_the_next_workbook_is_read(sound, long_list):
    for megabytes in (32, 40):
        limits = ReadingLimits(memory_bytes=megabytes * MEGABYTE)
        assert fault_of(long_list, limits=limits) == "reading-ran-out-of-memory"
    assert len(parse_workbook(long_list, limits=ReadingLimits(memory_bytes=256 * MEGABYTE))) == 1
    assert len(parse_workbook(sound)) == 2


def test_a_process_that_takes_too_long_is_an_issue_and_the_next_workbook_is_read(sound, long_list, started):
    begun = time.perf_counter()
    assert fault_of(long_list, limits=ReadingLimits(seconds=0.3)) == "reading-took-too-long"
    assert time.perf_counter() - begun < 5
    assert started[0].returncode is not None
    assert len(parse_workbook(sound)) == 2


@on_linux
def test_a_process_that_uses_up_its_processor_time_is_an_issue(sound: WorkbookFile):
    slow = guarded(workbook_of_cells(18_000))
    assert fault_of(slow, limits=ReadingLimits(processor_seconds=1)) == "reading-took-too-long"
    assert len(parse_workbook(sound)) == 2


@pytest.mark.parametrize(
    "written",
    [
        b"", b"nonsense\n", b"{}\n", b"[]\n", b"[" * 100_000 + b"\n", b'{"end":3}\n', b'{"end":0}', b'{"fault":"x"}\n',
        b'{"sheet":[1]}\n', b'{"sheet":"<b>"}\n', b'{"grid":{}}\n', b'{"grid":[]}\n', b"\xff\xfe\n", b'{"grid":NaN}\n',
    ],
)  # fmt: skip
def test_whatever_a_process_may_write_is_no_more_than_an_issue(sound, monkeypatch, written: bytes):
    program = f"import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write({written!r})"

    def start(limits: ReadingLimits) -> parser_process.Process:
        return subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    monkeypatch.setattr(parser_process, "start_process", start)
    assert fault_of(sound, limits=ReadingLimits(seconds=20)) == "reading-stopped"


def test_an_answer_without_end_is_cut_off(sound: WorkbookFile, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parse, "MAX_ANSWER_BYTES", 1_000)
    assert fault_of(sound) == "reading-ran-out-of-memory"


def test_a_process_that_takes_no_input_does_not_hold_its_parent(long_list: WorkbookFile, monkeypatch):
    def start(limits: ReadingLimits) -> parser_process.Process:
        program = "import sys, time; sys.stdout.close(); time.sleep(60)"
        return subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    monkeypatch.setattr(parser_process, "start_process", start)
    content = WorkbookFile(name="a.xlsx", content=bytes(4 * MEGABYTE), sha256="")
    assert fault_of(content, limits=ReadingLimits(seconds=0.5)) == "reading-took-too-long"


def test_a_reader_who_goes_away_ends_the_process(long_list: WorkbookFile, started):
    def leave(words: str) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        parse_workbook(long_list, leave)
    assert started[0].returncode is not None


SHEET_IN_BOOK = b'<sheet xmlns:ns0="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
DAMAGE = {
    "a sheet's part is gone": {"without": FIRST_SHEET},
    "a sheet refers to no part": {"edit": changed("xl/workbook.xml", b'r:id="rId1"', b'r:id="rId99"')},
    "the styles are gone that cells have": {"without": "xl/styles.xml"},
    "a shared text that is not there": {
        "edit": changed("xl/worksheets/sheet2.xml", b'<c r="A1" t="inlineStr">', b'<c r="A1" t="s"><v>7</v>')
    },
    "relations without end": {
        "edit": changed("xl/_rels/workbook.xml.rels", b"<Relationship ", b"<Relationship odd='1' ")
    },
    "a style that is not there": {"edit": changed("xl/worksheets/sheet2.xml", b'<c r="A1" ', b'<c r="A1" s="999" ')},
    "no number": {"edit": changed("xl/worksheets/sheet2.xml", b"<v>1196</v>", b"<v>many</v>")},
    "a place beyond the sheet": {"edit": changed("xl/worksheets/sheet2.xml", b'r="A1"', b'r="XFE1"')},
    "a row beyond the sheet": {"edit": changed("xl/worksheets/sheet2.xml", b'r="A1"', b'r="A1048577"')},
    "an unclosed element": {"edit": changed("xl/worksheets/sheet2.xml", b"</row>", b"")},
    "a theme that is no XML": {"edit": lambda name, part: b"<a" if name == "xl/theme/theme1.xml" else part},
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damage_inside_is_told_as_damage_and_no_sheet_is_dropped_unseen(sound: WorkbookFile, damage):
    assert fault_of(guarded(repacked(sound.content, **damage))) == "damaged-file"


def test_two_sheets_of_one_name_are_damage():
    book = scorecard_book(Scorecard())
    edit = changed("xl/workbook.xml", b'name="1 Front door"', b'name="FRONT SHEET"')
    assert fault_of(guarded(repacked(saved(book), edit=edit))) == "damaged-file"


def test_what_no_scorecard_needs_may_be_as_odd_as_it_likes(sound: WorkbookFile):
    """A filter, a check of what may be typed or a page set-up that openpyxl cannot take in stops nothing."""
    odd = b'<pageMargins left="far"/><conditionalFormatting><cfRule type="odd"/></conditionalFormatting></worksheet>'
    content = repacked(sound.content, edit=changed("xl/worksheets/sheet2.xml", b"</worksheet>", odd))
    assert parse_workbook(guarded(content)) == parse_workbook(sound)


# What it may use


@on_linux
def test_the_process_has_its_limits_before_it_reads(sound: WorkbookFile, started):
    limits: list[str] = []
    parse_workbook(sound, lambda _: limits.append(Path(f"/proc/{started[-1].pid}/limits").read_text(encoding="ascii")))
    table = {line[:26].strip(): line[26:].split()[:2] for line in limits[0].splitlines()[1:]}
    assert table["Max address space"] == [str(1024 * MEGABYTE)] * 2
    assert table["Max cpu time"] == ["60", "61"]
    assert table["Max core file size"] == ["0", "0"]
    assert table["Max file size"] == ["0", "0"]
    assert table["Max processes"] == ["0", "0"]
    assert table["Max open files"] == ["32", "32"]


@on_linux
def test_the_process_sees_nothing_of_our_environment(started, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SCORECARD_STORE", "postgresql://user:secret@host/db")
    expect_workbook()
    environ = Path(f"/proc/{started[-1].pid}/environ")
    # Empty until the new program has taken the place of the fork.
    environment = next(found for _ in range(1_000) if (found := environ.read_bytes()) or time.sleep(0.01))
    assert b"secret" not in environment
    assert b"PYTHONPATH=" in environment


def test_the_process_loads_the_parser_and_little_else(sound: WorkbookFile, tmp_path: Path):
    book = tmp_path / "book.xlsx"
    book.write_bytes(sound.content)
    program = (
        "import io, sys\n"
        "from dashboard.workbook import child\n"
        f"with open({str(book)!r}, 'rb') as source: child.main(['1073741824', '60'], source, io.BytesIO())\n"
        "print(*sorted(name for name, module in sys.modules.items() if module and '.' not in name))\n"
        "print(*sorted(name for name in sys.modules if name.startswith('dashboard.')))\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    libraries, ours = (set(line.split()) for line in result.stdout.splitlines())
    assert {"openpyxl", "defusedxml"} <= libraries
    assert libraries.isdisjoint({"numpy", "PIL", "lxml", "pandas", "pydantic", "streamlit", "sqlalchemy", "typer"})
    assert {"dashboard.workbook.grid", "dashboard.workbook.sheets"} <= ours
    assert len(ours) < 12


def test_the_parent_does_not_load_the_parser():
    program = "import sys, dashboard.workbook.parse; print('openpyxl' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_a_faults_own_words_are_not_passed_on(sound: WorkbookFile, capfd: pytest.CaptureFixture[str]):
    edit = changed("xl/worksheets/sheet2.xml", b"<v>1196</v>", b"<v>Jo Bloggs</v>")
    with pytest.raises(WorkbookError) as fault:
        parse_workbook(guarded(repacked(sound.content, edit=edit)))
    assert "Bloggs" not in str(fault.value)
    captured = capfd.readouterr()
    assert "Bloggs" not in captured.out + captured.err


def test_the_faults_that_are_damage_have_no_catch_all():
    assert Exception not in child.PARSE_FAULTS
    assert MemoryError not in child.PARSE_FAULTS


# One that waits


def test_a_process_may_wait_for_its_workbook(sound: WorkbookFile, started):
    expect_workbook()
    expect_workbook()
    assert len(started) == 1
    parse_workbook(sound)
    assert started[0].returncode is not None


def test_each_process_reads_one_workbook_and_the_second_reading_has_the_next_started(sound: WorkbookFile, started):
    parse_workbook(sound)
    parse_workbook(sound)
    count = len(started)
    assert started[-1].poll() is None
    parse_workbook(sound)
    assert len(started) == count + 1
    assert all(process.returncode is not None for process in started[:-1])


def test_one_that_died_while_it_waited_is_replaced(sound: WorkbookFile, started):
    expect_workbook()
    started[0].kill()
    started[0].wait()
    assert len(parse_workbook(sound)) == 2
    expect_workbook()
    started[-1].kill()
    started[-1].wait()
    expect_workbook()
    assert started[-1].poll() is None


@pytest.mark.parametrize("ending", ["pass", "os._exit(1)", "os.kill(os.getpid(), 9)"])
def test_one_that_waits_ends_with_the_program(ending: str):
    program = (
        "import os, time\n"
        "from dashboard.workbook.parse import expect_workbook\n"
        "from dashboard.workbook.parser_process import waiting\n"
        "expect_workbook()\n"
        "print(waiting._process.pid, flush=True)\n"
        f"{ending}\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    pid = int(result.stdout)
    until = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_alive(pid)


def is_alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    if state.parent.parent.is_dir() and sys.platform == "linux":
        return state.is_file() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_fork_of_the_program_leaves_the_waiting_process_alone():
    own = WaitingProcess()
    own.start()
    process = own._process
    assert process is not None
    own.forget()
    own.stop()
    assert process.poll() is None
    end_process(process)


def test_many_at_once_are_each_read(sound: WorkbookFile):
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(len(parse_workbook(sound)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [2] * 8


def test_ending_a_process_twice_is_no_fault():
    process = start_process(ReadingLimits())
    assert end_process(process) == end_process(process)


def test_lines_are_json_and_never_pickle(sound: WorkbookFile):
    process = start_process(ReadingLimits())
    out, _ = process.communicate(sound.content)
    assert process.returncode == 0
    assert [next(iter(json.loads(line))) for line in out.splitlines()] == ["sheet", "grid", "sheet", "grid", "end"]


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A1" t="s"><v>-1</v></c>',
        b'<c r="A1" t="s"><v>999999</v></c>',
        b'<c r="A1" s="-1"><v>5</v></c>',
        b'<c r="A1" s="999999"><v>5</v></c>',
    ],
)
def test_a_number_of_a_text_or_style_that_is_not_there_is_damage_never_another_text(cell: bytes):
    """Counted from the end, as Python counts, -1 would be the last text or format of the workbook."""
    assert fault_of(guarded(workbook_of([b'<row r="1">' + cell + b"</row>"]))) == "damaged-file"
