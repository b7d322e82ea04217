"""What pages say, in Chinese where the site's language is Chinese, else in English."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    "home": "首页",
    "subscribe": "订阅",
    "everything": "全部文章",
    "newest": "最新文章",
    "category": "分类",
    "company": "公司",
    "tag": "标签",
    "author": "作者",
    "source": "来源",
    "how": "把地址复制到阅读器里即可订阅；每个分类、每家公司的页面也各有自己的订阅地址。",
    "original": "阅读原文",
    "from": "来源：",
    "by": "作者：",
    "companies": "相关公司",
    "none": "这里还没有文章。",
    "none_help": "把文章放进来源文件夹，或在 feedsvc.toml 的 sources 里写上文件夹，几秒之内就会出现在这里。",
    "no_ingester": "没有正在运行的导入进程，新文章不会出现。请运行：",
    "entries": "篇",
    "opml": "全部订阅地址（OPML）",
    "other_names": "又名：",
    "listings": "上市代码：",
    "not_found": "没有这个页面",
    "gone": "这篇文章已被撤回",
    "error": "出错了",
    "back": "回到首页",
    "subject": "主角",
    "more": "更多：",
}

ENGLISH: Mapping[str, str] = {
    "home": "Home",
    "subscribe": "Subscribe",
    "everything": "All articles",
    "newest": "Newest articles",
    "category": "Categories",
    "company": "Companies",
    "tag": "Tags",
    "author": "Authors",
    "source": "Sources",
    "how": "Copy an address into a feed reader; the page of each category and each company has its own.",
    "original": "Read the original",
    "from": "Source: ",
    "by": "By ",
    "companies": "Companies",
    "none": "There are no articles here yet.",
    "none_help": "Put articles into a source folder, or name a folder in sources in feedsvc.toml.",
    "no_ingester": "No ingester is running, so new articles will not appear. Run:",
    "entries": "articles",
    "opml": "Every feed (OPML)",
    "other_names": "Also called: ",
    "listings": "Listings: ",
    "not_found": "There is no such page",
    "gone": "This article was withdrawn",
    "error": "Something went wrong",
    "back": "Back to the home page",
    "subject": "subject",
    "more": "More: ",
}


def texts(language: str) -> Mapping[str, str]:
    """The texts for a site's language (BCP 47)."""
    return CHINESE if language.lower().split("-")[0] == "zh" else ENGLISH
