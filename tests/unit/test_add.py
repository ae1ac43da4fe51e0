"""Adding papers: every kind of id, what is told of it, and that a failure leaves everything as it was."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from separata.cli import main
from separata.fetch import Network
from separata.files import Project
from separata.problems import SeparataError
from separata.services import questions_for
from separata.stages.add import Added, add
from tests.replay import Replay, Reply, Ticks, replaying

READERS = Path(__file__).resolve().parents[1] / "readers"
ROSES = "content/papers/lovelace2018petals.yaml"


@pytest.fixture
def replay() -> Iterator[Replay]:
    with replaying() as server:
        yield server


@pytest.fixture
def group(tmp_path: Path) -> Project:
    write(
        tmp_path, "content/site.yaml", "title: A\nbase_url: https://a.example/\ncontact: ada@garden.example\n"
    )
    write(tmp_path, ROSES, "title: Petals and Roses\nauthors: [Ada Lovelace]\nissued: 2018\n")
    write(tmp_path, "seeds/seeds.yaml", "# Our sources.\n")
    return Project(tmp_path)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def case(name: str) -> str:
    return (READERS / name).read_text(encoding="utf-8")


def added(group: Project, replay: Replay, *wanted: str, pasted: bytes | None = None) -> Added:
    ticks = Ticks()
    with Network(contact="", clock=ticks.clock, sleep=ticks.sleep, mirror=replay.url) as network:
        return add(group, wanted, network=network, pasted=pasted)


def tree(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


ATOM = case("arxiv_atom/feed.xml")
CROSSREF = case("crossref/article.json")
OPENALEX = case("openalex/work.json")
DBLP_RECORD, DBLP_PERSON = case("dblp/record.xml"), case("dblp/person.xml")
ORCID = case("orcid/bulk.json").replace(
    """,
 {"error": {"response-code": 404, "developer-message": "404 Not Found: no work", "error-code": 9016}}""",
    "",
)
PUBMED, S2 = case("pubmed/set.xml"), case("semantic_scholar/paper.json")
DATACITE = case("datacite/dataset.json")
WORKS = '{"group": [{"work-summary": [{"put-code": 733535}, {"put-code": 9}]}, {"work-summary": []}]}'

ARXIV = ("export.arxiv.org/api/query?id_list=1805.01230", ATOM, "arxiv/1805.01230.xml")
IDS = [
    ("1805.01230", *ARXIV),
    ("arXiv:1805.01230v2", *ARXIV),
    ("https://arxiv.org/abs/1805.01230", *ARXIV),
    ("10.48550/arXiv.1805.01230", *ARXIV),
    ("10.1234/Roses.7", "api.crossref.org/works/10.1234%2Froses.7", CROSSREF, "crossref/10.1234-roses.7.json"),
    ("https://doi.org/10.1234/roses.7", "api.crossref.org/works/", CROSSREF, "crossref/10.1234-roses.7.json"),
    ("978-0-262-03384-8", "api.crossref.org/works?filter=isbn:9780262033848,type:book", CROSSREF,
     "crossref/isbn-9780262033848.json"),
    ("W2741809807", "api.openalex.org/works/W2741809807", OPENALEX, "openalex/W2741809807.json"),
    ("https://openalex.org/A5000000001", "api.openalex.org/works?filter=author.id:A5000000001", OPENALEX,
     "openalex/A5000000001-1.json"),
    ("journals/gardens/Muller19", "dblp.org/rec/journals/gardens/Muller19.xml", DBLP_RECORD,
     "dblp/journals-gardens-Muller19.xml"),
    ("0000-0002-1825-0097", "pub.orcid.org/v3.0/0000-0002-1825-0097/works/733535", ORCID,
     "orcid/0000-0002-1825-0097-1.json"),
    ("31452104", "eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&id=31452104", PUBMED,
     "pubmed/31452104.xml"),
    ("CorpusId:7", "api.semanticscholar.org/graph/v1/paper/CorpusId:7?", S2,
     "semantic_scholar/CorpusId-7.json"),
    ("10.5281/zenodo.1", "api.datacite.org/dois/10.5281%2Fzenodo.1", DATACITE,
     "datacite/10.5281-zenodo.1.json"),
    ("https://dblp.org/pid/65/9612.html", "dblp.org/pid/65/9612.xml", DBLP_PERSON, "dblp/pid-65-9612.xml"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "answer", "file"), IDS, ids=[case[0] for case in IDS])
def test_every_kind_of_id_is_asked_of_its_service_and_its_answer_kept(
    group: Project, replay: Replay, text: str, path: str, answer: str, file: str
) -> None:
    replay.says(path, answer)
    replay.says("pub.orcid.org/v3.0/0000-0002-1825-0097/works", WORKS)
    report = added(group, replay, text).report
    assert report[0].startswith("new paper ")
    assert (group.seeds / file).read_text(encoding="utf-8") == answer
    listed = (group.seeds / "seeds.yaml").read_text(encoding="utf-8")
    assert listed.startswith("# Our sources.\n")
    assert file in listed
    assert "retrieved: '2026-11-21'" in listed


def test_the_change_is_told_in_words(group: Project, replay: Replay) -> None:
    replay.says("export.arxiv.org/", ATOM.replace("We Count the Petals\n  of $R_n$ Roses", "Wind over Sea"))
    assert added(group, replay, "1805.01230").report == (
        "new paper lovelace2018wind: Wind over Sea; 2 authors, 1 known",
        "new paper lovelace1999tulips: Tulips; 1 author, 1 known",
    )


def test_a_possible_duplicate_is_told_with_its_reasons(group: Project, replay: Replay) -> None:
    replay.says("export.arxiv.org/", ATOM.replace("We Count the Petals\n  of $R_n$ Roses", "Petals Roses"))
    write(group.root, ROSES, "title: Petals Roses\nauthors: [Ada Lovelace]\n")
    report = added(group, replay, "1805.01230").report
    assert report[-2] == "1 possible duplicate, to be ruled on in content/decisions.yaml:"
    assert report[-1].startswith("  lovelace2018petals")
    assert "the same title" in report[-1]


def test_what_is_known_already_is_completed_and_then_nothing_changes(group: Project, replay: Replay) -> None:
    replay.says("api.crossref.org/works/", CROSSREF)
    assert added(group, replay, "10.1234/roses.7").report[0].startswith("new paper lovelace2019we:")
    before = tree(group.root)
    assert added(group, replay, "10.1234/roses.7").report == (
        "lovelace2019we is known, and this says nothing new of it",
    )
    assert tree(group.root) == before
    replay.says("api.openalex.org/works/", OPENALEX)
    (line,) = added(group, replay, "W2741809807").report
    assert line.startswith("lovelace2019we: ")


def test_the_second_service_is_asked_where_the_first_knows_nothing(group: Project, replay: Replay) -> None:
    with pytest.raises(SeparataError) as error:
        added(group, replay, "10.5281/zenodo.1")
    assert [path.split("/")[0] for path in replay.paths] == ["api.crossref.org", "api.datacite.org"]
    assert "10.5281/zenodo.1: is not known to api.crossref.org and api.datacite.org" in str(error.value)


FAILURES = [
    ("2212.99999x", {}, "is neither a file nor an id that can be looked up"),
    ("10.1234/gone", {}, "is not known to"),
    ("10.1234/busy", {"api.crossref.org/": Reply(status=503)}, "answers 503"),
    ("10.1234/cut", {"api.crossref.org/": Reply(CROSSREF, cut=True)}, "cannot be reached"),
    ("10.1234/half", {"api.crossref.org/": CROSSREF[:700]}, "not readable as JSON"),
    ("10.1234/page", {"api.crossref.org/": "<html>Please log in</html>"}, "not readable as JSON"),
    ("10.1234/other", {"api.crossref.org/": OPENALEX}, "has no record of the format crossref"),
    ("1805.01230", {"export.arxiv.org/": case("arxiv_atom/damaged/error.xml")}, "arXiv answered with an error"),
    ("1805.01230", {"export.arxiv.org/": '<feed xmlns="http://www.w3.org/2005/Atom"></feed>'}, "has no record"),
    ("1805.01230", {"export.arxiv.org/": ""}, "the file is empty"),
    ("0000-0002-1825-0097", {}, "0000-0002-1825-0097: is not known to pub.orcid.org"),
    ("0000-0002-1825-0097", {"pub.orcid.org/": "<html>Please log in</html>"}, "/works: names no works"),
    ("0000-0002-1825-0097", {"pub.orcid.org/": '{"group": []}'}, "/works: names no works"),
    ("1805.01230", {"export.arxiv.org/": case("arxiv_atom/damaged/entities.xml")}, "declares an entity"),
]


@pytest.mark.parametrize(("text", "says", "told"), FAILURES)
def test_a_failure_leaves_seeds_and_content_as_they_were_and_says_why(
    group: Project, replay: Replay, text: str, says: dict[str, str | Reply], told: str
) -> None:
    replay.says("dblp.org/", DBLP_RECORD)
    for path, reply in says.items():
        replay.says(path, reply)
    before = tree(group.root)
    with pytest.raises(SeparataError) as error:
        added(group, replay, "journals/gardens/Muller19", text)
    assert told in str(error.value)
    assert any(problem.hint for problem in error.value.problems)
    assert tree(group.root) == before


def test_a_broken_record_stops_the_addition_before_anything_is_written(group: Project, replay: Replay) -> None:
    replay.says("dblp.org/", DBLP_RECORD)
    write(group.root, ROSES, "title: A\ntitel: B\n")
    before = tree(group.root)
    with pytest.raises(SeparataError):
        added(group, replay, "journals/gardens/Muller19")
    assert tree(group.root) == before


def test_an_id_that_was_merged_into_another_is_told(group: Project, replay: Replay) -> None:
    replay.says("api.openalex.org/works/W1", Reply(status=301, headers={"Location": "/works/W2741809807"}))
    replay.says("api.openalex.org/works/W2741809807", OPENALEX)
    report = added(group, replay, "W1").report
    assert report[0].endswith("/works/W1 leads to https://api.openalex.org/works/W2741809807")
    assert report[1].startswith("new paper lovelace2019we:")
    assert "note: 'https://api.openalex.org/works/W2741809807'" in (group.seeds / "seeds.yaml").read_text()


def test_a_file_and_pasted_text_are_recognised(group: Project, replay: Replay) -> None:
    write(group.root, "elsewhere/refs.json", CROSSREF)
    write(group.root, "seeds/refs.json", OPENALEX)
    report = added(group, replay, str(group.root / "elsewhere/refs.json"), pasted=DBLP_RECORD.encode()).report
    assert [line.split(":")[0] for line in report] == ["new paper lovelace2019we", "new paper muller2019tulips"]
    names = sorted(path.name for path in group.seeds.iterdir())
    assert [name[:6] for name in names] == ["pasted", "refs-0", "refs.j", "seeds."]
    assert ".json: {format: crossref}\n" in (group.seeds / "seeds.yaml").read_text(encoding="utf-8")
    assert not replay.asked


def test_a_seed_that_lies_there_already_keeps_its_note(group: Project, replay: Replay) -> None:
    note = "refs.json: {format: crossref, note: from Ada}\n"
    write(group.root, "seeds/refs.json", CROSSREF)
    write(group.root, "seeds/seeds.yaml", note)
    added(group, replay, str(group.seeds / "refs.json"))
    assert (group.seeds / "seeds.yaml").read_text(encoding="utf-8") == note


def test_a_retraction_of_a_paper_that_is_held_reaches_its_record(group: Project, replay: Replay) -> None:
    replay.says("api.crossref.org/works/10.1234%2Froses.7", CROSSREF.replace('"updated-by"', '"x"'))
    replay.says("api.crossref.org/works/10.1234%2Froses.11", case("crossref/list.json"))
    added(group, replay, "10.1234/roses.7")
    found = added(group, replay, "10.1234/roses.11")
    assert any(line.startswith("lovelace2019we:") and "status added" in line for line in found.report)
    assert "status: retracted" in (group.content / "papers/lovelace2019we.yaml").read_text(encoding="utf-8")


def test_a_retraction_of_a_paper_that_is_not_held_is_told_and_makes_no_record(
    group: Project, replay: Replay
) -> None:
    replay.says("api.crossref.org/works/", case("crossref/list.json"))
    problems = added(group, replay, "10.1234/roses.11").problems
    assert any("no source says the title" in problem.message for problem in problems)


def test_the_command_adds_what_is_pasted_and_tells_problems_with_a_closing_line(
    group: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CROSSREF.encode())))
    assert main(["--project", str(group.root), "add", "-"]) == 0
    assert capsys.readouterr().out.startswith("new paper lovelace2019we: ")
    assert main(["--project", str(group.root), "add", "nonsense"]) == 1
    told = capsys.readouterr().err
    assert "nonsense: is neither a file nor an id that can be looked up\n  hint: one of ORCID iD" in told
    assert told.endswith("1 error; seeds/ and content/ were not changed\n")


@pytest.mark.parametrize(
    ("text", "host", "path"),
    [
        ("0000-0002-1825-0097", "pub.orcid.org", "/v3.0/0000-0002-1825-0097/works"),
        ("https://orcid.org/0000-0002-1825-0097", "pub.orcid.org", "/v3.0/0000-0002-1825-0097/works"),
        ("31452104", "eutils.ncbi.nlm.nih.gov", "id=31452104"),
        ("https://pubmed.ncbi.nlm.nih.gov/31452104/", "eutils.ncbi.nlm.nih.gov", "id=31452104"),
        ("CorpusId:254823489", "api.semanticscholar.org", "/paper/CorpusId:254823489?"),
        ("https://openalex.org/works/W7", "api.openalex.org", "/works/W7?"),
        ("pid/65/9612", "dblp.org", "/pid/65/9612.xml"),
        ("conf/fat/GanguliHLABCCDD22", "dblp.org", "/rec/conf/fat/GanguliHLABCCDD22.xml"),
    ],
)
def test_an_id_is_known_by_its_form(text: str, host: str, path: str) -> None:
    first = questions_for(text)[0]
    assert first.url.split("/")[2] == host
    assert path in first.url
