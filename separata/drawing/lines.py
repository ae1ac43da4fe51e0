"""Breaking a title into lines that are equally long, and end where sense does."""

from collections.abc import Callable, Sequence
from functools import cache

from separata.text import pattern

Measure = Callable[[str], float]

_LONGEST = 28  # letters that stand together on a line whatever they are
# A line may end at a blank, and behind a hyphen, a dash or a stroke within a word.
_PIECE = pattern(r"[^ /\-–—]*[/\-–—]* ?")
_CLINGING = frozenset("a an and as at by for from in into is of on or the to via vs with".split())
_STOPS = (":", "?", "!", ";", "—", "–")


def broken(text: str, measure: Measure, *, width: float, most: int) -> tuple[str, ...] | None:
    """Break a text into as few lines as it needs, and these as equal as they can be.

    Args:
        text: words with single blanks between them.
        measure: the width of a line.
        width: how wide a line may be.
        most: how many lines there may be.

    Returns:
        The lines; None where the text does not fit.
    """
    pieces = _pieces(text)
    needed = _fewest(pieces, measure, width)
    if not needed or needed > most:
        return None
    return _balanced(pieces, measure, width=width, lines=needed)


def shortened(text: str, measure: Measure, *, width: float, most: int) -> tuple[str, ...]:
    """Break a text as `broken` does; of one that does not fit, as much as fits with an ellipsis behind it."""
    pieces = _pieces(text)
    for end in range(len(pieces), 0, -1):
        cut = "…" if end < len(pieces) else ""
        if lines := broken("".join(pieces[:end]).rstrip(" ,;:–—-") + cut, measure, width=width, most=most):
            return lines
    return ()


def _pieces(text: str) -> tuple[str, ...]:
    """Return the parts of a text between which a line may end; a very long word is cut."""
    return tuple(
        piece[at : at + _LONGEST] for piece in _PIECE.findall(text) for at in range(0, len(piece), _LONGEST)
    )


def _line(pieces: Sequence[str]) -> str:
    return "".join(pieces).strip()


def _fewest(pieces: Sequence[str], measure: Measure, width: float) -> int:
    """Return how many lines are needed; 0 where a piece is wider than a line, or there is none."""
    count, start = 0, 0
    while start < len(pieces):
        end = start
        while end < len(pieces) and measure(_line(pieces[start : end + 1])) <= width:
            end += 1
        if end == start:
            return 0
        count, start = count + 1, end
    return count


def _balanced(pieces: Sequence[str], measure: Measure, *, width: float, lines: int) -> tuple[str, ...]:
    """Return the division into so many lines that costs least."""

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        if left == 1:
            line = _line(pieces[start:])
            size = measure(line)
            return (size**2 if size <= width else float("inf")), (len(pieces),)
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for end in range(start + 1, len(pieces) - left + 2):
            line = _line(pieces[start:end])
            size = measure(line)
            if size > width:
                break
            rest, ends = best(end, left - 1)
            found = min(found, (size**2 + rest + _penalty(line, width), (end, *ends)))
        return found

    # Of lines whose widths have one sum, the squares add up to least when all are equal.
    _, ends = best(0, lines)
    return tuple(_line(pieces[start:end]) for start, end in zip((0, *ends), ends, strict=False))


def _penalty(line: str, width: float) -> float:
    """Return what it costs to end a line here: a stop invites, a little word clings, no word is cut gladly."""
    if line.endswith(_STOPS):
        return -0.15 * width**2
    if line.endswith(("-", "/")):
        return 0.1 * width**2
    return 0.06 * width**2 if line.rpartition(" ")[2].casefold() in _CLINGING else 0.0
