"""A person's page: the names published under, the co-authors, the papers by year."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Annotated

import msgspec

from separata.model import Person
from separata.names import sort_key
from separata.pages import embed, metadata
from separata.pages.addresses import person_url
from separata.pages.bibliographies import exports_of
from separata.pages.cuts import cut_url, cuts, older_parts
from separata.pages.doubts import Doubt
from separata.pages.edition import years_of
from separata.pages.feed import feeds_of
from separata.pages.groups import YearGroup, Years, by_year, year_groups
from separata.pages.head import Head, Link, address_of
from separata.pages.network import LEAST, Arcs, arcs, together
from separata.pages.page import Page
from separata.pages.pictures import Sparkline, papers_of, sparkline
from separata.pages.portraits import Portrait
from separata.pages.profile import Profile
from separata.pages.words import counted, link_words, listed, number, opening, span

_FREQUENT = 18  # co-authors who stand in the open
_FOLDED = 250  # co-authors in the fold; the papers name whoever is beyond it
_TIED = 14  # co-authors in the picture of ties
_PEOPLE = "authors.html"

# Ids have hyphens but no dots, so a part's address is never that of another person.
_JOINT = "."

# The authors of one paper: name and page of each.
Crew = tuple[tuple[str, str], ...]


class CoAuthor(msgspec.Struct, frozen=True):
    """Somebody with whom a person wrote papers."""

    name: Annotated[str, "name"]
    url: Annotated[str, "the co-author's page, from the top of the site"]
    count: Annotated[int, "papers together"]


class PersonPage(msgspec.Struct, frozen=True):
    """What `person.html` sees as `page`. An older part of a long list has a name and papers only."""

    head: Annotated[Head, "the head of the page"]
    name: Annotated[str, "the person's name"]
    span: Annotated[str, "years of the first and last paper; may be empty"]
    groups: Annotated[tuple[YearGroup, ...], "papers by year, newest first"]
    parts: Annotated[tuple[Link, ...], "the parts older than this one, newest first"]
    part: Annotated[int, "number of an older part of the list, from the oldest; 0 on the person's own page"] = 0
    newest: Annotated[str, "on an older part: the person's own page, from the top of the site"] = ""
    role: Annotated[str, "role in the group, or that the person was a member; may be empty"] = ""
    portrait: Annotated[Portrait | None, "the person's photo"] = None
    papers: Annotated[str, "how many papers, in words; empty on an older part"] = ""
    sparkline: Annotated[Sparkline | None, "papers per year; nothing where there is only one year"] = None
    company: Annotated[str, "how many co-authors, in words; empty where there are none"] = ""
    links: Annotated[tuple[Link, ...], "the person's addresses elsewhere"] = ()
    note: Annotated[str, "a remark of the group; may be empty"] = ""
    names: Annotated[str, "the names published under, with counts; empty where there is only one"] = ""
    joined: Annotated[tuple[str, ...], "the evidence that names are one person, where no human agreed"] = ()
    doubts: Annotated[tuple[Doubt, ...], "why the name may not say who it is"] = ()
    correction: Annotated[Link | None, "where to tell of an error"] = None
    embed: Annotated[str, "HTML that frames the list in another page; empty where that is not offered"] = ""
    frequent: Annotated[tuple[CoAuthor, ...], "the most frequent co-authors"] = ()
    others: Annotated[tuple[CoAuthor, ...], "further co-authors"] = ()
    fold: Annotated[str, "words of the fold that holds them"] = ""
    ties: Annotated[Arcs | None, "who of the co-authors write with whom; nothing where a list says all"] = None


def plan(profile: Profile) -> Iterator[Page]:
    """Plan a person's page, and one for each full part of a long list of papers."""
    person, sheets = profile.person, profile.sheets
    url = person_url(person.id)
    _, *full = cuts(len(sheets))
    yield Page(url, "person.html", (profile,), make)
    for cut in full:
        inputs = (person.id, person.name, cut.number, by_year(sheets[cut.start : cut.stop]))
        yield Page(cut_url(url, cut.number, _JOINT), "person.html", inputs, make_part)


