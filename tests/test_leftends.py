"""Where Latin legal names begin whose first word has no capital in front, or is glued to a word of the sentence."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies.evidence import declared
from feedsvc.companies.latin import last_name
from feedsvc.companies.legal import legal_names
from feedsvc.model import Zone


def _told(text: str, *, certain: bool) -> list[str]:
    return [text[one.start : one.end] for one in legal_names(text) if one.certain is certain]


@pytest.mark.parametrize(
    "name",
    [
        "10x Genomics, Inc.",
        "7-Eleven, Inc.",
        "Bausch + Lomb Corporation",
        "e.l.f. Beauty, Inc.",
        "1-800-FLOWERS.COM, Inc.",
        "1-800 CONTACTS, Inc.",
        "3i Group plc",
        "23andMe, Inc.",
        "8x8, Inc.",
        "58.com Inc.",
        "9F Inc.",
        "iRobot Corporation",
        "eBay Inc.",
        "J.Crew Group, Inc.",
        "i-CABLE Communications Limited",
        "e.Digital Corporation",
        "Bausch+Lomb Corporation",
    ],
)
def test_a_latin_legal_name_is_whole_whatever_it_begins_with(name: str) -> None:
    for text in (name, f"{name} said", f"Shares of {name} rose", f"On Monday {name} said", f"The maker, {name}, said"):
        assert _told(text, certain=True) == [name], text


@pytest.mark.parametrize(
    "before",
    [
        "its 5th ",
        "at 5 p.m. ",
        "at 5pm ",
        "In 2023 ",
        "On March 5 ",
        "On Nov. 29 ",
        "On Sept. 5 ",
        "At 10:30 ",
        "a $5bn ",
        "a 5bn ",
        "pre-",
        "ex-",
        "30-year ",
        "Zorblax, a.k.a. ",
        "e.g. ",
        "2.5x ",
        "a 50-50 ",
    ],
)
def test_a_number_or_prefix_of_the_sentence_is_no_piece_of_a_name(before: str) -> None:
    assert _told(f"Here is {before}Acme Inc. again", certain=True) == ["Acme Inc."]


@pytest.mark.parametrize(
    "text",
    [
        "In 5G Acme Inc. leads",
        "The 3-D Acme Inc. said",
        "Big 5 Acme Goods Inc. rose",
        "21 Vianet Group, Inc. fell",
        "Shares fell. 21 Vianet Group, Inc. fell",
        "It bought ams-Acme Inc. and",
        "10-K Acme Inc. filed",
        "le groupe d'Acme Inc.",
    ],
)
def test_where_nobody_can_tell_what_stands_in_front_the_name_is_uncertain(text: str) -> None:
    assert _told(text, certain=True) == []
    assert len(_told(text, certain=False)) == 1


def test_a_piece_of_a_word_is_no_legal_name() -> None:
    assert legal_names("The uniQure Inc. said") == ()
    assert legal_names("The E*Trade Inc. said") == ()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("e.l.f. Beauty", "e.l.f. Beauty"),
        ("Shares of e.l.f. Beauty", "e.l.f. Beauty"),
        ("Bausch + Lomb", "Bausch + Lomb"),
        ("Acme, a.k.a. Zorblax", "Zorblax"),
        ("at 5 p.m. Zorblax", "Zorblax"),
    ],
)
def test_the_name_in_front_of_a_code_is_whole(words: str, name: str) -> None:
    found = [one.name for one in declared({}, (Zone("body", f"{words} (NYSE: ZBX) rose."),), ()) if one.tier == "code"]
    assert [last_name(one or "") for one in found] == [name]


_OPENING = """
If Because Despite Following Until Where Which Who Whether Whereas Perhaps Instead Should Could Did Has Had Was Yet
During Amid Within Using Founded Dear Currently Previously Earlier Later Finally
"""


@pytest.mark.parametrize("word", _OPENING.split())
def test_a_word_that_opens_a_sentence_is_no_piece_of_a_name(word: str) -> None:
    assert _told(f"{word} Acme Inc. it came.", certain=True) == ["Acme Inc."]


def test_a_word_that_describes_a_company_is_no_piece_of_the_name_that_the_text_has_without_it() -> None:
    text = "Brazilian Acme Inc. fell. Another Acme Inc. shop. Acme, Inc. said so. New Zorblax Inc. rose."
    assert _told(text, certain=True) == ["Acme Inc.", "Acme Inc.", "Acme, Inc.", "New Zorblax Inc."]
    assert _told("Brazilian Acme Inc. fell.", certain=True) == ["Brazilian Acme Inc."]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sweetgreen, Inc. said so.", ["sweetgreen, Inc."]),
        ("The chain sweetgreen, Inc. said so. Last year sweetgreen grew. sweetgreen is glad.", ["sweetgreen, Inc."]),
        ("lululemon athletica inc. reported more. It is big.", ["lululemon athletica inc."]),
        ("VANCOUVER -- lululemon athletica inc. reported more.", ["lululemon athletica inc."]),
        ("trivago N.V. (NASDAQ: TRVG) rose.", ["trivago N.V."]),
        ("bluebird bio, Inc. rose. Shares of bluebird bio, Inc. rose.", ["bluebird bio, Inc."] * 2),
        ("indie Semiconductor, Inc. rose.", ["indie Semiconductor, Inc."]),
        ("The lender loanDepot, Inc. rose. A loan of loanDepot is dear.", ["loanDepot, Inc."]),
        ("23andMe Holding Co. filed. The bankrupt 23andMe Holding Co. said so.", ["23andMe Holding Co."] * 2),
        ("Acme Foods Holding Co., Ltd. said so.", ["Acme Foods Holding Co., Ltd."]),
        # Words of a sentence, of a text that has no capitals, and of a page whose spaces were lost.
        ("The salad chain sweetgreen, Inc. said so.", []),
        ("He works at the company, Inc. and so on.", []),
        ("the company, Inc. said so.", []),
        ("we bought it. later we left. zorblax inc. rose. so it goes.", []),
        ("It is aboutAcme Inc. said so.", []),
        ("Under the law a Bank Holding Co. must report. So must a Texas Bank Holding Co. in Ohio.", []),
        ("The Acme Holding Company Act is a law.", []),
        ("Police in Jackson Co. said so.", []),
    ],
)
def test_a_legal_name_written_small_is_whole_where_the_text_tells_that_it_is_one(text: str, names: list[str]) -> None:
    assert _told(text, certain=True) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # One name is one company, also where a piece of it could end one.
        ("Zylo Holdings International Inc. rose. Later Zylo Holdings fell.", ["Zylo Holdings International Inc."]),
        ("Zylo Holdings rose. Its Zylo Holdings UK Ltd. fell.", ["Zylo Holdings", "Zylo Holdings UK Ltd."]),
        ("Gores Holdings IX, Inc. rose.", ["Gores Holdings IX, Inc."]),
        ("Zylo Holdings rose.", ["Zylo Holdings"]),
        ("Zylo Holdings VII rose. Churchill Capital Corp IV rose.", []),
        # What stands behind `of` may be the rest of a name, but not behind a person and what a sentence begins with.
        ("Goodwill Industries of Central Texas, Inc. rose.", ["Goodwill Industries of Central Texas, Inc."]),
        ("Friends of the Park Inc. rose.", ["Friends of the Park Inc."]),
        ("United Way of Central Ohio, Inc. rose.", ["United Way of Central Ohio, Inc."]),
        ("Visiting Nurses of Central Texas, Inc. rose.", []),
        ("Greg Williams of Zorblax Inc. rose. Workers of Frobnitz Corp. rose.", ["Zorblax Inc.", "Frobnitz Corp."]),
        # Public bodies, a film and a train.
        ("The Brihanmumbai Municipal Corporation and the Greater Chennai Corporation met.", []),
        ("The Coimbatore Corporation and the Commodity Credit Corporation met.", []),
        ("Monsters, Inc. is a film. The Lake Shore Limited and a Gulf Wind Limited train left.", []),
        ("Salem Widgets Corporation rose. Salem Corp. rose.", ["Salem Widgets Corporation", "Salem Corp."]),
    ],
)
def test_a_latin_legal_name_is_one_and_whole_and_a_company_s(text: str, names: list[str]) -> None:
    assert _told(text, certain=True) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1234567 Canada Inc. and 987654 Ontario Ltd. own it.", ["1234567 Canada Inc.", "987654 Ontario Ltd."]),
        ("Cravath, Swaine & Moore LLP advised. Weil, Gotshal & Manges LLP sued.", []),
        ("On Monday, Ernst & Young LLP sued.", ["Ernst & Young LLP"]),
        ("In Leeds, Brenkel & Quux LLP sued.", ["Brenkel & Quux LLP"]),
        ("Zorblax.com Inc. rose. Shares of Quandril.io Ltd. fell.", ["Zorblax.com Inc.", "Quandril.io Ltd."]),
        ("Booking.com B.V. was fined. See zorblax.com. Inc. magazine said so.", ["Booking.com B.V."]),
        ("Zorblax SE (Euronext & Nasdaq: ZBX) and Quandril NV (Euronext: QDR) rose.", ["Zorblax SE", "Quandril NV"]),
        ("Q3 Zorblax Inc. fell.", []),
    ],
)
def test_a_name_with_a_number_partners_or_a_domain_is_whole_or_none(text: str, names: list[str]) -> None:
    assert _told(text, certain=True) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Der Maschinenbauer Zorblax GmbH wächst.", ["Zorblax GmbH"]),
        ("Der Softwareanbieter Brenkel AG & Co. KG wächst.", ["Brenkel AG & Co. KG"]),
        ("Die Tochter Quandril Systems GmbH der Firma Brenkel GmbH wächst.", ["Quandril Systems GmbH", "Brenkel GmbH"]),
        ("Bolaget Zorblax AB (publ) och Fastighetsbolaget Brenkel AB (publ) växer.", ["Zorblax AB", "Brenkel AB"]),
        ("El Grupo Zorblax S.A.B. de C.V. subió.", ["Grupo Zorblax S.A.B. de C.V."]),
        ("O Banco do Brenkel S.A. lucrou.", ["Banco do Brenkel S.A."]),
        ("Banco de Crédito del Brenkel S.A. ganó.", ["Banco de Crédito del Brenkel S.A."]),
        # Names begin with such words, too.
        ("El Paso Zorblax Corp. rose.", ["El Paso Zorblax Corp."]),
        ("Las Vegas Zorblax Corp. rose.", ["Las Vegas Zorblax Corp."]),
        ("Bauer GmbH wächst. Neubauer Maschinen GmbH wächst.", ["Bauer GmbH", "Neubauer Maschinen GmbH"]),
    ],
)
def test_a_word_that_says_in_other_languages_what_a_company_is_is_no_piece_of_its_name(
    text: str, names: list[str]
) -> None:
    assert _told(text, certain=True) == names


def test_a_title_in_small_letters_alone_makes_no_company() -> None:
    title = "goodbye zorblax inc."
    assert not [one for one in legal_names(title, ["It ended."]) if one.certain]
    assert [one for one in legal_names("zorblax inc. ends", ["zorblax inc. ended."]) if one.certain]


def test_small_words_in_hostile_repetition_are_read_in_linear_time() -> None:
    for text in ("zorblax, Inc. " * 10_000, "zorblax zorblax zorblax, Inc. A. " * 5_000, "aB aB aB Inc. " * 5_000):
        started = time.process_time()
        legal_names(text)
        assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Several Zorblax Inc board members left", ["Zorblax Inc"]),
        ("It advised Widget Corp of China (Widco)", []),
        ("It advised Widget Corp of Akron", ["Widget Corp"]),
        ("Moody's Investors Service Inc has said so", []),
        ("Rights of Zorblax Limited by US court", []),
        ("Zorblax Limited said", ["Zorblax Limited"]),
        ("The sale of Zorblax Foods Limited by its owner", ["Zorblax Foods Limited"]),
        ("It was bought from Zorblax Limited by Quorblex Group", ["Zorblax Limited"]),
        ("He left. POLICE STEP UP SEARCH Zorblax Corp fell", ["Zorblax Corp"]),
        ("泰国Zorblax Trading Co.,Ltd公司总经理", []),
    ],
)
def test_latin_legal_names_are_told_from_the_words_around_them(text: str, names: list[str]) -> None:
    assert _told(text, certain=True) == names
