"""The language of a text, where it tells another than was assumed."""

from __future__ import annotations

import pytest

from feedsvc.articles.tongue import of_text

ENGLISH = (
    "Shares of the company fell on Monday after it said that revenue for the quarter was below the forecast, and "
    "that it would look for another way to pay its debts."
)
CHINESE = "京东健康今日宣布与蓝帆医疗签署合作协议，双方将在医疗器械的研发、生产与销售等领域展开深入合作。" * 3
JAPANESE = (
    "当社は本日、新しい製品を発表いたしました。詳細につきましては、公式サイトをご覧ください。よろしくお願いいたします。"
    * 3
)
KANJI = "株式会社東京製作所は二十六日、代表取締役社長に山田太郎専務取締役が昇格する人事を発表した。東京証券取引所。" * 3
KOREAN = "삼성전자는 오늘 새로운 반도체 공장을 건설한다고 발표했다. 이번 투자는 오 년 동안 진행된다고 밝혔다. " * 3
DUTCH = (
    "De omzet van het bedrijf in het eerste kwartaal was hoger dan in dat van vorig jaar, of dat zo is in de rest. " * 2
)
GERMAN = "Die Aktien der Gesellschaft fielen am Montag, nachdem sie mitgeteilt hatte, dass der Umsatz nicht stieg."


HEBREW = "החברה הודיעה ביום שני כי ההכנסות ברבעון היו נמוכות מהתחזית, וכי תחפש דרך אחרת לשלם את חובותיה."
YIDDISH = "די געזעלשאַפֿט האָט געזאָגט מאָנטיק אַז דער פֿאַרדינסט איז געווען נידעריקער, און זי זוכט אַן אַנדער וועג."
ARABIC = "أعلنت الشركة يوم الاثنين أن إيرادات الربع جاءت دون التوقعات، وأنها ستبحث عن طريقة أخرى لسداد ديونها للبنوك."
PERSIAN = (
    "شرکت روز دوشنبه اعلام کرد که درآمد سه ماهه کمتر از پیش‌بینی بوده است و به دنبال راه دیگری برای پرداخت بدهی‌هاست."
)
URDU = "کمپنی نے پیر کو اعلان کیا کہ سہ ماہی کی آمدنی توقع سے کم رہی ہے اور وہ قرض کی ادائیگی کے لیے راستہ تلاش کرے گی۔"
PASHTO = "شرکت د دوشنبې په ورځ اعلان وکړ چې د ربعې عواید له اټکل څخه کم وو او د پورونو د ورکړې لپاره به بله لار ولټوي."
SORANI = "کۆمپانیاکە ڕۆژی دووشەممە ڕایگەیاند کە داهاتی چارەکەکە لە پێشبینی کەمتر بووە و بە دوای ڕێگەیەکی تردا دەگەڕێت."
UYGHUR = (
    "شىركەت دۈشەنبە كۈنى بۇ پەسىلنىڭ كىرىمى مۆلچەردىن تۆۋەن بولغانلىقىنى ۋە باشقا يول ئىزدەيدىغانلىقىنى ئېلان قىلدى."
)
THAI = "บริษัทประกาศเมื่อวันจันทร์ว่ารายได้ในไตรมาสนี้ต่ำกว่าที่คาดการณ์ไว้ และจะหาทางอื่นในการชำระหนี้"
GREEK = "Η εταιρεία ανακοίνωσε τη Δευτέρα ότι τα έσοδα του τριμήνου ήταν κάτω από την πρόβλεψη και θα βρει άλλον τρόπο."
RUSSIAN = (
    "Компания объявила в понедельник, что выручка за квартал оказалась ниже прогноза и она будет искать другой путь."
)
ARMENIAN = "Ընկերությունը երկուշաբթի հայտարարեց, որ եռամսյակի եկամուտը կանխատեսումից ցածր է եղել և այլ ճանապարհ կփնտրի։"
LAO = "ບໍລິສັດປະກາດໃນວັນຈັນວ່າລາຍຮັບໃນໄຕມາດນີ້ຕໍ່າກວ່າທີ່ຄາດໄວ້ ແລະຈະຊອກຫາທາງອື່ນໃນການຊໍາລະໜີ້"


