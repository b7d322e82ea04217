"""An exchange's list of its shares, as it is downloaded: into companies of a registry file.

SSE, SZSE, BSE and HKEX give workbooks (.xlsx, .xls) or tables in text, Nasdaq and NYSE text with bars. Which column is
which, their headers tell, in Chinese or English. Rows that are no company's shares (funds, warrants, notes, test
symbols) are left out; a row that cannot be read is a Problem, and the others are used.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineWorkbook

from feedsvc.companies import codes, markets, securities
from feedsvc.companies.folding import folded_name, is_han, small
from feedsvc.companies.formats import Parsed, is_registry
from feedsvc.companies.lessons import TOPICS
from feedsvc.companies.marks import unmarked
from feedsvc.companies.securities import Security
from feedsvc.model import Company, Listing, Name, Problem
from feedsvc.patterns import lazy

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": (
        "a股代码", "证券代码", "股票代码", "公司代码", "代码", "股份代号", "股份代號", "ts_code", "code",
        "stock code", "symbol", "act symbol", "nasdaq symbol", "ticker", "公司代號", "證券代號", "股票代號", "コード",
        "종목코드", "단축코드",
    ),
    "other": ("b股代码", "cqs symbol"),
    "hong kong": ("h股代码", "h股代號", "港股代码"),
    "name": (
        "a股简称", "证券简称", "股票简称", "公司简称", "简称", "股份名称", "股份名稱", "证券名称", "股票名称", "名称",
        "name of securities", "security name", "company name", "name", "公司簡稱", "證券名稱", "股票名稱", "銘柄名",
        "회사명", "종목명", "한글 종목약명", "code_name", "title", "公司名称", "公司名稱",
    ),
    "legal": ("公司全称", "公司名称", "公司名稱", "全称", "fullname"),
    "english": ("公司英文全称", "英文全称", "英文名称", "英文名", "enname"),
    "market": ("交易所", "交易所代码", "市场", "exchange", "market"),
    "kind": ("category", "分类", "分類", "证券类别", "市場・商品区分"),
    "etf": ("etf",),
    "test": ("test issue",),
}  # fmt: skip
"""Headers as exchanges write them, in small letters."""
_JSON = lazy(r"\s*(?:\{|\[\s*[\[{\"])")
_HEADER_ROWS = 20
"""Above a table stand titles and notices, seldom more lines than this."""
_NO_SHARE = lazy("权证|基金|[债債]")
_NO_KIND = {
    "y", "exchange traded products", "debt securities", "derivative warrants", "callable bull/bear contracts",
    "inline warrants", "权证", "债券", "基金", "交易所买卖产品", "交易所買賣產品", "债务证券", "債務證券",
    "etf・etn", "衍生权证", "衍生權證", "牛熊证", "牛熊證", "界内证", "界內證",
}  # fmt: skip
_LONGEST_TICKER = 4
_DIGITS = 6
_WITH_ZEROS = ("A", *markets.MAINLAND, "KS", "KQ")
"""Markets whose codes have six digits; programs that take them for numbers lose the zeros in front."""
_MAINLAND = "A"
"""Of a list of A shares: the code tells which exchange, and a workbook may have lost the zeros in front of it."""
_ANY_MAINLAND = ("", _MAINLAND, *markets.MAINLAND)
_SHORTEST_WHOLE = 5
"""Digits of a code of Hong Kong's that has its zeros."""
_MANY = 100
"""So many short numbers are all shares of the mainland's when filled up, and none another market's, by no chance."""


