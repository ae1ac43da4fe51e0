"""A title with its first author glued to it, cut apart by what other sources know.

Letter case alone cannot tell where `Toy Models of DataNova DasSarma` is cut: names and titles have
capitals inside words, too.
"""

import re
from typing import NamedTuple

from separata.names import parse_name
from separata.readers.reader import Known
from separata.text import squeezed

# Cards print at most so many authors, and all of them before `et al.`
_PRINTED = 3
_LONGEST_NAME = 4  # words

_BYLINE = re.compile(r"(?P<glued>.+?)(?P<more> et al\.)?(?: · (?P<tags>[^·]*))?")


class Byline(NamedTuple):
    """A byline in parts; title and names are empty when the cut cannot be found.

    `guessed` says that only letter case speaks for the cut. `tags` are what stands behind the dot.
    """

    title: str = ""
    names: tuple[str, ...] = ()
    incomplete: bool = False
    tags: tuple[str, ...] = ()
    guessed: bool = False


class _Cut(NamedTuple):
    """A way to part title and first author, with the authors that follow."""

    title: str
    names: tuple[str, ...]


def parse_byline(text: str, known: Known) -> Byline:
    """Read `TitleAda Lovelace, Mary Somerville, Sophie Germain et al. · london, paris`.

    A title that others print comes first as evidence, then a name that others print, then a single
    place where a capital inside a word can begin a name.
    """
    match = _BYLINE.fullmatch(squeezed(text))
    if not match:
        return Byline()
    more = bool(match["more"])
    cut = _cut_by_title(match["glued"], known) or _cut_by_name(match["glued"], known, cut_short=more)
    guess = None if cut else _cut_by_case(match["glued"], cut_short=more)
    title, names = cut or guess or _Cut("", ())
    tags = tuple(tag.strip() for tag in (match["tags"] or "").split(",") if tag.strip())
    return Byline(title.strip(), tuple(map(str.strip, names)), more, tags, guessed=guess is not None)


def _splits(text: str, *, cut_short: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the ways to part the text before the second author from the authors that follow.

    Before `et al.` there are always three; otherwise there may be fewer, and a comma may be the title's.
    """
    parts = text.split(", ")
    counts = (_PRINTED,) if cut_short else range(1, _PRINTED + 1)
    ends = (len(parts) - count + 1 for count in counts)
    return tuple((", ".join(parts[:end]), tuple(parts[end:])) for end in ends if end > 0)


def _cut_by_title(text: str, known: Known) -> _Cut | None:
    """Cut behind the longest known title that authors follow."""
    titles = [title for title in known.titles if text.startswith(title)]
    for title in sorted(titles, key=len, reverse=True):
        names = tuple(text[len(title) :].split(", "))
        if len(names) <= _PRINTED and _is_name(names[0]):
            return _Cut(title, names)
    return None


def _cut_by_name(text: str, known: Known, *, cut_short: bool) -> _Cut | None:
    """Cut before the longest known name that is glued to what stands before it."""
    for glued, others in _splits(text, cut_short=cut_short):
        names = [
            name for name in known.names if glued.endswith(name) and _is_glued(glued, len(glued) - len(name))
        ]
        if names:
            name = max(names, key=len)
            return _Cut(glued.removesuffix(name), (name, *others))
    return None


def _cut_by_case(text: str, *, cut_short: bool) -> _Cut | None:
    """Cut where a capital inside a word begins a name, if there is just one such place."""
    for glued, others in _splits(text, cut_short=cut_short):
        starts = [at for at in range(1, len(glued)) if _is_glued(glued, at) and _is_name(glued[at:])]
        if starts:
            return _Cut(glued[: starts[0]], (glued[starts[0] :], *others)) if len(starts) == 1 else None
    return None


def _is_glued(text: str, at: int) -> bool:
    """Tell whether a name could begin inside a word here."""
    return at > 0 and not text[at - 1].isspace() and text[at - 1] not in "-/'’.([{“‘"


def _is_name(text: str) -> bool:
    """Tell whether a text looks like a full name: a few words with capitals, but for particles."""
    name = parse_name(text)
    words = f"{name.given} {name.family}".split()
    begins = text[:1].isupper() and not text[1:2].isupper() and "," not in text
    return begins and 1 < len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)
