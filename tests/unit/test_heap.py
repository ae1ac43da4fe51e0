"""Piles: what several processes add at the same time can all be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from separata.heap import Pile, heap_path
from separata.stages.workers import shared_out


def test_all_that_processes_add_at_once_is_read_from_the_place_they_were_told(tmp_path: Path) -> None:
    pile = Pile(tmp_path, "slips", 1)
    first = pile.add(b"before")
    parts = [bytes([number]) * (number * 997) for number in range(60)]
    places = list(shared_out(lambda number: (number, pile.add(parts[number])), range(60), workers=2))
    assert {number: pile.part(place) for number, place in places} == dict(enumerate(parts))
    assert pile.part(first) == b"before"
    pile.close()


@given(parts=st.lists(st.binary(max_size=60) | st.integers(1, 3).map(lambda times: b"x" * (times << 14))))
def test_parts_of_any_length_come_back_whole(
    parts: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    pile = Pile(tmp_path_factory.mktemp("pile"), "slips", 1)
    places = [pile.add(part) for part in parts]
    assert [pile.part(place) for place in places] == parts
    pile.close()


def test_a_new_pile_leaves_the_old_one_until_it_is_told_to_go(tmp_path: Path) -> None:
    pile = Pile(tmp_path, "slips", 1)
    pile.add(b"old")
    pile.close()
    pile.begin()
    assert (pile.number, pile.size) == (2, 0)
    pile.add(b"new")
    pile.close()
    assert heap_path(tmp_path, "slips", 1).exists()
    pile.discard_others()
    assert [path.name for path in tmp_path.iterdir()] == ["slips-2"]


def test_a_part_that_is_not_what_was_added_is_none(tmp_path: Path) -> None:
    pile = Pile(tmp_path, "slips", 1)
    places = [pile.add(part) for part in (b"first", b"", b"second", b"third")]
    path = heap_path(tmp_path, "slips", 1)
    path.write_bytes(path.read_bytes().replace(b"second", b"sekond")[:-1])
    pile.close()
    pile = Pile(tmp_path, "slips", 1)
    assert [pile.part(place) for place in places] == [b"first", b"", None, None]
    assert [*pile.parts()] == [b"first", b""]
    pile.close()