def rows_of(data: bytes, name: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a downloaded list as text: a workbook's first sheet, or text apart by commas, tabs or bars.

    Raises ValueError, worded to be read behind the file's name, for what is neither.
    """
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        try:
            sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        except CalamineError as error:
            raise ValueError(f"no workbook that can be read: {error}; save it as CSV") from error
        return tuple(tuple(_cell(value) for value in row) for row in sheet.to_python())
    text = _decoded(data)
    if is_registry(text):
        raise ValueError("a registry file already; name it in the setting companies")
    if _JSON.match(text):
        raise ValueError("no table but JSON; save it as CSV with the columns code and name")
    top = "\n".join(text.splitlines()[:_HEADER_ROWS])
    separator = max(",\t|;", key=top.count)
    if not top.count(separator):
        raise ValueError(f"no table: {top[:60]!r} has one column; give the exchange's CSV, TXT, XLS or XLSX")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return tuple(tuple(cell.strip().strip("=\"' \t") for cell in row) for row in reader)
    except csv.Error as error:
        raise ValueError(f"no table: {error}; save it as CSV again") from error


def _cell(value: object) -> str:
    """A workbook's cell as text: 600000.0 is the code 600000."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _decoded(data: bytes) -> str:
    """Exchanges write UTF-8, with or without a mark, or GB 18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("no text in UTF-8 or GB 18030; save it as UTF-8")


def companies_of(rows: Sequence[Sequence[str]], path: str, market: str = "") -> Parsed:
    """The companies of an exchange's rows; `market` (`SH`, `HK`, `US` …) is that of codes which do not say it.

    The rows of one company (its A and B shares, two classes) become one. Names that are also a word, or too short to
    be told from one, are marked as ambiguous.
    """
    header = next((at for at, row in enumerate(rows[:_HEADER_ROWS]) if {"code", "name"} <= set(_columns(row))), None)
    if header is None:
        what = "no row names a column of codes and one of names"
        return Parsed((), (Problem(path, "export-header", what, "name them code and name in the first row"),), path)
    table = _table(rows[header], rows[header + 1 :], market)
    found: dict[str, Company] = {}
    problems: list[Problem] = []
    passed = 0
    for number, row in enumerate(rows[header + 1 :], header + 2):
        # Who joins the pages of a list joins their headers.
        read = "" if row == rows[header] else _company(table.cells(row), table.market)
        if isinstance(read, Company):
            found.setdefault(read.key, read)
        elif read is None:
            passed += 1
        elif read:
            mend = "write the code in full, or leave the row out; where no code has its market, give it with --market"
            problems.append(Problem(path, "export-row", read, mend, number))
    return Parsed(tuple(_joined(found.values())), tuple(problems), path, passed)


@dataclass(frozen=True, slots=True)
class _Table:
    """What a list's header tells: which column holds what, the market of codes that say none, and that of every row
    where the list's own column does not name it as others do."""

    columns: Mapping[str, int]
    market: str
    own: str

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        """A row's texts by what they are."""
        read = {name: row[at].strip() if at < len(row) else "" for name, at in self.columns.items()}
        return read | {"market": self.own or read.get("market", "")}


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], market: str) -> _Table:
    columns = _columns(header)
    at = columns["code"]
    place = market or _market_of(header) or _market_by(row[at].strip() for row in rows if at < len(row))
    return _Table(columns, place, _own_market_of(header))


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which column holds what: of several that could, the one whose header stands first in the list."""
    headers = {" ".join(cell.lower().split()).strip("\ufeff"): at for at, cell in reversed(list(enumerate(row)))}
    return {
        name: headers[next(each for each in spellings if each in headers)]
        for name, spellings in _COLUMNS.items()
        if any(each in headers for each in spellings)
    }


def _market_of(header: Sequence[str]) -> str:
    """The exchanges' own lists name no market: their headers tell them apart."""
    names = {" ".join(cell.lower().split()) for cell in header}
    if names & {"name of securities", "股份代号", "股份名称", "股份代號", "股份名稱"}:
        return "HK"
    if names & {"a股代码", "b股代码"}:
        return _MAINLAND
    return "US" if names & {"security name", "act symbol"} else ""


def _market_by(column: Iterable[str]) -> str:
    """That of a list of A shares that lost their zeros: beside whole codes it has many short ones, and no other's."""
    numbers = [code for code in column if code.isdigit()]
    short = [code for code in numbers if len(code) < _SHORTEST_WHOLE]
    if len(short) < _MANY or not any(map(markets.mainland_market, numbers)):
        return ""
    return _MAINLAND if all(markets.mainland_market(code.zfill(_DIGITS)) for code in short) else ""


def _own_market_of(header: Sequence[str]) -> str:
    """Nasdaq's directory of others' symbols (otherlisted.txt) has letters of its own for exchanges, all American: `V`,
    elsewhere the TSX Venture's, is IEX."""
    return "US" if "act symbol" in {" ".join(cell.lower().split()) for cell in header} else ""


