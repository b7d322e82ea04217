"""Links that hand the page on to a network, known by their addresses: they stand in the text of pages that a scraper
took, above and below it, and share nothing in a feed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from feedsvc.articles.blocks import Block
from feedsvc.articles.characters import plain
from feedsvc.articles.shown import attribute
from feedsvc.articles.words import text_of
from feedsvc.patterns import lazy

_ADDRESS = lazy(
    r"(?:https?:)?//(?:(?:www|m|api|web|service|connect|sns)\.)?(?:"
    r"facebook\.com/(?:share(?:r|\.php)|dialog/share)|(?:twitter|x)\.com/(?:intent/(?:tweet|post)|home/?\?status=)"
    r"|linkedin\.com/(?:shareArticle|sharing/|cws/share)|pinterest\.[a-z.]{2,6}/pin/create|wa\.me/\?"
    r"|whatsapp\.com/send/?(?=\?)(?!\S*[?&]phone=[0-9+])|tumblr\.com/(?:share|widgets/share)"
    r"|qq\.com/widget/shareqq|qzone\.qq\.com/cgi-bin/qzshare|ycombinator\.com/submitlink"
    r"|getpocket\.com/(?:save|edit)|buffer\.com/add|xing\.com/(?:spi|social_plugins)/|skype\.com/share"
    r"|(?:(?:twitter|x|plus\.google|weibo|vk)\.com/share|(?:t|telegram)\.me/share|reddit\.com/submit)(?![\w-])"
    r"|(?:threads\.net|threads\.com|bsky\.app)/intent|social-plugins\.line\.me/"
    r")|mailto:\?",
    re.IGNORECASE,
)
"""Not `t.me/sharewood`, which is somebody's own page, nor a telephone number that WhatsApp writes to."""
_BESIDE = lazy(r"(?:share|this|post|article|page|on|to|via|print|分享|到|至|[\W\d_])*+\Z", re.IGNORECASE)
"""What stands between and in front of them."""
LONGEST = 120
"""Characters of a row of them."""


def find(shown: Iterable[Block]) -> Iterator[Block]:
    """The blocks that are nothing but such links."""
    return (block for block in shown if block.links and len(block.text) <= LONGEST and _is_bar(block))


def _is_bar(block: Block) -> bool:
    if not all(_ADDRESS.match(attribute(link, "href")) for link in block.links):
        return False
    return _BESIDE.match(plain(text_of(block.nodes, lambda tag: tag.name == "a"))) is not None
