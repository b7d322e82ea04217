"""What a new name costs in one store: `python -m bench.naming FOLDER` (see bench.fill), as one JSON object.

A person says that words of one article are a company's name, and then that they are none: CPU seconds each time until
every article that holds them is matched again.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

from sqlalchemy import select

from bench.fill import settings
from feedsvc.companies.learning import Decision
from feedsvc.ingest import Ingester
from feedsvc.store import lessons, schema
from feedsvc.store.engine import Store, open_store

NAME = re.compile("[\u4e00-\u9fff]{6}")


def measure(folder: Path) -> dict[str, float]:
    """CPU seconds of taking up a name and of giving it up, and in how many articles it was."""
    chosen = settings(folder)
    store = open_store(chosen.database_url, chosen.data)
    ingester = Ingester(store, chosen)
    ingester.decide()
    name = _rare(store)
    found = {}
    for what, confirmed in (("taken up", True), ("given up", False)):
        with store.writing() as connection:
            lessons.decide(connection, Decision(name, "", confirmed), int(time.time()))
        started = time.process_time()
        matched = ingester.decide()
        found[what] = time.process_time() - started
        found.setdefault("articles", matched)
    with store.writing() as connection:
        connection.execute(schema.decisions.delete().where(schema.decisions.c.name == name))
    store.close()
    return found


def _rare(store: Store) -> str:
    """Words that stand side by side in one article, and hardly in another."""
    texts = schema.texts.c
    with store.reading() as connection:
        zones = connection.execute(select(texts.zones).order_by(texts.article_id).limit(1)).scalar_one()
    return str(NAME.findall(zones)[-1])


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