@pytest.mark.parametrize("assumed", ["zh-CN", "en", "ja", "de"])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        (HEBREW, "he"),
        ("שלום לכולם, זהו הפוסט הראשון", "he"),
        (f"iPhone 13 Pro: {HEBREW}", "he"),
        (YIDDISH, "yi"),
        (ARABIC, "ar"),
        (ARABIC * 2 + "كما قالت شركة پارس", "ar"),
        (PERSIAN, "fa"),
        (URDU, "ur"),
        (THAI, "th"),
        (GREEK, "el"),
    ],
)
def test_letters_that_few_languages_have_tell_theirs(text: str, language: str, assumed: str) -> None:
    assert of_text(text, assumed) == language


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        (HEBREW, "he-IL"), (HEBREW, "iw"), (YIDDISH, "yi"), (HEBREW, "yi"), (ARABIC, "ar-EG"), (ARABIC, "fa"),
        (PERSIAN, "prs"), (URDU, "pa-Arab"), (GREEK, "grc"), (THAI, "th-TH"), (PASHTO, "zh-CN"), (SORANI, "zh-CN"),
        (UYGHUR, "zh-CN"), (RUSSIAN, "zh-CN"), (ARMENIAN, "zh-CN"), (LAO, "zh-CN"), ("שלום", "zh-CN"),
        (CHINESE + HEBREW[:60], "zh-CN"), (CHINESE + "αβγδε" * 4, "zh-CN"), (RUSSIAN + GREEK[:50], "ru"),
        ("سلام به همه", "zh-CN"), ("Vi\u0302e\u0323t Nam thu\u031b\u0301 hai na\u0300y" * 4, "vi"),
    ],
)  # fmt: skip
def test_letters_of_many_languages_tell_none(text: str, assumed: str) -> None:
    assert of_text(text, assumed) == assumed


@pytest.mark.parametrize("assumed", ["zh-CN", "zh", "ja", "ko-KR", "yue"])
def test_english_among_eastern_languages(assumed: str) -> None:
    assert of_text(ENGLISH, assumed) == "en"


@pytest.mark.parametrize("assumed", ["en", "en-US", "de", "ja", "ko", "vi"])
@pytest.mark.parametrize(("text", "language"), [(CHINESE, "zh"), (JAPANESE, "ja"), (KOREAN, "ko")])
def test_eastern_scripts_among_others(text: str, language: str, assumed: str) -> None:
    assert of_text(text, assumed) == (assumed if assumed == language else language)


@pytest.mark.parametrize("assumed", ["en", "en-US", "de", "vi"])
@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("财联社6月1日电，宁德时代今日发布新一代电池，续航里程超过一千公里，预计明年量产。", "zh"),
        ("宁德时代发布新电池。", None),
        ("宁德时代发布新一代电池", "zh"),
        ("iPhone 15 Pro 今日正式发布并开启预售活动", "zh"),
        ("はじめまして、新しいブログを始めました。", "ja"),
        ("안녕하세요, 새 블로그를 시작합니다.", "ko"),
        ("東京証券取引所の新指数を発表", None),
        ("Review of the film 三体 by its first readers", None),
        ("What a title: 宁德时代发布新一代电池, and what it says", None),
        ("一二三四五六七八九 2024-06-01 12:00:00 1,234.56", None),
    ],
)
def test_short_text_mostly_in_an_eastern_script_is_in_that(text: str, language: str | None, assumed: str) -> None:
    assert of_text(text, assumed) == (language or assumed)


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        (CHINESE, "zh-CN"), (CHINESE, "zh-Hant-HK"), (CHINESE, "yue"), (JAPANESE, "ja-JP"), (KOREAN, "ko"),
        (ENGLISH, "en-GB"), (ENGLISH, "fr"), (GERMAN, "de"), (GERMAN, "en"),
        ("", "zh-CN"), ("京东健康", "en"), ("0123456789 " * 20, "zh"),
        (ENGLISH * 4 + CHINESE, "en"), (ENGLISH + CHINESE[:10], "zh-CN"), (KANJI, "ja"),
        (DUTCH, "en"), (CHINESE + ENGLISH, "zh-CN"),
        ("def f(x): return x + 1\n" * 20, "zh-CN"),
    ],
)  # fmt: skip
def test_what_can_be_doubted_stays_as_it_was_assumed(text: str, assumed: str) -> None:
    assert of_text(text, assumed) == assumed


