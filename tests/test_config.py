from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from feedsvc import config, handover
from feedsvc.errors import SettingsError
from feedsvc.store.engine import open_store


def load(tmp_path: Path, toml: str = "", **environ: str) -> config.Settings:
    file = tmp_path / "feedsvc.toml"
    file.write_text(toml, encoding="utf-8")
    return config.load(file, environ)


def test_without_any_setting_the_documented_defaults_hold(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert (settings.entries, settings.content, settings.language) == (50, "full", "zh-CN")
    assert settings.timezone == "Asia/Shanghai"
    assert settings.data == Path("data")
    assert [source.name for source in settings.sources] == ["seeds"]
    assert settings.public_url == "http://127.0.0.1:8000"


def test_a_variable_goes_before_the_file_and_says_so(tmp_path: Path) -> None:
    settings = load(tmp_path, "entries = 10\ntitle = 'File'", FEEDSVC_ENTRIES="20")
    assert (settings.entries, settings.title) == (20, "File")
    assert settings.origins["entries"] == "FEEDSVC_ENTRIES"
    assert settings.origins["title"].endswith("feedsvc.toml")
    assert settings.origins["port"] == "default"


@pytest.mark.parametrize(
    ("toml", "environ", "said"),
    [
        ("entries = 0", {}, "entries in .*: 0 is not allowed; it takes a whole number from 1 to 500"),
        ("entries = true", {}, "True is not allowed"),
        ("", {"FEEDSVC_ENTRIES": "many"}, "FEEDSVC_ENTRIES: 'many' is not allowed; it takes a whole number"),
        ("content = 'half'", {}, "'half' is not allowed; it takes one of full, summary"),
        ("timezone = 'Beijing'", {}, "'Beijing' is not allowed; it takes a time zone's name"),
        ("timezone = '../etc/passwd'", {}, "is not allowed"),
        ("language = 'zh_CN'", {}, "a language tag"),
        ("language = 'cn'", {}, "a language tag"),
        ("host = 'a..b'", {}, "host in .*: 'a..b' is not allowed; it takes a name or an address of"),
        ("base_url = 'feeds.example'", {}, "an address such as"),
        ("base_url = 'https://user@feeds.example'", {}, "an address such as"),
        ("base_url = 'https://feeds.example/?a=1'", {}, "an address such as"),
        ("titel = 'x'", {}, "there is no setting 'titel'; did you mean 'title'"),
        (
            "",
            {"FEEDSVC_SANITIZE": "link"},
            "FEEDSVC_SANITIZE: a table is no variable; write it into the settings file;",
        ),
        ("", {"FEEDSVC_CATEGORIES": "a=b"}, "FEEDSVC_CATEGORIES: a table is no variable; write it into"),
        ("", {"FEEDSVC_TITEL": "x"}, "there is no setting 'FEEDSVC_TITEL'; did you mean 'FEEDSVC_TITLE'"),
        ("", {"FEEDSVC_SANITIZE_PICTURES": "link"}, "'FEEDSVC_SANITIZE_PICTURES'; did you mean 'FEEDSVC_PICTURES'"),
        ("title = ''", {}, "a line of text"),
        ("title = ", {}, "is not TOML"),
        ("extensions = ['md']", {}, "file name endings"),
        ("", {"FEEDSVC_EXTENSIONS": ".md:.txt"}, r"endings such as .md \(in a variable: apart by ','\)"),
        ("extensions = ['.md .txt']", {}, "file name endings"),
        ("extensions = ['*.md']", {}, "file name endings"),
        ("sources = 3", {}, "a list of texts"),
        ("sources = []", {}, "names no folder"),
        ("", {"FEEDSVC_SOURCES": ""}, "names no folder"),
        ("sources = ['a/posts', 'b/posts']", {}, "two folders are called 'posts'"),
        ("[sources.'']\npath = 'x'", {}, "the name '' is not allowed"),
        ("[sources.a]\npath = 'x'\nfeed_id = 'no iri'", {}, "an absolute address"),
        ("[sanitize]\nfoo = 1", {}, "it is a table of proxies, pictures, tracking, players"),
        ("[sanitize]\nproxies = ['x']", {}, "beginnings of addresses"),
        (
            "base_url = 'https://例子.中国/源/'",
            {},
            "'https://例子.中国/源/' is not allowed; it takes addresses in ASCII: https://xn--fsqu00a.xn--fiqs8s/%E6%BA%90$",
        ),
        ("", {"FEEDSVC_BASE_URL": "https://例子.中国:8443"}, "in ASCII: https://xn--fsqu00a.xn--fiqs8s:8443$"),
        ("hub = 'https://例子.中国/'", {}, "in ASCII: https://xn--fsqu00a.xn--fiqs8s/$"),
        ("base_url = 'https://feeds.example/a b%20c'", {}, "in ASCII: https://feeds.example/a%20b%20c$"),
        # By today's IDNA it is xn--fa-hia.de, by that of 2003 fass.de.
        ("base_url = 'https://faß.de'", {}, "an address such as"),
        ("base_url = 'https://用户@例子.中国'", {}, "an address such as"),
        ("base_url = 'https://例子.中国/?a=1'", {}, "an address such as"),
        ("base_url = 'https://例..子'", {}, "an address such as"),
        ("base_url = 'ftp://例子.中国'", {}, "an address such as"),
        ("base_url = 'https://x y'", {}, "an address such as"),
        ("base_url = 'http://[x'", {}, "an address such as"),
        ("base_url = 'http://h:abc'", {}, "an address such as"),
        ("[sources.a]\ntitle = 'x'", {}, "sources.a: it has no path"),
        ("[sources.a]\npath = 'x'\nzone = 'x'", {}, "sources.a: there is no setting 'zone'"),
        ("[sources.a]\npath = 'x'\ngenerator = 'wordpress'", {}, "one of auto, jekyll"),
        ("browser_view = 'perhaps'", {}, "true or false"),
        ("[categories]\na = 1", {}, "a table of"),
        ("rate_limit = 'often'", {}, "rate_limit in .*: 'often' is not allowed; it takes a rate such as 60/hour"),
        ("rate_limit = 60", {}, "60 is not allowed"),
        ("", {"FEEDSVC_RATE_LIMIT": "0/hour"}, "FEEDSVC_RATE_LIMIT: '0/hour' is not allowed; it takes a rate"),
        ("", {"FEEDSVC_RATE_LIMIT": "1/hour; 2/day"}, "a rate such as 60/hour"),
        ("rate_limit = '1 per 9999 years'", {}, "a rate such as 60/hour"),
        ("rate_limit = '5/fortnight'", {}, "a rate such as 60/hour"),
        ("", {"FEEDSVC_RATE_BURST": "2"}, "FEEDSVC_RATE_BURST: '2' is not allowed; it takes a whole number from 3 to"),
    ],
)
def test_a_wrong_setting_is_named_with_value_and_what_is_allowed(
    tmp_path: Path, toml: str, environ: dict[str, str], said: str
) -> None:
    with pytest.raises(SettingsError, match=said):
        load(tmp_path, toml, **environ)


@pytest.mark.parametrize("rate", ["", "60/hour", "10 per 5 minutes", "1/day", "  3 PER second "])
def test_a_rate_is_taken_as_it_is_written(tmp_path: Path, rate: str) -> None:
    assert load(tmp_path, FEEDSVC_RATE_LIMIT=rate).rate_limit == rate.strip()


LINKS = {
    "FEEDSVC_SERVICE_HOST": "10.0.0.1",
    "FEEDSVC_SERVICE_PORT": "8000",
    "FEEDSVC_SERVICE_PORT_HTTP": "8000",
    "FEEDSVC_PORT": "tcp://10.0.0.1:8000",
    "FEEDSVC_PORT_8000_TCP": "tcp://10.0.0.1:8000",
    "FEEDSVC_PORT_8000_TCP_PROTO": "tcp",
    "FEEDSVC_PORT_8000_TCP_PORT": "8000",
    "FEEDSVC_PORT_8000_TCP_ADDR": "10.0.0.1",
    "FEEDSVC_PORT_53_UDP": "udp://10.0.0.1:53",
    "FEEDSVC_DB_SERVICE_HOST": "10.0.0.2",
    "FEEDSVC_DB_PORT": "tcp://10.0.0.2:5432",
    "FEEDSVC_DB_PORT_5432_TCP_ADDR": "10.0.0.2",
}
"""What Kubernetes puts into each pod for services called `feedsvc` and `feedsvc-db`, with a named port."""


def test_what_kubernetes_says_of_a_service_of_our_name_is_no_setting(tmp_path: Path) -> None:
    settings = load(tmp_path, "port = 8080", **LINKS)
    assert settings.port == 8080
    assert config.shown(settings) == config.shown(load(tmp_path, "port = 8080"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FEEDSVC_PORT", "http://10.0.0.1:8000"),
        ("FEEDSVC_SERVICE", "x"),
        ("FEEDSVC_DB_PORT", "5432"),
        ("FEEDSVC_PORT_TCP", "x"),
    ],
)
def test_what_only_looks_like_that_is_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load(tmp_path, **{name: value})


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot read the settings file"):
        config.load(tmp_path / "none.toml", {})
    with pytest.raises(SettingsError, match="cannot read the settings file"):
        config.load(None, {"FEEDSVC_CONFIG": str(tmp_path / "none.toml")})


def test_sources_take_a_list_with_names_from_their_folders(tmp_path: Path) -> None:
    settings = load(tmp_path, "sources = ['a/posts', 'b/news']")
    assert [source.name for source in settings.sources] == ["posts", "news"]
    assert settings.sources[0].path == tmp_path / "a/posts"


def test_a_source_that_is_a_link_is_called_as_it_is_written(tmp_path: Path) -> None:
    for target in ("20260101", "20260102"):
        (tmp_path / target).mkdir()
        (tmp_path / "current").unlink(missing_ok=True)
        (tmp_path / "current").symlink_to(target)
        assert [source.name for source in load(tmp_path, "sources = ['current']").sources] == ["current"]


@pytest.mark.parametrize(
    ("written", "name"), [(".", "site"), ("posts/..", "site"), ("./posts/", "posts"), ("/", "source")]
)
def test_a_path_without_a_name_at_its_end_has_that_of_its_folder(tmp_path: Path, written: str, name: str) -> None:
    (tmp_path / "site").mkdir()
    assert [source.name for source in load(tmp_path / "site", f"sources = ['{written}']").sources] == [name]


def test_a_folder_that_the_file_names_is_that_source_again(tmp_path: Path) -> None:
    settings = load(tmp_path, "[sources.main]\npath = 'posts'\ntitle = 'Main'", FEEDSVC_SOURCES=str(tmp_path / "posts"))
    assert [(source.name, source.title) for source in settings.sources] == [("main", "Main")]


def test_sources_take_tables_that_inherit_what_they_do_not_say(tmp_path: Path) -> None:
    toml = """
        timezone = "UTC"
        [sources.news]
        path = "n"
        title = "The News"
        day_first = true
        rules_off = ["the-end"]
        [sources.blog]
        path = "b"
        timezone = "Europe/Berlin"
    """
    news, blog = load(tmp_path, toml).sources
    assert (news.title, news.timezone, news.day_first) == ("The News", "UTC", True)
    assert news.rules_off == frozenset({"the-end"})
    assert (blog.title, blog.timezone, blog.day_first) == ("blog", "Europe/Berlin", None)
    assert (set(news.given), set(news.given_for_all)) == ({"title", "day_first", "rules_off"}, {"timezone"})
    assert (set(blog.given), set(blog.given_for_all)) == ({"timezone"}, {"timezone"})


def test_a_variable_is_said_for_all_sources(tmp_path: Path) -> None:
    (news,) = load(tmp_path, "sources = ['n']", FEEDSVC_LANGUAGE="en").sources
    assert (news.language, set(news.given), set(news.given_for_all)) == ("en", set(), {"language"})


def test_sources_of_a_variable_are_relative_to_the_working_folder(tmp_path: Path) -> None:
    settings = load(tmp_path, "sources = ['x']", FEEDSVC_SOURCES="one:two")
    assert [source.path for source in settings.sources] == [Path("one"), Path("two")]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("sqlite:///feeds.db", "sqlite:////{}/feeds.db"),
        ("sqlite+pysqlite:///stores/feeds.db", "sqlite+pysqlite:////{}/stores/feeds.db"),
        ("sqlite:///~/feeds.db", "sqlite:////home/desk/feeds.db"),
        ("sqlite:////srv/feeds.db", "sqlite:////srv/feeds.db"),
        ("sqlite:///:memory:", "sqlite:///:memory:"),
        ("sqlite://", "sqlite://"),
        ("postgresql://desk@db/feeds", "postgresql://desk@db/feeds"),
    ],
)
def test_a_database_in_a_file_counts_from_the_folder_of_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, counted: str
) -> None:
    monkeypatch.setenv("HOME", "/home/desk")
    folder = tmp_path / "50% off?"
    folder.mkdir()
    root = str(folder).replace("%", "%25").replace("?", "%3F").removeprefix("/")
    settings = load(folder, f"database = {address!r}")
    assert settings.database == counted.format(root)


