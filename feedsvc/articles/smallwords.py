"""The language of a text in Latin or Cyrillic letters by its small words, where an eastern one was assumed.

Languages that their small words hardly part (Bosnian, Croatian and Serbian; Indonesian and Malay) share a row, which
tells nothing; so do rows of languages that would be taken for another (Low German, Sicilian).
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache

from feedsvc.articles import characters

FEWEST, DIFFERENT = 12, 4
"""Words that a text must have, and the small ones among them that are not the same."""
SHARE = 0.14
"""Of a text's words that are small ones of its language; running text has a fifth to two fifths."""
LEAD, OWN = 2, 2
"""How many times as many words that another language has not as it has itself that this one has not; the fewest."""

_ROWS = """
de der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass
 sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis durch
fr de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec aux son cette été
 mais ses ou à nous comme leur elle l d qu
es de la que el en y a los se del las un por con no una su para es al lo como más o pero sus sin sobre este ya entre
 cuando ha fue son
pt de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das à sua ou foi são pela pelo
 já também até após pelos disse isso milhões
gl de a o que e do da en un para con non unha os no se na por máis as dos como pero ao das á súa ou foi son pola polo
it di e il la che in a per un è una si con i non da le della dei gli al nel alla sono delle ha come più anche dal lo
 ma l
ca de la i el que a en els les per amb un una del és no es més al com dels ha aquest aquesta l d seva
ro de în și a la cu pe care din nu că un o mai sunt pentru au fi sau prin lui ale este
nl de van het een en in is dat op te zijn met voor die niet aan er om ook als dan door naar bij uit wordt worden nog
 maar
sv och att det i som en på är av för med den till inte om ett har de var men vi sig från kan när
da og i at det er en til på for af med den der de ikke som har om sig men fra var blev også efter et
 havde nu mod fik op ud uden kun procent
nb og i det er på til en som av for at med har de ikke den et om fra men var ble blir også etter seg
 hadde nå mot fikk opp ut uten bare prosent
nn og i det er på til som for at med av om men var eit ein ikkje frå dei vart hadde har etter eg kva meir berre noko
fi ja on ei että se oli joka kun mutta ovat tai myös sen kuin niin ole mukaan jo vain hän
et ja on ei et see oli kui ka ning mis oma või aga ta kes seda
is og að í á er sem til það við um en með ekki var fyrir hann af frá eru
pl w i na z się nie do to że jest o jak od za po co dla przez są tym który oraz ale jego była był
cs a v se na je že s z do o to i jako za by po ale který byl pro jsou které ze jeho při
sk a v sa na je že s z do o to aj ako za by po ale ktorý bol pre sú ktoré zo jeho pri
sl in je v na se za da so ki z s pa tudi ne po kot bi iz
- i je u na se za da su od s koji kao iz ne što ili će bio koja
hu a az és hogy nem is egy ez meg csak volt mint már de ki még azt
lt ir kad su iš yra tai bet kaip buvo į ar apie per už
lv un ir no par ar ka uz bet kas ko arī ir tika
tr ve bir bu da de için ile olarak çok daha gibi ne kadar olan var sonra ise olduğu
sq të e në dhe për me një që nga i së u është si më
vi và của là có được trong cho các một người những với không này đã để khi ở
- yang dan di dari untuk dengan ini itu pada dalam tidak adalah akan oleh juga ke telah
- ang nga sa mga ug si ni og na wala ini kay usa
- de un dat is nich för se en man hett wi ik sünd op noch keen mit to un
- lu di li la e pi nun ca si dû nta cu
- il la da ed ils las en ch ha betg per tut che ina è ins
tl ang ng sa na mga at ay para ni si ito
sw ya na wa kwa ni katika za la cha kuwa
af die en van in is het dat op te nie met vir aan om ook as dan deur by uit word nog maar
eo la de en kaj estas al por ne kun kiu ke per sed
- et in est non ad ut cum sed qui quae quod ex ab
ru и в не на что с по как это из к за от для его у же но то бы был они при
uk і в у не на що з та до як це за від для його але й або є був про при
be і ў у не на што з да як гэта за ад для яго але ці быў пра пры
bg и на в да за от се че не с са по като е към при който това
mk и на во да за од се дека не со е по како што при кој ова
sr и у на је се да за од су не са који као што из
"""


def language(sample: str) -> str | None:
    """The language that a text's small words are of; None where they are too few, or of several alike.

    >>> language("Die Bahn bestellt neue Züge, die ab 2024 fahren sollen, wie der Vorstand am Montag mitteilte.")
    'de'
    """
    # As written: a capital is a name's, `La Paz`, and seldom the begin of a sentence.
    words = characters.words(unicodedata.normalize("NFC", sample))
    if len(words) < FEWEST:
        return None
    said = [rows for word in words if (rows := _rows_by_word().get(word))]
    found = Counter(row for rows in said for row in rows).most_common()
    first, most = found[0] if found else (0, 0)
    if most < SHARE * len(words) or sum(first in _rows_by_word().get(word, ()) for word in {*words}) < DIFFERENT:
        return None
    return _tags()[first] if all(_leads(first, other, said) for other, _ in found[1:]) else None


def _leads(first: int, other: int, said: list[list[int]]) -> bool:
    """Has a text enough words of a row that another row has not?"""
    own = sum(first in rows and other not in rows for rows in said)
    return own >= max(OWN, LEAD * sum(other in rows and first not in rows for rows in said))


@cache
def _rows() -> list[list[str]]:
    return [row.split() for row in _ROWS.replace("\n ", " ").strip().split("\n")]


@cache
def _tags() -> list[str | None]:
    """Of each row: None for one of several languages."""
    return [None if tag == "-" else tag for tag, *_ in _rows()]


@cache
def _rows_by_word() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, (_, *words) in enumerate(_rows()):
        for word in dict.fromkeys(words):
            found.setdefault(word, []).append(number)
    return found
