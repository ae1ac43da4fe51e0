"""The search index: words, ranges, postings, and the files that the pages are cut into."""

import json
import re
from collections import Counter
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from separata.model import Person, Version
from separata.pages import rolls, search
from separata.pages.edition import Edition
from separata.pages.page import Page, hashed
from separata.paper import Paper
from separata.search.concordance import KEY
from separata.search.ids import id_word
from separata.search.postings import PARTS, posted, weighed
from separata.search.ranges import BOUNDS, MOST, cut, file_of, files_for
from separata.search.words import STOP_WORDS, in_order, name_words, running_words, words
from tests.unit.editions import crowd, edition, full, paper, planned

FOLDED = {
    "Lukošiūtė": "lukosiute",
    "Łódź": "lodz",
    "Straße": "strasse",
    "Ærøskøbing": "aeroskobing",
    "ﬁne ½": "fine 1 2",
    "İstanbul ısı": "istanbul isi",
    "ΛΌΓΟΣ": "λογοσ",
    "Йод": "иод",
    "e\u0301te\u0301": "ete",
    "snake_case A.I. GPT-4": "snake case a i gpt 4",
    "日本語 と 한국": None,
    "基于深度学习的BERT模型": "基于 于深 深度 度学 学习 习的 bert 模型",
    "タンパク質 ﾀﾝ 張": "タン ンハ ハク ク質 タン 張",
    "時々𠮷野": "時々 々𠮷 𠮷野",
}


@pytest.mark.parametrize("text", FOLDED)
def test_words_have_no_capitals_no_marks_and_no_punctuation(text: str) -> None:
    assert FOLDED[text] is None or " ".join(in_order(text)) == FOLDED[text]
    assert words(text) == set(in_order(text))


def test_letters_with_marks_need_none_of_the_rules_for_chinese_and_japanese(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # To compile these rules takes longer than to print a page.
    for rule in ("_WORD", "_RUN"):
        monkeypatch.setattr(f"separata.search.words.{rule}", None)
    assert list(in_order("Lukošiūtė и Łódź")) == ["lukosiute", "и", "lodz"]
    with pytest.raises(AttributeError):
        list(in_order("学习"))


@given(st.text())
def test_the_quick_way_to_words_gives_what_the_rule_says(text: str) -> None:
    assert words(text) == set(in_order(text))


@given(st.text())
def test_folding_words_again_changes_nothing(text: str) -> None:
    once = list(in_order(text))
    assert list(in_order(" ".join(once))) == once


def test_formulas_have_no_words_but_accents_in_tex_are_letters() -> None:
    assert running_words(r"On $\alpha^2$ and \emph{loss}") == ("on", "and", "loss")
    assert set(running_words(r"Poincar\'e maps")) == {"poincare", "maps"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H<sub>2</sub>O and <i>Drosophila</i>", "h2o and drosophila"),
        ("CO$_2$ on MoS$_{2}$", "co2 on mos2"),
        (r"$H_2O$ in $\mathrm{SiO}_2$, $^{13}$C", "h2o in sio2 13c"),
        (r"$\mathbb{Z}_2$-graded, $L^2$", "z2 graded l2"),
        (r"$n$ steps, $x_1$ in $O(n^2)$ at $k=5$", "steps in at"),
        (r"\$5 a day, \$6 a night", "5 a day 6 night"),
        ("a < b and b > a", "a b and"),
    ],
)
def test_a_formula_that_reads_as_a_word_is_one(text: str, expected: str) -> None:
    assert " ".join(running_words(text)) == expected


def test_a_name_is_found_with_and_without_its_hyphen_or_apostrophe() -> None:
    assert set(name_words(["Sheer El-Showk"])) == {"sheer", "el", "showk", "elshowk"}
    assert set(name_words(["Flannery O’Brien"])) == {"flannery", "o", "brien", "obrien"}


@given(st.lists(st.text(alphabet="aΣéÖu\u0308-’'\u0301 ~$\\{}<b\"", max_size=8)))
def test_the_words_of_names_are_those_of_each(names: list[str]) -> None:
    assert set(name_words(names)) == {word for name in names for word in name_words([name])}


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Jürgen Müller", "mueller"),
        ("Ingrid Jørgensen", "joergensen"),
        ("ÅSE ÖBERG", "aase"),
        ("Ju\u0308rgen", "juergen"),
        ("Müller-Lüdenscheid", "muellerluedenscheid"),
    ],
)
def test_german_and_nordic_names_are_found_as_they_are_spelt_without_their_letters(
    name: str, typed: str
) -> None:
    assert {typed, *words(name)} <= set(name_words([name]))
    assert set(name_words([typed])) == {typed}


def test_ranges_stand_in_order_and_are_a_power_of_two() -> None:
    assert list(BOUNDS) == sorted(set(BOUNDS))
    assert MOST & (MOST - 1) == 0


