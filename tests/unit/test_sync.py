"""Looking for what is new: what is asked, what is kept, and the report that a person reads."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from separata.cli import main
from separata.fetch import Network
from separata.files import Project
from separata.problems import SeparataError
from separata.services import Question, by_openalex, by_orcid, matching_on_arxiv
from separata.stages.add import add
from separata.stages.sync import Synced, sync
from tests.replay import Replay, Reply, Ticks, replaying

SITE = """title: A group
base_url: https://group.example/
watch:
  - {person: ada-lovelace, openalex: A5000000001}
"""
ADA = {"author": {"display_name": "Ada Lovelace"}}
MARY = {"author": {"display_name": "Mary Somerville"}}
BOB = {"author": {"display_name": "Bob Byron"}}
WORKS = "api.openalex.org/works?filter=author.id:A5000000001"


@pytest.fixture
def replay() -> Iterator[Replay]:
    with replaying() as server:
        yield server


@pytest.fixture
def group(tmp_path: Path) -> Project:
    write(tmp_path, "content/site.yaml", SITE)
    write(
        tmp_path,
        "content/papers/lovelace2017tulips.yaml",
        "title: Tulips\nauthors: [Ada Lovelace, Mary Somerville]\n",
    )
    return Project(tmp_path)


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def tree(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def work(number: int, title: str, *authors: object, **more: object) -> dict[str, object]:
    return {
        "id": f"https://openalex.org/W{number}",
        "title": title,
        "publication_date": "2020-05-01",
        "authorships": authors,
        **more,
    }


def works(*found: dict[str, object], **meta: object) -> str:
    return json.dumps({"meta": meta, "results": found})


def preprint(**more: object) -> dict[str, object]:
    return work(
        1, "Roses Count Their Petals", ADA, MARY, doi="https://doi.org/10.48550/arxiv.2005.00001", **more
    )


def synced(group: Project, replay: Replay) -> Synced:
    ticks = Ticks()
    with Network(contact="", clock=ticks.clock, sleep=ticks.sleep, mirror=replay.url) as network:
        return sync(group, network=network)


def test_what_is_new_is_reported_once(group: Project, replay: Replay) -> None:
    replay.says(WORKS, works(preprint(), count=1))
    assert synced(group, replay).report == (
        "# What the services say on 2026-11-21\n\n## New (1)\n\n"
        "- new paper lovelace2020roses: Roses Count Their Petals; 2 authors, 2 known\n"
    )
    before = tree(group.root)
    replay.says(WORKS, works(preprint(), count=1, db_response_time_ms=7))
    assert synced(group, replay).report == "# What the services say on 2026-11-21\n\nNothing new.\n"
    assert tree(group.root) == before


def test_publication_change_and_retraction_are_told_apart(group: Project, replay: Replay) -> None:
    roses, rows = work(2, "Rows of Red Lilies", ADA, MARY), work(3, "Leaves in Autumn Wind", ADA, MARY)
    replay.says(WORKS, works(preprint(), roses, rows))
    synced(group, replay)
    journal = {"source": {"display_name": "Journal of Gardens", "type": "journal"}}
    published = {
        **preprint(),
        "doi": "https://doi.org/10.1234/roses.7",
        "type": "article",
        "primary_location": journal,
        "locations": [{"landing_page_url": "https://arxiv.org/abs/2005.00001"}],
    }
    abstract = {**roses, "abstract_inverted_index": {"We": [0], "count.": [1]}}
    replay.says(WORKS, works(published, abstract, {**rows, "is_retracted": True}))
    assert synced(group, replay).report.split("\n\n", 1)[1] == (
        "## Retracted or corrected (1)\n\n- lovelace2020leaves: retracted\n\n"
        "## Now published (1)\n\n"
        "- lovelace2020roses: versions changed (Journal of Gardens, 2020-05-01)\n\n"
        "## Changed (1)\n\n- lovelace2020rows: abstract added\n"
    )


def test_papers_that_may_be_a_namesakes_stand_apart_with_the_reason(group: Project, replay: Replay) -> None:
    replay.says(WORKS, works(work(4, "Steam Engines at Sea", ADA, BOB), work(5, "Poems of the East", BOB)))
    report = synced(group, replay).report
    assert "## New" not in report
    assert "## Possibly not yours (2)" in report
    assert "(OpenAlex A5000000001: no two of its authors are known here)" in report
    assert "(OpenAlex A5000000001: no author has a name of ada-lovelace)" in report
    assert "delete its record under `content/papers/`" in report


def test_a_deleted_record_stays_away(group: Project, replay: Replay) -> None:
    replay.says(WORKS, works(work(5, "Poems of the East", BOB)))
    synced(group, replay)
    (group.content / "papers/byron2020poems.yaml").unlink()
    replay.says(WORKS, works(work(5, "Poems of the East", BOB, MARY)))
    assert "byron2020poems" not in synced(group, replay).report


def test_a_pair_in_doubt_and_a_kept_edit_are_reported(group: Project, replay: Replay) -> None:
    replay.says(WORKS, works(preprint(), work(6, "Tulips", ADA)))
    assert "## Uncertain (1)\n\n- " in synced(group, replay).report
    record = group.content / "papers/lovelace2020roses.yaml"
    record.write_text(record.read_text().replace("Roses Count", "Our Roses Count"))
    replay.says(WORKS, works({**preprint(), "title": "Roses Count Their Petals Twice"}, work(6, "Tulips", ADA)))
    assert (
        "## Kept as you wrote it (1)\n\n- content/papers/lovelace2020roses.yaml: title"
        in synced(group, replay).report
    )


def test_pages_are_followed_to_the_last(group: Project, replay: Replay) -> None:
    replay.says(WORKS, works(preprint(), next_cursor="ab+/=", count=102))
    replay.says(f"{WORKS}&per-page=100&cursor=ab%2B%2F%3D", works(work(2, "Rows of Red Lilies", ADA, MARY)))
    assert "## New (2)" in synced(group, replay).report
    assert sorted(path.name for path in (group.seeds / "openalex").iterdir()) == [
        "A5000000001-1.json",
        "A5000000001-2.json",
    ]


ATOM = "<feed><opensearch:totalResults xmlns:opensearch='x'>%d</opensearch:totalResults></feed>"


@pytest.mark.parametrize(
    ("question", "answer", "number"),
    [
        (by_openalex("A1"), works(count=100, next_cursor="a"), 0),
        (by_openalex("A1"), works(count=101, next_cursor="a"), 1),
        (by_openalex("A1", "a", 2), works(count=101, next_cursor="b"), 0),
        (matching_on_arxiv("x"), ATOM % 100, 0),
        (matching_on_arxiv("x"), ATOM % 101, 1),
        (by_orcid("0"), json.dumps({"group": [{"work-summary": [{"put-code": n}]} for n in range(101)]}), 3),
        *(
            (question, answer, 0)
            for question in (by_openalex("A1"), by_orcid("0"), matching_on_arxiv("x"))
            for answer in ("", "[]", "\x00", '{"meta": 3, "group": 4}', '{"group": [1, {"work-summary": [2]}]}')
        ),
    ],
)
def test_an_answer_leads_to_as_many_further_ones_as_it_says(
    question: Question, answer: str, number: int
) -> None:
    assert len(question.further(answer.encode())) == number


def test_a_page_that_is_missing_makes_the_whole_list_fail(group: Project, replay: Replay) -> None:
    replay.says(WORKS, works(preprint(), next_cursor="2", count=102))
    replay.says(f"{WORKS}&per-page=100&cursor=2", Reply("gone", 404))
    with pytest.raises(SeparataError) as error:
        synced(group, replay)
    assert "is missing, although the service names it" in str(error.value)
    assert not group.seeds.exists()


def test_one_service_that_fails_does_not_hold_up_the_others_and_keeps_its_last_answer(
    group: Project, replay: Replay
) -> None:
    replay.says(WORKS, works(preprint()))
    synced(group, replay)
    write(group.root, "content/site.yaml", SITE + "  - {arxiv: 'au:Lovelace'}\n")
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>http://arxiv.org/abs/2006.00001v1</id>'
    replay.says(
        "export.arxiv.org/",
        f"{feed}<title>Lilies</title><author><name>Ada Lovelace</name></author></entry></feed>",
    )
    replay.says(WORKS, works(preprint())[:-40])
    found = synced(group, replay)
    assert "## Could not be asked (1)" in found.report
    assert "lovelacelilies" in found.report
    assert [problem.place.path for problem in found.problems] == ["seeds/openalex/A5000000001-1.json"]
    assert (group.seeds / "openalex/A5000000001-1.json").read_text() == works(preprint())


def test_what_was_added_is_asked_for_again_on_request(group: Project, replay: Replay) -> None:
    one = "api.openalex.org/works/W9"
    replay.says(WORKS, works(preprint()))
    replay.says(one, json.dumps(work(9, "Leaves in Autumn Wind", ADA, MARY)))
    ticks = Ticks()
    with Network(contact="", clock=ticks.clock, sleep=ticks.sleep, mirror=replay.url) as network:
        add(group, ["W9"], network=network)
        replay.says(one, json.dumps(work(9, "Leaves in Autumn Wind", ADA, MARY, is_retracted=True)))
        assert "retracted" not in sync(group, network=network).report
        assert "- lovelace2020leaves: retracted\n" in sync(group, network=network, again=True).report
    assert len(replay.asked) == 4


@pytest.mark.parametrize("reply", [Reply(status=503), Reply("{}"), Reply("gone", 404)])
def test_when_nobody_answers_everything_stays_as_it_was(group: Project, replay: Replay, reply: Reply) -> None:
    replay.says(WORKS, reply)
    before = tree(group.root)
    with pytest.raises(SeparataError):
        synced(group, replay)
    assert tree(group.root) == before


def test_the_command_writes_the_report_and_says_when_nobody_is_watched(
    group: Project, replay: Replay, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    replay.says(WORKS, works(preprint()))
    monkeypatch.setenv("SEPARATA_MIRROR", replay.url)
    report = group.root / "report.md"
    assert main(["--project", str(group.root), "sync", "--report", str(report)]) == 0
    assert "lovelace2020roses" in report.read_text(encoding="utf-8")
    write(group.root, "content/site.yaml", SITE.partition("watch")[0])
    assert main(["--project", str(group.root), "sync"]) == 1
    assert "content/site.yaml: watches nobody" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{person: ada}", "nothing to look up here"),
        ("{orcid: 0000-0002-1825-0098}", "must be an ORCID iD"),
        ("{openalex: W1}", "must be an author of OpenAlex"),
        ("{dblp: Lovelace}", "must be a person of DBLP"),
        ("{orchid: x}", "did you mean 'orcid'?"),
    ],
)
def test_a_watch_that_cannot_be_asked_for_is_told_with_its_place(
    group: Project, capsys: pytest.CaptureFixture[str], entry: str, told: str
) -> None:
    write(group.root, "content/site.yaml", f"{SITE.partition('watch')[0]}watch:\n  - {entry}\n")
    assert main(["--project", str(group.root), "check"]) == 1
    assert "content/site.yaml:4:" in (said := capsys.readouterr().err)
    assert told in said
