"""Neighbours kept on disk: what an earlier build left changes nothing, whatever state it is in."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import Mock

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from separata.pages.neighbourhood import hash_of, met_of, row_in
from separata.pages.related import Related
from separata.paper import Paper
from separata.rows import WIDTH, Run, runs
from separata.stages import neighbours
from separata.stages.neighbourbook import Book, BookError, book_at
from separata.stages.neighbours import neighbours_of
from separata.stages.ranks import GAP, ranks_of, room
from separata.stages.workers import shared_out
from tests.unit.editions import edition, paper

PROGRAM = b"this program"

One = tuple[str, list[str], int, tuple[str, ...]]
Told = dict[int, One]

TOLD = st.tuples(
    st.sampled_from(("Lattices", "Phonons in lattices", "Crystals", "Looms and crystals")),
    st.lists(st.sampled_from(("Ada A", "Bea B", "Cem C")), min_size=1, max_size=2, unique=True),
    st.integers(2000, 2003),
    st.sampled_from(((), ("looms",), ("looms", "crystals"))),
)
NUMBERS = st.integers(0, 59)
CHANGES = st.lists(st.tuples(NUMBERS, TOLD | st.none()), max_size=8)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "neighbours"


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Mock:
    """What makes a book anew, counting; whatever has changed in it is taken in if it can be."""
    monkeypatch.setattr(neighbours, "_WORTH", 0)
    counted = Mock(wraps=neighbours._write_anew)
    monkeypatch.setattr(neighbours, "_write_anew", counted)
    return counted


def papers_of(told: Told) -> list[Paper]:
    """Return papers by their number: title, authors, year, topics."""
    return [
        paper(f"p{number}", *names, issued=str(year), title=title, topics=topics)
        for number, (title, names, year, topics) in told.items()
    ]


def some(count: int = 60) -> Told:
    """Return papers of which many have much in common."""
    titles = ("Lattices", "Phonons in lattices", "Crystals of looms")
    return {
        at: (titles[at % 3], [f"{'Ada Bea Cem'.split()[at % 3]} A"], 2000 + at % 5, ("looms",) * (at % 2))
        for at in range(count)
    }


def kept(book: Path, told: Told, program: bytes = PROGRAM) -> dict[str, tuple[Related, ...]]:
    """Return what every page shows as a book tells it, which is brought up to the papers."""
    papers = papers_of(told)
    with closing(neighbours_of(book, ranks_of(edition(papers)), program)) as found:
        assert [hash_of(found.encoded(one.id)) for one in edition(papers).library.papers] == list(
            found.hashes()
        )
        return {one.id: found.rows(one.id) for one in papers}


def fresh(told: Told) -> dict[str, tuple[Related, ...]]:
    """Return what every page shows if there is no book."""
    papers = papers_of(told)
    found = edition(papers).neighbours
    return {one.id: found.rows(one.id) for one in papers}


Changes = list[tuple[int, One | None]]


def meetings(path: Path) -> list[list[int]]:
    """Return how often each paper meets those with whom it is compared, as a book tells it."""
    with closing(book_at(path)) as book:
        return [[one.often for one in met_of(book.near(place))] for place in row_in(book.take().places)]


@settings(deadline=None, derandomize=True, max_examples=30)
@given(st.lists(CHANGES, min_size=2, max_size=5))
def test_what_an_earlier_build_remembers_changes_nothing(builds: list[Changes]) -> None:
    """Papers are added, changed and taken away; who keeps the rows of then would find them again."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(neighbours, "_WORTH", 0)
        book = Path(folder) / "neighbours"
        kept(book, told := some())
        for changes in builds:
            told = {number: one for number, one in (told | dict(changes)).items() if one}
            assert kept(book, told) == fresh(told)


def test_a_book_is_brought_up_to_its_papers_and_not_made_anew(book: Path, anew: Mock) -> None:
    kept(book, told := some())
    for at in (*range(0, 60, 7), *range(60, 70)):
        told |= {at: ("Crystals of looms", ["Bea A", "Cem A"], 2000 + at % 5, ("looms",) * (at % 2))}
        assert kept(book, told) == fresh(told)
    for at in range(1, 70, 9):
        del told[at]
        assert kept(book, told) == fresh(told)
    other = book.with_name("other")
    kept(other, told)
    assert meetings(book) == meetings(other)
    assert anew.call_count == 2


