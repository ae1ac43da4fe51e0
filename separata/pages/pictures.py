"""Pictures of numbers: geometry for the templates, which draw it as SVG. Units are pixels at full size."""

from collections.abc import Callable, Sequence
from typing import Annotated

import msgspec

from separata.pages.words import counted

_WIDE, _NARROW = 46, 24  # a year's column; a finger needs 24
_FEW = 14  # years up to which each has its label
_MOST = 27  # years that fit the text column; older ones stand in the plain list
_TOP = 20  # room for the count above the tallest bar
_FOOT = 24  # room for the year below the baseline
_WORD = 180  # widest sparkline
_EVERY = 5  # which years are labelled where there are many


class Bar(msgspec.Struct, frozen=True):
    """One year of a histogram; a year without papers has no bar and leads nowhere."""

    year: Annotated[str, "the year; empty where it is not labelled"]
    count: Annotated[int, "papers of that year"]
    label: Annotated[str, "the bar in words"]
    url: Annotated[str, "where the bar leads, from the top of the site; empty for a year without papers"]
    x: Annotated[float, "left side of the bar"]
    y: Annotated[float, "top of the bar"]
    width: Annotated[float, "width of the bar"]
    height: Annotated[float, "height of the bar"]
    middle: Annotated[float, "middle of the column"]
    count_y: Annotated[float, "baseline of the count above the bar"]
    hit_x: Annotated[int, "left side of the area to press"]
    hit_width: Annotated[int, "width of the area to press"]


class YearLink(msgspec.Struct, frozen=True):
    """A year in a plain list."""

    year: Annotated[str, "the year"]
    url: Annotated[str, "where it leads, from the top of the site"]
    count: Annotated[int, "papers of that year"]


class Histogram(msgspec.Struct, frozen=True):
    """Papers per year as bars."""

    width: Annotated[int, "width of the picture"]
    height: Annotated[int, "height of the picture"]
    base: Annotated[float, "height of the line that bars stand on"]
    year_y: Annotated[int, "baseline of the years"]
    bars: Annotated[tuple[Bar, ...], "every year from first to last, empty ones too"]
    years: Annotated[tuple[YearLink, ...], "plain list, newest first, where the picture cannot label all years"]


class SparkBar(msgspec.Struct, frozen=True):
    """One year of a sparkline."""

    x: Annotated[int, "left side"]
    y: Annotated[float, "top"]
    height: Annotated[float, "height"]


class Sparkline(msgspec.Struct, frozen=True):
    """Papers per year, as small as a word."""

    words: Annotated[str, "the numbers in words"]
    width: Annotated[int, "width in units of the drawing"]
    shown: Annotated[int, "width on the page"]
    bars: Annotated[tuple[SparkBar, ...], "a bar for each year that has papers"]


def histogram(
    years: Sequence[tuple[int, int]], url_of: Callable[[int], str], *, tallest: int
) -> Histogram | None:
    """Draw papers per year; None where there is only one year, of which there is nothing to compare.

    Args:
        years: each year with its count, oldest first, without gaps.
        url_of: where the bar of a year leads.
        tallest: height of the tallest bar.
    """
    if len(years) < 2:
        return None
    many = len(years) > _FEW
    column = _NARROW if many else _WIDE
    drawn = years[-_MOST:]
    most = max(1, *(count for _, count in drawn))
    foot = _TOP + tallest
    bars = []
    for at, (year, count) in enumerate(drawn):
        height = round(tallest * count / most, 1)
        bars.append(
            Bar(
                year="" if many and year % _EVERY else str(year),
                count=count,
                label=f"{year}: {count} {'paper' if count == 1 else 'papers'}",
                url=url_of(year) if count else "",
                x=round(at * column + column * 0.2, 1),
                y=round(foot - height, 1),
                width=round(column * 0.6, 1),
                height=height,
                middle=at * column + column / 2,
                count_y=round(foot - height - 6, 1),
                hit_x=at * column + (0 if many else 1),
                hit_width=column - (0 if many else 2),
            )
        )
    links = tuple(YearLink(str(year), url_of(year), count) for year, count in reversed(years) if count)
    return Histogram(
        width=column * len(drawn),
        height=foot + _FOOT,
        base=foot + 0.5,
        year_y=foot + 18,
        bars=tuple(bars),
        years=links if many else (),
    )


def sparkline(years: Sequence[tuple[int, int]]) -> Sparkline | None:
    """Draw papers per year in the height of a line; None where there is only one year."""
    if len(years) < 2:
        return None
    most = max(count for _, count in years)
    bars = []
    for at, (_, count) in enumerate(years):
        if count:
            height = round(16 * count / most, 1)
            bars.append(SparkBar(at * 7, round(17 - height, 1), height))
    width = 7 * len(years) - 2
    numbers = ", ".join(f"{year}: {count}" for year, count in years if count)
    return Sparkline(f"Papers per year. {numbers}", width, min(_WORD, round(width * 10 / 9)), tuple(bars))


def papers_of(count: int) -> str:
    """Return a count of papers in words: `seventeen papers`."""
    return counted(count, "paper")
