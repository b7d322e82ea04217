"""Words of German, Swedish, Norwegian, Danish, Spanish and Portuguese sentences that stand in front of a name and have
capitals there as a name's own: `der Maschinenbauer Acme GmbH`, `Bolaget Acme AB (publ)`, `El Banco Acme S.A.`.
"""

from __future__ import annotations

from feedsvc.companies.latin import OF
from feedsvc.patterns import lazy

_GERMAN = """
Firma Tochter Tochterfirma Tochtergesellschaft Tochterunternehmen Mutter Mutterkonzern Muttergesellschaft Konzern
Unternehmen Familienunternehmen Softwareunternehmen Technologieunternehmen Hersteller Zulieferer Anbieter Betreiber
Händler Versorger Dienstleister Produzent Versicherer Spezialist Entwickler Eigentümer Eigner Gesellschafter
Geschäftsführer Geschäftsführerin Vorstand Vorstandschef Sprecher Sprecherin Auftraggeber Auftragnehmer Käufer
Verkäufer Rivale Konkurrent Wettbewerber Marktführer Bauträger Insolvenzverwalter Vermieter Lieferant Großaktionär
Betreibergesellschaft Projektgesellschaft Objektgesellschaft
"""
_NORDIC = """
Bolaget Företaget Koncernen Dotterbolaget Moderbolaget Investmentbolaget Selskapet Konsernet Bedriften Selskabet
Virksomheden Koncernen
"""
_KINDS = frozenset((*_GERMAN.split(), *_NORDIC.split()))
_ENDS = (
    *("hersteller", "maschinenbauer", "autobauer", "anlagenbauer", "fahrzeugbauer", "flugzeugbauer", "schiffbauer"),
    *("zulieferer", "anbieter", "betreiber", "händler", "konzern", "spezialist", "dienstleister", "produzent"),
    *("versicherer", "tochter", "entwickler", "ausrüster", "lieferant", "vermieter", "vermittler", "versorger"),
    *("bolaget", "företaget", "koncernen", "tillverkaren", "kedjan", "jätten", "selskapet", "konsernet", "selskabet"),
)
"""What ends a word for a kind of company: `Softwareanbieter`, `Fastighetsbolaget`."""
_ROMANCE = frozenset(OF - {"of", "of the", "for the"})
_ARTICLE = lazy(
    r"(?:El|Los|Las|O|Os|As|Il|Lo) (?=(?:Grupo|Gruppo|Banco|Banca|Compañía|Companhia|Empresas?|Sociedade?"
    r"|Constructora|Construtora|Corporación|Caja|Caixa|Cooperativa|Cervecería|Cervejaria|Aerolíneas?)\b)"
)
"""In front of what such a company is called, which begins with a noun for it; names have articles, too (`El Paso`)."""


def tells_kind(word: str) -> bool:
    """Whether a word with a capital tells what kind of company the name behind it is of: `Maschinenbauer`."""
    return word in _KINDS or word.lower().endswith(_ENDS)


def goes_on(joining: str | None, *, within: bool) -> bool:
    """Whether such a word joins the name further that a noun for a company has begun: `Banco de Crédito del Perú`."""
    return within and joining in _ROMANCE


def after_article(name: str) -> int:
    """Where a name begins behind its article: `after_article("El Grupo Bimbo") == 3`."""
    found = _ARTICLE.match(name)
    return found.end() if found else 0
