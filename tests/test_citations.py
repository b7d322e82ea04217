"""Words that name a source, an exchange or an index, and no actor."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies.citations import citations


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a forecast of $9 million, according to Thomson Reuters I/B/E/S.", "Thomson Reuters"),
        ("According to data compiled by Thomson Reuters, it rose.", "Thomson Reuters"),
        ("down, according to research firm Gartner.", "Gartner"),
        ("than analysts polled by Thomson Reuters had expected", "Thomson Reuters"),
        ("Thomson Reuters data showed that it rose", "Thomson Reuters"),
        ("estimates from FactSet", "FactSet"),
        ("Data from Thomson Reuters show it is larger", "Thomson Reuters"),
        ("CBOE VIX jumps to levels unseen", "CBOE"),
        ("Boyd Gaming Corp. ( BYD.N ) said", "BYD"),
        ("Boyd Gaming (NYSE: BYD) said", "BYD"),
        ("TSX:BYD Ownership Breakdown", "BYD"),
        ("Zorblax Ltd (TSX: BYD; AIM: BYD)", "BYD"),
        ("Q4 Revenue $4.35B, vs. FactSet Est of $4.27B", "FactSet"),
        ("This summary was machine generated from LSEG data February 11", "LSEG"),
        ("an LSEG consensus estimate of a profit", "LSEG"),
        ("Source: FactSet", "FactSet"),
        ("接受FactSet调查的分析师", "FactSet"),
        ("另一项来自LSEG的数据也显示", "LSEG"),
        ("据芝商所的“美联储观察”工具", "芝商所"),
        ("芝加哥商品交易所(CME Group)数据显示", "CME Group"),
        ("Laut dem Fed Watch Tool der CME Group", "CME Group"),
        ("the CME Group's FedWatch tool", "CME Group"),
        ("el Índice de Volatilidad CBOE", "CBOE"),
        ("Cboe 波动率指数跃升", "Cboe"),
        ("领英资料显示,他", "领英"),
        ("据港交所(00388)资料显示", "港交所"),
        ("标普500指数跌0.95%,纳斯达克跌1.36%", "纳斯达克"),
        ("纳斯达克高开0.4%", "纳斯达克"),
        ("The talks failed, the New York Times reported on Sunday.", "New York Times"),
        ("He told The New York Times that he would go.", "New York Times"),
        ("the Thomson Reuters/PayNet Small Business Lending Index rose", "Thomson Reuters"),
        ("the CBOE Volatility Index rose", "CBOE"),
        ("分享到:新浪微博 腾讯微博 人人网", "人人网"),
        ("转播到腾讯微博", "腾讯"),
        ("把照片转发到微博、人人网和豆瓣", "人人网"),
        ("数据源:36Kr、财联社", "36Kr"),
        ("根据路透社与益普索(Ipsos)的民调", "Ipsos"),
        ("a Reuters/Ipsos poll found", "Ipsos"),
        ("Jane Doe for The New York Times\nThe next line", "New York Times"),
        ("Contact us\nDistributed by: Zorblax, Inc.\n", "Zorblax"),
        ("透过 Google News追踪本社", "Google"),
        ("Women in the 1950s. Credit: Zorblax Holdings/Corbis/Getty Images", "Zorblax"),
        ("Add us on Google as a preferred source", "Google"),
        ("Make the Herald your preferred source on Google", "Google"),
        ("图像来源,Facebook/Jane Doe", "Facebook"),
        ("允许Twitter内容? 此文包含Twitter提供的内容", "Twitter"),
        ("请阅读Google YouTube小甜饼政策", "Google"),
        ("Allow Facebook content?", "Facebook"),
        ("Find us: X | Instagram | Facebook | LinkedIn", "Facebook"),
        ("By Ann Roe\nShare\nFacebook\nEmail\nThe mayor said no.", "Facebook"),
        ("Share this with Facebook\nShare this with Messenger\nA storm came.", "Facebook"),
        ("Twitter\n12\nPinterest\n0\nWhatsApp\nA storm came.", "Pinterest"),
        ("A storm came.\nTwitter Facebook Pinterest Instagram", "Facebook"),
        ("Der Sturm kam.\nauf Facebook teilen", "Facebook"),
        ("Klick, um auf Pinterest zu teilen (Wird in neuem Fenster geöffnet)", "Pinterest"),
        ("Reply: you are commenting using your Google account.", "Google"),
        ("LIKE AND FOLLOWInstagram, Facebook, Twitter, LinkedIn\nText", "Facebook"),
        ("本文整理自 Acme Podcast 的单集", "Acme"),
        ("听见\n- YouTube:\n- Spotify:\n- Apple Podcast:\n正文", "Spotify"),
        ("Listen on Apple Podcasts, Spotify or Acast.", "Spotify"),
        ("Subscribe to the show on Spotify and Amazon Music.", "Amazon"),
        ("All episodes are available on Google Podcasts | Spotify | RSS", "Google"),
        ('agent = "Mozilla/5.0 (Macintosh; Intel Mac OS X)"', "Intel"),
        ("怎样煮一锅好汤_哔哩哔哩_bilibili", "哔哩哔哩"),
        ("怎样煮汤_哔哩哔哩 (゜-゜)つロ 干杯~-bilibili\n下一条", "bilibili"),
        ("怎样煮汤_新浪财经_新浪网", "新浪财经"),
        ("shares on the NYSE, Amex and Nasdaq", "Amex"),
        ("shares on the New York Stock Exchange, NYSE Amex and Nasdaq", "Amex"),
        ("it fell on the Singapore Exchange.", "Singapore Exchange"),
        ("in a filing to the Singapore Exchange on Monday", "Singapore Exchange"),
        ("shares on Amex and Nasdaq", "Amex"),
        ("Silver Crown (Cboe: SCRI)", "Cboe"),
        ("SolarBank (Cboe CA: SUNN)", "Cboe CA"),
        ("Acme (NYSE Amex: AX)", "Amex"),
        ("Acme (Cboe Canada and NYSE: AX)", "Cboe Canada"),
        ("Acme (NYSE/Nasdaq Stockholm: AX)", "Nasdaq"),
        ("it said. (Reporting by Christiaan Hetzner; Editing by Ann Roe)", "Hetzner"),
        ("it said. (Additional reporting and writing by Christiaan Hetzner)", "Hetzner"),
        ("it said. (Compiled by Paulo Prada)", "Prada"),
        ("见《红杉资本:2026年的AI》一文", "红杉资本"),
        ("见《高盛:明年的油价》一文", "高盛"),
        ("见《中金公司研究部:2026年度策略报告》一文", "中金公司"),
        ("《中信证券:半导体行业深度报告》", "中信证券"),
        ("Copyright © 2024 Zorblax", "Zorblax"),
        ("Copyright(C)2024 Zorblax", "Zorblax"),
        ("Copyright, 2024 Zorblax", "Zorblax"),
        ("Copyright by Zorblax", "Zorblax"),
        ("(c) Copyright Zorblax Widgets 2011. Check for restrictions", "Zorblax"),
        ("Copyright Zorblax Inc. All Rights Reserved", "Zorblax"),
        ("天气转晴。京东健康 版权所有 不得转载", "京东健康"),
        ("转载请注明,京东健康著作权所有", "京东健康"),
        ("(c) 2010 to 2024, one and all, all rights reserved by us and others 京东健康 版权所有", "京东健康"),
        ("版权所有 2024 京东健康", "京东健康"),
        ("版权所有,未经京东健康授权,不得转载", "京东健康"),
        ("于2020年6月17日在香港交易所回购18万股", "香港交易所"),
        ("中国恒大在港交所的公告称", "港交所"),
        ("公司已于美国纳斯达克上市", "纳斯达克"),
        ("香港交易所信息显示,某某增持", "香港交易所"),
        ("据港交所文件,某某增持", "港交所"),
        ("港交所披露易显示", "港交所"),
        ("美国洲际交易所原糖期货下跌", "洲际交易所"),
        ("巴克莱美国可转债ETF跌超0.2%", "巴克莱"),
        ("在中国证券登记结算有限责任公司深圳分公司登记在册", "中国证券登记结算"),
        ("向中国结算上海分公司申请", "中国结算"),
        ("香港交易及结算所有限公司及香港联合交易所有限公司对本公告的内容概不负责", "香港交易及结算所"),
        ("新加坡证券交易所有限公司对本公布之内容概不负责", "新加坡证券交易所"),
        ("The Singapore Exchange Securities Trading Limited takes no responsibility", "Singapore Exchange"),
        ("It sleeps. Apple and the Apple logo are trademarks of Apple Inc., registered in the U.S. A", "Apple Inc."),
        ("Word and Excel are either registered trademarks or trademarks of Microsoft Corporation.", "Microsoft"),
        ("iPhone是苹果公司的注册商标。", "苹果"),
        ("Rates rose. Securities offered through Zorblax Financial LLC, Member FINRA/SIPC.", "Zorblax"),
        ("The Motley Fool has positions in and recommends Apple and Nike. It has a policy.", "Nike"),
        ("Jane Doe has positions in Nike. The Motley Fool recommends Intel.", "Nike"),
        ("protected by reCAPTCHA and the Google Privacy Policy and Terms of Service apply.", "Google"),
        ("Powered by Shopify", "Shopify"),
        ("Image credit: NASA/Boeing. It flew.", "Boeing"),
    ],
)
def test_a_source_an_exchange_or_an_index_is_cited(text: str, name: str) -> None:
    at = text.index(name)
    assert any(first <= at < last for first, last in citations(text))


@pytest.mark.parametrize(
    "text",
    [
        "Facebook, Twitter, Google rose\n- Facebook\n- Twitter\n- Google\n",
        "You can listen to music on Spotify and Deezer. Spotify, Apple Podcasts and Acast compete.",
        "Thomson Reuters said it would sell a unit, data from Apple showed",
        "according to Apple, it rose",
        "香港交易所对这件事概不负责",
        "京东对本次损失概不负责",
        "The New York Times reported a profit on Sunday; the New York Times said",
        "shares of Amex and Visa fell; Visa and Amex rose",
        "Cboe plans to cease operations",
        "Singapore Exchange said profit rose; a stake in Singapore Exchange; the Singapore Exchange chief",
        "港交所公布业绩,港交所披露年报,港交所将推出新规,在港交所看来",
        "洲际交易所推出原糖期货,巴克莱推出ETF,巴克莱上调指数",
        "中国结算发布数据",
        "Cboe: a history",
        "腾讯微博关闭,分享到此为止,股票转播到腾讯",
        "变量 my_腾讯网 和 a_哔哩哔哩公布业绩",
        "Acme (Cboe Canada and NYSE)",
        "(Apple by far) and reporting by Apple",
        "a deal led by Gartner",
        "Copyright holder Apple sued the Copyright Office in 2024, a Copyright suit",
        "腾讯作为版权所有者起诉快手",
        "为其版权所有的腾讯起诉快手",
        "爱奇艺系著作权所有人,优酷赔偿,蔚来称其为版权所有方,其版权所有权归它",
        "《贵州茅台:2024年年度报告》披露,营收增长",
        "《腾讯:马化腾》、《华为:冬天》",
        "益普索公布财报; Ipsos said; she writes for The New York Times on Sundays; films distributed by: Zorblax",
        "Facebook\nIt was fined.\nTwitter\nIt was not.",
        "FactSet said that it grew, LSEG data business grew, LSEG的数据业务增长",
        "纳斯达克公布财报,纳斯达克股价上涨3%,纳斯达克跌停股增多,芝商所推出新期货,领英推出新功能",
        "Losers today:\nFacebook\nNetflix\nGoogle\nTesla",
        "Facebook Messenger gets a dark mode\nMore\nof the Facebook inquiry",
        "Google News is to pay publishers; 谷歌新闻上线,Facebook允许内容审核员索赔",
        "The source of Google is its search, and Facebook content is moderated",
        "《中信证券:2024年年度报告》、《中信证券:2024年半年度报告(修订稿)》、《中信证券:2024年三季报》",
        "Apple sued over a trademark of Apple. Boeing is the maker of planes. The trademark is what Nike is proud of.",
        "Pershing Square has positions in Uber and Nike. Powered by Nvidia chips, it drove.",
        "苹果起诉商标局,华为是商标最多的公司,特斯拉的商标纠纷",
        "《中信证券:关于变更会计师的公告》、《东方证券:关于公司债券》、《国金证券:股东大会的法律意见书》",
    ],
)
def test_who_acts_is_not_cited(text: str) -> None:
    assert citations(text) == []


@pytest.mark.parametrize("text", ["NYSE: TSMC rose", "Movers on LSE: HSBC and Shell", "HKEX: HSBC and AIA fell"])
def test_who_is_told_of_behind_an_exchange_is_no_ticker(text: str) -> None:
    at = text.index(": ") + 2
    assert not any(first <= at < last for first, last in citations(text))


def test_who_is_told_of_beside_all_rights_is_not_cited() -> None:
    text = "腾讯音乐与环球音乐达成协议,腾讯音乐拥有独家版权,网易云音乐版权所有,环球音乐上涨"
    assert [text[first:last] for first, last in citations(text)] == ["网易云音乐版权所有"]


@pytest.mark.parametrize(
    "piece",
    [
        *("according to a ", "(Reporting by ", "Thomson Reuters a b ", "NYSE, ", "data from "),
        *("《中信证券:年报", "《中信证券:公告(", "据报道", "来源:"),
        *("Facebook\n", "Facebook\nx\n", "Share Facebook ", "Facebook Twitter ", "Mozilla/5 ", "Share on\n"),
        *("Facebook|", "Facebook | ", "像来源", "Google ", "允许"),
        *("分享到", "到腾讯微博", "分享到微博、", "a_新浪网", "_新浪网"),
        *("在香港交易所", "洲际交易所原糖", "巴克莱美国", "据港交所", "向中国结算"),
        *("Copyright Ab ", "Copyright ", "版权所有", "版权所有,未经", "a 版权所有人", "某某公司"),
        *("are trademarks of ", "A. is a ", "x is a rademark. ", "Motley Fool has ", "A has positions in ", "是的商标"),
    ],
)
def test_citations_in_hostile_repetition_are_linear(piece: str) -> None:
    started = time.process_time()
    citations(piece * (400_000 // len(piece)) + "版权所有")
    assert time.process_time() - started < 4


def test_a_line_of_blanks_beside_a_button_is_read_in_linear_time() -> None:
    started = time.process_time()
    citations("Facebook\n" + " \t" * 20_000 + "x")
    assert time.process_time() - started < 1


def test_a_button_in_blanks_is_one() -> None:
    assert citations("It rained.\n \tShare \n\n  Facebook\t\n \n") == [(11, 32)]


def test_a_name_that_an_interviewer_asks_about_is_no_reporters() -> None:
    assert citations("记者:京东健康今年的目标是什么?\n答:增长") == []
    assert citations("记者:张三") == [(0, 5)]


def test_what_evidence_or_data_show_is_no_source() -> None:
    assert citations("证据显示京东健康被媒体报道") == citations("数据显示京东健康获媒体报道") == []
    assert citations("根据新华社报道") == [(1, 7)]
