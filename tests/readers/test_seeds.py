"""What the seeds of this repository say, checked by hand against the files."""

from collections import Counter
from pathlib import Path

import pytest

from separata.model import Claim
from separata.readers import Seed, read_all, recognised, seed_from_bytes, seed_list

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
LINES, PARAGRAPHS, ABSTRACTS, CARDS, FIGURES = sorted(path.name for path in SEEDS.glob("0*.txt"))
FACTS = "facts.yaml"
COUNTS = {LINES: 10, PARAGRAPHS: 10, ABSTRACTS: 10, CARDS: 4, FIGURES: 5, FACTS: 21}


def seed(name: str) -> Seed:
    found = seed_from_bytes(f"seeds/{name}", (SEEDS / name).read_bytes())
    assert isinstance(found, Seed)
    return found


@pytest.fixture(scope="module")
def claims() -> dict[str, Claim]:
    """Every claim by its place inside `seeds/`."""
    found, problems = read_all((seed(name), "") for name in COUNTS)
    assert not problems
    return {str(claim.place).removeprefix("seeds/"): claim for claim in found}


def test_the_list_names_the_format_of_every_seed() -> None:
    notes, problems = seed_list("seeds/seeds.yaml", (SEEDS / "seeds.yaml").read_text(encoding="utf-8"))
    assert not problems
    assert set(notes) == {path.name for path in SEEDS.iterdir()} - {"seeds.yaml"} == set(COUNTS)
    for name, note in notes.items():
        assert recognised(seed(name)) == recognised(seed(name), note.format)


def test_every_record_is_a_claim(claims: dict[str, Claim]) -> None:
    assert Counter(place.split(":")[0] for place in claims) == COUNTS


@pytest.mark.parametrize(
    ("place", "arxiv", "opens", "comment"),
    [
        (f"{LINES}:1", "2209.11895", '"Induction heads" are attention', ""),
        (f"{LINES}:5:17", "2207.05221", "We study whether language models", "23+17 pages"),
        (f"{LINES}:7:17", "2205.10487", "Recent large language models", "23 pages, 22 figures"),
        (f"{LINES}:14:17", "2107.03374", "We introduce Codex", ""),
        (
            f"{LINES}:15:17",
            "2102.01293",
            "We study empirical scaling laws for transfer",
            "19 pages, 15 figures",
        ),
        (f"{PARAGRAPHS}:1", "2207.05221", "We study whether language models", "23+17 pages"),
        (f"{PARAGRAPHS}:41", "2010.14701", "We identify empirical scaling", "20+15 pages, 30 figures"),
        (f"{PARAGRAPHS}:62", "1710.02207", "We observe anharmonic decay", "5 pages, 6 figures"),
    ],
)
def test_records_of_arxiv(claims: dict[str, Claim], place: str, arxiv: str, opens: str, comment: str) -> None:
    work = claims[place].work
    assert (work.ids, work.comment) == ({"arxiv": arxiv}, comment)
    assert work.abstract.startswith(opens)
    assert work.abstract.endswith(".")


@pytest.mark.parametrize(
    ("line", "arxiv", "date"),
    [(8, "2205.10487", "2022-05-20"), (48, "2005.14165", "2020-05-28"), (62, "1710.02207", "2017-10-05")],
)
def test_first_versions_in_the_calendar_of_the_archive(
    claims: dict[str, Claim], line: int, arxiv: str, date: str
) -> None:
    work = claims[f"{PARAGRAPHS}:{line}"].work
    assert work.ids["arxiv"] == arxiv
    assert [(str(said.date), said.of, said.zone, said.source) for said in work.dates] == [
        (date, "first-version", "US-Eastern", f"seeds/{PARAGRAPHS}")
    ]


def test_tex_stays_as_printed(claims: dict[str, Claim]) -> None:
    abstract = claims[f"{PARAGRAPHS}:41"].work.abstract
    assert r"$S($True$) + D_{\mathrm{KL}}($True$||$Model$)$" in abstract


def test_addresses_that_a_comment_explains(claims: dict[str, Claim]) -> None:
    page = "https://transformer-circuits.pub/2022/toy_model/index.html"
    assert claims[f"{LINES}:2:17"].work.links == {"html": page}
    assert claims[f"{LINES}:9:17"].work.links == {"data": "https://github.com/anthropics/hh-rlhf"}


def test_the_label_of_a_profile_is_no_author(claims: dict[str, Claim]) -> None:
    found = [claim for place, claim in claims.items() if place.startswith(ABSTRACTS)]
    assert [claim.place.line for claim in found] == list(range(2, 12))
    assert found[0].work.abstract.startswith("As large language models (LLMs) perform more difficult tasks")
    assert found[8].work.abstract.endswith("can be improved with prompting.")
    assert not any(claim.work.authors or claim.work.extra for claim in found)


