"""Networks that are companies, where a text in Portuguese, Spanish, French, German, Italian or Dutch only tells on them
what somebody wrote or showed: `publicou no Facebook`, `en su página de Facebook`, `auf Facebook`, `Facebook-Seite`.

The network acts where it is told of (`presidente do Facebook`, `comprada pelo Facebook`, `investir no Facebook`).
English and Chinese stand in context.py and platforms.py; in these words both are looked at here, too: no text says its
language for sure.
"""

from __future__ import annotations

from feedsvc.patterns import lazy

_ONE = "Facebook|Twitter|Instagram|YouTube|LinkedIn|Telegram|TikTok|WhatsApp|X"
_OTHERS = rf"(?:(?:{_ONE})(?:, | ?/ ?| (?:e|y|et|und|oder|ou|o|en) )(?:no |en |sur |auf |do |de )?){{0,3}}"
_KIND = "pessoal|personal|oficial|oficiais|officielle?|ufficiale|offizielle[nr]?|públic[ao]s?"
_OWN = (
    "perfi[ls]|profilo?|p[áa]ginas?|pages?|contas?|cuentas?|comptes?|grup[op]s?|groupes?|posts?|posta(?:gem|gens)"
    "|publica(?:ção|ções|ción|ciones|tion|tions)|coment[áa]rios?|v[íi]deos?|redes? socia(?:l|is|les)"
)
"""What somebody has on a network."""
_CALLED = "perfil|profilo?|p[áa]gina|page|conta|cuenta|compte|grupo|groupe|redes? socia(?:l|is|les)"
"""With nothing between: `sa page Facebook`; English has `the posts Facebook removed`.

The next two are what somebody does to such a thing, and with a network."""
_TAKEN = "retir|apag|remov|exclu|delet|borr|elimin|supprim"
_USED = "us(?:ou|ar|ando|aram|ó|aba|an)|utiliz(?:ou|ar|ando|aram|ó|aba|an)|utilis(?:e|er|ant|é)"
_HERE = lazy(
    r"(?:\b(?:[Nn]o|[Ee]n|[Ss]ur|[Aa]uf|[Ss]u|[Oo]p|[Vv]ía|[Vv]ia|[Aa]través do|[Pp]or meio do|[Aa] través de"
    r"|[Pp]or medio de|[Tt]ramite) "
    r"|\b(?:(?<!ad[ao] )(?<!id[ao] )(?<!d[ao]s )(?<!eit[ao] )[Pp]elo|^[Pp]elo) "
    rf"|\b(?i:{_OWN})(?: (?i:{_KIND}))? (?:do|no|de|del|en|sur|di|su|:) |\b(?i:{_CALLED})(?: (?i:{_KIND}))? "
    r"|\b[Rr]eprodu(?:ção|cción)(?: ?[/:-] ?| do | de | no | )"
    rf"|\b(?:{_TAKEN})\w{{1,8}}(?: [^\s.;:]{{1,20}}){{0,6}} (?:do|de|del) "
    rf"|\b(?:{_USED}) (?:o |el |le |su |seu |sua )?"
    rf"){_OTHERS}$"
)
_WORD = r"(?: [^\s.,;:]{1,14})"
_PARTNER = lazy(
    r"\b(?i:inve|trab|travail|arbeit|aç[õã]|acci|acti|particip|empl|empr|beteil|akti|mult|amend|enqu|demand|pr[eé]ss"
    rf"|druck|angriff|attaque|klage|demis|despid|licenc|proces|vagas|estágio|poste\b|jefe|cargo)\w{{0,14}}{_WORD}{{0,3}}"
    r" (?:no|en|sur|auf|su|op) $"
)
"""Who has a share or a place there, or quarrels with it: `invertir en Facebook`, `Druck auf Facebook`."""
_BEHIND = lazy(
    r"-(?:[Ss]eite|[Pp]ost|[Gg]ruppe|[Aa]ccount|[Pp]rofil|[Bb]eitrag|[Bb]eiträg|[Vv]ideo|[Kk]ommentar|[Ff]reund|[Kk]onto"
    r"|[Ee]intrag|[Aa]uftritt|[Kk]anal|[Ll]ive|[Pp]agina|[Gg]roep)"
)
_AROUND = 90
_MARKS = frozenset(" /:-\n")


def is_posted(text: str, start: int, end: int) -> bool:
    """Whether something is only written, shown or read on the network at `text[start:end]` of a folded text."""
    if not text[start].isascii():
        return False
    if _BEHIND.match(text, end):
        return True
    if text[start - 1 : start] not in _MARKS:
        return False
    before = text[max(0, start - _AROUND) : start]
    return _HERE.search(before) is not None and not _PARTNER.search(before)