def _company(cells: Mapping[str, str], market: str) -> Company | str | None:
    """The company of a row, None for what is no company's share, what is wrong with it, or "" for an empty row."""
    code, own = cells["code"], cells["market"]
    if not (code and cells["name"]):
        return ""
    security = _security(cells["name"])
    kinds = {cells.get(kind, "").lower() for kind in ("kind", "etf", "test")}
    if not security.is_share or kinds & _NO_KIND:
        return None
    listing = _listing(code, own, market)
    if listing is None:
        return None if _is_other(code, market) else f"{code!r} is no code of a share on a known market"
    listings = dict.fromkeys(one.key for one in (listing, *_others(cells, market)) if one)
    name = unmarked(folded_name(security.issuer), {key.rpartition(".")[2] for key in listings})
    spelled = (name, folded_name(cells.get("legal", "")), _english(cells.get("english", "")))
    names = dict.fromkeys(filter(None, spelled))
    if not all(_is_usable(each) for each in names):
        return f"{name!r} is no name that can be looked for"
    return Company(listing.key, name, tuple(Name(each, _is_ambiguous(each)) for each in names), tuple(listings))


def _others(cells: Mapping[str, str], market: str) -> Iterator[Listing | None]:
    """The company's other listings in its row. The consolidated tape (CQS) has small letters for what is no share."""
    other, hong_kong = cells.get("other", ""), cells.get("hong kong", "")
    if other and other == other.upper():
        yield _listing(other, cells["market"], market)
    if hong_kong:
        yield _listing(hong_kong, "HK", "")


def _security(name: str) -> Security:
    """What a row names. A Chinese list's short name says nothing of a share's class but its letter."""
    if any(map(is_han, name)):
        return Security(name, is_share=not _NO_SHARE.search(name))
    return securities.read(name)


def _listing(code: str, own: str, market: str) -> Listing | None:
    """The listing of a code: on its row's own market, else on the one that it says itself, else on the given one.

    Behind a point stands a market or a class, which the row's market tells (`NIO.N` and `MKC.V` on the NYSE); behind a
    slash a class.
    """
    plain = code.replace("/", ".")
    said = codes.parse(plain) if plain == code else None
    here = codes.parse(f"{plain}.{own}") if own else None
    if said and here and said.market == here.market:
        return said
    return here or said or _on_given(plain, market)


def _on_given(code: str, market: str) -> Listing | None:
    """The listing of a code that says no market; a whole code of the mainland's tells its exchange, too, where the
    given one has no such codes."""
    whole = _whole(code, market)
    listing = codes.parse(f"{whole}.{market}") if market else None
    if listing or market not in _ANY_MAINLAND or len(whole) != _DIGITS or codes.kind(f"{whole}.{market}"):
        return listing
    return codes.parse(f"{whole}.{markets.mainland_market(whole)}")


def _whole(code: str, market: str) -> str:
    return code.zfill(_DIGITS) if market in _WITH_ZEROS and code.isdigit() else code


def _is_other(code: str, market: str) -> bool:
    """Whether a code is one of a fund, an index or a bond."""
    return bool(codes.kind(code if market in ("", _MAINLAND) else f"{_whole(code, market)}.{market}"))


def _english(name: str) -> str:
    return re.sub(
        r"[,. ]*\b(?:Co|Company|Corp|Corporation|Inc|Ltd|Limited)\b[., ]*", " ", name, flags=re.IGNORECASE
    ).strip(" ,.")


def _is_usable(name: str) -> bool:
    return 1 < len(folded_name(name)) <= 100  # noqa: PLR2004 - as in registry files


def _is_ambiguous(name: str) -> bool:
    """Two characters, a topic, a single Latin word of four letters or fewer: too much else is written so."""
    plain = folded_name(name)
    if any(map(is_han, plain)):
        return len(plain) <= 2 or small(plain) in TOPICS  # noqa: PLR2004
    return " " not in plain or len(plain) <= _LONGEST_TICKER


def _joined(companies: Iterable[Company]) -> Iterator[Company]:
    """Two rows of one name on one market are two classes of one company: the first has the key. A list writes one
    company alike: First BanCorp is not First Bancorp."""
    by_name: dict[str, Company] = {}
    for company in companies:
        name = f"{company.key.rpartition('.')[2]} {company.name}"
        first = by_name.get(name)
        if first is None:
            by_name[name] = company
        else:
            listings = tuple(dict.fromkeys((*first.listings, *company.listings)))
            by_name[name] = Company(first.key, first.name, first.names, listings)
    yield from by_name.values()
