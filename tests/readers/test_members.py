"""What pages and lists of a former site say of its people."""

import pytest

from separata.readers import Seed
from separata.readers.members import members_of


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        ("_members/ada.md", "---\nname: [Ada]\n---\n", "_members/ada.md:1: the page names nobody"),
        ("authors/ada/_index.md", "---\nsocial: []\n---\n", "authors/ada/_index.md:1: the page names nobody"),
        ("team.yml", "- photo: a.png\n  info: PhD\n", "team.yml:1: the entry names nobody"),
    ],
)
def test_a_page_that_names_nobody_is_told_with_its_place(path: str, text: str, problem: str) -> None:
    assert [str(found) for found in members_of(Seed(path, text))] == [problem]
