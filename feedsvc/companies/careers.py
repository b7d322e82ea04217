"""Whom somebody has left: `前百度工程师张三`, `曾任职于华为、腾讯`, `a former Google engineer`, `formerly at Google`.

What a life tells of one's past is no news of those companies, nor what an announcement tells of a new director's, with
years that have ended (`2005年7月至2006年3月任仁宝工程师`). Where one works still is (`在百度工作`, `2004年5月至今任…`).
"""

from __future__ import annotations

from feedsvc.companies.folding import fold
from feedsvc.companies.naming import tells
from feedsvc.patterns import lazy

OFFICES = (
    "员工|高管|同事|工程师|科学家|架构师|研究员|设计师|讲师|程序员|产品经理|总裁|总监|总经理|经理|副总|主席|主管|行长|负责人"
    "|董事长?|合伙人|创始人|C[ETFO]O"
)
"""Also those that end with one of these (`副总裁`, `首席科学家`)."""
_JOBS = (
    f"{OFFICES}|[员师]|[部处科厂院校所站社队组班局司]长|顾问|助理|秘书|书记|主任|会计|编辑|记者|监事|经济学家|实习生"
)
"""What one was at a company, behind words that tell that it is past."""
_ITEM = r"[^,。;:、\n]{1,24}?\s?[、/和与及]\s?"
_LIST = rf"(?:{_ITEM}){{0,5}}"
_FORMERLY = lazy(
    r"(?:\A|[^\w]|[位名个群批由的是为聘与和据])(?:原|前(?![一二三四五六七八九十两几])\s?"
    rf"(?:(?:(?!{OFFICES}|[部局司处署][长長])[^,。;:、\n]){{2,20}}[、/]\s?){{0,3}})\s?$"
)
_HELD = lazy(rf"\s?(?:[^,。;:、\n]{{0,16}}[、/]){{0,3}}[^,。;:、\n]{{0,12}}?(?:{OFFICES})(?!团队|大会)")
"""`前百度工程师张三`, `原百度工程师`, `前华为、腾讯工程师`, `前 Meta 首席工程师`: whose he was; not `目前百度工程师`,
nor `前三季度小米、华为高管`, `前苹果设计师、小米总裁`."""
_ONCE = "(?:曾|先后|此前|早年|毕业后)(?:经|先后|长期|分别|也|还){0,2}"
_LEFT = lazy(rf"{_ONCE}(?:任职|就职|供职|工作|从业|效力|实习)于\s?{_LIST}$")
_WORKED = lazy(rf"{_ONCE}在\s?{_LIST}$")
_THERE = lazy(
    rf"\s?(?:[、/和与及]\s?{_ITEM}){{0,3}}(?:[、/和与及]\s?[^,。;:、\n]{{1,24}}?)?\s?(?:等[^,。;:、\n]{{0,8}}?)?\s?"
    r"(?:总部)?(?:[\u4e00-\u9fff]{1,10}(?:部|司|处|中心|分行|支行|室))?(?:工作(?![会坊组]|人员|报告|部署|进展)|任职|就职|供职|担任|任(?![何命务意由])|从事|实习|做过|打造)"
)
_POSTS = rf"(?:[^,。;:\n]{{2,24}}?(?:{_JOBS})[,、]){{0,4}}"
"""More posts in front of one: `华创证券分析师,中银国际证券业务经理,`."""
_WAS = lazy(rf"(?:{_ONCE}(?:担任|出任|任|是)|历任)\s?{_POSTS}{_LIST}$")
_WAS_THERE = lazy(rf"\s?(?:[^,。;:、\n]{{0,16}}[、/]){{0,3}}[^,。;:、\n]{{0,24}}?(?:{_JOBS})(?!团队|大会)")
_DAY = r"\d{4}\s?[年./]\s?(?:\d{1,2}\s?[月.]?\s?)?(?:\d{1,2}\s?日\s?)?"
_YEARS = rf"(?<!\d){_DAY}(?:至|到|-{{1,2}}|[—–~]{{1,2}})\s?{_DAY}(?:期间|间)?\s?[,:]?\s?(?:先后|曾|一直|均)?"
"""Years that have ended; those that have not go on to a word (`至今`)."""
_TERM = lazy(
    rf"{_YEARS}(?:(?P<left>(?:就职|任职|供职|工作|受聘)于?)|在|(?P<was>历任|担任|出任|任))\s?{_POSTS}{_LIST}[\u4e00-\u9fff]{{0,4}}$"
)
"""Where a place may stand in front of the name: `就职于江苏嘉吉农资`."""
_PAST_POSTS = lazy("(?:曾(?:经|先后|长期|分别|历){0,2}|先后|历)(?:担任|出任|任(?!职|[何命务意由])|任职于|供职于)")
_STILL = lazy("现(?:任|为|兼)|至今|目前|同时|兼任")
_ENDED = lazy("[。;\n]")
_POST = lazy(rf"(?:{_JOBS}|干部|工人|[教讲]授|代表|职务)(?:等职?务?|\([^()]{{1,12}}\))?\Z")
"""With what each of the posts ends that a sentence counts behind `曾任`."""
_LIFE = 240
_LONGEST_PLACE = 6
"""Characters in front of a company's name in such a sentence: `美国Altair公司`."""
_YEAR = lazy(r"\d{4}\s?[年./]")
_LINE = lazy(r"(?<!\d)\d{4}\.\d{1,2}\s?(?:至|[-—–~]{1,2})\s?\d{4}\.\d{1,2}\s{0,2}[,:]?\s?$")
"""How a life is listed: `1998.07-2003.05 中兴通讯工程师`."""
_MARKS = ("前", "原", "曾", "先后", "此前", "早年", "毕业后", "历任")
_AROUND = 64
_NAME = r"[A-Z0-9][\w&.'’+-]{0,20}(?: [A-Z&][\w&.'’-]{0,20}){0,3}"
_NAMES = rf"(?:{_NAME}(?:, and |, | and | & )){{0,6}}(?:the )?"
_JOB = (
    "engineer|executive|exec|employee|researcher|scientist|manager|director|designer|developer|CEO|chief|head|president|vice"
    "|staff|leader|banker|analyst|worker"
)
_WHO = r"(?:s?he|they|[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,2})"
_BUSY = "(?:as|in|on|of|leading|running|working|managing|building)"
"""How somebody spent years at a company; not `spent ten years chipping away at Intel`."""
_DID = r"(?:worked|served|was|held|spent|led|ran)\b"
_TASKS = r"(?:(?!suppl|vendor|contract|sponsor|manufactur|stake|talks)[^.;:\n])"
"""What a person did; not what a company does for another: `previously served as a supplier for Apple`."""
_PAST = lazy(
    rf"\b(?:[Ff]ormer |[Ee]x-)(?P<list>{_NAMES})$"
    rf"|\b(?:[Ff]ormerly|[Pp]reviously) (?:of|at|with) {_NAMES}$"
    rf"|\b(?:[Pp]rior|[Pp]revious|[Ii]ndustry|[Bb]anking|[Cc]onsulting|years(?: of [^.;:\n]{{0,40}}?)?)"
    rf" experience (?:at|with) {_NAMES}$"
    rf"|\b(?:[Pp]reviously|[Mm]ost recently),? (?:s?he )?{_DID}{_TASKS}{{0,70}}? (?:at|for) {_NAMES}$"
    rf"|\b(?:[Pp]rior|[Pp]revious|[Pp]ast|[Ee]arlier|[Ff]ormer) (?:[a-z]{{1,14}} ){{0,2}}"
    rf"(?:roles?|positions?|stints?|jobs?) (?:at|with) {_NAMES}$"
    rf"|\bheld [^.;:\n]{{0,60}}?(?:roles?|positions?)(?: [^.;:\n]{{0,50}}?)? (?:at|with) {_NAMES}$"
    rf"|\b[Ss]pent (?:[\w-]{{1,12}} ){{1,4}}(?:years?|decades?)(?: as [^.;:\n]{{0,40}}?)? with {_NAMES}$"
    rf"|\b[Ss]pent (?:[\w-]{{1,12}} ){{1,4}}(?:years?|decades?)(?: {_BUSY} [^.;:\n]{{0,40}}?)? at {_NAMES}$"
    rf"|\b(?:[Bb]efore|[Pp]rior to) (?:(?:joining|(?:co-?)?founding)\b[^.;:\n]{{0,60}}?, {_WHO}"
    rf"|(?:that|this)\b[^.;:\n]{{0,60}}?, (?:s?he|they)) (?:had |also )?{_DID}{_TASKS}{{0,80}}? (?:at|for) {_NAMES}$"
)
_TICKER = r"(?: \(? ?[A-Z]{1,5}\.[A-Z]{1,2} ?\)?)?"
"""As agencies have it between a company's name and whose it was: `Former OfficeMax Inc OMX.N Chief Executive`."""
_HOLDS = lazy(rf"{_TICKER}(?:(?:,| and|, and) {_NAME}){{0,3}} [^.,;:\n]{{0,40}}?\b(?i:{_JOB})")
_ALUMNI = lazy(r" (?:[Aa]lum(?:s|ni|na|nus)?|[Vv]eterans?)\b(?! (?:Day|Affairs|Program|Association|Network)\b)")
_KEYS = (
    "ormer",
    "Ex-",
    "ex-",
    "reviously",
    "held ",
    "pent ",
    "efore ",
    "rior to",
    "recently",
    "experience",
    "role",
    "position",
    "stint",
    "job",
)
_BEFORE = 200
"""Characters in front that hold a sentence of somebody's life."""


