"""Prose pages: Markdown to HTML that an allow-list has passed."""

import re
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from separata.text import escaped, pattern, printable

_TAGS = set(
    "h1 h2 h3 h4 h5 h6 p br hr ul ol li dl dt dd blockquote pre code em strong i b sub sup a img"
    " table thead tbody tr th td div".split()
)
_ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "title", "width", "height"}, "ol": {"start"},
    "th": {"align"}, "td": {"align"}, "li": {"id"}, "sup": {"id"},
    **{f"h{level}": {"id"} for level in range(1, 7)},
}  # fmt: skip
_CLASSES = {"div": {"footnote"}, "a": {"footnote-ref", "footnote-backref"}}
_SCHEMES = {"http", "https", "mailto"}
_EXTENSIONS = ("tables", "footnotes", "toc", "smarty", "sane_lists", "def_list", "fenced_code")
_SETTINGS = {"tables": {"use_align_attribute": True}}

_TITLE = pattern(r"\s*<h1[^>]*>(.*?)</h1>\s*", re.DOTALL)
_ELSEWHERE = pattern(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


class Prose(NamedTuple):
    """A page of prose: its text without the title, the title in plain words, and where it points.

    `links` are the addresses of links and pictures as written, each once, in the order of the text.
    """

    html: Markup
    title: str
    links: tuple[str, ...]


@lru_cache(maxsize=256)
def prose(markdown_text: str) -> Prose:
    """Return a Markdown text as a page; a heading of the first level that opens it is its title.

    Tables, footnotes and definition lists are understood, and headings get ids. HTML in the text is not
    trusted: what is not on the list loses its tags or, if it is a script or a style, is gone. Links go to
    `http`, `https` and `mailto` or stay within the site; pictures are the site's own.
    """
    # Few builds have prose to read, and what looks for its links takes long to load.
    from separata.markup.targets import targets

    html, title = _sanitised(_html(printable(markdown_text))), ""
    if heading := _TITLE.match(html):
        title, html = _text(heading[1]), html[heading.end() :]
    return Prose(Markup(html), title, targets(html))


def emphasised(html: str) -> Markup:
    """Return a line of untrusted HTML with no tags but those of emphasis, and no attributes."""
    import nh3

    return Markup(nh3.clean(html, tags={"i", "b", "em", "strong", "sub", "sup"}, attributes={}))


def _html(text: str) -> str:
    import markdown

    try:
        return markdown.markdown(
            text, extensions=_EXTENSIONS, extension_configs=_SETTINGS, output_format="html"
        )
    except RecursionError:  # thousands of nested quotes or brackets: show what was written
        return f"<pre>{escaped(text)}</pre>"


def _sanitised(html: str) -> str:
    import nh3

    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_kept,
        url_schemes=_SCHEMES,
        link_rel=None,  # no link opens a window, so none needs a rel
    )


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """Return an attribute's value, or None for a picture from elsewhere, which would tell on the reader."""
    return None if (tag, attribute) == ("img", "src") and _ELSEWHERE.match(value) else value


def _text(html: str) -> str:
    from html import unescape

    import nh3

    return " ".join(unescape(nh3.clean(html, tags=set())).split())