def make(profile: Profile) -> PersonPage:
    """Return the context of a person's page."""
    person, printed, crews = profile.person, profile.printed, [sheet.crew for sheet in profile.sheets]
    newest, *full = cuts(len(crews))
    url = person_url(person.id)
    count = len(crews)
    years = by_year(profile.sheets)
    known = years_of({year: len(sheets) for year, sheets in years})
    when = span(known[0][0], known[-1][0]) if known else ""
    frequent, others, company = coauthors(crews, url)
    papers = opening(papers_of(count))
    return PersonPage(
        head=Head(
            title=person.name,
            address=address_of(url),
            section=_PEOPLE,
            description=f"{papers} by {person.name}{f', {when}' if when else ''}.",
            alternates=(*exports_of(profile.files), *feeds_of(url)) if count else (),
            metadata=metadata.of_person(
                person,
                printed,
                profile.imprint,
                image=profile.portrait.large.url if profile.portrait else "",
                corporate=profile.corporate,
            ),
        ),
        name=person.name,
        span=when,
        groups=year_groups(by_year(profile.sheets[: newest.stop]) if full else years),
        parts=older_parts(url, len(full), _JOINT),
        role=_role(person),
        portrait=profile.portrait,
        papers=papers,
        sparkline=sparkline(known),
        company=counted(company, "co-author") if company else "",
        links=_links(person),
        note=person.note,
        names=_names(printed, person.name),
        joined=person.because if not person.verified and len(set(printed)) > 1 else (),
        doubts=profile.doubts,
        correction=profile.correction,
        embed=embed.offer(profile),
        frequent=frequent,
        others=others,
        fold=_fold(company - len(frequent), len(others)),
        ties=_ties(crews, frequent, person.name),
    )


def make_part(id: str, name: str, part: int, years: Years) -> PersonPage:
    """Return the context of an older part of a person's papers; it knows nothing that newer papers change."""
    url = person_url(id)
    address = address_of(cut_url(url, part, _JOINT))
    return PersonPage(
        head=Head(title=f"{name}, part {part}", address=address, section=_PEOPLE),
        name=name,
        span=span(years[-1][0], years[0][0]) if years[-1][0] else "",
        groups=year_groups(years),
        parts=older_parts(url, part - 1, _JOINT),
        part=part,
        newest=url,
    )


def coauthors(crews: Sequence[Crew], own: str) -> tuple[tuple[CoAuthor, ...], tuple[CoAuthor, ...], int]:
    """Return the most frequent co-authors, further ones, and how many there are in all.

    Of equals the one filed first under the family name stands first.
    """
    # Most people have one paper, of which there is nothing to count, and whose crew is filed already.
    counts = dict.fromkeys(crews[0], 1) if len(crews) == 1 else Counter(chain.from_iterable(crews))
    ranked = [(name, url, count) for (name, url), count in counts.items() if url != own]
    if len(crews) > 1:
        ranked.sort(key=lambda one: (-one[2], sort_key(one[0]), one[1]))
    everybody = tuple([CoAuthor(*one) for one in ranked[: _FREQUENT + _FOLDED]])
    if len(ranked) <= _FREQUENT + 2:
        return everybody, (), len(ranked)
    return everybody[:_FREQUENT], everybody[_FREQUENT:], len(ranked)


def _ties(crews: Sequence[Crew], frequent: Sequence[CoAuthor], name: str) -> Arcs | None:
    """Draw who of the most frequent co-authors write with whom, in the papers that are this person's too."""
    people = [(one.name, one.url, one.count) for one in frequent[:_TIED] if one.count > 1]
    if len(people) < LEAST:
        return None
    papers = together([[url for _, url in crew] for crew in crews], [url for _, url, _ in people])
    return arcs(people, papers, f"The most frequent co-authors of {name} and the strongest ties among them")


def _fold(rest: int, shown: int) -> str:
    """Return the words of the fold for the co-authors who do not stand in the open."""
    if rest > shown:
        return f"The next {number(shown)} of {number(rest)} others"
    return f"And {number(rest)} others" if rest else ""


def _names(printed: Sequence[str], shown: str) -> str:
    """Return the names published under as a sentence; nothing where all papers print the name shown."""
    if printed.count(shown) == len(printed):
        return ""
    counts = Counter(printed)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) == 1:
        return f"Published as {ranked[0][0]}."
    (name, most), *rest = ranked
    others = [f"{other} ({number(count)})" for other, count in rest]
    return f"Published as {listed([f'{name} ({papers_of(most)})', *others])}."


def _role(person: Person) -> str:
    return person.role or ("Former member" if person.member == "former" else "")


def _links(person: Person) -> tuple[Link, ...]:
    orcid = (Link(f"ORCID {person.orcid}", f"https://orcid.org/{person.orcid}"),) if person.orcid else ()
    return (*orcid, *(Link(link_words(words), url) for words, url in person.links.items()))
