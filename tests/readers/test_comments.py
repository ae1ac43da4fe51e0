import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.model import Work
from separata.readers.comments import with_comment


@pytest.mark.parametrize(
    ("comment", "pages", "figures"),
    [
        ("23 pages, 22 figures", "23", "22"),
        ("23+17 pages", "23+17", ""),
        ("23+17 pages; refs added, typos fixed", "23+17", ""),
        ("20+15 pages, 30 figures", "20+15", "30"),
        ("40+32 pages", "40+32", ""),
        ("5 pages, 6 figures", "5", "6"),
        ("1 page and 1 figure.", "1", "1"),
        ("Accepted at Flower Days. 12 pp, 3 figs", "12", "3"),
        ("4 + 2 pages", "4+2", ""),
        ("about 23 pages", "", ""),
        ("8 pages of text, 3 figures in colour", "", ""),
        ("8 pages; 12 pages", "", ""),
        ("v1.5 pages", "", ""),
        ("Data available at https://petals.example/23 pages", "", ""),
        ("", "", ""),
    ],
)
def test_a_comment_counts_only_where_it_says_so_plainly(comment: str, pages: str, figures: str) -> None:
    work = with_comment(Work(), comment)
    assert (work.page_count, work.figure_count) == (pages, figures)


@pytest.mark.parametrize(
    ("comment", "links"),
    [
        ("Data available at https://github.com/x/y", {"data": "https://github.com/x/y"}),
        ("Also available at https://x.example/a/index.html", {"html": "https://x.example/a/index.html"}),
        ("3 pages; code is available at http://x.example/c.", {"code": "http://x.example/c"}),
        ("Code available at https://x.example; data available at https://y.example",
         {"code": "https://x.example", "data": "https://y.example"}),
        ("Petals available at https://x.example", {}),
        ("No data available at https://x.example", {}),
        ("See https://x.example", {}),
        ("Data available at ftp://x.example", {}),
        ("Data available at javascript:alert(1)", {}),
    ],
)  # fmt: skip
def test_a_comment_links_only_what_it_names(comment: str, links: dict[str, str]) -> None:
    assert with_comment(Work(), comment).links == links


def test_a_comment_is_kept_as_printed_without_blanks_at_its_ends() -> None:
    assert with_comment(Work(), " 3 pages;\xa0 $x$\xa0").comment == "3 pages; $x$"


@given(st.text())
def test_any_comment_can_be_read(comment: str) -> None:
    with_comment(Work(), comment)


@pytest.mark.parametrize("piece", ["code available at https://a.example ", "a", "1+", "; "])
def test_a_long_comment_is_read_in_good_time(piece: str) -> None:
    assert with_comment(Work(), piece * 20_000).comment
