"""What docutils read of reStructuredText -> HTML, as the stages behind it know HTML.

    | A mill        <p>A mill<br />turns</p>          [1]_           <sup><a role="doc-noteref" …>[1]</a></sup>
    | turns         :math:`a^2`  ->  $a^2$            .. note::      <p><strong>Note</strong></p>

Sources: https://docutils.sourceforge.io/docs/user/html.html, https://docutils.sourceforge.io/docs/ref/doctree.html.
"""

from __future__ import annotations

import html
import mimetypes
import pkgutil
from functools import cache

from docutils import languages, nodes
from docutils.transforms import Transform
from docutils.utils import normalize_language_tag
from docutils.writers import html5_polyglot

from feedsvc.patterns import lazy

_TEMPLATE = lazy(r"\{\{(?:%|&lt;)[^{}\n]{1,500}(?:%|&gt;)\}\}|\{(?=[{%])")
_LEADING = "\u2003"
"""What a line that is set in by a step begins with: an em's space."""
_WRITTEN = {"zh": "zh-cn", "zh-hans": "zh-cn", "zh-hant": "zh-tw"}
"""Languages that docutils calls by a country."""


class _Plain(Transform):
    """What readers of feeds show as it stands: lines set in by blanks, the mark of a note in the line that it is of,
    and the labels of warnings in the language that is asked for; fields and directives have their English names."""

    default_priority = 900  # before docutils writes labels

    def apply(self) -> None:
        self.document.settings.language_code = _language(self.document.settings.label_language)
        for line in [*self.document.findall(nodes.line)]:
            _set_in(line)
        notes: list[nodes.Element] = [*self.document.findall(nodes.footnote), *self.document.findall(nodes.citation)]
        for note in notes:
            label, first = note.next_node(nodes.label), note.next_node(nodes.paragraph)
            if label is not None and first is not None:
                first.insert(0, nodes.Text(f"[{label.astext()}] "))
                note.remove(label)


def _set_in(line: nodes.line) -> None:
    """Put the blanks in front of a line that say how deep its block lies in others."""
    depth, block = -1, line.parent
    while isinstance(block, nodes.line_block):
        depth, block = depth + 1, block.parent
    if depth > 0:
        line.insert(0, nodes.Text(_LEADING * depth))


def _escaped(node: nodes.Node) -> str:
    return html.escape(node.astext(), quote=False)


def _as_words(text: str) -> str:
    """HTML in which braces of templates are words, as Pelican has them; but the shortcodes of Nikola and Hugo, which
    these read before docutils does, are as written."""
    return _TEMPLATE.sub(lambda found: html.unescape(found[0]) if found[0] != "{" else "&#123;", text)


@cache
def _language(tag: str) -> str:
    """What docutils calls a language, English where it has no other: in all of Python it looks for what it does not
    know."""
    known = {each.name for each in pkgutil.iter_modules(languages.__path__)}
    names = (name.replace("-", "_") for name in normalize_language_tag(_WRITTEN.get(tag.lower(), tag)))
    return next((name for name in names if name in known), "en")


class _Translator(html5_polyglot.HTMLTranslator):
    """HTML5 with program text, lines, marks of notes, and the headings of admonitions, in the elements that it has for
    that."""

    _in_program = False

    def visit_Text(self, node: nodes.Text) -> None:  # noqa: N802 - docutils names it so
        super().visit_Text(node)
        if "{" in self.body[-1] and not self._in_program:
            self.body[-1] = _as_words(self.body[-1])

    def visit_image(self, node: nodes.image) -> None:
        # `:loading: embed` would read the file.
        node.attributes.pop("loading", None)
        if mimetypes.guess_type(node["uri"])[0] not in self.videotypes:
            # Else its address would stand for its words.
            node.setdefault("alt", "")
        super().visit_image(node)

    def visit_classifier(self, node: nodes.classifier) -> None:
        self.body.append(" : ")
        super().visit_classifier(node)

    def visit_line_block(self, node: nodes.line_block) -> None:
        if not isinstance(node.parent, nodes.line_block):
            self.body.append("<p>")

    def depart_line_block(self, node: nodes.line_block) -> None:
        if not isinstance(node.parent, nodes.line_block):
            # Behind the last line is no break.
            self.body[-1:] = [self.body[-1].removesuffix("<br />\n"), "</p>\n"]

    def visit_line(self, _node: nodes.line) -> None:
        pass

    def depart_line(self, _node: nodes.line) -> None:
        self.body.append("<br />\n")

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        href = html.escape(f"#{node.get('refid', '')}")
        self.body.append(f'<sup><a role="doc-noteref" href="{href}">[{_escaped(node)}]</a></sup>')
        raise nodes.SkipNode

    def visit_citation_reference(self, node: nodes.citation_reference) -> None:
        self.body.append(f"[{_escaped(node)}]")
        raise nodes.SkipNode

    def visit_math(self, node: nodes.math, *_more: object) -> None:
        self.body.append(f"${_escaped(node)}$")
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block, *_more: object) -> None:
        self.body.append(f"<p>$${_escaped(node)}$$</p>\n")
        raise nodes.SkipNode

    def visit_literal(self, node: nodes.literal) -> None:
        self.body.append(f"<code>{_escaped(node)}</code>")
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        given: list[str] = node.get("classes", [])
        named = [each for each in given if each != "code"] if "code" in given else []
        language = f' class="language-{html.escape(named[0])}"' if named else ""
        self.body.append(f"<pre><code{language}>")
        self._in_program = True

    def depart_literal_block(self, _node: nodes.literal_block) -> None:
        self.body.append("</code></pre>\n")
        self._in_program = False

    def visit_title(self, node: nodes.title) -> None:
        if not isinstance(node.parent, nodes.admonition):
            super().visit_title(node)
            return
        self.body.append(f"<p><strong>{_escaped(node)}</strong></p>\n")
        raise nodes.SkipNode


class Writer(html5_polyglot.Writer):
    """Writes HTML5."""

    def __init__(self) -> None:
        super().__init__()
        self.translator_class = _Translator

    def get_transforms(self) -> list[type[Transform]]:
        """Those of docutils, and ours."""
        return [*super().get_transforms(), _Plain]
