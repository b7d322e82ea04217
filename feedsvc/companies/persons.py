"""Persons who are called as companies are: Matt Roche, 弗里曼·戴森. A name that ends a person's names no company."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from feedsvc.companies.byname import places_by_name
from feedsvc.companies.offices import holder_before
from feedsvc.companies.places import ends_place
from feedsvc.companies.verbs import is_verb
from feedsvc.patterns import lazy

_SOUNDS = (
    "阿埃安奥巴贝比彼伯博布查戴达丹黛道德登迪蒂丁顿多恩尔凡菲费芬弗夫伏福盖戈格古哈赫亨洪胡怀霍基吉加杰金卡凯科可克肯库奎昆拉莱劳勒雷蕾"
    "里利莉丽林琳隆卢鲁伦罗洛马玛麦曼梅门蒙米敏莫姆穆娜纳奈南内尼妮宁纽努诺欧帕佩皮珀普奇恰乔切琼瑞萨塞桑森沙莎山珊尚史舒斯思斯丝苏索塔"
    "泰坦汤特提廷图托瓦万旺威韦维温文沃乌伍西希锡夏香肖谢辛休雅亚杨耶伊因英尤约翰泽扎詹珍朱兹佐"
)
"""What foreign given names are written with in Chinese."""
_GIVEN_SOUNDS = f"{_SOUNDS}艾廉本明爱治当迈理保历得瑟修密贾汀简娅路易朗让冈迭兰波坎甘葛杜柯"
"""With those that stand in words as well, which no dot follows."""
_DOTTED = lazy(f"(?:[{_GIVEN_SOUNDS}]{{2,6}}|(?:爱德华|安东尼|海伦|亚历山大|海因里希|海因茨))·$")
_SOUND = frozenset(_SOUNDS)
_LONGEST_SOUND, _LONGEST_SURNAME = 3, 4
_GOES_ON = lazy(
    f"[{_SOUNDS}]·|[{_SOUNDS}]{{2,6}}(?:镇|村|口岸|半岛|火山)|姆[{_SOUNDS}]{{2}}|[斯姆](?:教授|博士|先生|女士|议员|法官|州|市|岛)"
)
"""What goes on a name by its sounds: a given name's last character, or a place's. None begins with 姆, so that what
does is no word of its own, as `奥迪布鲁塞尔工厂` has one.

