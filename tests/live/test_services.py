"""The services themselves, one question each. Needs the internet, so only `make test-live` runs it."""

import time
from collections.abc import Iterator

import pytest

from separata.fetch import Network
from separata.files import Project
from separata.services import questions_for
from separata.stages.incoming import answered, whole_claims_of
from tests.conftest import ROOT

# An id that is there for good, and the first word of a title that its service gives.
IDS = [
    ("2005.14165", "Language"),
    ("10.1145/3531146.3533229", "Predictability"),
    ("10.5281/zenodo.3509134", "pandas"),
    ("W2741809807", "The"),
    ("conf/nips/BrownMRSKDNSSAA20", "Language"),
    ("31452104", ""),
    ("0000-0002-1825-0097", ""),
    ("CorpusId:218971783", "Language"),
]


@pytest.fixture(scope="module")
def network() -> Iterator[Network]:
    with Network(contact="", clock=time.monotonic, sleep=time.sleep) as found:
        yield found


@pytest.mark.live
@pytest.mark.parametrize(("text", "word"), IDS, ids=[text for text, _ in IDS])
def test_a_service_answers_in_the_shape_that_its_reader_knows(network: Network, text: str, word: str) -> None:
    answers = answered(network, text, questions_for(text))
    claims = [claim for answer in answers for claim in whole_claims_of(Project(ROOT), answer)]
    assert any(word.casefold() in claim.work.title.casefold() for claim in claims)
