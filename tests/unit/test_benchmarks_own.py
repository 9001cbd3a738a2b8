"""Our own layout: the same observations come back, and the folder can be built again."""

from datetime import date

import pandas as pd
import pytest
from benchmark_fixtures import (
    AREAS,
    C1_2025,
    C4,
    C6,
    CATALOGUE,
    CLA,
    D1,
    DATA,
    ONS,
    ROTHERHAM,
    TESTS,
    WORKFORCE,
    a_csv,
    a_row,
    read,
)

from dashboard.benchmarks.build import build_benchmarks, main
from dashboard.benchmarks.own import (
    OWN_COLUMNS,
    digest,
    format_own,
    load_kept_releases,
    load_releases,
    read_own,
    write_own,
)
from dashboard.catalogue.load import load_catalogue
from dashboard.errors import BenchmarkError

A_RELEASE = a_csv(
    C1_2025,
    a_row(ROTHERHAM, "4163", "886", "21.3"),
    a_row(ROTHERHAM, "4000", "840", "21", year="2020"),
    a_row(ROTHERHAM, "c", "c", "c", year="2021"),
    a_row("E12000003", "72240", "17780", "24.6"),
)


@pytest.mark.parametrize(
    "content",
    [
        A_RELEASE,
        a_csv(C4, a_row(ROTHERHAM, "20", "16", "0", "1"), a_row(ROTHERHAM, "0", "0", "0", "0", year="2020")),
        a_csv(CLA, a_row(ROTHERHAM, "Children looked after on 31 March each year", "59521", "476", "80")),
        a_csv(C6, a_row(ROTHERHAM, "78", *(str(number) for number in range(12)))),
        a_csv(WORKFORCE, a_row(ROTHERHAM, "150.5", "15.1", "10", "100", "1600", "16", year="2025")),
    ],
)
def test_what_is_written_is_read_back_whole(content):
    original = read(content)
    back = read_own(format_own(original.observations), "own.csv", CATALOGUE)
    pd.testing.assert_frame_equal(back.observations.frame, original.observations.frame)
    assert (back.dataset, back.series, back.latest) == (original.dataset, original.series, original.latest)
    assert list(back.observations) == list(original.observations)


def test_figures_are_written_with_the_decimals_they_are_published_with():
    lines = format_own(read(A_RELEASE).observations).decode().splitlines()
    assert lines[0] == ",".join(OWN_COLUMNS)
    assert lines[1] == "dfe-cin-c1,re-referrals,,2018/19,E08000018,21.3,,,886,4163,,2"
    assert lines[2] == ",re-referrals,,2019/20,E08000018,21.0,,,840,4000,,3"
    assert lines[3] == ",re-referrals,,2020/21,E08000018,,suppressed,c,,,,4"


def test_a_file_of_ours_is_recognised_like_any_other():
    content = format_own(read(A_RELEASE).observations)
    assert list(read(content, "own.csv").observations) == list(read(A_RELEASE).observations)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"a,b\n1,2\n",
        (",".join(OWN_COLUMNS) + "\n").encode(),
        (",".join(OWN_COLUMNS) + "\nnone-such,re-referrals,,2018/19,E08000018,21.3,,,,,,2\n").encode(),
        (",".join(OWN_COLUMNS) + "\ndfe-cin-c1,re-referrals,,2018/19,E08000018,many,,,,,,2\n").encode(),
        (",".join(OWN_COLUMNS) + "\ndfe-cin-c1,re-referrals,,last year,E08000018,21.3,,,,,,2\n").encode(),
        (",".join(OWN_COLUMNS) + "\ndfe-cin-c1,re-referrals,,2018/19,E08000018,,,,,,,2\n").encode(),
        (",".join(OWN_COLUMNS) + "\ndfe-cin-c1,re-referrals,,2018/19,E08000018,1.0,suppressed,c,,,,2\n").encode(),
        (",".join(OWN_COLUMNS) + "\ndfe-cin-c1,re-referrals,,2018/19,E08000018,,lost,,,,,2\n").encode(),
        (",".join(OWN_COLUMNS) + "\ndfe-cin-c1,re-referrals,some_year,2018/19,E08000018,21.3,,,,,,2\n").encode(),
        (",".join(OWN_COLUMNS) + "\n,re-referrals,,2018/19,E08000018,21.3,,,,,,2\n").encode(),
        (",".join(OWN_COLUMNS) + 2 * "\ndfe-cin-c1,re-referrals,,2018/19,E08000018,21.3,,,,,,2").encode(),
    ],
    ids=[
        "empty",
        "no text",
        "another table",
        "no rows",
        "unknown dataset",
        "no number",
        "no year",
        "neither",
        "both",
        "no reason",
        "no basis",
        "no dataset",
        "twice",
    ],
)
def test_what_is_not_our_layout_is_not_recognised(content):
    with pytest.raises(BenchmarkError) as caught:
        read_own(content, "own.csv", CATALOGUE)
    assert [issue.code for issue in caught.value.issues] == ["benchmark-not-recognised"]


# The folder


def a_data_folder(tmp_path, *, dataset="dfe-cin-c1", sha256=None, indicators="", since=""):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "c1.csv").write_bytes(A_RELEASE)
    folder = tmp_path / "data" / "benchmarks"
    folder.mkdir(parents=True)
    (tmp_path / "data" / "reference").symlink_to(DATA / "reference")
    (folder / "releases.csv").write_text(
        "id,dataset,original,sha256,issued_on,issued_on_note,indicators,since\n"
        f"cin-2025-c1,{dataset},c1.csv,{sha256 or digest(A_RELEASE)},2025-10-30,A note,{indicators},{since}\n"
    )
    return tmp_path / "source", tmp_path / "data"