def test_a_database_of_a_variable_counts_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/home/desk")
    given = load(tmp_path, FEEDSVC_DATABASE="sqlite:///feeds.db").database
    assert Path(make_url(given).database or "") == Path("feeds.db")
    assert load(tmp_path, FEEDSVC_DATABASE="sqlite:///~/a.db").database == "sqlite:////home/desk/a.db"


def test_shown_settings_mask_the_password_of_a_database(tmp_path: Path) -> None:
    settings = load(tmp_path, "database = 'postgresql+psycopg://me:secret@db/feeds'")
    text = repr(config.shown(settings))
    assert "secret" not in text
    assert "me:…@db/feeds" in text
    query = load(tmp_path, "database = 'postgresql+psycopg:///feeds?user=me&password=secret'")
    assert "secret" not in repr(config.shown(query))
    for password in ("secret?x", "x/secret", "secret:x", "x@secret"):
        odd = load(tmp_path, f"database = 'postgresql+psycopg://me:{password}@db/feeds'")
        assert ("database", "postgresql+psycopg://me:…@db/feeds", str(tmp_path / "feedsvc.toml")) in config.shown(odd)


def test_shown_settings_have_nothing_of_a_token_that_looks_like_an_address(tmp_path: Path) -> None:
    shown = config.shown(load(tmp_path, "admin_token = 'desk://secret@of-the-desk'"))
    assert ("admin_token", "…", str(tmp_path / "feedsvc.toml")) in shown


