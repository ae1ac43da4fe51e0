"""Numbers, years and lists in words, as the pages print them."""

from collections.abc import Sequence

from separata.text import pattern

# A full stop ends a sentence before a capital, but not behind an initial or these abbreviations.
_END = pattern(r"(?<!\b[A-Z])(?<!e\.g)(?<!i\.e)(?<!\bvs)(?<!\bal)(?<!\bcf)[.!?][”’)]?(?=\s+[A-Z“‘(]|$)")

_SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()

# Words of links that a capital at the beginning would misspell.
_SPELT = {
    name.lower(): name
    for name in ("arXiv", "DBLP", "GitHub", "GitLab", "Google Scholar", "LinkedIn", "OpenAlex", "ResearchGate")
}


def number(count: int) -> str:
    """Return a count in words up to a hundred (`no`, `one`, `twenty-one`), in figures beyond."""
    if count < len(_SMALL):
        return _SMALL[count]
    if count < 100:
        tens, ones = divmod(count, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    return "a hundred" if count == 100 else f"{count:,}"


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: `one paper`, `twenty-one papers`."""
    return f"{number(count)} {noun}{'' if count == 1 else 's'}"


def opening(text: str) -> str:
    """Return a text as it stands at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def link_words(words: str) -> str:
    """Return the words of a person's link as they are printed: `google scholar` as `Google Scholar`."""
    return _SPELT.get(words.lower(), opening(words))


def listed(items: Sequence[str]) -> str:
    """Join items as a sentence does: `a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def span(first: int, last: int) -> str:
    """Return a run of years: `2017–23`, `1998–2004`, `2022`."""
    if first == last:
        return str(first)
    return f"{first}–{last % 100:02}" if first // 100 == last // 100 else f"{first}–{last}"


def cropped(text: str, length: int) -> str:
    """Cut a text behind a word so that it has at most `length` letters, an ellipsis among them."""
    if len(text) <= length:
        return text
    return f"{text[: length - 1].rpartition(' ')[0].rstrip(' ,.;:–—-')}…"


def first_sentence(text: str) -> str:
    """Return a text up to the end of its first sentence; all of it where none ends."""
    end = _END.search(text)
    return text[: end.end()] if end else text