def test_chinese_that_cites_japanese_is_chinese() -> None:
    assert of_text(CHINESE * 2 + "（ソニー）", "en") == "zh"
    assert of_text(CHINESE * 2 + JAPANESE, "en") == "zh"


def test_marks_that_japanese_shares_make_no_text_japanese() -> None:
    assert of_text(CHINESE + "・" * 30 + "ー" * 30, "en") == "zh"


@pytest.mark.parametrize(
    "text",
    [
        "Hello to all of the people of this place and the others.",
        "What's up with Servo for the week of",
        "This week in Servo: what has changed since the last one",
        "How I moved my blog from Jekyll to Hugo",
        "The slides of my talk are online now.",
        "We are looking for people who would like to help with the documentation.",
        "You can find the source code on GitHub, and there is a demo, too.",
        "Notes on the state of the art in static analysis",
        "I was at a conference in Berlin and gave a talk about Leonardo da Vinci.",
        "It has been a while since my last post, but there were reasons.",
        "Comparing GPUs: NVIDIA vs AMD\nWe compared cards. More memory is better, with a note to follow at once.",
        "Great battery life, but its screen was dim. Sold it to a friend, so no more now.",
        ENGLISH[:100],
        ENGLISH + "\n" + "x = range(10); print(x); y = x[1:]; " * 3,
    ],
)
@pytest.mark.parametrize("assumed", ["zh-CN", "ja", "ko"])
def test_short_english_among_eastern_languages(text: str, assumed: str) -> None:
    assert of_text(text, assumed) == "en"


OTHERS = {
    "Was in": "de",
    "Game of": "de",
    "Ich war": "de",
    "Les nouvelles": "fr",
    "Hola a": "es",
    "Ciao a": "it",
    "Le notizie": "it",
    "We gaan": "nl",
    "Hej till": "sv",
    "El are": "ro",
    "A kutya": "hu",
    "Vielen Dank": "de",
}
"""The languages of texts that begin so."""


