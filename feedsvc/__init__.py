"""feedsvc turns folders of articles into Atom, RSS and JSON feeds.

    file -> document -> article (with what it declares about companies) -> store -> mentions
    request -> selection -> feed page -> bytes -> response

Each stage is one module named after it, in this order:

    articles/document   bytes -> head (strings only) and body
    articles/dates      a date as written -> aware UTC datetime, and what had to be assumed
    articles/taxonomy   categories, tags, authors: key and label
    articles/identity   permanent id, canonical link
    articles/site       link targets and labels that one source's articles offer each other
    articles/markup     Markdown, Liquid, HTML -> HTML
    articles/repair     structure, addresses, hidden parts; articles/pictures: lazy, proxied, chosen
    articles/boilerplate  footers, source lines, live charts, by named rules
    articles/zones      title, lead, body, caption, byline as text, with annotations
    articles/summary    the author's own, else the first sentences
    articles/sanitize   repaired HTML -> safe HTML; the last to touch it
    companies/evidence  names and codes that the article itself declares
    articles/build      the stages above, joined
    ingest              scan -> build in processes -> store -> match
    companies/matcher   registry + stored text + evidence -> mentions
    selection           request arguments -> Selection
    store               articles, terms, companies, mentions, problems; the only place that knows SQL
    render              (FeedInfo, FeedPage) -> bytes
    web                 addresses, validators, pages
    server, cli         gunicorn, the supervised ingester, the commands
"""

__version__ = "0.1.0"