def test_a_text_that_a_server_hands_on_counts_instead_of_the_file(tmp_path: Path) -> None:
    before = load(tmp_path, "sources = ['x']\ntitle = '京东 \\u0022'\n", FEEDSVC_ENTRIES="7")
    handed = {"FEEDSVC_ENTRIES": "7", handover.TEXT_VARIABLE: handover.line_of(before.text)}
    assert load(tmp_path, "titel = 'wrong'", **handed) == before
    (tmp_path / "feedsvc.toml").unlink()
    assert config.load(tmp_path / "feedsvc.toml", handed) == before


@pytest.mark.parametrize("given", ["", "no JSON", "[1", "{"])
def test_a_text_that_no_server_handed_on_is_no_settings(tmp_path: Path, given: str) -> None:
    with pytest.raises(SettingsError, match="FEEDSVC_CONFIG_TEXT: it holds no settings; leave it to the server"):
        load(tmp_path, FEEDSVC_CONFIG_TEXT=given)


def test_a_text_that_came_from_no_file_stands_for_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = config.load(environ={})
    (tmp_path / "feedsvc.toml").write_text("entries = 7")
    assert config.load(environ={handover.TEXT_VARIABLE: handover.line_of(before.text)}) == before
    assert config.load(environ={}).entries == 7


