"""Which version stands for a work, and whose identifiers an export names with it."""

import pytest

from separata.dates import Date
from separata.exporters.citation import citation
from separata.model import Version, Work
from separata.paper import Paper


@pytest.mark.parametrize(
    ("types", "leading"),
    [
        (("preprint", "article-journal", "software"), "article-journal"),
        (("paper-conference", "thesis"), "paper-conference"),
        (("paper-conference", "article-journal"), "article-journal"),
        (("preprint", "dataset"), "preprint"),
        (("preprint", "report"), "report"),
        (("dataset", "software"), "software"),
    ],
)
def test_what_is_exported_is_the_version_that_stands_for_the_work(types: tuple[str, ...], leading: str) -> None:
    versions = (Version(type, issued=Date(2020 + at)) for at, type in enumerate(types))
    assert citation(Paper("x", Work(title="T", versions=tuple(versions)))).type == leading


def test_one_version_does_not_take_the_doi_of_another() -> None:
    talk = Version("paper-conference", issued=Date(2020), ids={"doi": "10.1000/talk", "isbn": "9780262033848"})
    preprint = Version("preprint", issued=Date(2019), ids={"arxiv": "2001.00001"})
    article = Version("article-journal", issued=Date(2021), container="Looms")
    cited = citation(Paper("x", Work(title="T", versions=(preprint, talk, article))))
    assert (cited.doi, cited.isbn, cited.arxiv) == ("", "", "2001.00001")