def test_a_change_that_no_other_page_shows_changes_no_rows(book: Path, anew: Mock) -> None:
    first, *others = papers_of(some())
    changed = first.with_work(msgspec.structs.replace(first.work, comment="12 pages"))
    with closing(neighbours_of(book, ranks_of(edition([first, *others])), PROGRAM)) as before:
        rows = before.hashes()
    with closing(neighbours_of(book, ranks_of(edition([changed, *others])), PROGRAM)) as after:
        assert (after.hashes(), anew.call_count) == (rows, 1)


@pytest.mark.parametrize("damage", [b"", b"not a book", b"SQLite format 3\0"])
def test_a_damaged_book_is_made_anew(book: Path, anew: Mock, damage: bytes) -> None:
    kept(book, some())
    book.write_bytes(damage)
    assert kept(book, some()) == fresh(some())
    assert anew.call_count == 2


def test_the_book_of_another_program_is_made_anew(book: Path, anew: Mock) -> None:
    kept(book, some())
    kept(book, some(50), b"another program")
    assert anew.call_count == 2


@pytest.mark.parametrize("part", range(1, 16))
def test_bytes_that_are_not_as_they_were_written_are_never_shown(book: Path, part: int) -> None:
    kept(book, some())
    data = bytearray(book.read_bytes())
    for at in range(len(data) * part // 16, len(data) * part // 16 + 64):
        data[at] ^= 0x15
    book.write_bytes(data)
    assert kept(book, some()) == fresh(some())
    changed = some() | {7: ("Looms", ["Cem A"], 2002, ())}
    assert kept(book, changed) == fresh(changed)


def test_a_book_that_another_build_has_brought_up_to_other_papers_is_not_believed(book: Path) -> None:
    papers = papers_of(some())
    with closing(neighbours_of(book, ranks_of(edition(papers)), PROGRAM)) as ours:
        kept(book, some() | {7: ("Looms", ["Cem A"], 2002, ())})
        assert {one.id: ours.rows(one.id) for one in papers} == fresh(some())


def test_forked_processes_read_the_book_too(book: Path) -> None:
    papers = papers_of(some())
    with closing(neighbours_of(book, ranks_of(edition(papers)), PROGRAM)) as found:
        found.rows("p7")
        rows = dict(shared_out(lambda one: (one.id, found.rows(one.id)), papers, workers=2))
    assert rows == fresh(some())


def test_a_change_that_is_not_finished_has_never_been(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_WORTH", 0)
    before = kept(book, some())
    told = some() | {7: ("Looms", ["Cem A"], 2002, ())}
    with monkeypatch.context() as killed:
        killed.setattr(neighbours, "_write_anew", Mock())
        killed.setattr(Book, "finish", Mock(side_effect=BookError("killed")))
        assert kept(book, told) == fresh(told)
    assert kept(book, some()) == before


def test_rows_of_hashes_tell_where_they_differ() -> None:
    before, now = (b"".join(letter.encode() * WIDTH for letter in row) for row in ("abcdefg", "abXdYZg"))
    assert tuple(runs(before, now)) == (Run(range(2, 3), range(2, 3)), Run(range(4, 6), range(4, 6)))
    assert tuple(runs(before, before)) == ()
    assert tuple(runs(before, b"")) == (Run(range(7), range(0)),)


def test_places_keep_the_order_until_there_is_no_room() -> None:
    places = (0, GAP, GAP + 2)
    assert room(places, Run(range(0), range(2))) == range(-2 * GAP, 0, GAP)
    assert room(places, Run(range(3, 3), range(3, 4))) == range(2 * GAP + 2, 3 * GAP + 2, GAP)
    assert list(room(places, Run(range(2, 2), range(2, 3))) or ()) == [GAP + 1]
    assert room(places, Run(range(2, 2), range(2, 4))) is None
