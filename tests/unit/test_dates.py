import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.dates import MONTHS, Date, date_from_english, date_from_iso, date_from_mail, date_from_parts

DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)).map(
    lambda day: Date(day.year, day.month, day.day)
)
DATES = DAYS | DAYS.map(lambda date: Date(date.year, date.month)) | DAYS.map(lambda date: Date(date.year))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2022", Date(2022)),
        ("2022-12", Date(2022, 12)),
        ("2022-12-15", Date(2022, 12, 15)),
        ("2020-02-29", Date(2020, 2, 29)),
        ("2022-02-29", None),
        ("2022-00", None),
        ("2022-13", None),
        ("2022-12-00", None),
        ("2022-12-32", None),
        ("2022-1-5", None),
        ("0999", None),
        ("3000", None),
        ("22", None),
        ("2022-12-15T00:00:00Z", None),
        (" 2022", None),
        ("", None),
    ],
)
def test_iso_dates_are_read_as_far_as_they_are_known(text: str, date: Date | None) -> None:
    assert date_from_iso(text) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Dec 15, 2022", Date(2022, 12, 15)),
        ("December 15, 2022", Date(2022, 12, 15)),
        ("Sept. 5, 2022", Date(2022, 9, 5)),
        ("May 05, 2022", Date(2022, 5, 5)),
        ("Feb 29, 2020", Date(2020, 2, 29)),
        ("Feb 30, 2020", None),
        ("Dec 0, 2022", None),
        ("Ma 5, 2022", None),
        ("Decem 5, 2022", Date(2022, 12, 5)),
        ("Foo 5, 2022", None),
        ("dec 5, 2022", None),
        ("15 December 2022", None),
        ("December 2022", None),
        ("", None),
    ],
)
def test_english_dates_name_their_month(text: str, date: Date | None) -> None:
    assert date_from_english(text) == date


@pytest.mark.parametrize(
    ("date", "iso", "words", "timestamp"),
    [
        (Date(2022), "2022", "2022", "2022-01-01T00:00:00Z"),
        (Date(2022, 2), "2022-02", "February 2022", "2022-02-01T00:00:00Z"),
        (Date(2022, 2, 5), "2022-02-05", "5 February 2022", "2022-02-05T00:00:00Z"),
    ],
)
def test_dates_are_written_as_far_as_they_are_known(date: Date, iso: str, words: str, timestamp: str) -> None:
    assert (str(date), date.words, date.timestamp) == (iso, words, timestamp)


@given(DATES)
def test_a_written_date_is_read_again(date: Date) -> None:
    assert date_from_iso(str(date)) == date


@given(DAYS)
def test_a_date_in_english_is_read_with_its_month_long_or_short(date: Date) -> None:
    month = MONTHS[date.month - 1]
    for name in (month, month[:3], f"{month[:3]}."):
        assert date_from_english(f"{name} {date.day}, {date.year}") == date


@given(DATES, DATES)
def test_dates_order_as_their_written_forms(a: Date, b: Date) -> None:
    assert (a < b) == (str(a) < str(b))


@given(st.text(alphabet="0123456789- ,.DecMayFebrua٣", max_size=14))
def test_any_text_is_a_date_or_none(text: str) -> None:
    for read in (date_from_iso, date_from_english):
        date = read(text)
        assert date is None or date_from_iso(str(date)) == date


def test_dates_of_mail() -> None:
    assert date_from_mail("Thu, 15 Dec 2022 06:19:23 GMT") == Date(2022, 12, 15)
    assert date_from_mail("Thu, 31 Feb 2022 06:19:23 GMT") is None
    assert date_from_mail("yesterday") is None


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        ([2022, 12, 15], Date(2022, 12, 15)),
        (["2022", "5"], Date(2022, 5)),
        ([2022, None, 5], Date(2022)),
        (["2022", "", "5"], Date(2022)),
        ([None], None),
        ([2022, 13], None),
        (["9" * 5000], None),
        ([], None),
    ],
)
def test_parts_of_a_date_count_up_to_the_first_that_is_missing(parts: list[object], date: Date | None) -> None:
    assert date_from_parts(parts) == date