def test_settings_know_the_file_in_which_something_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(tmp_path, "entries = 7").file == tmp_path / "feedsvc.toml"
    assert load(tmp_path, "").file is None
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feedsvc.toml").unlink()
    assert config.load(environ={}).file is None


def test_a_byte_order_mark_at_the_files_beginning_is_none_of_its_text(tmp_path: Path) -> None:
    (tmp_path / "feedsvc.toml").write_bytes(b"\xef\xbb\xbfentries = 7\r\n")
    settings = config.load(tmp_path / "feedsvc.toml", {})
    assert settings.entries == 7
    handed = {handover.TEXT_VARIABLE: handover.line_of(settings.text)}
    assert config.load(tmp_path / "feedsvc.toml", handed) == settings


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "feedsvc.toml").write_bytes("title = '京东'".encode("gbk"))
    with pytest.raises(SettingsError, match=r"is not UTF-8: .*; save it as UTF-8"):
        config.load(tmp_path / "feedsvc.toml", {})


def test_an_ipv6_host_makes_a_valid_address(tmp_path: Path) -> None:
    assert load(tmp_path, "host = '::1'").public_url == "http://[::1]:8000"
    assert load(tmp_path, "host = '[::1]'").host == "::1"


@pytest.mark.parametrize("data", ["d space#%?q=1", "50%25", "京东?uri=true", "a:b@c"])
def test_the_store_is_in_the_data_folder_whatever_that_is_called(tmp_path: Path, data: str) -> None:
    settings = load(tmp_path, FEEDSVC_DATA=str(tmp_path / data))
    store = open_store(settings.database_url, settings.data)
    store.close()
    assert settings.store_file == tmp_path / data / "feedsvc.sqlite3"
    assert settings.store_file.is_file()
    assert store.folder == tmp_path / data
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([data, "feedsvc.toml"])