@pytest.mark.parametrize(
    ("count", "files"), [(0, 1), (16, 1), (17, 2), (21, 2), (1000, 64), (4096, 256), (10**6, 512)]
)
def test_the_number_of_files_doubles_as_the_index_does(count: int, files: int) -> None:
    assert files_for(count, 16) == files


def unpacked(text: str) -> dict[str, list[int]]:
    """Read a file of words back: each word with its papers' numbers times `PARTS` plus the part."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    found = {}
    for line in filter(None, text.split(",")):
        word, _, coded = line.partition(" ")
        values, paper, value, shift = [], 0, 0, 0
        for digit in map(digits.index, coded):
            value, shift = value + ((digit & 31) << shift), shift + 5
            if digit < 32:
                paper += value // PARTS
                values.append(paper * PARTS + value % PARTS)
                value = shift = 0
        found[word] = values
    return found


@given(st.lists(st.text(alphabet="a0~αぁ", min_size=1), unique=True), st.sampled_from([1, 2, 64, MOST]))
def test_words_stand_in_the_files_in_which_the_script_looks_for_them(found: list[str], files: int) -> None:
    dealt = tuple(cut(sorted(found), files))
    assert len(dealt) == files
    assert all(file_of(word, files) == number for number, words in enumerate(dealt) for word in words)


@given(st.dictionaries(st.integers(0, 4095), st.integers(0, PARTS - 1), min_size=1))
def test_postings_that_are_written_can_be_read(found: dict[int, int]) -> None:
    papers = ({"word": found[number]} if number in found else {} for number in range(4096))
    (file,) = posted(papers, 1)
    assert unpacked(file) == {"word": [number * PARTS + found[number] for number in sorted(found)]}


def test_a_word_counts_for_the_weightiest_part_it_stands_in_and_stop_words_for_none() -> None:
    parts: tuple[tuple[str, ...], ...] = (("scaling", "the"), ("li",), (), ("scaling", "laws", "of"))
    assert weighed(parts, without=STOP_WORDS) == {"scaling": 0, "li": 1, "laws": 3}


def value_of(page: Page) -> object:
    """Return what a piece of the index hands to the script."""
    text = page.make(*page.inputs).decode()
    handed = re.fullmatch(r'separata\.hand\("([^"]+)",(.*)\);\n', text)
    assert handed and page.url == f"search/{handed[1]}.js"
    return json.loads(handed[2])


def index_of(made: Edition) -> dict[str, Page]:
    return {page.url: page for _, page in planned(made) if page.url.startswith("search/")}


def test_a_paper_is_found_by_every_name_of_its_authors() -> None:
    people = (Person("ada", "Ada Lovelace", ("Ada Lovelace", "Augusta Ada King")),)
    index = index_of(edition((paper("engines", "Ada Lovelace", issued="1843"),), people))
    found = unpacked(str(value_of(index["search/1840s-1/0.js"])))
    assert found["augusta"] == found["lovelace"] == [1]


def test_a_paper_is_found_by_its_dois_and_arxiv_ids_and_by_those_of_its_versions() -> None:
    versions = (
        Version("preprint", ids={"doi": "10.48550/arxiv.1803.01234", "pmid": "7"}),
        Version("book", ids={"doi": "10.1000/182"}),
    )
    one = paper("engines", issued="2018", title="Engines", ids={"doi": "10.1000/181"}, versions=versions)
    index = index_of(edition((one,)))
    found = unpacked(str(value_of(index["search/2010s-1/0.js"])))
    ids = {id_word(id) for id in ("10.1000/181", "1803.01234", "10.1000/182")}
    assert found.keys() == {"engines", "2018", "~kind/book", *ids}


@given(st.text())
def test_the_word_for_an_id_is_no_other_word_and_begins_as_none_does(id: str) -> None:
    word = id_word(id)
    assert re.fullmatch("[a-z]{2}~[a-z]{5}", word)
    assert word not in words(word)


def test_words_for_ids_stand_in_many_files() -> None:
    files = Counter(file_of(id_word(f"2212.{number:05}"), MOST) for number in range(8000))
    assert len(files) > MOST / 3
    assert max(files.values()) < 8000 / 100


def test_a_block_is_known_by_what_is_found_and_printed_of_its_papers() -> None:
    papers = (paper("engines", "Ada Lovelace", issued="1843"), paper("notes", "Ada King", issued="1843"))
    known = Person("ada", "Ada Lovelace", ("Ada Lovelace",))

    def digest(*changed: Person | Paper) -> bytes:
        by_id = {one.id: one for one in (*papers, known, *changed)}
        people = tuple(one for one in by_id.values() if isinstance(one, Person))
        (block,) = search.blocks(
            edition(tuple(one for one in by_id.values() if isinstance(one, Paper)), people)
        )
        return block.digest

    assert digest() == digest(replace(known, note="She wrote.", links={"web": "https://ada.example/"}))
    others = (replace(known, names=("Ada Lovelace", "A. A. King")), replace(known, member="current"))
    longer = paper("notes", "Ada King", issued="1843", title="On notes, again")
    assert len({digest(), *map(digest, others), digest(longer)}) == 4


def test_every_piece_can_be_handed_over() -> None:
    for page in index_of(full()).values():
        assert value_of(page) is not None


def test_a_new_paper_leaves_most_of_the_index_alone() -> None:
    papers = [
        paper(f"p{at}", name, issued=f"20{at % 20:02}", title=f"On {name}", abstract="much ado")
        for at, name in enumerate(crowd(900))
    ]
    before, after = (
        {url: hashed(page.inputs) for url, page in index_of(edition(those)).items()}
        for those in (papers, [*papers, paper("new", "Zoe Zebra", issued="2019-12-31", title="On stripes")])
    )
    changed = {url for url, inputs in after.items() if before.get(url) != inputs}
    assert len(changed) < 12


def test_to_know_a_block_takes_none_of_its_papers() -> None:
    papers = [paper(f"p{at}", name, issued="2015") for at, name in enumerate(crowd(50))]
    made = edition(papers, (Person("first", crowd(1)[0], names=crowd(1)),))
    (block,) = search.blocks(made)
    with patch.object(made.library.papers.row, "paper") as taken:
        assert len(block.keys) == 50 * KEY
    taken.assert_not_called()


def test_blocks_hold_a_decade_each_and_are_filled_from_the_oldest() -> None:
    papers = [paper(f"p{at:05}", "A B", issued="2015") for at in range(5000)]
    made = edition([*papers, paper("old", "A B", issued="1999"), paper("undated", "A B")])
    blocks = tuple(search.blocks(made))
    assert [(block.name, len(block.papers)) for block in blocks] == [
        ("undated-1", 1), ("1990s-1", 1), ("2010s-1", 4096), ("2010s-2", 904),
    ]  # fmt: skip


def test_people_stand_in_the_order_of_their_first_papers_those_without_any_at_the_end() -> None:
    made = edition(
        (
            paper("second", "Cy Dee", "Ann Bo", issued="2021"),
            paper("first", "Ann Bo", "Ed Fox", issued="2019"),
            paper("third", "Gil Hay", issued="2022"),
        ),
        (Person("ivy-joy", "Ivy Joy"),),
    )
    assert tuple(rolls.rolls(made.library)) == (
        ("people/2010s-1", ("ann-bo", "ed-fox")),
        ("people/2020s-1", ("cy-dee", "gil-hay")),
        ("people/unpublished-1", ("ivy-joy",)),
    )


def test_somebody_new_changes_the_files_of_the_own_names_alone() -> None:
    names = crowd(900)
    papers = [paper(f"p{at:03}", name, issued="2019-01-01", title="On") for at, name in enumerate(names)]
    before, after = (
        {url: hashed(page.inputs) for url, page in index_of(edition(those)).items() if "/people/" in url}
        for those in (papers, [*papers, paper("new", "Zoe Zebra", issued="2019-12-31", title="On")])
    )
    changed = {url for url, inputs in after.items() if before.get(url) != inputs}
    assert len(after) > 25
    assert len(changed) <= 3


def test_everybody_is_found_by_every_name_even_by_a_word_that_is_too_common_elsewhere() -> None:
    people = (Person("can", "Can Rager", ("Can Rager", "C. Such-Rager")),)
    index = index_of(edition((paper("engines", "Can Rager", issued="2020"),), people))
    found = unpacked(str(value_of(index["search/people/2020s-1/0.js"])))
    assert set(found) == {"can", "rager", "c", "such", "suchrager"}
    assert value_of(index["search/people/2020s-1/r0.js"]) == [["authors/can.html", "Can Rager"]]


def test_where_a_topic_stands_tells_how_many_words_its_name_has() -> None:
    index = index_of(edition((paper("a", topics=("Play", "Proof of work", "A rose is a rose is a rose")),)))
    found = unpacked(str(value_of(index["search/shelves/topics-1/0.js"])))
    assert value_of(index["search/shelves/topics-1/r0.js"]) == [
        ["topics/a-rose-is-a-rose-is-a-rose.html", "A rose is a rose is a rose", 1],
        ["topics/play.html", "Play", 1],
        ["topics/proof-of-work.html", "Proof of work", 1],
    ]
    assert found["rose"] == [0 * PARTS + 2]
    assert found["play"] == [1 * PARTS + 0]
    assert found["proof"] == found["of"] == [2 * PARTS + 2]
