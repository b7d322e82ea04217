"""Bytes as text: declared encodings, wrong declarations, broken bytes."""

from __future__ import annotations

import time

import pytest

from feedsvc.articles.decoding import Decoded, decode
from feedsvc.model import Problem

CHINESE = "贵州茅台公布财报，营收创新高。" * 20
TAIWANESE = "台積電公布財報，營收創新高。" * 20
KOREAN, JAPANESE, RUSSIAN = "삼성전자 신제품 공개", "トヨタ自動車が新型車を発表", "Сбербанк объявил о прибыли"
POLISH, FRENCH, THAI, TURKISH = "Orlen ogłosił wyniki", "Renault annonce ses résultats", "ธนาคารกรุงเทพ", "İş Bankası"


def page(charset: str, text: str, within: bytes = b"") -> bytes:
    return f'<meta charset="{charset}"><title>'.encode() + text.encode(_codec(charset)) + within + b"</title>"


def _codec(charset: str) -> str:
    return {"gb_2312-80": "gbk", "x-sjis": "shift_jis", "ks_c_5601-1987": "euc-kr"}.get(charset, charset)


def found(data: bytes) -> Decoded:
    read = decode("a.html", data)
    assert isinstance(read, Decoded), read
    return read


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        *((name, CHINESE) for name in ("gb2312", "GBK", "gb18030", "gb_2312-80")),
        *((name, TAIWANESE) for name in ("Big5", "big5-hkscs")),
        *((name, KOREAN) for name in ("euc-kr", "EUC-KR", "ks_c_5601-1987")),
        *((name, JAPANESE) for name in ("Shift_JIS", "x-sjis", "euc-jp")),
        *((name, RUSSIAN) for name in ("windows-1251", "koi8-r", "iso-8859-5")),
        *((name, POLISH) for name in ("iso-8859-2", "windows-1250")),
        *((name, FRENCH) for name in ("iso-8859-1", "windows-1252", "iso-8859-15")),
        ("tis-620", THAI),
        ("iso-8859-9", TURKISH),
    ],
)
def test_a_page_is_read_by_the_encoding_that_it_declares(charset: str, text: str) -> None:
    read = found(page(charset, text))
    assert text in read.text
    assert read.guess is None


def test_so_is_an_xml_document() -> None:
    head = b'<?xml version="1.0" encoding="windows-1251"?>\n<html><title>'
    assert RUSSIAN in found(head + RUSSIAN.encode("cp1251") + b"</title></html>").text


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "iso-8859-15"])
def test_chinese_that_is_declared_as_western_is_chinese(charset: str) -> None:
    read = found(f'<meta charset="{charset}">'.encode() + CHINESE.encode("gbk"))
    assert CHINESE in read.text
    assert read.guess is not None
    assert (read.guess.rule, read.guess.held) == ("encoding", False)


@pytest.mark.parametrize(
    ("charset", "text", "broken"),
    [
        ("gb2312", CHINESE, b"\xb8"),
        ("gb2312", CHINESE, b"\xff"),
        ("gbk", CHINESE, b"\x80"),
        ("big5", TAIWANESE, b"\xa4"),
        ("utf-8", CHINESE, b"\xe8\xb4"),
    ],
)
def test_a_broken_place_is_replaced_and_told(charset: str, text: str, broken: bytes) -> None:
    read = found(page(charset, text, broken))
    assert text in read.text
    assert read.text.count("\ufffd") == 1
    assert read.guess is not None
    assert read.guess.found.startswith("1 places that are no ")
    assert not read.guess.held


@pytest.mark.parametrize("charset", ["gb2312", "iso-8859-1", "windows-1251", "koi8-r", "euc-kr", "big5", "utf-8"])
@pytest.mark.parametrize("text", [CHINESE, FRENCH * 20, JAPANESE * 9])
def test_utf_8_with_a_broken_place_is_utf_8_whatever_the_page_declares(charset: str, text: str) -> None:
    read = found(f'<meta charset="{charset}">'.encode() + text.encode() + b"\xe4 " + text.encode())
    assert read.text.count(text) == 2


def test_so_it_is_where_nothing_is_declared() -> None:
    data = CHINESE.encode("gbk")
    read = found(data[:101] + data[102:400] + b"\n" + data[:200])
    assert "贵州茅台公布财报" in read.text
    assert read.guess is not None


@pytest.mark.parametrize("charset", ["x-unknown", "utf-7", "rot13", "hex", "base64", "idna", "utf-16"])
def test_a_page_that_declares_what_no_browser_reads_is_held_and_its_word_told(charset: str) -> None:
    data = f'<meta charset="{charset}"><p>'.encode() + JAPANESE.encode("shift_jis") * 3
    problem = decode("a.html", data)
    assert isinstance(problem, Problem)
    assert repr(charset) in problem.found


@pytest.mark.parametrize("text", [FRENCH * 20, "Ärger über Öl für Übermütige " * 20, "naïve façade déjà vu " * 20])
def test_western_text_stays_western(text: str) -> None:
    assert found(page("iso-8859-1", text)).text.count(text) == 1


@pytest.mark.parametrize("piece", [b"<meta ", b"<?xml ", b"\xb8\xe1", b"\xff", b"\xb8a", b"<meta charset = "])
def test_bytes_in_hostile_repetition_are_read_in_linear_time(piece: bytes) -> None:
    started = time.process_time()
    decode("a.html", b"\xff" + piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 10
