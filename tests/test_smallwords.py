"""Languages of Latin and Cyrillic letters by their small words, where an eastern one was assumed."""

from __future__ import annotations

import pytest

from feedsvc.articles import smallwords
from feedsvc.articles.tongue import of_text

TOLD = {
    "de": (
        "Der Konzern teilte am Montag mit, dass der Umsatz im dritten Quartal um zwölf Prozent auf 4,2 "
        "Milliarden Euro gestiegen ist. Analysten hatten nicht damit gerechnet."
    ),
    "fr": (
        "Le groupe a annoncé lundi que son chiffre d'affaires avait progressé de douze pour cent au troisième "
        "trimestre, à 4,2 milliards d'euros. Les analystes ne s'y attendaient pas."
    ),
    "es": (
        "La empresa comunicó el lunes que sus ingresos crecieron un doce por ciento en el tercer trimestre, "
        "hasta los 4.200 millones de euros. Los analistas no lo esperaban."
    ),
    "pt": (
        "A empresa informou na segunda-feira que a receita cresceu doze por cento no terceiro trimestre, para "
        "4,2 mil milhões de euros. Os analistas não esperavam tanto."
    ),
    "it": (
        "Il gruppo ha comunicato lunedì che i ricavi sono cresciuti del dodici per cento nel terzo trimestre, "
        "a 4,2 miliardi di euro. Gli analisti non se lo aspettavano."
    ),
    "ca": (
        "L'empresa va comunicar dilluns que els ingressos van créixer un dotze per cent el tercer trimestre, "
        "fins als 4.200 milions d'euros. Els analistes no ho esperaven amb aquesta força."
    ),
    "ro": (
        "Compania a anunțat luni că veniturile au crescut cu doisprezece la sută în al treilea trimestru, la "
        "4,2 miliarde de euro. Analiștii nu se așteptau la acest rezultat și la o creștere din servicii."
    ),
    "nl": (
        "Het bedrijf maakte maandag bekend dat de omzet in het derde kwartaal met twaalf procent is gestegen "
        "tot 4,2 miljard euro. Analisten hadden dat niet verwacht van een bedrijf als dit."
    ),
    "sv": (
        "Företaget meddelade på måndagen att omsättningen under tredje kvartalet steg med tolv procent till "
        "4,2 miljarder euro. Analytikerna hade inte väntat sig att det skulle gå så bra."
    ),
    "da": (
        "Selskabet meddelte mandag, at omsætningen i tredje kvartal steg med tolv procent til 4,2 milliarder "
        "euro. Analytikerne havde ikke ventet, at det ville gå så godt efter et svært år."
    ),
    "nb": (
        "Selskapet opplyste mandag at omsetningen i tredje kvartal steg med tolv prosent til 4,2 milliarder "
        "euro. Analytikerne hadde ikke ventet at det ble så bra etter et vanskelig år."
    ),
    "fi": (
        "Yhtiö kertoi maanantaina, että liikevaihto kasvoi kolmannella neljänneksellä kaksitoista prosenttia "
        "ja oli 4,2 miljardia euroa. Analyytikot eivät olleet odottaneet tätä, mutta he ovat tyytyväisiä, kun "
        "tulos on hyvä."
    ),
    "et": (
        "Ettevõte teatas esmaspäeval, et käive kasvas kolmandas kvartalis kaksteist protsenti ja oli 4,2 "
        "miljardit eurot. Analüütikud ei olnud seda oodanud, kuid see on hea tulemus ning ka kasum oli suurem "
        "kui mullu."
    ),
    "pl": (
        "Spółka poinformowała w poniedziałek, że przychody w trzecim kwartale wzrosły o dwanaście procent do "
        "4,2 miliarda euro. Analitycy nie spodziewali się tego, a wynik jest lepszy niż rok temu."
    ),
    "cs": (
        "Společnost v pondělí oznámila, že tržby ve třetím čtvrtletí vzrostly o dvanáct procent na 4,2 "
        "miliardy eur. Analytici to nečekali, ale výsledek je lepší, než byl před rokem, a to i při vysokých "
        "nákladech."
    ),
    "sk": (
        "Spoločnosť v pondelok oznámila, že tržby sa v treťom štvrťroku zvýšili o dvanásť percent na 4,2 "
        "miliardy eur. Analytici to nečakali, ale výsledok je lepší ako pred rokom, a to aj pri vysokých "
        "nákladoch."
    ),
    "sl": (
        "Družba je v ponedeljek sporočila, da so prihodki v tretjem četrtletju zrasli za dvanajst odstotkov "
        "na 4,2 milijarde evrov. Analitiki tega niso pričakovali, a je rezultat boljši kot pred letom in tudi "
        "dobiček je višji."
    ),
    "hu": (
        "A vállalat hétfőn közölte, hogy a bevétele a harmadik negyedévben tizenkét százalékkal, 4,2 milliárd "
        "euróra nőtt. Az elemzők nem számítottak erre, de ez már a negyedik jó negyedév, és a profit is nőtt."
    ),
    "lt": (
        "Bendrovė pirmadienį pranešė, kad pajamos trečiąjį ketvirtį išaugo dvylika procentų iki 4,2 milijardo "
        "eurų. Analitikai to nesitikėjo, bet rezultatas yra geresnis ir pelnas taip pat augo už pernai, o tai "
        "yra kaip niekad gerai."
    ),
    "lv": (
        "Uzņēmums pirmdien paziņoja, ka ieņēmumi trešajā ceturksnī pieauguši par divpadsmit procentiem un ir "
        "4,2 miljardi eiro. Analītiķi to nebija gaidījuši, bet rezultāts ir labāks, un arī peļņa no "
        "pakalpojumiem ir augusi uz pusi."
    ),
    "tr": (
        "Şirket pazartesi günü yaptığı açıklamada cirosunun üçüncü çeyrekte yüzde on iki artarak 4,2 milyar "
        "avroya ulaştığını bildirdi. Analistler bu kadar iyi bir sonuç beklemiyordu ve kâr da çok daha yüksek "
        "olarak gerçekleşti."
    ),
    "vi": (
        "Công ty cho biết hôm thứ Hai rằng doanh thu trong quý ba đã tăng mười hai phần trăm lên 4,2 tỷ euro. "
        "Các nhà phân tích không kỳ vọng kết quả này và cổ phiếu của công ty đã tăng khi thị trường mở cửa."
    ),
    "ru": (
        "Компания сообщила в понедельник, что выручка в третьем квартале выросла на двенадцать процентов до "
        "4,2 млрд евро. Аналитики этого не ожидали, но рост был и в других странах, как и год назад."
    ),
    "uk": (
        "Компанія повідомила в понеділок, що виручка у третьому кварталі зросла на дванадцять відсотків до "
        "4,2 млрд євро. Аналітики цього не очікували, але зростання було й в інших країнах, як і рік тому."
    ),
    "bg": (
        "Компанията съобщи в понеделник, че приходите през третото тримесечие са нараснали с дванадесет "
        "процента до 4,2 милиарда евро. Анализаторите не очакваха това, но ръст има и в други страни и се "
        "очаква да продължи."
    ),
    "sr": (
        "Компанија је у понедељак саопштила да су приходи у трећем кварталу порасли за дванаест одсто на 4,2 "
        "милијарде евра. Аналитичари то нису очекивали, али је раст био и у другим земљама као и лане."
    ),
    "af": (
        "Die maatskappy het Maandag gesê dat die omset in die derde kwartaal met twaalf persent tot 4,2 "
        "miljard euro gestyg het. Ontleders het dit nie verwag nie, maar die wins was ook hoër as verlede "
        "jaar."
    ),
    "gl": (
        "A empresa comunicou o luns que os ingresos medraron un doce por cento no terceiro trimestre, ata os "
        "4.200 millóns de euros. Os analistas non o esperaban, mais o resultado foi mellor ca o do ano "
        "pasado."
    ),
}
"""The beginnings of texts as news have them."""