def test_building_writes_one_file_for_each_release(tmp_path):
    source, data = a_data_folder(tmp_path)
    (built,) = build_benchmarks(source, data, CATALOGUE)
    assert (built.release.id, built.read.rows_in, built.path.name) == ("cin-2025-c1", 4, "cin-2025-c1.csv")
    (kept,) = load_kept_releases(data / "benchmarks", CATALOGUE)
    assert kept.release.issued_on == date(2025, 10, 30)
    assert kept.content == built.path.read_bytes()
    assert list(kept.read.observations) == list(built.read.observations)


@pytest.mark.parametrize(
    ("extract", "years"),
    [
        ({"since": "2019/20"}, ["2019/20", "2020/21"]),
        ({"indicators": "re-referrals", "since": "2020/21"}, ["2020/21"]),
        ({"indicators": "re-referrals repeat-cp-plans-ever"}, ["2018/19", "2018/19", "2019/20", "2020/21"]),
        ({"indicators": "repeat-cp-plans-ever"}, []),
    ],
)
def test_an_extract_keeps_what_it_names(tmp_path, extract, years):
    source, data = a_data_folder(tmp_path, **extract)
    (built,) = build_benchmarks(source, data, CATALOGUE)
    lines = built.path.read_text().splitlines()[1:]
    assert sorted(line.split(",")[3] for line in lines) == years
    assert (built.kept, len(built.read.observations)) == (len(years), 4)


def test_the_population_is_read_before_the_rates_that_are_worked_out_from_it(tmp_path):
    source, data = a_data_folder(tmp_path)
    files = {
        "d1.csv": a_csv(D1, a_row(ROTHERHAM, "1", "1", "1", "335", year="2025")),
        "ons.csv": a_csv(ONS, a_row(ROTHERHAM, "Children aged 0 to 17 years", "59521", year="2024")),
    }
    rows = ["id,dataset,original,sha256,issued_on,issued_on_note,indicators,since"]
    for (name, content), dataset in zip(files.items(), ("dfe-cin-d1", "ons-population"), strict=True):
        (source / name).write_bytes(content)
        rows.append(f"{name[:-4]},{dataset},{name},{digest(content)},2025-10-30,A note,,")
    (data / "benchmarks" / "releases.csv").write_text("\n".join([*rows, ""]))
    assert [built.release.id for built in build_benchmarks(source, data, CATALOGUE)] == ["ons", "d1"]
    assert (data / "benchmarks" / "d1.csv").read_text().splitlines()[1] == (
        "dfe-cin-d1,cp-plan-rate,,2024/25,E08000018,56.3,,,335,59521,1,2"
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [({"sha256": "0" * 64}, "is not the file that releases.csv states"), ({"dataset": "dfe-cin-d3"}, "is dfe-cin-c1")],
)
def test_a_file_other_than_stated_is_refused(tmp_path, change, words):
    source, data = a_data_folder(tmp_path, **change)
    with pytest.raises(BenchmarkError, match=words):
        list(build_benchmarks(source, data, CATALOGUE))


def test_a_refused_release_is_not_written(tmp_path):
    source, data = a_data_folder(tmp_path)
    broken = A_RELEASE.replace(b"rereferral_percent", b"renamed")
    (source / "c1.csv").write_bytes(broken)
    table = data / "benchmarks" / "releases.csv"
    table.write_text(table.read_text().replace(digest(A_RELEASE), digest(broken)))
    with pytest.raises(BenchmarkError) as caught:
        list(build_benchmarks(source, data, CATALOGUE))
    assert [issue.code for issue in caught.value.issues] == ["benchmark-missing-column"]
    assert not (data / "benchmarks" / "cin-2025-c1.csv").exists()


def test_the_command_says_what_it_wrote(tmp_path, capsys):
    source, data = a_data_folder(tmp_path)
    catalogue = TESTS / "fixtures" / "benchmark_catalogue.yaml"
    assert main([str(source), str(data), str(catalogue)]) == 0
    assert capsys.readouterr().out == "cin-2025-c1.csv: 4 of 4 figures from 4 of 4 rows, latest 2020/21\n"


def test_the_command_says_why_it_stopped(tmp_path, capsys):
    source, data = a_data_folder(tmp_path)
    (source / "c1.csv").unlink()
    assert main([str(source), str(data), str(TESTS / "fixtures" / "benchmark_catalogue.yaml")]) == 1
    assert "c1.csv cannot be read" in capsys.readouterr().err
    assert main([]) == 2


def test_a_folder_without_releases_is_said_in_words(tmp_path):
    with pytest.raises(BenchmarkError, match=r"releases\.csv cannot be read"):
        load_releases(tmp_path)


def test_a_release_whose_file_is_gone_is_said_in_words(tmp_path):
    _, data = a_data_folder(tmp_path)
    with pytest.raises(BenchmarkError, match=r"cin-2025-c1\.csv cannot be read"):
        load_kept_releases(data / "benchmarks", CATALOGUE)


def test_writing_twice_gives_the_same_bytes(tmp_path):
    result = read(A_RELEASE).observations
    write_own(result, tmp_path / "one.csv")
    write_own(result, tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


def test_every_kept_figure_is_about_an_area_by_the_code_figures_are_kept_under():
    for kept in load_kept_releases(DATA / "benchmarks", load_catalogue(TESTS.parent / "indicators.yaml")):
        codes = set(kept.read.observations.frame["area"])
        assert {code for code in codes if AREAS.by_code(code).code != code} == set()
