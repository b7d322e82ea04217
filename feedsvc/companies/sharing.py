"""What a page offers around its text: buttons that share it (`Share`, and below it `Facebook`, `Twitter`, `Email`), a
form to comment on it, what a browser calls itself, where a podcast is to be heard (`Listen on Apple Podcasts, Spotify
and Acast`). A network or player that is only a button is no company of the article.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedsvc.patterns import lazy

_NETWORKS = (
    "Facebook|Twitter|Pinterest|Google ?\\+|Google Plus|[Ll]inked[Ii]n|Reddit|Snapchat|Instagram|[Ww]hats[Aa]pp"
    "|You[Tt]ube|TikTok|Tumblr|Flipboard|Telegram|Messenger|Threads|Bluesky|Mastodon|Viber|Pocket|LINE|X|Flattr|X[Ii][Nn][Gg]"
    "|Digg|StumbleUpon|Skype|Discord|Spotify|Apple Podcasts?"
)
_COMPANIES = ("Facebook", "Twitter", "Pinterest", "Google", "inked", "Reddit", "Snapchat", "Mozilla/", "Spotify")
"""A text without these has nothing that would be a company."""
_AWAY = (
    "E-?[Mm]ail|E-?MAIL|Mail|Print|PRINT|Drucken|Imprimir|Stampa|Cetak|RSS|Copy [Ll]ink|Copiar link|Link|Tweet|Embed"
    "|More|Share|SHARE|Share [Tt]his|Teilen|TEILEN|Compartir|Partager|Condividi|Compartilhar|Iklan|Correo electrónico"
)
_SHARE = (
    r"(?:(?:Click to )?[Ss]hare|Tweet|Pin|Post|Save|Follow(?: us)?|Find us|Like us|Compartir|Compartilhar|Partager"
    r"|Condividi|Teilen|Seguir)(?: this(?: [a-z]{4,7})?)?(?: (?:on|to|with|via|in|en|sur|su|no|auf|bei))?"
)
_SHARED = r" ?(?:teilen|zu teilen|delen)"
_OPENS = r" ?\([^()\n]{0,30}(?:window|Fenster|ventana|fenêtre|finestra)[^()\n]{0,20}\)"
_BUTTON = lazy(rf"(?:(?:{_SHARE} )?(?:{_NETWORKS})|{_AWAY}):?(?:{_OPENS})?")
_SHARES = lazy(
    rf"(?:{_SHARE} (?:{_NETWORKS})"
    rf"|(?:Klick(?:en?)?,? um )?(?:[Aa]uf|[Pp]er|[Bb]ei|[Oo]p) (?:{_NETWORKS}){_SHARED}"
    rf"|(?:(?:LIKE AND |Like and )?(?:FOLLOW|Follow)(?: us)?(?: on)?:? ?)?(?:{_NETWORKS})"
    rf"(?:, ?(?:and |& )?(?:{_NETWORKS})){{2,}}"
    rf"|(?:{_NETWORKS})(?:[ \t]{{0,3}}[|·•/]?[ \t]{{1,3}}(?:{_NETWORKS}|{_AWAY})){{2,}}):?(?:{_OPENS})?"
)
"""A line that is one even alone: it says so, or has three of them."""
_COUNT = lazy(r"(?:\d[\d.,kK]{0,8}|[|·•/+-])?")
"""What may stand between two: how many have pressed one."""
_FORMS = lazy(
    r"(?:commenting using your|kommentierst mit [Dd]einem|comentando usando sua conta)(?: [\w.]{1,20}){1,2}"
    r"|Mozilla/(?<=\bMozilla/)\d[^\n\"']{0,300}"
    r"|Ads by Google\b"
)
_PODCASTS = "Apple Podcasts?|Google Podcasts?|Stitcher|Overcast|Pocket Casts|Acast|Castbox|Podbean|Castro|iHeartRadio"
_PLAYER = (
    f"(?:{_PODCASTS}|Spotify|iTunes|Amazon Music|YouTube(?: Music)?|SoundCloud|TuneIn|Audioboom|Deezer|Audible|RSS)"
)
_PLAYERS = lazy(rf"\b{_PLAYER}(?:(?:,? (?:and|or|&) |, ?| ?[|/·•] ?){_PLAYER}){{1,12}}")
_HEARD = lazy(
    r"(?:[Ll]isten|[Ss]ubscribe|[Aa]vailable|[Dd]ownload|[Ff]ollow|[Ff]ind|[Rr]ate|[Rr]eview|[Ss]tream)\b[^.\n]{0,60}$"
)
_EPISODES = lazy(rf"\b(?:podcasts?|episodes?|show)\b|{_PODCASTS}")
_LISTED = ("- ", "* ", "• ")
_FRONT = 80
"""Characters in front of a list of players in which it says that one hears something there."""


def _unlisted(line: str) -> str:
    """A line without the mark of a list where it is a label, `- Spotify:`; companies are listed without a colon."""
    return line[2:] if line.startswith(_LISTED) and line.endswith(":") else line


def _heard(text: str) -> Iterator[tuple[int, int]]:
    if "Spotify" not in text and " Podcast" not in text:
        return
    for match in _PLAYERS.finditer(text):
        front = text[max(0, match.start() - _FRONT) : match.start()]
        heard = _HEARD.search(front)
        if heard and _EPISODES.search(heard.group() + match.group()):
            yield match.span()


def offered(text: str) -> Iterator[tuple[int, int]]:
    """The spans of such words in a folded text, in order of each kind; linear in its length."""
    if not any(map(text.__contains__, _COMPANIES)):
        return
    for match in _FORMS.finditer(text):
        yield match.span()
    yield from _heard(text)
    begun, number, at = -1, 0, 0
    for line in text.split("\n"):
        end, words = at + len(line), _unlisted(line.strip(" \t"))
        if _BUTTON.fullmatch(words):
            begun, number = (at, 1) if begun < 0 else (begun, number + 1)
            alone = _SHARES.fullmatch(words)
            if number > 1 or alone:
                yield begun, end
        elif _SHARES.fullmatch(words):
            yield at, end
        elif not _COUNT.fullmatch(words):
            begun = -1
        at = end + 1