@pytest.mark.parametrize(
    "text",
    [
        # German, French, Spanish, Italian, Dutch
        "Hallo an alle Menschen an diesem Ort und an die anderen.",
        "Was in der Woche mit Servo so los war: The Week in Servo",
        "Game of Thrones und The Walking Dead sind die besten Serien des Jahres.",
        "Ich war in Berlin auf der Konferenz und will so bald wie es geht mehr erzählen.",
        "Bonjour à tous les gens de cet endroit et aux autres.",
        "Les nouvelles de la semaine : on a plus de place pour the New York Times.",
        "Hola a todos los que viven en este lugar y a los otros.",
        "Has visto the end of the world? Es una de las mejores canciones del grupo.",
        "Ciao a tutti quelli che sono in questo posto e agli altri.",
        "Le notizie della settimana: come si fa un sito con Hugo e Jekyll",
        "Hallo aan alle mensen op deze plek en aan de anderen.",
        "We gaan of we blijven in de stad, is de vraag van de week.",
        "Is het waar dat we in of bij het water wonen?",
        # Portuguese, Swedish, Danish, Polish, Romanian, Turkish, Indonesian, Latin
        "Olá a todos os que moram neste lugar e aos outros.",
        "Hej till alla som bor på den här platsen och till de andra.",
        "Vi er for en by i to dage, og vi har to katte med.",
        "Witam wszystkich ludzi z tego miejsca i innych, to jest nasz blog.",
        "El are o carte pe care nu o are nimeni in oras.",
        "Merhaba, bu yerde ve diger yerlerde olan herkese selam.",
        "Halo untuk semua orang yang ada di tempat ini dan yang lain.",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor in ut.",
        # Pinyin, names, programs, and too little to say
        "Wo men you yi ge xin de wang zhan, ni ke yi lai kan kan, he wo men yi qi xue xi.",
        "Ta shi wo de peng you, ta can jia le yi ge hui yi, to be or an or so",
        "iPhone 13 Pro Max, Samsung Galaxy S22, Xiaomi 12",
        "for x in range(10): if x not in seen and x is not None: do(x); return x or y",
        "SELECT a FROM b WHERE c AND d OR e IS NOT NULL ORDER BY f",
        "Hello World",
        "The Beatles",
        "Release of 1.0",
        "Thought about it.",
        "We had it at home.",
        "A kutya is be van zarva, he, de most to at up a kertbe ment egy ember.",
        "for (const x of list) { if (x) { this.add(x); } else if (y.is(x)) { return new Item(x, to) } }",
    ],
)
def test_short_text_that_is_not_plainly_english_is_not(text: str) -> None:
    assert of_text(text, "zh-CN") == OTHERS.get(" ".join(text.split(" ")[:2]), "zh-CN")


@pytest.mark.parametrize(
    "text",
    [
        "This version includes significant performance improvements when reading ORC data. Release notes. Download.",
        "Notable Changes. Fixed a crash with invalid headers. Added an option to disable keep-alive. Updated npm.",
        "Commits\n[2a9c83321b] - http: fix res emit close before user finish (Robert Nagy) #20941\n"
        "[5de2a1fc20] - src: re-integrate headers into node.js repo (Nicolò Ribaudo) #21003\n"
        "[0b1ba20fc0] - doc: add missing links, and remove unused ones (Jean du Bois) #20878",
        "Agenda\nImproving support for nested types\nUpdates on the connectors\nReading data faster, without copies\n"
        "Other changes and questions",
        "https://de.example/das/und/die/der.html Fixes: always use the new loader, avoid leaks, improve logging.",
    ],
)
@pytest.mark.parametrize("assumed", ["zh-CN", "ja", "ko"])
def test_english_lists_among_eastern_languages(text: str, assumed: str) -> None:
    assert of_text(text, assumed) == "en"


