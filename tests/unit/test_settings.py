"""What `content/site.yaml` says is checked as far as pages depend on it."""

import pytest

from separata.config import read_site
from separata.problems import SeparataError

START = "title: A\nbase_url: https://a.example/\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("language: en_GB", "site.yaml:3:11: must be a language tag such as en or pt-BR, got 'en_GB'"),
        ("language: English", "site.yaml:3:11: must be a language tag such as en or pt-BR, got 'English'"),
        ("contact: mailto:a@b.example", "site.yaml:3:10: must be a mail address such as papers@group.example"),
        ("contact: our office", "site.yaml:3:10: must be a mail address such as papers@group.example"),
    ],
)
def test_a_language_or_an_address_that_browsers_do_not_know_is_refused(line: str, told: str) -> None:
    with pytest.raises(SeparataError) as raised:
        read_site("site.yaml", f"{START}{line}\n")
    assert str(raised.value).startswith(told)


@pytest.mark.parametrize("language", ["en", "pt-BR", "zh-Hans", "de-CH-1996", "haw"])
def test_a_language_tag_is_taken_as_it_is(language: str) -> None:
    assert (
        read_site("site.yaml", f"{START}language: {language}\ncontact: a.b+c@d.example\n").language == language
    )