Two characters in front of a dot may be a given name of their own: `特斯拉埃隆·马斯克`."""
_SURNAME_BEHIND = lazy(rf"·(?:[{_SOUNDS}]{{2,6}}|[李王陈金朴吴杨]\()")
_SHORTEST_SOUND = 2
"""Characters of a given name that a company has, too: `戴尔·卡内基`; three may be one of a list (`特斯拉·比亚迪`)."""
_OPENED = lazy(rf"[“\"‘「『《][{_SOUNDS}]{{1,4}}$")
_CLOSING = frozenset('”"’」』》')
"""Around the whole of a word: 迪尔 in `“阿迪尔”`."""
_SURNAME_BEGINS = lazy(f"·[{_SOUNDS}]{{1,4}}$")
_SPELLED = lazy(r"\(([A-Z][a-zà-öø-ÿ]{2,20})\b")
_PLACES = ("西安", "拉萨")
"""Places that sound so."""
SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟"
    "汪田任姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚"
)
"""Frequent Chinese ones, without those that sentences have for other words in front of a name (于, 常, 金)."""
_CHINESE = lazy(f"(?:^|[^\\w]|[和与及的])[{SURNAMES.replace('常', '').replace('高', '').replace('万', '')}]$")
_CHINESE_BEHIND = lazy(
    r"\Z|[^\w]|[和与及等]|医生|先生|女士|教授|博士|律师|议员|同学|老师|警官|法官|表示|说|指出|称|认为|担任|[男女],"
)
_LONGEST_GIVEN = 2
_FOUNDERS = """
Abbott Adani Bacardi Barrick Bayer Bechtel Bechtle Beckhoff Bertelsmann Blackstone Boeing Bombardier Bosch Bouygues
Bruker Cadbury Campari Cargill Carlyle Chanel Chrysler Chubb Colgate Cummins Daimler Danaher Deckers Dell Deloitte
Diebold Disney Dyson Eaton Ebara Elsevier Emerson Ericsson Ferrari Ferrero Ferretti Fisker Fitch Ford Fortescue Fujikura
Gannett Gartner Generali Gillette Goodyear Grainger Halliburton Hasselblad Heineken Henkel Hershey Hertz Hess Hilton
Hitachi Honda Honeywell Hormel Hyatt Jefferies Kaspersky Kellogg Keppel Kohler Komatsu Kroger Kubota Lafarge Lawson
Lazard Lennar Liebherr Lindt Macquarie Maersk Makita Marriott Marvell Mazda McAfee McKesson McKinsey Menarini Merck
Michelin Miele Monsanto Murata Mylan Nielsen Nissan Nomura Nordstrom Obayashi Otsuka Pfizer Philips Pirelli Porsche
Prada Renault Rimac Roche Safran Sandvik Santander Sartorius Schaeffler Schindler Schlumberger Schroder Schwab
Sears Sennheiser Sharp Shein Shimano Siemens Sixt Skadden Slack Straumann Stryker Swarovski Takeda Tesla Toyota Trimble
Trumpf Vorwerk Westinghouse Weyerhaeuser Woodside Wyeth Yaskawa Yazaki Yokogawa
"""
_SURNAMES = frozenset(_FOUNDERS.split())
"""Companies that are called as their founders were, and others still are."""
_OWNED = lazy("[A-Z][A-Za-z]+['’]s")
"""Companies called as what is a person's: `Lowe's`."""
_NAMES = """
Aaron Abby Abdul Abe Abel Abigail Adam Adele Adrian Agnes Ahmed Aidan Aiden Aimee Akira Al Alain Alan Albert Alberto
Alejandro Alex Alexander Alexandra Alexis Alfred Ali Alice Alicia Alina Alison Allan Allen Allison Alvin Amanda
Amber Amelia Amy Ana Anastasia Anders Andre Andrea Andreas Andrei Andrew Andrey Andy Angela Angelo Anita Ann Anna
Anne Annette Annie Anthony Antoine Anton Antonio Ari Arjun Arlo Armin Arnold Arthur Arturo Ashley Astrid Audrey
August Austin Axel Barbara Barry Bart Beatrice Ben Benjamin Bernard Bernd Bernhard Bert Beth Betty Bill Billy Bjorn
Björn Bob Bobby Boris Brad Bradley Brandon Brenda Brendan Brett Brian Brianna Bridget Bruce Bruno Bryan Byron Caleb
Calvin Cameron Carl Carla Carlo Carlos Carmen Carol Caroline Carrie Casey Catherine Cecilia Chad Charles Charlie
Charlotte Chase Chelsea Cheryl Chloe Chris Christian Christiane Christie Christina Christine Christof Christoph
Christophe Christopher Chuck Cindy Claire Clara Claude Claudia Claus Clayton Clement Clifford Clint Coco Cody Cole Colin
Connor Conrad Constance Cora Corey Craig Curtis Cynthia Dale Damian Damien Dan Dana Daniel Daniela Danny Darren
Daryl Dave David Dawn Dean Deborah Debra Denis Denise Dennis Derek Diana Diane Diego Dieter Dietrich Dimitri Dirk
Dmitry Dominic Dominik Don Donald Donna Doris Dorothy Doug Douglas Duncan Dustin Dylan Earl Eddie Edgar Edith
Eduardo Edward Edwin Eileen Elaine Eleanor Elena Eli Elias Elijah Elisabeth Elizabeth Ella Ellen Elon Elsa Emil
Emily Emma Emmanuel Enrico Enzo Eric Erica Erich Erik Erika Erin Ernest Ernst Erwin Esther Ethan Eugene Eva Evan Eve
Evelyn Fabian Felix Fernando Fiona Florian Frances Francesca Francesco Francis Francisco Frank Franz Fred Frederic
Frederick Frederik Freeman Friedrich Fritz Gabriel Gabriela Gareth Gary Gavin Gene Geoff Geoffrey Georg George
Gerald Gerard Gerhard Gianni Gil Gilbert Gina Giorgio Giovanni Giulia Giuseppe Glen Glenn Gloria Gordon Grace Graham
Grant Greg Gregory Greta Guido Guillaume Gunther Gus Gustav Guy Hailey Hannah Hans Harald Harold Harriet Harrison
Harry Harvey Hassan Heather Hector Heidi Heiko Heinrich Heinz Helen Helena Helmut Hendrik Henri Henrik Henry Herbert
Herman Hermann Hideo Hiro Hiroshi Holger Holly Howard Hubert Hugh Hugo Ian Igor Ingo Ingrid Irene Iris Isaac Isabel
Isabella Ivan Jack Jackie Jackson Jacob Jacques Jake Jakob James Jamie Jan Jane Janet Janice Jared Jasmine Jason
Jasper Javier Jay Jayson Jean Jeff Jeffrey Jennifer Jenny Jens Jeremiah Jeremy Jerome Jerry Jesse Jessica Jill Jim
Jimmy Joachim Joan Joanna Joe Joel Johan Johann Johannes John Johnny Jon Jonas Jonathan Jordan Jorg Jorge Jose Josef
Joseph Josh Joshua José Joy Juan Judith Judy Julia Julian Juliana Julie Julien Juliet Jurgen Justin Jürgen Kai Karen
Karin Karl Kate Katherine Kathleen Kathryn Kathy Katie Kay Keith Kelly Ken Kenji Kenneth Kent Kerry Kevin Kim
Kimberly Klaus Kristen Kristin Kurt Kyle Lars Laura Lauren Laurence Laurent Lawrence Lea Leah Lee Lena Leo Leon
Leonard Leonardo Leslie Lewis Liam Lillian Lily Linda Lindsay Lisa Lloyd Logan Lorenzo Louis Louise Luca Lucas Lucia
Lucy Luigi Luis Luisa Luke Lydia Lynn Maddie Madison Magnus Manfred Manuel Marc Marcel Marco Marcus Margaret Maria
Marianne Marie Marilyn Mario Marion Marius Mark Markus Marta Martha Martin Martina Marvin Mary Mason Massimo Mathias
Mathieu Matt Matteo Matthew Matthias Matthieu Maurice Max Maximilian Maya Megan Melanie Melissa Melvin Mia Michael
Michaela Michel Michele Michelle Miguel Mike Mikhail Milan Miles Mira Miranda Miriam Mitch Mitchell Mitsunori
Mohamed Mohammed Morgan Moritz Moses Muhammad Myra Nadia Nadine Nancy Naomi Natalia Natalie Natasha Nathan Nathaniel
Neil Nelson Nicholas Nick Nicola Nicolas Nicole Niels Nigel Nikita Nikola Nikolai Nils Nina Noah Noel Nora Norbert
Norman Olaf Ole Oleg Oliver Olivia Olivier Omar Oscar Oskar Otto Owen Pablo Pam Pamela Paola Paolo Pascal Pat
Patricia Patrick Paul Paula Pauline Pavel Pedro Peggy Penelope Per Pete Peter Petra Phil Philip Philipp Philippe
Phillip Pierre Pietro Rachel Rafael Rainer Ralf Ralph Ramon Randall Randy Raphael Raul Ray Raymond Rebecca Regina
Reinhard Remi Rene René Rex Ricardo Richard Rick Ricky Rita Rob Robert Roberta Roberto Robin Rod Rodney Roger Roland
Rolf Roman Ron Ronald Rosa Rose Rosemary Ross Roy Ruben Rudolf Rudy Russ Russell Ruth Ryan Sabine Sally Salvatore
Sam Samantha Samuel Sandra Sandy Sara Sarah Scott Sean Sebastiaan Sebastian Sebastien Serge Sergei Sergey Sergio
Seth Shane Shannon Sharon Shaun Shawn Sheila Shelly Sherry Shirley Sid Sidney Siegfried Simon Simone Sofia Sonia
Sophia Sophie Stacy Stan Stanley Stefan Stefano Stella Stephan Stephanie Stephen Steve Steven Stuart Sue Susan
Susanne Suzanne Sven Svetlana Sylvia Takashi Takeshi Tamara Tanya Tara Taro Tatiana Ted Terence Teresa Terry Theo
Theodore Theresa Thomas Thorsten Tim Timo Timothy Tina Tobias Todd Tom Tomas Tommy Toni Tony Torsten Tracy Travis
Trevor Tristan Tyler Ulrich Ulrike Ursula Uwe Valentin Valerie Vanessa Vera Verena Veronica Vicki Victor Victoria
Viktor Vincent Vincenzo Virginia Vivian Vladimir Walt Walter Wanda Warren Wayne Wendy Werner Wilhelm Will Willem
William Willy Wolfgang Xavier Yevgeny Yoshito Yuki Yuri Yves Yvonne Zach Zachary Zoe Zoë
Adriana Adriano Alessandra Alessandro Aline Alvaro Amélie Andrés Andres Anja Anke Annalena Arnaud Aurélie Benoit
Benoît Bertrand Birgit Bruna Carolina Carsten Cécile Cédric Chantal Cláudio Claudio Corinne Cristiano Cristina Davide
Débora Detlef Didier Dietmar Eckart Eckhard Eliane Elke Emmanuelle Ernesto Esteban Fabio Fábio Fabrice Federico Felipe
Fernanda Filippo Flávia Flavio Flávio Franck François Françoise Frauke Gaëlle Geert Gérard Gerd Germán Giacomo
Gianluca Gilles Giorgia Gisela Giuliano Gonzalo Guilherme Guillermo Gunnar Günter Günther Gustavo Heike Hélène Helga
Hélio Henrique Hervé Hieronymus Horst Hugues Ignacio Ignazio Ines Isabelle Iván Jaime Jeroen Jérôme Jesús João Joaquim
Joaquín Jochen Joël Joost Jörg Júlio Julio Jutta Karsten Katja Katrin Laetitia Léa Leandro Leonel Lionel Loïc Lothar
Lourdes Luciana Luciano Lucien Luís Luiz Maarten Malte Marcelo Márcio Marcio Marlene Mateus Mathilde Maurício Mauricio
Mauro Maxime Mickaël Monika Monique Murilo Nathalie Nicolás Noémie Odile Otavio Otávio Pascale Patrícia Paulo Pieter
Quentin Raimundo Ramón Raúl Régis Rémi Renate Renato Riccardo Rodolphe Rodrigo Rogério Rogerio Romain Ronaldo Rubén
Ruud Sandro Sébastien Sérgio Sigrid Silke Silvia Sílvio Silvio Sjoerd Sofía Stefania Stefanie Steffen Stéphane Sylvain
Sylvie Tadeu Thiago Thibault Thierry Tiago Tomás Udo Ulf Umberto Valentina Valérie Véronique Vicente Vinícius Vinicius
Virginie Vittorio Volker Wim Winfried Wouter Yann
Marketa Markéta Cathal Shota Shohei Kenta Daisuke Hiroki Kazuo Kazuhiro Masahiro Masato Naoki Satoshi Shigeru Shinji
Tadashi Takuya Tatsuya Tomohiro Toshio Yasuhiro Yoshihide Yoshinobu Yuji Yusuke Fumio Ichiro Koichi Koji Makoto Kohei
Masayoshi Hideki Konrad Segun Corbin Simeon Rassie
"""
_GIVEN_NAMES = frozenset(_NAMES.split())
"""Common ones in English, German, French, Italian, Spanish, Portuguese, Dutch and Japanese."""
_COMMON = """
Adams Allen Alexander Anderson Andrews Armstrong Arnold Bailey Baker Bennett Bernanke Biden Blair Bradley
Brooks Brown Bryant Buffett Burke Burns Butler Cameron Campbell Carney Carpenter Carroll Carter Castro Chavez Clark
Clarke Clinton Coleman Collins Cooper Crawford Cunningham Daniels Davies Davis Dawson Dimon Dixon Draghi Duncan
Edwards Elliott Ellis Evans Ferguson Fernandez Fisher Fleming Foster Freeman Garcia Gardner Gibson Gomez Gonzalez
Gordon Graham Grant Green Greene Griffin Hamilton Hansen Harper Harris Harrison Hawkins Henderson Hernandez Hicks
Hoffman Holmes Howard Hudson Hughes Hunter Jackson Jacobs James Jenkins Jensen Johnson Johnston Jones Jordan Kelly
Kennedy Knight Lagarde Larson Lawrence Lewis Lopez Macron Marshall Martin Martinez Mason Matthews McDonald Merkel
Meyer Miller Mills Mitchell Moore Morales Moreno Morgan Morris Morrison Murphy Murray Myers Nelson Nguyen Nichols
Obama Oliver Olson Ortiz Owens Palmer Parker Patel Patterson Payne Perez Perkins Perry Peters Peterson Phillips
Pierce Porter Powell Price Putin Ramirez Ramos Reagan Reyes Reynolds Richards Richardson Rivera Roberts Robertson
Robinson Rodriguez Rogers Russell Sanchez Sanders Schmidt Scholz Schultz Scott Simmons Simpson Smith Snyder Spencer
Starmer Stephens Stevens Stewart Stone Sullivan Sunak Taylor Thatcher Thomas Thompson Torres Trump Tucker Turner
Wagner Walker Wallace Warren Washington Watkins Watson Weaver Weber Wells Wheeler White Williams Williamson Wilson
Woods Wright Yellen Young
"""
_PERSONS = _GIVEN_NAMES | frozenset(_COMMON.split())
"""With frequent surnames (US Census Bureau, 2010) of five letters or more, and those of heads of state and of banks
that the news tells of. Not the founders: who is called Hilton in the news is the company."""
_GIVEN = lazy(r"(?:^|[^\w'’.&-])(?:([A-Z][a-zà-öø-ÿ]+)[ -]|(?:[A-Z][a-zà-öø-ÿ]+ )?[A-Z]\. )$")
_OF_TWO = lazy(r"(?<![\w'’.&-])(?!Die |Der |Das )[A-Z][a-zà-öø-ÿ]+ [A-Z][a-zà-öø-ÿ]+-$")
"""A name of two words that a hyphen joins to another's: `the Morgan Stanley-Tesla dispute`."""
_ADDRESSED = lazy(
    r"\b(?:Dr|Mr|Mrs|Ms|Mx|Prof|Professor|Sir|Dame|Lord|Lady|Sen|Senator|Rep|Gov|Capt|Captain|Lt|Sgt|Col|Pastor|Rabbi)"
    r"\.? [A-Z][a-zà-öø-ÿ]+ $"
)
_BRACKETED = lazy(r"\((?:[A-Z][a-zà-öø-ÿ]+|[A-Z]{1,2}) $")
_OF_COMPANY = lazy(
    r"(?:['’]s?)?,? (?:[Ss]hares?|[Ss]tocks?|[Ii]nc|[Cc]orp|[Cc]o\b|[Cc]ompan|plc|PLC|AG\b|SE\b|SA\b|Ltd|LLC|Group"
    r"|Holdings|CEO|CFO|chief|board|spokes|employees|workers|staff|customers|dealers?|plants?|factor(?:y|ies)|engineers?"
    r"|products?|revenue|sales|earnings|profits?|results|brand|cars?|vehicles?|models?|hotels?|stores?|restaurants?|menus?"
    r"|burgers?|franchis|chains?\b|outlets?|clients|accounts|brokerage|app\b|platform|branches|headquarters)"
)
"""Behind a name: what companies have and persons hardly do."""
_OFFICE = lazy(
    r"\b(?:[Ff]ounde[dr]s?|co-?founde[dr]|[Cc]hief|[Cc]hair(?:man|woman|person)?|CEO|CFO|[Hh]ead|[Pp]resident|[Dd]irector"
    r"|executive|owns|runs|shares|stake|joined|acquired?|bought|buys?|[Cc]ompany|maker|unit|rival)\b[^.\n]{0,30}? $"
)
"""In front of a name: an office, or what is done with companies."""
_HOLDS = lazy(r"\b(?:[Cc]hief|[Pp]resident|[Dd]irector|[Cc]hair(?:man|woman)|[Hh]ead) $")
"""In front of a person's name: who has the office, `Chief Block`."""
_LIFE = lazy(
    r" (?:was born|was raised|grew up|died|(?:had|has) (?:re)?married|(?:re)?married)\b"
    r"|, (?:aged? )?[1-9][0-9]?(?=[,.;)])"
    r"|['’]s (?:wife|husband|widow|daughter|son|brother|sister|mother|father|grand\w{3,8}|childhood|birth|death)\b"
)
"""Behind a name: what persons have alone. Companies are born as well, but not with a given name."""
_OF_CHAIN = lazy(r" (?:said|says|sued|sues|announced|reported|reports|opened|closed|will|plans|expects|declined)\b")
"""Behind a possessive: a person's has a thing behind itself, a chain that is called so does something."""
_SHARES_OF = lazy(r"\b(?:[Ss]hares|[Ss]tock|CEO|[Cc]hains?) (?:(?:of|in|at) )?$")
_FRONT = 50
_AROUND = 24
"""Characters in front in which a given name and an initial stand, or in which one is written with a dot."""


def given_before(text: str, start: int) -> str:
    """The foreign given name from which a dot parts `text[start:]`: `弗里曼` in front of 戴森; "" for none."""
    found = _DOTTED.search(text, max(0, start - _AROUND), start) if text[start - 1 : start] == "·" else None
    return found[0][:-1] if found and not found[0][:-1].endswith(_PLACES) else ""


def is_transliterated(text: str, start: int, end: int) -> bool:
    """Whether the name at `text[start:end]` is a piece of a longer one that is written by its sounds: 维萨 in
    `维萨姆·塔维尔`, 凯雷 in `凯雷姆沙洛姆`, 普洛斯 in `乔治·斯特凡诺普洛斯`, 戴尔 in `戴尔·卡内基`."""
    if text[end : end + 1] == "·":
        short = end - start == _SHORTEST_SOUND and _SOUND.issuperset(text[start:end])
        return short and _SURNAME_BEHIND.match(text, end) is not None
    if text[end : end + 1] in _CLOSING and _OPENED.search(text, max(0, start - _AROUND), start):
        return end - start <= _LONGEST_SOUND and _SOUND.issuperset(text[start:end])
    beside = text[end : end + 1] in _SOUND or text[start - 1 : start] in _SOUND
    if not beside or end - start > _LONGEST_SOUND or not _SOUND.issuperset(text[start:end]):
        return False
    return bool(_GOES_ON.match(text, end) or _SURNAME_BEGINS.search(text, max(0, start - _AROUND), start))


def is_by_sound(name: str) -> bool:
    """Whether a short Chinese name may be a foreign person's surname, which is written by its sounds: 雷迪克."""
    return len(name) <= _LONGEST_SURNAME and _SOUND.issuperset(name)


def spelled_whole(text: str, start: int, end: int) -> str:
    """The word that a bracket behind `text[start:end]` has in Latin letters, where the name there is written by its
    sounds and one more stands in front: `Hilliard` behind 利亚德 in `希利亚德(Hilliard)`; else ""."""
    if text[start - 1 : start] not in _SOUND or end - start > _LONGEST_SOUND or not _SOUND.issuperset(text[start:end]):
        return ""
    spelled = _SPELLED.match(text, end)
    return spelled[1] if spelled else ""


def is_given_name(text: str, start: int, end: int) -> bool:
    """Whether the two characters `text[start:end]` are a Chinese person's given name, whose surname stands in front and
    is no piece of another word: 永旺 in `李卓轩、林永旺、叶梓丰`."""
    if end - start != _LONGEST_GIVEN or not _CHINESE_BEHIND.match(text, end):
        return False
    return _CHINESE.search(text, max(0, start - 2), start) is not None


def is_surname(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is the surname of a person whose given name or initial stands in front, with no further
    word of a name or of a headline behind: `Matt Roche`, `J. Philips`; what is bracketed alone needs no known name:
    `(Sebastiaan Deckers)`. Not `Judge Orders Bayer to Pay`, `Brewer Heineken said`; what is `Rob Lowe’s` is not
    Lowe's, but `Will Lowe’s grow?` asks."""
    owned = _OWNED.fullmatch(text, start, end) is not None and not text.endswith("Will ", 0, start)
    goes_on = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    if goes_on or not (owned or text[start:end] in _SURNAMES):
        return False
    begin = max(0, start - _AROUND)
    if text[end : end + 1] == ")" and _BRACKETED.search(text, begin, start):
        return True
    return ends_person(text, start)


def introduced(text: str, begin: int, spans: Sequence[tuple[int, int]], words: Set[str] = frozenset()) -> Iterator[str]:
    """The names at these places of a text that it gives persons: behind the title, which ends at `begin`, it has them
    first with a given name (`Pat Cummins took five wickets. Cummins …`), and nowhere as a company's (`Dell's shares`);
    of a founder, or one of these `words` (`Adam Block`)."""
    known = (span for span in spans if (name := text[span[0] : span[1]]) in _SURNAMES or name in words)
    for name, named in places_by_name(text, known).items():
        first = text.find(name, begin)
        person = first >= 0 and (is_surname(text, first, first + len(name)) or _is_named(text, first, name, words))
        if person and not any(_is_companys(text, *span) for span in named):
            yield name


def _is_named(text: str, start: int, name: str, words: Set[str]) -> bool:
    end = start + len(name)
    goes_on = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
    given = text[text.rfind(" ", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
    return name in words and not (goes_on or given == "Chase" or ends_place(given)) and ends_person(text, start)


def told_of(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    """The names at these places of a text that are whole persons', of whose lives it tells (`Walt Disney was born`),
    and their surnames; and what is a person's whom it calls by that given name (`Wendy's cage. Wendy ran`). Not where
    it has one as a company's."""
    named = [(start, end, text[start:end]) for start, end in spans if text[start].isascii()]
    persons = {name for _, end, name in named if _is_whole_person(name) and _LIFE.match(text, end)}
    persons.update(name.rpartition(" ")[2] for name in tuple(persons))
    if not any(name in persons and _is_companys(text, start, end) for start, end, name in named):
        yield from persons
    owned = {name for name in {name for *_, name in named} if _is_given_ones(name, text)}
    if not any(name in owned and _is_chains(text, start, end) for start, end, name in named):
        yield from owned


def _is_whole_person(name: str) -> bool:
    given, _, rest = name.partition(" ")
    return bool(rest) and given in _GIVEN_NAMES


def _is_given_ones(name: str, text: str) -> bool:
    """Whether a name is a person's with a possessive, whom the text has without it, too: `Wendy's` and `Wendy`, or
    `Kohl's` and `Simon Kohl`."""
    own = name[:-2] if _OWNED.fullmatch(name) else ""
    if own in _GIVEN_NAMES:
        return re.search(rf"\b{own}\b(?!['’])", text) is not None
    whole = re.finditer(rf"([A-Z][a-zà-öø-ÿ]{{1,15}}) {own}(?![\w'’])", text) if own else ()
    return any(found[1] in _GIVEN_NAMES for found in whole)


def _is_companys(text: str, start: int, end: int) -> bool:
    if _OF_COMPANY.match(text, end):
        return True
    held = _HOLDS.search(text, max(0, start - _AROUND), start) or ends_person(text, start)
    return not held and _OFFICE.search(text, max(0, start - _FRONT), start) is not None


def _is_chains(text: str, start: int, end: int) -> bool:
    if _OF_COMPANY.match(text, end) or _OF_CHAIN.match(text, end):
        return True
    return _SHARES_OF.search(text, max(0, start - _FRONT), start) is not None


def is_called(word: str) -> bool:
    """Whether many a person is called by this word, which the news then uses alone: `Johnson said`."""
    return word in _PERSONS


def ends_person(text: str, start: int) -> bool:
    """Whether a given name or an initial stands in front of `text[start:]`: `Bill Johnson`, `J. Johnson`; no verb of a
    headline (`Investors Sue Pfizer`, `Will Tesla cut prices?`) and no month."""
    if _ADDRESSED.search(text, max(0, start - _AROUND), start):
        return True
    holder = holder_before(text, start)
    if holder and holder not in _PERSONS:
        return True
    given = _GIVEN.search(text, max(0, start - _AROUND), start)
    if given is None or given[1] is None:
        return given is not None
    is_given = given[1] in _GIVEN_NAMES and given[1] != "August" and not is_verb(text, given.start(1), start)
    return is_given and not (text[start - 1] == "-" and _OF_TWO.search(text, max(0, start - _AROUND), start))