@pytest.mark.parametrize(
    "text",
    [
        # German, French, Spanish, Italian, Portuguese
        "Neu: Update der Plugins, Fix im Export, Logging verbessert. Support endet im Mai, Training folgt.",
        "Training, Marketing, Controlling, Coaching, Consulting, Recruiting, Branding, Mailing, Catering, Leasing",
        "Behoben: Absturz beim Start. Neue Funktionen: Suche, Filter, Export. Bitte aktualisieren, Download unten.",
        "Nouveautes : correction du plantage, ajout de filtres, mise a jour de npm, documentation, configuration.",
        "Installation, Configuration, Administration, Documentation, Formation, Organisation, Publication, Edition",
        "Cambios: corregido el error al cerrar, nuevas opciones, soporte para tablas, actualizado npm, descarga.",
        "Novita: corretto un errore in chiusura, nuove opzioni, supporto tabelle. Include aggiornamento, download.",
        "Novidades: corrigido erro ao fechar, novas opcoes, suporte a tabelas. Use o instalador, inclui npm.",
        # Dutch, Polish, Turkish, Vietnamese, Indonesian, Danish
        "Wijzigingen: fout bij afsluiten opgelost, nieuwe opties, ondersteuning voor tabellen, documentatie, rekening.",
        "Vergadering, rekening, woning, oplossing, verbetering, installatie, handleiding, beveiliging, training",
        "Zmiany: naprawiono blad przy zamykaniu, nowe opcje, obsluga tabel, aktualizacja npm. Pobierz to teraz.",
        "Yenilikler: kapanma hatasi duzeltildi, yeni secenekler, tablo destegi, npm guncellendi. Hemen indirin.",
        "Thay doi: sua loi khi dong, them tuy chon moi, ho tro bang, cap nhat npm. Tai ve ngay hom nay, xin cam on.",
        "Thay đổi: sửa lỗi khi đóng, thêm tùy chọn mới, hỗ trợ bảng, cập nhật npm. Tải về ngay hôm nay, xin cảm ơn.",
        "Perubahan: perbaikan galat saat menutup, opsi baru, dukungan tabel, pembaruan npm. Silakan unduh sekarang.",
        "Forbedring, rettelse, frihed, sundhed, tilmelding, opdatering, afdeling, bolig, billed, ordning, regning",
        # A sentence above an English list
        "Ruby 3.1.1 telah dirilis. Ini adalah versi TEENY untuk rangkaian yang stable dan baru.\nFix passing method. "
        "Add missing checks. Remove unused code. Improve logging.",
        "Vielen Dank an alle, die uns geholfen haben, und an das Team.\nFix passing method. Add missing checks.",
        # Programs, and too little to say
        "list.add(x); list.remove(y); if (x && y) { this.update(x); use(y); show(string); } else { make(x = y); }",
        "UPDATE t SET a = 1; ADD COLUMN b; REPLACE INTO t; USE d; SHOW TABLES; DISABLE KEYS; ENABLE KEYS; x = string;",
        "Agenda: Dynamic Filtering, Memory management, Spilling, Remote functions, High availability, Pushdown",
    ],
)
def test_lists_that_are_not_plainly_english_are_not(text: str) -> None:
    assert of_text(text, "zh-CN") == OTHERS.get(" ".join(text.split(" ")[:2]), "zh-CN")


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("Hello to all of the people of this place and the others.", "de"),
        ("Hello to all of the people of this place and the others.", "en-GB"),
        ("The state of the art: 稀土", "zh-CN"),
        ("My talk about the state of the art あ", "ja"),
    ],
)
def test_english_is_told_only_where_an_eastern_text_would_have_shown(text: str, assumed: str) -> None:
    assert of_text(text, assumed) == assumed


_PROGRAM = "client.create_example(inputs={'question': 'mill'}, outputs=wheel)  # once set\n" * 12


def test_chinese_around_program_text_is_chinese_where_the_site_says_english() -> None:
    words = (
        "这两周的主线是部署：把版本写进镜像，三条链路陆续跑通，查词的性能也调整了一遍。表里加了索引，没有人发现。" * 4
    )
    assert of_text(_PROGRAM[:300] + words + _PROGRAM, "en") == "zh"
    prose = "The mill stands on the river, and the wheel turns with it as the water is high, but not for long. " * 8
    assert of_text(prose + words + prose, "en") == "en"
    assert (
        of_text("apple 苹果 mill 水车 wheel 轮子 river 河流 town 城镇 water 水流 night 夜晚 index 索引 " * 6, "en")
        == "en"
    )


def test_a_text_that_cites_chinese_is_that_of_its_site_where_no_small_words_tell_it() -> None:
    prose = (
        "Hari ini kami pergi ke pasar untuk membeli sayur dan daging, lalu pulang dan memasak di rumah bersama teman. "
        "Banyak orang belajar menulis huruf seperti ini di sekolah, karena guru memberi contoh setiap minggu. "
    )
    cited = "这是一个很长的句子，因为我们想知道：结果如何。我们还写了更多的话，好让人读。"
    for spoken in ("id", "hr"):
        assert of_text(f"{prose}{cited}{prose}{cited}", spoken) == spoken
