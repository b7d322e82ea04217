"""What the processes that build are forked from: what the first articles would cost each of them is spent here once.

Patterns are compiled when they are first used (patterns.py), two hundred of them by the articles that most sites have:
a fifth of a second, and memory that the processes share this way. Nothing but that comes of the samples.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from feedsvc.articles.build import build
from feedsvc.articles.site import Recipe, SiteFacts
from feedsvc.config import SanitizeSettings, SourceSettings
from feedsvc.model import Article
from feedsvc.prepared import prepare

SAMPLES = (
    """---
layout: post
title: "甲乙健康与丙丁医疗达成合作"
date: 2022-02-15 19:11:11 +0800
categories: [news]
tags: 新闻
author: 张三
---
<p style="text-align:center;"><a href="http://quote.eastmoney.com/sz002382.html" data-code="002382|0|2"><img
src="https://charts.example/GetPic.aspx?nid=0.002382" alt="K图 002382_0" width="578" height="276"></a></p><p>
日前，甲乙健康（06618.HK）与 <strong>丙丁医疗</strong>签署协议，以下简称“丙丁”。
甲乙集团股份有限公司董事长表示：“增长58.3%。”</p>
<p>甲乙医疗股份有限公司(股票简称“甲乙”)的 Example Health Inc. (NASDAQ: EXHL) 公告。</p><p>（文章来源：新华财经）</p>

<http://news.example/share.html?code=NW20220215>

[返回新闻](//news.example/category/news.html)｜[返回首页](//news.example/)
""",
    """---
title: Example Health, Inc. reports results
date: 2022-03-28T09:00:00-04:00
updated: 2022-03-29
tags: [health, results]
---
## Results

NEW YORK, March 28, 2022 -- Example Health, Inc. ("Example") said *revenue* grew 5% & more; see [the
report](/reports/q1.html "Q1") and ![chart](chart.png).

- one `code`
- two

| a | b |
|---|---|
| 1 | 2 |

```python
print("x")
```

> A quotation&hellip;

<div class="share"><a href="https://twitter.com/share?url=x">Tweet</a></div>
""",
)


def _warm() -> None:
    recipe = Recipe(SourceSettings("warm", Path("warm"), "Warm"), SanitizeSettings(), datetime(2026, 1, 1, tzinfo=UTC))
    for sample in SAMPLES:
        built = build("2022-02-15-sample.md", sample.encode(), SiteFacts(), recipe)
        if isinstance(built, Article):
            prepare(built)


_warm()
