"""The commands of the company registry, run as a user runs them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feedsvc import scan
from feedsvc.store import lock
from feedsvc.store.engine import open_store
from tests.running import ROOT, feedsvc

ARTICLES = {
    "a.md": ("一", "日前，瑞泰来医药(300436.SZ)公告。"),
    "b.md": ("二", "它和凌岳控股有限公司签约，贵州茅台也在。"),
}
NO_TEXT = "\udcff\udcfe 某司"
"""As Python has an argument whose bytes are no UTF-8."""


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with two articles, a registry of one company and a store."""
    made = tmp_path_factory.mktemp("ingested")
    (made / "posts").mkdir()
    for name, (title, body) in ARTICLES.items():
        text = f"---\ntitle: {title}\ndate: 2022-03-28 10:00:00 +0800\n---\n{body}\n"
        (made / "posts" / name).write_text(text, encoding="utf-8")
    (made / "own.txt").write_text("600519.SH | | 贵州茅台 | ?茅台\n", encoding="utf-8")
    settings = 'sources = ["posts"]\ncompanies = ["own.txt"]\nstarter = false\n'
    (made / "feedsvc.toml").write_text(settings, encoding="utf-8")
    assert feedsvc("ingest", cwd=made).returncode == 0
    return made


@pytest.fixture
def folder(ingested: Path, tmp_path: Path) -> Path:
    """One of each test's own: an ingest takes a second, a copy none."""
    shutil.copytree(ingested, tmp_path, dirs_exist_ok=True)
    return tmp_path


