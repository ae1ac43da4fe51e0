"""The network: polite, patient, and never longer or larger than it should be. The server is on this machine."""

from collections.abc import Iterator

import pytest

from separata import fetch
from separata.fetch import Answer, Network
from separata.problems import SeparataError
from tests.replay import Replay, Reply, Ticks, replaying

URL = "https://api.crossref.org/works/10.1234"
PATH = "api.crossref.org/works/10.1234"


@pytest.fixture
def replay() -> Iterator[Replay]:
    with replaying() as server:
        yield server


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def network(replay: Replay, ticks: Ticks) -> Iterator[Network]:
    with network_of(replay, ticks) as found:
        yield found


def network_of(replay: Replay, ticks: Ticks, *, timeout: float = 5.0, **keys: str) -> Network:
    return Network(
        contact="ada@garden.example",
        clock=ticks.clock,
        sleep=ticks.sleep,
        keys=keys,
        mirror=replay.url,
        timeout=timeout,
    )


def test_an_answer_has_its_bytes_its_address_and_the_day_by_the_clock_of_the_service(
    replay: Replay, network: Network
) -> None:
    replay.says(PATH, "{}")
    answer = network.fetch(URL, "application/json")
    assert isinstance(answer, Answer)
    assert (answer.data, answer.url, str(answer.retrieved)) == (b"{}", URL, "2026-11-21")


def test_every_question_says_who_asks(replay: Replay, network: Network) -> None:
    network.fetch(URL, "application/json")
    ((_, headers),) = replay.asked
    assert headers["User-Agent"].startswith("Separata/")
    assert "mailto:ada@garden.example" in headers["User-Agent"]
    assert headers["Accept"] == "application/json"


def test_a_key_goes_where_its_service_wants_it_and_nowhere_else(replay: Replay, ticks: Ticks) -> None:
    with network_of(replay, ticks, OPENALEX_API_KEY="k1", S2_API_KEY="k2") as network:
        network.fetch("https://api.openalex.org/works/W1?select=id")
        network.fetch("https://api.semanticscholar.org/graph")
        network.fetch(URL)
    (first, _), (second, headers), (third, others) = replay.asked
    assert first == "api.openalex.org/works/W1?select=id&api_key=k1"
    assert (second, headers["x-api-key"]) == ("api.semanticscholar.org/graph", "k2")
    assert (third, "x-api-key" in others) == (PATH, False)


def test_what_is_not_there_is_none(replay: Replay, network: Network) -> None:
    replay.says("dblp.org/", Reply("gone", 410))
    assert network.fetch(URL) is None
    assert network.fetch("https://dblp.org/rec/x.xml") is None


def test_one_service_is_not_asked_faster_than_it_wishes(network: Network, ticks: Ticks) -> None:
    for _ in range(3):
        network.fetch("https://export.arxiv.org/api/query")
    network.fetch(URL)
    assert ticks.slept == [3.0, 3.0]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_fails_in_passing_is_asked_again(
    replay: Replay, network: Network, ticks: Ticks, status: int
) -> None:
    replay.says(PATH, Reply(status=status), Reply(status=status), "{}")
    answer = network.fetch(URL)
    assert answer
    assert answer.data == b"{}"
    assert ticks.slept == [1.0, 2.0]


@pytest.mark.parametrize("after", ["7", "Sat, 21 Nov 2026 08:00:07 GMT"])
def test_a_service_that_names_a_time_is_asked_then(
    replay: Replay, network: Network, ticks: Ticks, after: str
) -> None:
    replay.says(PATH, Reply(status=429, headers={"Retry-After": after}), "{}")
    assert network.fetch(URL)
    assert ticks.slept == [7.0]


def test_a_time_that_is_no_time_is_passed_over(replay: Replay, network: Network, ticks: Ticks) -> None:
    replay.says(PATH, Reply(status=429, headers={"Retry-After": "soon"}), "{}")
    assert network.fetch(URL)
    assert ticks.slept == [1.0]


@pytest.mark.parametrize(
    ("reply", "said", "times"),
    [
        (Reply(status=503), "answers 503 Service Unavailable, asked 4 times", 4),
        (Reply("{" * 100, cut=True), "cannot be reached: peer closed connection", 4),
        (Reply(status=429, headers={"Retry-After": "3600"}), "answers 429 Too Many Requests, to be asked", 1),
        (Reply("no", 403), "answers 403 Forbidden", 1),
        (
            Reply(status=302, headers={"Location": "ftp://garden.example/"}),
            "leads to 'ftp://garden.example/'",
            1,
        ),
        (Reply(status=302, headers={"Location": "http://api.crossref.org/"}), "not safe to follow", 1),
        (Reply(status=302, headers={"Location": "https://["}), "leads to 'https://['", 1),
        (Reply(status=304), "answers 304 Not Modified", 1),
        (Reply(status=301, headers={"Location": URL}), "leads on more than 5 times", 6),
        (Reply("no gzip at all", headers={"Content-Encoding": "gzip"}), "cannot be reached: ", 4),
    ],
)
def test_what_cannot_be_had_is_told_with_the_address(
    replay: Replay, network: Network, reply: Reply, said: str, times: int
) -> None:
    replay.says(PATH, reply)
    with pytest.raises(SeparataError) as error:
        network.fetch(URL)
    (problem,) = error.value.problems
    assert problem.place.path == URL
    assert said in problem.message
    assert len(replay.asked) == times


def test_a_service_that_does_not_answer_is_given_up(replay: Replay, ticks: Ticks) -> None:
    replay.says(PATH, Reply(hang=True))
    with network_of(replay, ticks, timeout=0.05) as network, pytest.raises(SeparataError) as error:
        network.fetch(URL)
    assert "does not answer in time, asked 4 times" in str(error.value)


def test_no_service_at_all_is_told(ticks: Ticks) -> None:
    with (
        Network(contact="", clock=ticks.clock, sleep=ticks.sleep, mirror="http://127.0.0.1:1") as network,
        pytest.raises(SeparataError) as error,
    ):
        network.fetch(URL)
    assert f"{URL}: cannot be reached: " in str(error.value)


def test_an_answer_that_is_too_large_is_not_read_to_its_end(
    replay: Replay, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "LARGEST", 1000)
    replay.says(PATH, "x" * 2000)
    with pytest.raises(SeparataError) as error:
        network.fetch(URL)
    assert "answers more than" in str(error.value)


def test_a_merged_id_leads_to_the_one_that_is_kept(replay: Replay, network: Network) -> None:
    replay.says("api.openalex.org/works/W1", Reply(status=301, headers={"Location": "/works/W2"}))
    replay.says("api.openalex.org/works/W2", "{}")
    answer = network.fetch("https://api.openalex.org/works/W1")
    assert answer
    assert answer.url == "https://api.openalex.org/works/W2"
