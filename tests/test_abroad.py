"""Networks that a text in another European language only writes on."""

from __future__ import annotations

import time

import pytest

from feedsvc.companies.abroad import is_posted
from feedsvc.companies.gazetteer import Gazetteer
from feedsvc.model import Company, Name


@pytest.mark.parametrize(
    ("text", "posted"),
    [
        ("No {Facebook}, o senador causou polêmica", True),
        ("publicou nota em seu perfil no {Facebook}", True),
        ("em sua página oficial do {Facebook}", True),
        ("Foto: reprodução {Facebook}", True),
        ("Foto: Reprodução / {Facebook} PT", True),
        ("Pelo {Facebook}, o governador disse", True),
        ("mandou retirar do {Facebook} a notícia", True),
        ("apagar vídeo contra o prefeito do {Facebook}, mas", True),
        ("A ex-ministra usou o {Facebook} para defender", True),
        ("recebeu as fotos pelo {Facebook} de uma amiga", True),
        ("através do {Facebook} e WhatsApp", True),
        ("en su página de {Facebook} dijo", True),
        ("publicó en Twitter y {Facebook} que", True),
        ("a través de {Facebook} pidió", True),
        ("écrit-il sur sa page {Facebook}", True),
        ("un message sur {Facebook} et Twitter", True),
        ("schrieb er auf {Facebook}", True),
        ("auf ihrer {Facebook}-Seite", True),
        ("ha scritto su {Facebook}", True),
        ("schreef hij op {Facebook}", True),
        ("o presidente do {Facebook} disse", False),
        ("a empresa foi comprada pelo {Facebook}", False),
        ("removidas pelo {Facebook}", False),
        ("investir no {Facebook}", False),
        ("as ações do {Facebook} caíram", False),
        ("invertir en {Facebook}", False),
        ("trabaja en {Facebook} desde 2012", False),
        ("la pression sur {Facebook} augmente", False),
        ("der Druck auf {Facebook} wächst", False),
        ("das {Facebook}-Management", False),
        ("{Facebook} anunciou lucro", False),
        ("the posts {Facebook} removed", False),
        ("El dueño de {Facebook} dijo", False),
    ],
)
def test_what_is_only_posted_on_a_network_is_no_act_of_it(text: str, posted: bool) -> None:
    start, end = text.index("{"), text.index("}") - 1
    assert is_posted(text.replace("{", "").replace("}", ""), start, end) == posted


def test_a_network_is_found_only_where_it_is_told_of() -> None:
    gazetteer = Gazetteer([Company("META.US", "Meta", (Name("Facebook"),))])
    text = "No Facebook, Eduardo reclamou. Facebook anunciou lucro."
    assert [hit.start for hit in gazetteer.hits(text)] == [text.index("Facebook anunciou")]


@pytest.mark.parametrize("piece", ["no Facebook ", "Facebook", "retirar ", "inve no Facebook ", "página de Facebook, "])
def test_hostile_repetition_around_a_network_takes_no_time(piece: str) -> None:
    started = time.process_time()
    Gazetteer([Company("META.US", "Meta", (Name("Facebook"),))]).hits(piece * 20_000)
    assert time.process_time() - started < 5