def printed(folder: Path, *arguments: str) -> str:
    done = feedsvc("companies", *arguments, cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_list_marks_provisional_companies_and_shows_what_was_learned_and_what_waits(folder: Path) -> None:
    assert printed(folder, "list").splitlines() == [
        "300436.SZ  瑞泰来医药  300436.SZ  1  (provisional)",
        "600519.SH  贵州茅台  600519.SH  1",
    ]
    assert printed(folder, "list", "--provisional").splitlines() == [
        "300436.SZ  瑞泰来医药  300436.SZ  1  (provisional)"
    ]
    assert printed(folder, "list", "--learned") == "300436.SZ  瑞泰来医药  300436.SZ  1  瑞泰来医药  (provisional)\n"
    assert printed(folder, "list", "--waiting") == "凌岳控股有限公司  1  b.md\n"
    assert json.loads(printed(folder, "list", "--waiting", "--json")) == [
        {"name": "凌岳控股有限公司", "articles": 1, "path": "b.md"}
    ]


def test_confirm_and_reject_count_at_once_and_survive_an_ingest(folder: Path) -> None:
    assert printed(folder, "confirm", "凌岳控股有限公司") == "kept; matched 1 articles again\n"
    assert "凌岳控股有限公司  凌岳控股有限公司    1" in printed(folder, "list").splitlines()
    printed(folder, "reject", "贵州茅台", "sh600519")
    assert "600519.SH  贵州茅台  600519.SH  0" in printed(folder, "list").splitlines()
    feedsvc("ingest", cwd=folder)
    assert "600519.SH  贵州茅台  600519.SH  0" in printed(folder, "list").splitlines()
    assert printed(folder, "list", "--waiting") == ""


def test_a_decision_takes_a_company_by_its_code_alone(folder: Path) -> None:
    assert printed(folder, "reject", "贵州茅台", "600519").startswith("kept")
    assert "600519.SH  贵州茅台  600519.SH  0" in printed(folder, "list").splitlines()


def test_a_decision_beside_a_running_ingester_is_left_to_it(folder: Path) -> None:
    store = open_store(f"sqlite:///{folder / 'data' / 'feedsvc.sqlite3'}", folder / "data")
    with lock.held(store):
        said = printed(folder, "confirm", "凌岳控股有限公司")
    store.close()
    assert said == "kept; the running ingester takes it up within a second\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("confirm", "某", "600519.SH"), "'某' is no name; give two characters or more"),
        (("confirm", "凌岳", "没有的公司"), "there is no company '没有的公司'"),
        (("reject", "凌岳", "999999.SH"), "there is no company '999999.SH'"),
        (("import", "own.txt"), "'own.txt' is no list of shares"),
        (("import", "feedsvc.toml"), "'feedsvc.toml' is no"),
        (("import", "own.txt", "--market", "XX"), "--market: 'XX' is not allowed"),
        (("evaluate", "none.jsonl", "posts"), "none.jsonl"),
        *((("confirm", name, "600519.SH"), f"{name!r} is no name") for name in ("公司", "600519", "600519.SH", "股")),
        (("explain", NO_TEXT), "there is no article '\\udcff\\udcfe"),
        (("confirm", NO_TEXT), "'\\udcff\\udcfe 某司' is no text; give it in UTF-8"),
        (("confirm", "凌岳", NO_TEXT), "is no text"),
        (("reject", NO_TEXT), "is no text"),
        (("reject", "凌岳", NO_TEXT), "is no text"),
        *((("explain", name), f"there is no article {name!r}") for name in ("none.md", "posts/none.md", "none/a.md")),
    ],
    ids=str,
)
def test_a_mistake_is_one_line_and_exit_code_2(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = feedsvc("companies", *arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("error: ")
    assert said in line


def test_a_name_of_several_companies_is_confirmed_for_one_that_is_told_alone(folder: Path) -> None:
    with (folder / "own.txt").open("a", encoding="utf-8") as registry:
        registry.write("900519.SH | | 茅台镇酒 | ?茅台\n")
    assert feedsvc("ingest", cwd=folder).returncode == 0
    done = feedsvc("companies", "confirm", "茅台", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "'茅台' can be several companies; give one of '600519.SH', '900519.SH'" in done.stderr
    assert printed(folder, "confirm", "茅台", "900519").startswith("kept")
    assert printed(folder, "confirm", "茅台").startswith("kept")


def test_explain_takes_a_file_by_its_path_in_its_source_by_that_source_and_by_its_folder(tmp_path: Path) -> None:
    """As `/status` and `problems` print it; a path in the source goes first."""
    folder = tmp_path / "work" / "posts"
    folder.mkdir(parents=True)
    for name, code in {"a.md": "600519.SH", "posts/a.md": "600030.SH", "deep/b.md": "000002.SZ"}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"---\ntitle: {name}\ndate: 2022-03-28\n---\n({code})\n", encoding="utf-8")
    settings = {"sources": folder}
    assert feedsvc("ingest", cwd=tmp_path, **settings).returncode == 0
    for name, code in {
        "a.md": "600519.SH",
        "posts/a.md": "600030.SH",
        "posts/posts/a.md": "600030.SH",
        "deep/b.md": "000002.SZ",
        "posts/deep/b.md": "000002.SZ",
        str(folder / "deep/b.md"): "000002.SZ",
    }.items():
        done = feedsvc("companies", "explain", name, cwd=tmp_path, **settings)
        assert done.stdout.partition(" ")[0] == code, name


def test_help_says_what_reject_without_a_company_does(tmp_path: Path) -> None:
    done = feedsvc("companies", "reject", "--help", cwd=tmp_path)
    assert "or, without it, of any company." in " ".join(done.stdout.split())


def test_an_exchange_s_list_is_taken_in_and_counts_at_the_next_ingest(folder: Path) -> None:
    (folder / "szse.csv").write_text("A股代码,A股简称\n300436,广生堂\n999999,凌岳\n", encoding="utf-8")
    done = feedsvc("companies", "import", "szse.csv", cwd=folder)
    assert done.returncode == 1
    assert done.stdout == "1 companies, 1 rows left out: data/companies/szse.csv\n"
    assert "szse.csv:3: '999999' is no code of a share" in done.stderr
    feedsvc("ingest", cwd=folder)
    assert "300436.SZ  广生堂  300436.SZ  1" in printed(folder, "list").splitlines()


def test_import_tells_of_a_name_that_another_company_has(folder: Path) -> None:
    (folder / "own.txt").write_text("600519.SH | | 新谷科技 |\n", encoding="utf-8")
    (folder / "szse.csv").write_text("A股代码,A股简称\n000333,新谷科技\n", encoding="utf-8")
    for _ in range(2):
        done = feedsvc("companies", "import", "szse.csv", cwd=folder)
        assert (done.returncode, done.stdout.partition(":")[0]) == (0, "1 companies, 0 rows left out")
        assert done.stderr == (
            "companies: name '新谷科技' stands under '000333.SZ', '600519.SH'; it counts as ambiguous; "
            "mark it with ? or keep it under one company\n"
        )
    (folder / "own.txt").write_text("新谷科技 | | 新谷科技 |\n", encoding="utf-8")
    done = feedsvc("companies", "import", "szse.csv", cwd=folder)
    assert done.returncode == 0
    assert done.stderr.startswith("companies: '000333.SZ' and '新谷科技' share the name '新谷科技'; they count as one")
    (folder / "own.txt").unlink()
    assert printed(folder, "import", "szse.csv").startswith("1 companies")


def test_an_exchange_s_list_says_how_many_rows_it_has_that_are_no_company_s_share(folder: Path) -> None:
    (folder / "us.csv").write_text("Symbol,Name\nMPLX,MPLX LP Common Units\nABCW,Abc Corp Warrants\n", encoding="utf-8")
    said = printed(folder, "import", "us.csv", "--market", "US")
    assert said == "1 companies, 0 rows left out, 1 passed over as no company's share: data/companies/us.csv\n"


def test_a_list_replaces_its_older_self_and_no_other_of_the_same_name(folder: Path) -> None:
    for place, rows in {"a": "A,Agilent Inc\nAA,Alcoa Inc\n", "b": "AA,Alcoa Inc\n", "c": "AAL,Airlines Inc\n"}.items():
        (folder / place).mkdir()
        (folder / place / "list.csv").write_text(f"Symbol,Name\n{rows}", encoding="utf-8")
    printed(folder, "import", "a/list.csv", "--market", "US")
    said = printed(folder, "import", "b/list.csv", "--market", "US")
    assert said == "1 companies, 0 rows left out: data/companies/list.csv (in place of 2 companies)\n"
    done = feedsvc("companies", "import", "c/list.csv", "--market", "US", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "'data/companies/list.csv' is another list, of 1 companies" in done.stderr
    assert "AA.US" in (folder / "data" / "companies" / "list.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("file", "is no folder; move it away"),
        ("link", "leads to no folder; bring back what it led to, or take the link away"),
    ],
)
def test_a_list_that_cannot_be_written_is_told_in_one_line(folder: Path, way: str, told: str) -> None:
    (folder / "szse.csv").write_text("A股代码,A股简称\n300436,广生堂\n", encoding="utf-8")
    lists = folder / "data" / "companies"
    lists.parent.mkdir(exist_ok=True)
    lists.touch() if way == "file" else lists.symlink_to("nowhere")
    done = feedsvc("companies", "import", "szse.csv", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"error: 'data/companies' {told}\n"


def test_the_list_of_a_hidden_file_is_none_itself(folder: Path) -> None:
    (folder / ".szse.csv").write_text("A股代码,A股简称\n300436,广生堂\n", encoding="utf-8")
    assert printed(folder, "import", ".szse.csv").endswith(": data/companies/szse.csv\n")


def test_what_readme_has_copied_brings_imported_lists_to_another_machine(folder: Path, tmp_path: Path) -> None:
    (folder / "szse.csv").write_text("A股代码,A股简称\n300436,广生堂\n", encoding="utf-8")
    printed(folder, "import", "szse.csv")
    feedsvc("ingest", cwd=folder)
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("### The store")[2].partition("\n## ")[0]
    commands = [line.strip() for line in section.splitlines() if line.startswith(("    python ", "    cp "))]
    for command in commands:
        # The interpreter that runs the tests, which need not be called python.
        subprocess.run(["sh", "-c", command.replace("python ", f"{sys.executable} ", 1)], cwd=folder, check=True)
    other = tmp_path / "other"
    shutil.copytree(folder / "posts", other / "posts")
    shutil.copy(folder / "feedsvc.toml", other)
    shutil.copy(folder / "own.txt", other)
    (other / "data").mkdir()
    shutil.copy(folder / "backup.sqlite3", other / "data" / "feedsvc.sqlite3")
    shutil.copytree(folder / "backup-companies", other / "data" / "companies")
    before = printed(folder, "list")
    feedsvc("ingest", cwd=other)
    assert "300436.SZ  广生堂  300436.SZ  1" in before
    assert printed(other, "list") == before


def test_export_gives_a_registry_file_of_what_is_sure(folder: Path) -> None:
    assert printed(folder, "export") == "key,listings,name,names\n600519.SH,,贵州茅台,?茅台\n"
    assert "300436.SZ,,瑞泰来医药," in printed(folder, "export", "--learned")


def test_export_of_a_desk_that_shows_latin_names_keeps_the_order_of_the_files(folder: Path) -> None:
    lines = (
        "600519.SH | | 贵州茅台 | ?茅台, Kweichow Moutai, Moutai\nA B | | 甲乙公司 | A and B\nMETA.US | | Meta | 脸书\n"
    )
    (folder / "own.txt").write_text(lines, encoding="utf-8")
    feedsvc("ingest", cwd=folder)
    feedsvc("companies", "confirm", "贵州茅台酒", "600519.SH", cwd=folder)
    before = printed(folder, "export"), printed(folder, "export", "--learned")
    with (folder / "feedsvc.toml").open("a", encoding="utf-8") as settings:
        settings.write('language = "en"\n')
    feedsvc("ingest", cwd=folder)
    assert "600519.SH  Kweichow Moutai  600519.SH  1\n" in printed(folder, "list")
    assert "A-B  A and B    0\n" in printed(folder, "list")
    assert printed(folder, "explain", "b.md").startswith("600519.SH  Kweichow Moutai  ")
    assert (printed(folder, "export"), printed(folder, "export", "--learned")) == before
    feedsvc("companies", "reject", "贵州茅台", "600519.SH", cwd=folder)
    assert "600519.SH,,Kweichow Moutai,贵州茅台酒;?茅台;Moutai\n" in printed(folder, "export")


def test_evaluate_prints_the_measures_and_fails_on_a_trap(folder: Path) -> None:
    labels = folder / "labels.jsonl"
    labels.write_text('{"file": "b.md", "companies": [{"names": ["贵州茅台"]}]}\n', encoding="utf-8")
    lines = printed(folder, "evaluate", "labels.jsonl", "posts").splitlines()
    assert lines[-1].split() == ["all", "1", "1", "1.000", "1.000", "1.000"]
    labels.write_text('{"file": "b.md", "companies": [], "not": ["贵州茅台"]}\n', encoding="utf-8")
    done = feedsvc("companies", "evaluate", "labels.jsonl", "posts", "--json", cwd=folder)
    assert done.returncode == 1
    assert json.loads(done.stdout)["articles"][0]["traps"] == ["600519.SH 贵州茅台 (name in lead: 贵州茅台)"]


def test_explain_says_which_words_by_which_tier_and_how_often(folder: Path) -> None:
    text = "---\ntitle: 一\ndate: 2022-03-28 10:00:00 +0800\n---\n贵州茅台、贵州茅台(600519.SH)与瑞泰来医药。\n"
    (folder / "posts" / "a.md").write_text(text, encoding="utf-8")
    feedsvc("ingest", cwd=folder)
    assert printed(folder, "explain", "a.md").splitlines()[1:3] == [
        "    code in lead: 600519.SH",
        "    name in lead: 贵州茅台 (2 times)",
    ]
    assert printed(folder, "explain", "posts/a.md") == printed(folder, "explain", "a.md"), "as problems prints it"
    (folder / "posts" / "c.md").write_text(text.split("\n贵州", maxsplit=1)[0] + "\n今日无事。\n", encoding="utf-8")
    feedsvc("ingest", cwd=folder)
    done = feedsvc("companies", "explain", "c.md", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no company was found in it\n")


@pytest.mark.parametrize("name", ["\udcff\udcfe bad.md", "two\nlines.md", "café\x01.md"])
def test_explain_takes_a_file_s_real_name_and_the_one_that_is_shown(folder: Path, name: str) -> None:
    text = "---\ntitle: 三\ndate: 2022-03-28 10:00:00 +0800\n---\n贵州茅台(600519.SH)。\n"
    (folder / "posts" / name).write_text(text, encoding="utf-8")
    feedsvc("ingest", cwd=folder)
    real = printed(folder, "explain", name)
    assert real.startswith("600519.SH  贵州茅台  ")
    assert printed(folder, "explain", scan.shown_text(name)) == real
