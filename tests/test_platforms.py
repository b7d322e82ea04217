"""Networks that a Chinese text only writes on."""

from __future__ import annotations

import pytest

from feedsvc.companies.folding import fold
from feedsvc.companies.gazetteer import Gazetteer
from feedsvc.companies.platforms import is_posted
from feedsvc.model import Company, Name


@pytest.mark.parametrize(
    ("text", "posted"),
    [
        ("他昨晚在 {Facebook} 表示會上訴", True),
        ("市民於{臉書}留言質疑", True),
        ("李先生的{Facebook}專頁已刪除", True),
        ("校方的{臉書}帳號昨日停用", True),
        ("樂團的{Facebook} Page 有片段", True),
        ("來源是{微博}截圖", True),
        ("作者{Facebook}：https://example.org/a", True),
        ("他透過{Twitter}回覆", True),
        ("我在{Facebook}和其他社交媒體上看到", True),
        ("{推特}党的朋友们", True),
        ("議員在X（原{推特}）上寫道", True),
        ("球會於社群平台X（前稱{Twitter}）貼文", True),
        ("X（前身為{推特}）發文稱", True),
        ("在平台「X」（舊{推特}）上發表談話", True),
        ("他發了條{微博}說", True),
        ("總統發{推特}感謝", True),
        ("请转到我们的{Facebook}页面", True),
        ("加入{Facebook}上的BBC文化电影和电视俱乐部", True),
        ("一个{Facebook}小组将房车借给人们", True),
        ("{Facebook}上的广告收入增长", False),
        ("在Instagram，{Facebook}，Twitter和YouTube上关注我们", True),
        ("与Instagram，{Facebook}，Twitter和YouTube的所有者举行会议", False),
        ("開發{推特}的人", False),
        ("X（原{推特}）宣布裁員", False),
        ("社交平台X（前稱{推特}）起訴廣告商", False),
        ("社交平台X（前稱{推特}）營收下降", False),
        ("他在社交平台X（前稱{推特}）表示滿意", True),
        ("他在X（原{推特}）工作", False),
        ("現在{Facebook}有三十億用戶", False),
        ("關於{Facebook}的報道", False),
        ("他在{Facebook}工作了五年", False),
        ("我在{Facebook}、谷歌都做过", False),
        ("在{Facebook}宣布收购之后，股价大跌", False),
        ("{Facebook}宣布裁員", False),
        ("{Facebook}直播功能出錯", False),
        ("五億{Facebook}帳號外洩", False),
        ("{推特}公司起诉", False),
        ("終於{Facebook}宣布裁員", False),
        ("估值低於{Facebook}一半", False),
        ("馬斯克在{推特}裁員一半", False),
    ],
)
def test_what_is_only_posted_on_a_network_is_no_act_of_it(text: str, posted: bool) -> None:
    start, end = text.index("{"), text.index("}") - 1
    plain = fold(text.replace("{", "").replace("}", "")).text
    assert is_posted(plain, start, end) == posted


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Beautiful shots of Paris. Available on {Netflix}.", True),
        ("Available now on {Spotify}.", True),
        ("sleeps with The Office playing on {Netflix}.", True),
        ("Disponible sur {Amazon} Kindle", True),
        ("Verfügbar: erhältlich bei {Amazon}", True),
        ("The EU imposed a fine on {Amazon}", False),
        ("investors bet on {Netflix}", False),
        ("{Netflix} made it available", False),
    ],
)
def test_where_a_film_or_book_is_had_is_no_actor(text: str, offered: bool) -> None:
    start, end = text.index("{"), text.index("}") - 1
    assert is_posted(text.replace("{", "").replace("}", ""), start, end) == offered


def test_a_network_is_found_only_where_it_is_told_of() -> None:
    gazetteer = Gazetteer([Company("META.US", "Meta", (Name("Facebook"), Name("脸书")))])
    text = "陳先生在臉書留言，他的Facebook專頁有片。Facebook昨日宣布裁員。"
    assert [hit.start for hit in gazetteer.hits(text)] == [text.index("Facebook昨日")]


@pytest.mark.parametrize("piece", ["在", "在Facebook", "Facebook", "Facebook的", "在Facebook，"])
def test_hostile_repetition_around_a_network_takes_no_time(piece: str) -> None:
    Gazetteer([Company("META.US", "Meta", (Name("Facebook"),))]).hits(piece * 20_000)