@pytest.mark.parametrize(
    ("line", "title", "names", "category", "date"),
    [
        (1, "Human Feedback", "Yuntao Bai, Andy Jones, Kamal Ndousse", "cs.CL", "2022-04-12"),
        (4, "Know What They Know", "Saurav Kadavath, Tom Conerly, Amanda Askell", "cs.CL", "2022-07-11"),
        (7, "and Lessons Learned", "Deep Ganguli, Liane Lovitt, Jackson Kernion", "cs.CL", "2022-08-23"),
        (10, "from Repeated Data", "Danny Hernandez, Tom Brown, Tom Conerly", "cs.LG", "2022-05-21"),
    ],
)
def test_cards_are_cut_between_title_and_first_author(
    claims: dict[str, Claim], line: int, title: str, names: str, category: str, date: str
) -> None:
    work = claims[f"{CARDS}:{line}"].work
    assert work.title.endswith(title)
    assert ", ".join(author.name for author in work.authors) == names
    assert work.authors_incomplete
    assert work.categories == (category,)
    assert [(str(said.date), said.of, said.zone) for said in work.dates] == [(date, "first-version", "UTC")]
    assert "openai" in work.extra["institutions"]


@pytest.mark.parametrize(
    ("line", "title", "count", "last", "date"),
    [
        (8, "Constitutional AI: Harmlessness from AI Feedback", 51, "Jared Kaplan", "2022-12-15"),
        (22, "In-context Learning and Induction Heads", 26, "Chris Olah", "2022-09-24"),
        (31, "Language Models (Mostly) Know What They Know", 36, "Jared Kaplan", "2022-07-16"),
    ],
)
def test_cards_of_a_profile_have_all_authors_and_the_version_seen(
    claims: dict[str, Claim], line: int, title: str, count: int, last: str, date: str
) -> None:
    work = claims[f"{FIGURES}:{line}"].work
    assert (work.title, len(work.authors), work.authors[-1].name) == (title, count, last)
    assert [(str(said.date), said.of, said.zone) for said in work.dates] == [(date, "seen-version", "UTC")]


@pytest.mark.parametrize(
    ("line", "comment"),
    [
        (8, ""),
        (31, "23+17 pages; refs added, typos fixed"),
        (46, "23 pages, 22 figures"),
        (61, "Data available at https://github.com/anthropics/hh-rlhf"),
    ],
)
def test_comments_of_cards_end_without_their_blank(claims: dict[str, Claim], line: int, comment: str) -> None:
    assert claims[f"{FIGURES}:{line}"].work.comment == comment


def test_thumbnails_are_not_counted_as_figures(claims: dict[str, Claim]) -> None:
    assert not claims[f"{FIGURES}:8"].work.figure_count
    assert claims[f"{FIGURES}:46"].work.figure_count == "22"


def test_facts_keep_what_is_unconfirmed_and_where_a_work_was_printed(claims: dict[str, Claim]) -> None:
    facts = {claim.work.ids["arxiv"]: claim for place, claim in claims.items() if place.startswith(FACTS)}
    phonon = facts["1710.02207"]
    assert phonon.work.unconfirmed == ("primary_category", "authors", "title")
    assert phonon.abstract_opens == "We observe anharmonic decay of the photoexcited coherent A1g"
    assert phonon.work.dates[0].zone == "US-Eastern"
    (letter,) = phonon.work.versions
    assert (letter.type, letter.container, letter.volume, letter.pages, str(letter.issued)) == (
        "article-journal",
        "Physical Review Letters",
        "121",
        "125901",
        "2018-09-20",
    )
    big = facts["2206.04615"].work
    assert (len(big.authors), len(big.unconfirmed)) == (444, 1)
    assert big.unconfirmed[0].startswith("authors (the complete list of the first version")
    assert str(facts["2212.09251"].work.dates[0].date) == "2022-12-19"
    assert facts["2212.09251"].work.versions[0].type == "paper-conference"


def test_without_other_sources_the_cards_are_cut_the_same_and_marked_as_guesses() -> None:
    alone, problems = read_all([(seed(CARDS), "etal_cards")])
    together, _ = read_all([(seed(name), "") for name in (CARDS, FACTS)])
    assert alone == tuple(claim for claim in together if claim.place.path == f"seeds/{CARDS}")
    assert [str(problem).split(": ")[1] for problem in problems] == ["warning"] * 4