UNTOLD = {
    "Croatian, or Bosnian, or Serbian": (
        "Tvrtka je u ponedjeljak objavila da su prihodi u trećem tromjesečju porasli za dvanaest posto na 4,2 "
        "milijarde eura. Analitičari to nisu očekivali, ali je dobit bila veća nego lani i u drugim zemljama."
    ),
    "Indonesian, or Malay": (
        "Perusahaan itu mengatakan pada hari Senin bahwa pendapatan pada kuartal ketiga naik dua belas persen "
        "menjadi 4,2 miliar euro. Para analis tidak menduga hal ini dan saham perusahaan juga naik."
    ),
    "pinyin": (
        "Wo men jin tian qu le Beijing de gong yuan, kan dao le hen duo ren zai na li chang ge tiao wu, tian "
        "qi fei chang hao, da jia dou hen gao xing de yang zi, wan shang hui jia chi le yi dun hao fan."
    ),
    "a program": (
        "import os from sys import argv def main a b c return a b print a in range 10 for x in y if not x "
        "else none class foo init self a b c d e f g h i j k l m n o p q r s t u v w x y z import json from "
        "pathlib import path"
    ),
    "names": (
        "Rio de Janeiro, Santiago de Chile, Buenos Aires, La Paz, Los Angeles, San Francisco, Las Vegas, Le "
        "Havre, La Rochelle, El Paso, Den Haag, Van Gogh, Da Nang, De Gaulle, Du Pont, Saint-Denis, Île de la "
        "Cité, Mar del Plata"
    ),
    "letters that fill a page": (
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore "
        "et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut "
        "aliquip ex ea commodo consequat."
    ),
}


@pytest.mark.parametrize("assumed", ["zh-CN", "ja", "ko-KR"])
@pytest.mark.parametrize("language", TOLD)
def test_small_words_tell_a_language(language: str, assumed: str) -> None:
    assert of_text(TOLD[language], assumed) == language


@pytest.mark.parametrize("assumed", ["en", "fr-CA", "ru", "eo"])
@pytest.mark.parametrize("language", TOLD)
def test_a_language_of_these_letters_that_was_assumed_stays(language: str, assumed: str) -> None:
    assert of_text(TOLD[language], assumed) == assumed


@pytest.mark.parametrize("text", UNTOLD.values(), ids=UNTOLD)
def test_what_several_languages_or_none_have_tells_nothing(text: str) -> None:
    assert smallwords.language(text) is None
    assert of_text(text, "zh-CN") == "zh-CN"


@pytest.mark.parametrize("language", TOLD)
def test_a_few_words_among_chinese_tell_nothing(language: str) -> None:
    assert of_text("公司周一表示，第三季度营收同比增长百分之十二。" * 9 + TOLD[language], "zh-CN") == "zh-CN"


def test_fewer_words_than_a_sentence_has_tell_nothing() -> None:
    assert smallwords.language("der die und in den von zu das mit sich des") is None
    assert smallwords.language("der die und in den von zu das mit sich des auf") == "de"
