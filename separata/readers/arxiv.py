"""What the listings of arXiv records share: an abstract, perhaps a comment, then the id."""

import re
from collections.abc import Sequence

from separata.identifiers import arxiv_id
from separata.model import Claim, DateStatement, Work
from separata.problems import Place, Problem
from separata.readers.comments import with_comment
from separata.readers.seed import quoted
from separata.text import squeezed

PREFIX = "arXiv:"

# An id of before April 2007: archive, perhaps a subject class, and seven digits.
_OLD_ID = re.compile(r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}", re.ASCII)

# A comment is known by its position alone, so when an id is missing the next abstract stands where a
# comment would. The longest comment in the listings seen has 60 letters, the shortest abstract 600.
_LONGEST_COMMENT = 500


def leading_id(text: str) -> str:
    """Return the arXiv id that a text begins with, as printed; empty when it begins with none.

    The year and month tell how many digits an id has, so digits that follow are not taken for it:
    `2207.0522110 years ago` begins with `2207.05221`, and `1412.05221` with `1412.0522`.
    """
    if old := _OLD_ID.match(text):
        return old.group()
    return next((text[:size] for size in (10, 9) if text[:size] == arxiv_id(text[:size])), "")


def arxiv_record(
    place: Place, parts: Sequence[str], number: str, *, raw: str, dates: tuple[DateStatement, ...] = ()
) -> Claim | Problem:
    """Make the claim of one record.

    Args:
        place: where the record begins.
        parts: what stands before the id: the abstract, then the comment if there is one.
        number: the id as printed.
        raw: the record's text.
        dates: what the record says of dates.

    Returns:
        The claim, or the problem that the parts are not an abstract and at most one comment.
    """
    if not parts:
        return Problem(place, f"no abstract stands before {PREFIX}{number}")
    if len(parts) > 2:
        found = f"only an abstract and a comment can stand before {PREFIX}{number}, got {len(parts)} pieces"
        return Problem(place, found, "an id may be missing among them")
    work = Work(ids={"arxiv": arxiv_id(number) or number}, abstract=squeezed(parts[0]), dates=dates)
    if len(parts) == 1:
        return Claim(place, work, raw)
    if len(parts[1]) > _LONGEST_COMMENT:
        return Problem(place, f"too long to be a comment: {quoted(parts[1])}", "an id may be missing before it")
    return Claim(place, with_comment(work, parts[1]), raw)
