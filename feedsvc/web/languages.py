"""The language of the pages: English texts stand in code and templates, a catalogue (gettext) has them in Chinese.

`?lang=zh` or `?lang=en` decides, else the browser's Accept-Language, else the site's own language.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

import flask_babel
from babel.dates import format_date, format_datetime
from flask import Flask, request

from feedsvc.languages import primary
from feedsvc.patterns import lazy
from feedsvc.web.site import site

ARGUMENT = "lang"
TAGS: Mapping[str, str] = MappingProxyType({"zh": "zh-Hans", "en": "en"})
"""Languages of the pages, as `?lang=` names them -> BCP 47."""
NAMES: Mapping[str, str] = MappingProxyType({"zh": "中文", "en": "English"})
"""What each language calls itself."""
# Patterns of CLDR (UTS 35, Date Field Symbol Table): a day, a month, a day with its time.
_DAY = {"zh": "y年M月d日", "en": "d MMMM y"}
_WEEKDAY = {"zh": "y年M月d日 EEEE", "en": "EEEE, d MMMM y"}
_MONTH = {"zh": "y年M月", "en": "MMM y"}
_TIME = {"zh": "y年M月d日 HH:mm", "en": "d MMMM y, HH:mm"}
_HAN = lazy(r"[\u3400-\u9fff\uf900-\ufaff]")


def set_up(app: Flask) -> None:
    """Give the application its texts."""
    flask_babel.Babel(app, default_locale="en", locale_selector=chosen)


def chosen() -> str:
    """The language of the answer to this request: `zh` or `en`."""
    return asked_for() or _accepted() or _own()


def asked_for() -> str:
    """The language that the address itself names; "" where it names none that there is."""
    name = primary(request.args.get(ARGUMENT, "").replace("_", "-"))
    return name if name in TAGS else ""


def link(path: str) -> str:
    """The address of a page of ours (percent-encoded, perhaps with a query) on this server. A language that the reader
    has asked for goes along."""
    name = asked_for()
    if name:
        path += f"{'&' if '?' in path else '?'}{ARGUMENT}={name}"
    return site().local(path)


def current() -> str:
    """The language that was chosen for this request."""
    return str(flask_babel.get_locale())


def _accepted() -> str:
    """The language that the browser would rather have, of those that there are (RFC 9110 12.5.4)."""
    for value, quality in request.accept_languages:
        name = primary(value)
        if quality > 0 and name in TAGS:
            return name
    return ""


def _own() -> str:
    language = primary(site().settings.language)
    return language if language in TAGS else "en"


def gettext(message: str, **values: object) -> str:
    """A text in the language of this request, `%(name)s` in it filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """The same where a number decides between two texts; it is `%(num)s` in them."""
    return str(flask_babel.ngettext(one, many, number, **values))


def tongue(text: str) -> str:
    """The language tag that a name needs on this page, for screen readers and fonts: `zh` on an English page where it
    has Chinese characters, else "". Chinese voices read Latin letters by themselves."""
    return "zh" if current() != "zh" and _HAN.search(text) else ""


def local(moment: datetime) -> datetime:
    """A moment in the site's zone."""
    return moment.astimezone(ZoneInfo(site().settings.timezone))


def day(moment: datetime | date) -> str:
    """`2022年2月15日`, `15 February 2022`, in the site's zone."""
    return _date(moment, _DAY)


def weekday(moment: datetime | date) -> str:
    """`2022年2月15日 星期二`, `Tuesday, 15 February 2022`."""
    return _date(moment, _WEEKDAY)


def month(moment: datetime | date) -> str:
    """`2022年2月`, `Feb 2022`."""
    return _date(moment, _MONTH)


def time(moment: datetime, assumed: Collection[str] = ()) -> str:
    """`2022年2月15日 19:11`, `15 February 2022, 19:11`, in the site's zone.

    Where the time of day was assumed the day stands alone: whoever writes only that knows of no midnight. Where that
    day has another name in the site's zone than in the file's, the midnight tells it, and is shown.
    """
    at = local(moment)
    if "time" in assumed and (not (at.hour or at.minute) or at.date() == _begun(moment)):
        return day(moment)
    return str(format_datetime(at, _TIME[current()], locale=current()))


def _begun(midnight: datetime) -> date:
    """The day that begins at an instant somewhere: between the zones of Honolulu (UTC-10) and Auckland (UTC+13)."""
    return (midnight.astimezone(UTC) + timedelta(hours=13)).date()


def _date(moment: datetime | date, patterns: Mapping[str, str]) -> str:
    on = local(moment).date() if isinstance(moment, datetime) else moment
    return str(format_date(on, patterns[current()], locale=current()))
