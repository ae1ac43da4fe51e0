"""Concordances: brought up to some papers, or read back from disk, they are what they would be made anew."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from separata.files import digest
from separata.search import concordance
from separata.search.concordance import Concordance, Corpus, brought_up, concordance_of
from separata.search.postings import PARTS, Words
from separata.stages.concordances import Concordances

FOUR = 4  # papers to a sheaf, so that few of them have several
PROGRAM = b"program"


@pytest.fixture(autouse=True, scope="module")
def worth_keeping() -> Iterator[None]:
    """Have few papers kept, too, which are sooner posted anew."""
    with patch("separata.stages.concordances._WORTH", 0):
        yield


papers_of_words = st.dictionaries(
    st.text(alphabet="ae~я", min_size=1, max_size=3), st.integers(0, PARTS - 1), max_size=6
)
libraries = st.lists(papers_of_words, max_size=14)


def corpus(papers: Sequence[Words], files: int = 2) -> Corpus:
    """Return papers as a corpus, in which what two of them post is told apart by their keys."""
    keys = (digest(repr(sorted(words.items())).encode()) for words in papers)
    return Corpus(b"".join(keys), files, papers.__getitem__)


def said(one: Concordance) -> tuple[object, ...]:
    """Return all that a concordance says; the words of a paper stand in no order."""
    texts = [one.texts[file] for file in range(len(one.digests))]
    return one.keys, texts, list(one.digests), [concordance._bound(sheaf) for sheaf in one.bound]


@given(libraries, libraries, st.sampled_from((0, 3, 20)), st.sampled_from((1, 2, 4)))
def test_one_that_is_brought_up_is_one_that_is_made_anew(
    before: Sequence[Words], after: Sequence[Words], few: int, files: int
) -> None:
    with patch.multiple(concordance, _PER_SHEAF=FOUR, _FEW=few):
        found = brought_up(concordance_of(corpus(before)), corpus(after, files))
        assert said(found) == said(concordance_of(corpus(after, files)))


@given(libraries, papers_of_words, st.integers(0, 14))
def test_one_paper_edited_added_anywhere_or_taken_out_comes_to_the_same(
    papers: list[Words], other: Words, at: int
) -> None:
    with patch.multiple(concordance, _PER_SHEAF=FOUR):
        known = concordance_of(corpus(papers))
        for after in (
            [*papers[:at], other, *papers[at + 1 :]],
            [*papers, other],
            [*papers[:at], other, *papers[at:]],
        ):
            found = brought_up(known, corpus(after))
            assert said(found) == said(concordance_of(corpus(after)))
            assert said(brought_up(found, corpus(papers))) == said(known)


def _edited(papers: list[Words]) -> list[Words]:
    return [*papers[:500], {"other": 0, "all": 3}, *papers[501:]]


CHANGES: tuple[tuple[Callable[[list[Words]], list[Words]], list[int]], ...] = (
    (_edited, [500]),
    (lambda papers: [*papers, {"new": 1}], [600]),
    (lambda papers: [*_edited(papers), {"new": 1}], [500, 600]),
    (lambda papers: [*papers[:300], {"new": 1}, *papers[300:]], [300]),
    (lambda papers: [{"new": 1}, *papers[:-1]], [0]),
    (lambda papers: papers[1:], []),
    (lambda papers: [*papers[:200], *papers[201:400], {"new": 1}, {"newer": 1}, *papers[400:]], [399, 400]),
)


@pytest.mark.parametrize(("change", "numbers"), CHANGES)
def test_only_the_words_of_papers_that_changed_are_asked_for(
    change: Callable[[list[Words]], list[Words]], numbers: list[int]
) -> None:
    papers: list[Words] = [{f"word{number}": 0, "all": 3} for number in range(600)]
    known = concordance_of(corpus(papers, 4))
    keys, files, words = corpus(change(papers), 4)
    asked: list[int] = []

    def counting(number: int) -> Words:
        asked.append(number)
        return words(number)

    found = brought_up(known, Corpus(keys, files, counting))
    assert sorted(asked) == numbers
    assert said(found) == said(concordance_of(Corpus(keys, files, words)))


def printed(one: Concordance) -> list[str]:
    """Return all that is printed of a concordance."""
    return [one.texts[file] for file in range(len(one.digests))]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _zeros(path: Path) -> None:
    """Leave what tells a book, and nothing of what stands in it."""
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(len(data) - 4096))


def _other_values(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"two", b"owt").replace(b"one", b"eno"))


DAMAGES = (lambda _: None, Path.unlink, lambda path: path.write_bytes(b"damaged"), _cut, _zeros, _other_values)


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_kept_may_be_lost_or_damaged(damage: Callable[[Path], object], tmp_path: Path) -> None:
    papers: list[Words] = [{"one": 0}, {"two": 1}]
    kept = Concordances(tmp_path, PROGRAM)
    kept.of("2020s-1", corpus(papers))
    for changed in (
        [{"one": 0}, {"three": 2}],
        [{"one": 0}, {"three": 2}],
        [{"one": 0}, {"two": 1}, {"one": 3}],
    ):
        (path,) = tmp_path.iterdir()
        damage(path)
        assert printed(kept.of("2020s-1", corpus(changed))) == printed(concordance_of(corpus(changed)))


def test_what_another_build_has_changed_since_is_found_anew(tmp_path: Path) -> None:
    papers: list[Words] = [{"one": 0}, {"two": 1}]
    kept = Concordances(tmp_path, PROGRAM)
    kept.of("2020s-1", corpus(papers))
    found = kept.of("2020s-1", corpus(papers))
    kept.of("2020s-1", corpus([{"one": 0}, {"three": 1}]))
    assert printed(found) == printed(concordance_of(corpus(papers)))


def test_what_another_program_kept_is_not_taken(tmp_path: Path) -> None:
    papers: list[Words] = [{"one": 0}]
    Concordances(tmp_path, b"other").of("2020s-1", Corpus(corpus(papers).keys, 2, lambda _: {"one": 3}))
    found = Concordances(tmp_path, PROGRAM).of("2020s-1", corpus(papers))
    assert printed(found) == printed(concordance_of(corpus(papers)))


@settings(max_examples=40)
@given(st.lists(libraries, max_size=5))
def test_what_is_kept_follows_a_library_through_all_its_changes(states: list[Sequence[Words]]) -> None:
    with TemporaryDirectory() as folder, patch.multiple(concordance, _PER_SHEAF=FOUR):
        kept = Concordances(Path(folder), PROGRAM)
        for papers in states:
            assert printed(kept.of("2020s-1", corpus(papers))) == printed(concordance_of(corpus(papers)))


def test_a_few_papers_are_not_kept(tmp_path: Path) -> None:
    with patch("separata.stages.concordances._WORTH", 2):
        Concordances(tmp_path, PROGRAM).of("2020s-1", corpus([{"one": 0}]))
        assert not any(tmp_path.iterdir())
