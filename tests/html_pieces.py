"""Fragments from which hypothesis builds HTML that nobody would write, for the parsers of bodies."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *("<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<a href='http://x.example/'>", "</a>", "<a", "<table>"),
    *("<tr>", "<td>", "</td>", "</table>", "<caption>", "<colgroup>", "<col>", "<tbody>", "<ul>", "<li>"),
    *("</ul>", "<dl>", "<dt>", "<dd>", "<pre>", "</pre>", "\n", " ", "<br>", "<br><br>", "text", "中文。", "&lt;"),
    *("&amp;", "&#12;", "&nbsp;", "\x0c", "\x00", "\x1b", "<", ">", "'", '"', "='\"", "/"),
    *("<span data-code='1,600000'>", "<span>", "</span>", "<center>", "</center>", "<font>", "<h1>", "</h1>"),
    *("<img src=x>", "<img data-src='//a.example/c.png'>", "<blockquote>", "</blockquote>", "<figure>", "<ruby>"),
    *("<rt>", "<svg>", "</svg>", "<math>", "<mi>", "<mglyph>", "<annotation-xml encoding='text/html'>"),
    *("<style>", "</style>", "<script>", "</script>", "<!--", "-->", "<!-- more -->", "<?x", "<![CDATA[", "]]>"),
    *("<title>", "</title>", "<textarea>", "</textarea>", "<xmp>", "</xmp>", "<noscript>", "</noscript>"),
    *("<noembed>", "<template>", "</template>", "<form>", "</form>", "<select>", "<option>", "<button>"),
    *("</button>", "<p hidden>", "<input type=checkbox>", "<video>", "<source src='http://a.example/c'>"),
    *("<details>", "<summary>", "<nobr>", "<plaintext>", "<frameset>", "<body onload=x>", "<html>", "<head>"),
    *("<object>", "<embed src=x>", "<o:p>", "<code>", "</code>", " onclick=x", "<p style='text-align:center'>"),
    *("<hr>", "<wbr>"),
)

MARKUP = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)
"""HTML of any shape; `st.text` adds characters of every kind, lone surrogates not among them."""