def is_former(text: str, start: int, end: int) -> bool:
    """Whether the name at `text[start:end]` of a folded text is that of a company that somebody has left."""
    past = text[start].isascii() and _is_past(text, start, end)
    if past or is_term(text, start, end) or _is_counted(text, start, end):
        return True
    before = text[max(0, start - _AROUND) : start]
    if not any(mark in before for mark in _MARKS):
        return False
    if _LEFT.search(before):
        return True
    if _WORKED.search(before):
        return _THERE.match(text, end) is not None
    was = _WAS.search(before)
    if was and not _STILL.search(was.group()) and _WAS_THERE.match(text, end):
        return True
    return _FORMERLY.search(before) is not None and _HELD.match(text, end) is not None


_LEFT_BEHIND = (*_MARKS, *_KEYS)
_BEHIND = 80
"""Characters behind a name in which it says what somebody was there."""


def is_past(text: str, start: int, end: int) -> bool:
    """Whether the legal name at `text[start:end]` of a text as written is that of a company that somebody has left."""
    first = max(0, start - _LIFE)
    around = text[first : end + _BEHIND]
    if not any(map(around.__contains__, _LEFT_BEHIND)):
        return False
    folded = fold(around, quotes=False)
    return is_former(folded.text, folded.index(start - first), folded.index(end - first))


