"""GitHub's cmark by its own functions.

The package's wrapper around them gives back neither the tree nor the text that it rendered: some 10 KB an article,
which in an ingester that lives for months come to more than all that it holds. cmark keeps tables of its own: no two
threads of a process may render at once.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from cmarkgfm import _cmark
from cmarkgfm.cmark import Options

FULL_INFO = 1 << 16
"""cmark-gfm's CMARK_OPT_FULL_INFO_STRING, which cmarkgfm does not name: a fence's whole line is handed on."""

OPTIONS = (
    Options.CMARK_OPT_UNSAFE
    | Options.CMARK_OPT_FOOTNOTES
    # One tilde is a range in Chinese (`10~15度`); only two strike words out.
    | Options.CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
    | FULL_INFO
)

EXTENSIONS = (b"table", b"strikethrough", b"autolink", b"tasklist")
"""Of GFM. `tagfilter` is not among them: it shows `<style>` as text; what is unsafe the sanitizer takes out."""

_Free = Callable[[int], object]


class _Memory(ctypes.Structure):
    """cmark_mem: how cmark allocates (cmark-gfm.h)."""

    _fields_ = (
        ("calloc", ctypes.c_void_p),
        ("realloc", ctypes.c_void_p),
        ("free", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
    )


def _freeing() -> tuple[_Free, _Free]:
    """What gives back a text and a tree. The package names neither function, but its library has both; where one that
    was built otherwise hides them, what was rendered stays in memory, as with the wrapper."""
    with suppress(AttributeError, OSError):
        library = ctypes.CDLL(_cmark.__file__)
        allocator, tree = library.cmark_get_default_mem_allocator, library.cmark_node_free
        allocator.restype, tree.argtypes, tree.restype = ctypes.POINTER(_Memory), [ctypes.c_void_p], None
        return allocator().contents.free, tree
    return (lambda _: None), (lambda _: None)


_free_text, _free_tree = _freeing()
_lib, _ffi = _cmark.lib, _cmark.ffi
_lib.cmark_gfm_core_extensions_ensure_registered()
_EXTENSIONS = tuple(_lib.cmark_find_syntax_extension(name) for name in EXTENSIONS)


def to_html(source: str, *, breaks: bool = False) -> str:
    """Render Markdown, with OPTIONS and EXTENSIONS; with `breaks` every new line in a paragraph is a line break."""
    data = source.encode()
    options = OPTIONS | Options.CMARK_OPT_HARDBREAKS if breaks else OPTIONS
    parser = _lib.cmark_parser_new(options)
    try:
        for extension in _EXTENSIONS:
            _lib.cmark_parser_attach_syntax_extension(parser, extension)
        _lib.cmark_parser_feed(parser, data, len(data))
        return _rendered(_lib.cmark_parser_finish(parser), options, parser)
    finally:
        _lib.cmark_parser_free(parser)


def inline(source: str) -> str:
    """A line of Markdown without the paragraph around it; more than one paragraph keeps them."""
    html = to_html(source).strip()
    is_line = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html.removeprefix("<p>").removesuffix("</p>") if is_line else html


def _rendered(tree: Any, options: int, parser: Any) -> str:
    try:
        text = _lib.cmark_render_html(tree, options, _lib.cmark_parser_get_syntax_extensions(parser))
        try:
            html: str = _ffi.string(text).decode(errors="replace")
            return html
        finally:
            _free_text(_address(text))
    finally:
        _free_tree(_address(tree))


def _address(pointer: Any) -> int:
    return int(_ffi.cast("uintptr_t", pointer))
