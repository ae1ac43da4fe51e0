"""The library says who is who, and tells what does not fit together."""

import msgspec

from separata.dates import Date
from separata.library import library_of
from separata.model import Address, Author, Person, Work
from separata.paper import Paper
from separata.problems import Place

# The two ORCIDs are examples in ORCID's own documentation.
CARBERRY, OTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"


def paper(name: str, *authors: Author | str, issued: Date | None = None) -> Paper:
    names = tuple(author if isinstance(author, Author) else Author(author) for author in authors)
    return Paper(
        name, Work(title=name, authors=names, issued=issued), place=Place(f"content/papers/{name}.yaml", 1, 1)
    )


def person(name: str, *names: str, orcid: str = "") -> Person:
    return Person(name, names[0], names, orcid=orcid, place=Place(f"content/people/{name}.yaml", 1, 1))


def test_names_equal_but_for_accents_hyphens_and_case_are_one_person() -> None:
    library, problems = library_of([paper("a", "Sheer El-Showk"), paper("b", "Sheer El Showk")], [])
    assert problems == ()
    assert library.bylines == {"a": ("sheer-el-showk",), "b": ("sheer-el-showk",)}


def test_a_name_is_shown_with_the_given_name_first_where_a_paper_prints_it_so() -> None:
    library, _ = library_of([paper("a", "King, Ada"), paper("b", "King, Ada"), paper("c", "Ada King")], [])
    assert [(person.id, person.name) for person in library.people.values()] == [("ada-king", "Ada King")]


def behind(people: list[Person], *authors: Author | str) -> tuple[str, ...]:
    library, problems = library_of([paper("a", *authors)], people)
    assert problems == ()
    return library.bylines["a"]


def test_a_person_on_record_has_every_name_listed_there() -> None:
    people = [person("tom-brown", "Tom Brown", "Tom B. Brown")]
    assert behind(people, "Tom B. Brown", "Tim Brown") == ("tom-brown", "tim-brown")


def test_the_word_of_the_paper_comes_before_the_name() -> None:
    people = [person("wei-wang", "Wei Wang"), person("wei-wang-2", "Wei Wang")]
    assert behind(people, Author("Wei Wang", person="wei-wang-2")) == ("wei-wang-2",)


def test_an_orcid_comes_before_the_name() -> None:
    people = [person("wei-wang", "Wei Wang", orcid=CARBERRY), person("wei-wang-2", "Wei Wang", orcid=OTHER)]
    assert behind(people, Author("W. Wang", orcid=OTHER)) == ("wei-wang-2",)


def test_another_orcid_is_another_person() -> None:
    people = [person("wei-wang", "Wei Wang", orcid=CARBERRY)]
    assert behind(people, Author("Wei Wang", orcid=OTHER)) == ("wei-wang-2",)


def test_a_name_that_may_be_two_people_is_a_person_who_is_not_decided() -> None:
    people = [person("wei-wang", "Wei Wang"), person("w2", "Wei Wang")]
    library, problems = library_of([paper("a", "Wei Wang")], people)
    assert problems == ()
    assert library.bylines["a"] == ("wei-wang-2",)
    assert library.undecided == {"wei-wang-2"}
    assert library.namesakes["wei-wang-2"] == ("w2", "wei-wang")


def test_two_equal_names_on_one_paper_are_not_one_person_on_record() -> None:
    assert behind([person("wei-wang", "Wei Wang")], "Wei Wang", "Wei Wang") == ("wei-wang-2", "wei-wang-2")


def test_an_id_once_given_is_not_given_to_another_name() -> None:
    addresses = [Address("li-wei", ("Li Wei",))]
    library, _ = library_of([paper("a", "李 伟")], [], addresses)
    assert library.bylines["a"] != ("li-wei",)


def test_a_name_keeps_the_id_it_got() -> None:
    library, _ = library_of([paper("a", "Ada King")], [], [Address("ada-king-7", ("Ada King",))])
    assert library.bylines["a"] == ("ada-king-7",)


def test_a_former_id_means_the_person_who_had_it() -> None:
    people = [msgspec.structs.replace(person("ada", "Ada King"), former_ids=("countess",))]
    assert behind(people, Author("A. K.", person="countess")) == ("ada",)


def test_a_person_who_is_not_on_record_is_a_problem() -> None:
    _, problems = library_of([paper("a", Author("Ada", person="ada"))], [])
    assert "names the person 'ada', who is not on record" in problems[0].message


def test_a_name_taken_out_of_a_record_is_another_person_even_if_it_is_the_id() -> None:
    assert behind([person("tom-brown", "Thomas Brown")], "Tom Brown") == ("tom-brown-2",)


def test_two_papers_with_one_id_are_a_problem() -> None:
    _, problems = library_of([paper("a", "X"), paper("a", "Y")], [])
    assert "the id 'a' is already that of the paper at" in problems[0].message


def test_two_people_with_one_orcid_are_a_problem() -> None:
    people = [person("a", "A", orcid="0000-0002-1825-0097"), person("b", "B", orcid="0000-0002-1825-0097")]
    _, problems = library_of([], people)
    assert "'0000-0002-1825-0097' is already that of the person at content/people/a.yaml" in problems[0].message


def test_papers_stand_newest_first_and_undated_ones_last() -> None:
    library, _ = library_of(
        [paper("u", "X"), paper("b", "X", issued=Date(2020)), paper("a", "X", issued=Date(2020)),
         paper("c", "X", issued=Date(2020, 5)), paper("n", "X", issued=Date(2021))], []
    )  # fmt: skip
    assert [found.id for found in library.papers] == ["n", "c", "a", "b", "u"]
    assert list(library.by_year) == [2021, 2020, 0]


def test_dblps_numbers_tell_namesakes_apart_and_are_shown_nowhere() -> None:
    papers = [paper("a", "Wei Wang 0001", "Ada King"), paper("b", "Wei Wang 0002"), paper("c", "Expo 2000")]
    known = Person("ada-king", "Ada King", ("Ada King", "Ada King 0003"))
    library, problems = library_of(papers, [known])
    assert problems == ()
    assert library.bylines == {"a": ("wei-wang-0001", "ada-king"), "b": ("wei-wang-0002",), "c": ("expo-2000",)}
    shown = {author.name for found in library.papers for author in found.work.authors}
    assert shown == {"Wei Wang", "Ada King", "Expo 2000"}
    assert library.people["wei-wang-0001"].name == library.people["wei-wang-0002"].name == "Wei Wang"
    assert library.people["ada-king"].names == ("Ada King",)
