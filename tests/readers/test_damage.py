"""What holds for every reader whatever has happened to a file: bytes cut out, changed, put in."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.model import Claim
from separata.problems import Problem
from separata.readers import READERS, Known, Reader, Seed, recognised, seed_from_bytes
from separata.records import read_papers, written_work
from tests.readers.test_cases import CASES, FORMATS, reader_of

FILES = {reader.name: [case.read_bytes() for case in CASES if reader_of(case) == reader] for reader in READERS}

# A place in a file (in thousandths of its length), how many bytes are lost there, and what is put in.
WOUNDS = st.tuples(
    st.integers(0, 1000),
    st.integers(0, 40),
    st.sampled_from(
        [
            b"",
            b"{",
            b"}",
            b'"',
            b"<",
            b"&#0;",
            b"\\",
            b"\n",
            b",",
            b"\xff",
            b"\0",
            b"\xc3\xa9",
            b"@",
            b"$",
            b": ",
        ]
    ),
)


def wounded(data: bytes, wounds: Sequence[tuple[int, int, bytes]]) -> bytes:
    """Return bytes with some lost and some put in."""
    for at, lost, put in wounds:
        start = len(data) * at // 1000
        data = data[:start] + put + data[start + lost :]
    return data


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(st.data(), st.lists(WOUNDS, max_size=4))
def test_no_damage_makes_a_reader_raise_or_say_nothing(
    reader: Reader, data: st.DataObject, wounds: list[tuple[int, int, bytes]]
) -> None:
    seed = seed_from_bytes("seeds/a.txt", wounded(data.draw(st.sampled_from(FILES[reader.name])), wounds))
    if isinstance(seed, Problem):
        return
    recognised(seed)
    for item in reader.read(seed, Known()):
        if isinstance(item, Claim):
            assert_it_can_be_a_record(item)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_no_number_is_so_long_that_a_reader_raises(reader: Reader) -> None:
    for text in (content.decode(errors="replace") for content in FILES[reader.name]):
        for number in re.finditer(r"\d+", text):
            seed = Seed("seeds/a.txt", text[: number.start()] + "9" * 5000 + text[number.end() :])
            assert list(reader.read(seed, Known()))


def test_an_entry_of_which_nothing_but_blanks_are_left_is_told_in_good_time() -> None:
    problem, *_ = FORMATS["bibtex"].read(Seed("a.bib", "@article{" + " " * 10_000 + "="), Known())
    assert "has '=' where a field must begin" in str(problem)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_what_is_read_can_be_written_as_a_record(reader: Reader) -> None:
    for content in FILES[reader.name]:
        seed = seed_from_bytes("seeds/a.txt", content)
        assert isinstance(seed, Seed)
        for item in reader.read(seed, Known()):
            if isinstance(item, Claim):
                assert_it_can_be_a_record(item)


def assert_it_can_be_a_record(claim: Claim) -> None:
    """Write a claim that has a title as a record, and read it back."""
    if claim.work.title:
        papers, problems = read_papers("content/papers/a.yaml", written_work(claim.work))
        assert not problems
        assert [paper.work for paper in papers] == [claim.work]
