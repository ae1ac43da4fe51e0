"""Law 2, over many made-up groups: what one ingest has written, the next one leaves as it is, byte for byte."""

import tempfile
from pathlib import Path

import msgspec
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from separata.contradictions import contradictions
from separata.files import Project
from separata.names import name_key
from separata.stages.ingest import ingest
from tests.laws.test_ingest import tree

# Spellings that agree, contradict or leave open whose they are.
NAMES = (
    "Jason Stajich", "Jason E Stajich", "J E Stajich", "J.E. Stajich", "JE Stajich", "Jane Stajich",
    "Ada King", "King, Ada", "A. King", "Ada Lovelace", "Wei Wang 0001", "Wei Wang", "W. Wang",
)  # fmt: skip
TITLES = ("On the weaving of looms in the north", "On the weaving of looms in the south", "Tides", "Waves")
ABSTRACT = (
    "We weave looms of many kinds in the counties of the north, count their threads, and say how many broke."
)

works = st.fixed_dictionaries(
    {
        "title": st.sampled_from(TITLES),
        "author": st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True),
        "issued": st.sampled_from((2019, 2020, 2021)),
        "DOI": st.sampled_from(("", "10.1234/looms.7", "10.1234/looms.8")),
        "abstract": st.sampled_from(("", ABSTRACT)),
        "page": st.sampled_from(("", "1-13")),
        "container-title": st.sampled_from(("", "Looms")),
    }
)
seeds = st.lists(st.lists(works, min_size=1, max_size=6), min_size=1, max_size=3)


def work(title: str, *authors: str, year: int = 2019, **more: str) -> dict[str, object]:
    """Return a work as `works` draws one."""
    left_out = dict.fromkeys(("DOI", "abstract", "page", "container-title"), "")
    return {"title": title, "author": [*authors], "issued": year, **left_out, **more}


# What once went wrong: a DOI that speaks against title and authors; two sources with the same words; entries
# that the ledger has under one paper and that have title and authors of the other one.
ALIKE = [
    work(TITLES[0], "Jason Stajich"),
    *(work(TITLES[0], "Jason E Stajich", DOI=f"10.1234/looms.{number}") for number in (7, 8)),
]
TWICE = [
    work("Tides", "Jason Stajich", abstract=ABSTRACT),
    work(
        TITLES[0], "Wei Wang 0001", "Ada King", "Jason Stajich", "J.E. Stajich", DOI="10.1234/looms.8",
        year=2020, page="1-13", abstract=ABSTRACT,
    ),
]  # fmt: skip
TITLED = [
    work(TITLES[0], "Jason Stajich", abstract=ABSTRACT),
    work("Tides", "Jason Stajich", abstract=ABSTRACT),
    work("Tides", "Jason Stajich", year=2020),
]
DATED = [
    work(TITLES[0], "Jason Stajich", abstract=ABSTRACT),
    work("Tides", "Jason Stajich"),
    work("Tides", "Jason Stajich", year=2020, abstract=ABSTRACT),
]


def csl(work: dict[str, object], number: int) -> dict[str, object]:
    """Return a work as CSL-JSON; what is empty is left out."""
    authors = [{"literal": name} if "," in name else _parts(name) for name in _listed(work["author"])]
    issued = {"date-parts": [[work["issued"]]]}
    told = {"id": f"w{number}", "type": "article-journal", **work, "author": authors, "issued": issued}
    return {name: value for name, value in told.items() if value}


def _listed(value: object) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []


def _parts(name: str) -> dict[str, str]:
    given, _, family = name.partition(" ") if name.startswith("Wei") else name.rpartition(" ")
    return {"given": given, "family": family}


def made_up(folder: Path, found: list[list[dict[str, object]]]) -> Project:
    """Return a group with seeds of these works, of which nothing is ingested yet."""
    (folder / "seeds").mkdir()
    (folder / "content").mkdir()
    (folder / "content" / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    for number, works in enumerate(found):
        items = [csl(work, at) for at, work in enumerate(works)]
        (folder / "seeds" / f"{number}.json").write_bytes(msgspec.json.encode(items))
    return Project(folder)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seeds)
def test_a_second_ingest_changes_no_byte(found: list[list[dict[str, object]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = made_up(Path(folder), found)
        ingest(project)
        before = tree(project.content)
        for _ in range(2):
            ingest(project)
            assert tree(project.content) == before


rulings = st.lists(
    st.tuples(st.sampled_from(("same", "different")), st.sampled_from(NAMES), st.sampled_from(NAMES))
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seeds, rulings)
def test_an_ingest_that_follows_rulings_leaves_nothing_to_the_next(
    found: list[list[dict[str, object]]], ruled: list[tuple[str, str, str]]
) -> None:
    """A name that stands twice on a paper is left out: which of the two a ruling means nobody can tell."""
    for work in (work for each in found for work in each):
        work["author"] = list({name_key(name): name for name in _listed(work["author"])}.values())
    lines = [f"  - {word}: [{written(one)}, {written(other)}]\n" for word, one, other in ruled if one != other]
    text = f"people:\n{''.join(lines)}" if lines else ""
    assume(not any(contradictions("decisions.yaml", text)))
    with tempfile.TemporaryDirectory() as folder:
        project = made_up(Path(folder), found)
        ingest(project)
        (project.content / "decisions.yaml").write_text(text)
        ingest(project)
        before = tree(project.content)
        ingest(project)
        assert tree(project.content) == before


def written(name: str) -> str:
    """Return a name as one item of a list in YAML."""
    return f'"{name}"'


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(seeds, st.integers(0, 19), st.integers(0, 18))
@example([ALIKE], 0, 0)
@example([TWICE, TWICE], 0, 0)
@example([TITLED], 0, 0)
@example([DATED], 0, 0)
def test_two_papers_ruled_one_and_then_two_again_are_those_that_they_were(
    found: list[list[dict[str, object]]], one: int, on: int
) -> None:
    """Those of which no source can be told to be the one's alone stay one, and that is told.

    The first paper is `one` behind the first of all, in a circle, the other one `on` behind the next to it.
    """
    with tempfile.TemporaryDirectory() as folder:
        project = made_up(Path(folder), found)
        ingest(project)
        ids = sorted(path.stem for path in (project.content / "papers").iterdir())
        assume(len(ids) > 1)
        pair = ids[one % len(ids)], ids[(one + 1 + on % (len(ids) - 1)) % len(ids)]
        for word in ("same", "different"):
            (project.content / "decisions.yaml").write_text(f"papers:\n  - {word}: [{', '.join(pair)}]\n")
            told = ingest(project).problems
            before = tree(project.content)
            ingest(project)
            assert tree(project.content) == before
        assert told or sorted(path.stem for path in (project.content / "papers").iterdir()) == ids