def _is_counted(text: str, start: int, end: int) -> bool:
    """Whether the name at `text[start:end]` stands among the posts that somebody has left, counted in one sentence:
    `曾任甲公司经理、乙公司总监，丙公司董事`."""
    before = text[max(0, start - _LIFE) : start]
    if "任" not in before or not _WAS_THERE.match(text, end):
        return False
    sentence = _ENDED.split(before)[-1]
    begun = [found.end() for found in _PAST_POSTS.finditer(sentence)]
    if not begun or _STILL.search(sentence, begun[-1]):
        return False
    *posts, last = sentence[begun[-1] :].split(",")
    own = last.replace("兼", "、").rpartition("、")[2]
    return all(map(_POST.search, posts)) and len(own) <= _LONGEST_PLACE and not tells(own)


def is_term(text: str, start: int, end: int) -> bool:
    """Whether years that have ended, with what somebody was then, stand around the name at `text[start:end]`."""
    before = text[max(0, start - _AROUND) : start]
    if not _YEAR.search(before):
        return False
    found = _TERM.search(before)
    if found is None:
        return _LINE.search(before) is not None and _WAS_THERE.match(text, end) is not None
    if found["left"]:
        return True
    return (_WAS_THERE if found["was"] else _THERE).match(text, end) is not None


def _is_past(text: str, start: int, end: int) -> bool:
    if _ALUMNI.match(text, end):
        return True
    before = text[max(0, start - _BEFORE) : start]
    if not any(key in before for key in _KEYS):
        return False
    found = _PAST.search(before)
    return found is not None and (not found["list"] or _HOLDS.match(text, end) is not None)
