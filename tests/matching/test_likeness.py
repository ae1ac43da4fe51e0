"""Which printed names may be one person's: a table for each way in which names of one person differ."""

import pytest

from separata.matching.printed import COSTS, likeness
from separata.matching.signatures import mentions_of
from separata.model import Author, Work
from separata.names import name_key

SAME: tuple[str, ...] = ("the same name",)

# Two printings, and how they differ in the words of `COSTS`: `SAME` where they are one without any evidence,
# `None` where they cannot be one person's.
TABLE: tuple[tuple[str, str, tuple[str, ...] | None], ...] = (
    # Initials.
    ("J. Wu", "Jeffrey Wu", ("initial",)),
    ("T. B. Brown", "Tom Bernard Brown", ("initial", "middle initial")),
    ("JP Serre", "Jean-Pierre Serre", ("initial", "middle initial")),
    ("J.-P. Serre", "Jean-Pierre Serre", ("initial", "middle initial")),
    ("T. Brown", "Bernard Brown", None),
    ("J. I. Wu", "Ji Wu", ("initial", "middle")),
    # Middle names.
    ("Tom Brown", "Tom B. Brown", ("middle",)),
    ("Ana Beatriz Silva", "Ana B. Silva", ("middle initial",)),
    ("Tom B. Brown", "Tom C. Brown", None),
    ("Zijie J. Wang", "Zijian Wang", None),
    # Nicknames and other forms of given names.
    ("Liz Carter", "Elizabeth Carter", ("short",)),
    ("Mike Jordan", "Michael I. Jordan", ("short", "middle")),
    ("Rob Frost", "Bob Frost", ("short",)),
    ("Stephen Boyd", "Steven Boyd", ("short",)),
    ("Md. Rahman", "Mohammad Rahman", ("short",)),
    ("Christopher Olah", "Christine Olah", None),
    ("Shyamolima (Shammie) Debnath", "Shyamolima Debnath", ("nickname",)),
    ("William “Bill” Weaver", "William Weaver", ()),
    ("Florian ‘Floyd’ Mueller", "Florian Müller", ("nickname", "letters")),
    ("Florian 'Floyd' Mueller", "Floyd Mueller", ()),
    # Particles.
    ("Gerard de Melo", "Gerard De Melo", SAME),
    ("Hoeve, Maartje ter", "Maartje ter Hoeve", SAME),
    ("Gerard de Melo", "Gerard Melo", ("middle",)),
    ("G. Melo", "Gerard de Melo", ("initial", "middle")),
    # Hyphen or blank.
    ("Sheer El-Showk", "Sheer El Showk", SAME),
    ("Sheer ElShowk", "Sheer El Showk", ("blanks",)),
    ("Zi-Jie Wang", "Zijie Wang", ("blanks",)),
    ("Shane O’Mahony", "Shane OMahony", SAME),
    ("Shane O Mahony", "Shane O'Mahony", ("blanks",)),
    ("S. El-Showk", "Sheer Elshowk", ("initial", "blanks")),
    ("G. de Melo", "Gerard Demelo", ("initial", "blanks")),
    ("T. van der Berg", "Tom B. Vanderberg", ("initial", "middle", "blanks")),
    ("G. Melo", "Gerard Demelo", None),
    # Letters with marks, and those that do not come apart.
    ("Michał Łoś", "Michal Los", SAME),
    ("Søren Ørsted", "Soren Orsted", SAME),
    ("Søren Ørsted", "Soeren Oersted", ("letters",)),
    ("Jörg Weiß", "Joerg Weiss", ("letters",)),
    ("Işıl Ağaç", "Isil Agac", SAME),
    ("Đura Đorđević", "Dura Dordevic", SAME),
    ("Đura Đorđević", "Djura Djordjevic", ("letters",)),
    # The family name first.
    ("Wang, Wei", "Wei Wang", SAME),
    ("Wang Wei", "Wei Wang", ("order",)),
    ("WANG Wei", "Wei Wang", ("order",)),
    ("LI Wei", "Wei Li", ("order",)),
    ("Wei LI", "W. Li", ("initial",)),
    ("Brown TB", "Tom B. Brown", ("initial",)),
    ("Brown T.", "Tom Brown", ("initial",)),
    # Small misspellings.
    ("Kamile Lukosuite", "Kamilė Lukošiūtė", ("slip",)),
    ("Ian McDonald", "Ian MacDonald", ("slip",)),
    ("Jia Wang", "Jin Wang", None),
    ("Danielle Amodeo", "Daniela Amodei", None),
    # The family name, or the given name, alone.
    ("Dario Amodei", "Daniela Amodei", None),
    ("Danny Hernandez", "Jose Hernandez-Orallo", None),
    ("Sam Ringer", "Sam Bowman", None),
    # Marks and digits behind.
    ("Tom Brown*", "Tom Brown", SAME),
    ("Tom Brown†‡", "Tom Brown", SAME),
    ("Tom Brown1", "Tom Brown", SAME),
    ("Tom Brown1,2", "Tom Brown", SAME),
    ("Tom Brown^1", "Tom Brown", SAME),
    ("Tom Brown$^{\\dagger}$", "Tom Brown", SAME),
    # Junior and senior.
    ("Brown, Jr., Tom", "Tom Brown Jr.", SAME),
    ("Brown, Tom, Jr.", "Tom Brown Jr", SAME),
    ("Tom Brown Jr.", "Tom Brown", ("suffix",)),
    ("Tom Brown Jr.", "Tom Brown Sr.", None),
    ("Tom Brown Jr.", "Tom Brown III", None),
    # Mononyms.
    ("Plato", "Plato", SAME),
    ("Plato", "Plato Jones", None),
    ("Plato", "P.", None),
    # DBLP's numbers of namesakes.
    ("Wei Wang 0001", "Wei Wang", ("number",)),
    ("Wei Wang 0001", "Wei Wang 0002", None),
)


@pytest.mark.parametrize(("a", "b", "kinds"), TABLE)
def test_how_two_printings_of_a_name_differ(a: str, b: str, kinds: tuple[str, ...] | None) -> None:
    found = likeness(a, b)
    assert found == likeness(b, a)
    assert (found.kinds if found else None) == (() if kinds is SAME else kinds)
    assert (name_key(a) == name_key(b)) == (kinds is SAME)


def test_every_way_to_differ_stands_in_the_table() -> None:
    assert {kind for _, _, kinds in TABLE for kind in kinds or () if kinds is not SAME} == COSTS.keys()


def test_a_group_or_company_is_no_person() -> None:
    authors = (Author("Ada King"), Author("Society for Engines", literal=True), Author("Tom Brown"))
    assert [(mention.position, mention.name) for mention in mentions_of("p", Work(authors=authors))] == [
        (0, "Ada King"),
        (2, "Tom Brown"),
    ]