def test_a_tilde_stands_for_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/li")
    toml = "sources = ['~/posts', 'a~', '~nobody.here/b']\ndata = '~/store'\ncompanies = ['~/mine.toml', 'b.toml']"
    settings = load(tmp_path, toml)
    paths = [source.path for source in settings.sources]
    assert paths == [Path("/home/li/posts"), tmp_path / "a~", tmp_path / "~nobody.here/b"]
    assert settings.data == Path("/home/li/store")
    assert settings.companies == (Path("/home/li/mine.toml"), tmp_path / "b.toml")
    assert load(tmp_path, "[sources.main]\npath = '~/posts'").sources[0].path == Path("/home/li/posts")
    named = load(tmp_path, FEEDSVC_SOURCES="a:~/b", FEEDSVC_DATA="~/c")
    assert [source.path for source in named.sources] == [Path("a"), Path("/home/li/b")]
    assert named.data == Path("/home/li/c")


def test_paths_in_the_file_count_from_its_folder(tmp_path: Path) -> None:
    settings = load(tmp_path, "data = 'store'\ncompanies = ['mine.toml']")
    assert settings.data == tmp_path / "store"
    assert settings.companies == (tmp_path / "mine.toml",)
    assert load(tmp_path, FEEDSVC_DATA="store").data == Path("store")


def test_the_readmes_table_of_a_source_is_taken_as_it_stands(tmp_path: Path) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    (table,) = re.findall(r"```toml\n(\[sources\..*?)```", readme, re.DOTALL)
    (source,) = load(tmp_path, table).sources
    assert source.feed_id == "https://news.example/feed.xml"


def test_a_working_folder_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "release"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    with pytest.raises(SettingsError, match=r"the working folder cannot be looked into: No such file.*; run this"):
        config.load(environ={})


def test_a_working_folder_of_another_user_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    # Who runs the tests may be allowed everything.
    monkeypatch.setattr(Path, "stat", refuse)
    with pytest.raises(SettingsError, match="the working folder cannot be looked into: Permission denied; run this in"):
        config.load(environ={})
