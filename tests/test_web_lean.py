"""What a worker loads: there are several of them, and each lives for months."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import SEEDS
from tests.running import ROOT, environment, feedsvc

ASKED = (
    "/", "/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json", "/feeds.json", "/opml", "/companies", "/categories",
    "/feeds/search.atom?q=新能源", "/search?q=新能源", "/search?q=蔚来汽车有限公司", "/build", "/build?company=蔚来",
    "/status", "/company/NIO.US", "/company/蔚来", "/company/nobody", "/feeds/company/NIO.US.atom",
    "/feeds/company/蔚来.atom", "/feeds/company/nobody.atom",
)  # fmt: skip
PROGRAM = """
import sys
from feedsvc import config
from feedsvc.web.app import create_app

client = create_app(config.load()).test_client()
for address in sys.argv[1:]:
    print(client.get(address, follow_redirects=True).status_code)
print("loaded:", *sorted({"rjieba", "ahocorasick_rs", "nh3", "cmarkgfm"} & set(sys.modules)))
"""


def test_a_worker_loads_no_dictionary_and_nothing_that_builds(tmp_path: Path) -> None:
    settings = {"sources": SEEDS, "data": tmp_path / "data"}
    assert feedsvc("ingest", cwd=tmp_path, **settings).returncode == 0
    environ = environment(**settings) | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM, *ASKED]
    asked = subprocess.run(command, cwd=tmp_path, env=environ, capture_output=True, text=True, check=True)
    *statuses, loaded = asked.stdout.splitlines()
    assert set(statuses) <= {"200", "404"}
    assert statuses.count("200") > len(ASKED) // 2
    assert loaded == "loaded:"
