"""The kinds of pages, all in one table."""

from typing import Any

from separata.pages import (
    bibliographies,
    embed,
    feed,
    filters,
    gone,
    group,
    home,
    linksets,
    news,
    notfound,
    paper,
    papers,
    people,
    person,
    plaintext,
    plates,
    prose,
    redirects,
    rolls,
    search,
    selection,
    shelflist,
    sitemap,
    statistics,
    topics,
    venues,
    years,
)
from separata.pages.edition import Edition
from separata.pages.holding import Holding
from separata.pages.offprint import Offprint
from separata.pages.page import Kind
from separata.pages.profile import Profile

# What each paper has: its page and the files beside it.
OF_PAPERS: tuple[Kind[Offprint], ...] = (
    Kind("paper", paper.PaperPage, paper.plan),
    Kind("bibliography", None, bibliographies.plan_paper),
    Kind("link set", None, linksets.plan),
    Kind("plain text", None, plaintext.plan_paper),
    Kind("picture", None, plates.plan_paper),
    Kind("redirect", redirects.RedirectPage, redirects.plan_paper),
)

# What each person has.
OF_PEOPLE: tuple[Kind[Profile], ...] = (
    Kind("person", person.PersonPage, person.plan),
    Kind("list to frame", embed.EmbedPage, embed.plan),
    Kind("bibliography", None, bibliographies.plan_person),
    Kind("picture", None, plates.plan_person),
    Kind("feed", None, feed.plan_person),
    Kind("redirect", redirects.RedirectPage, redirects.plan_person),
)

# What each block of the search index has.
OF_BLOCKS: tuple[Kind[search.Block], ...] = (Kind("search index", None, search.plan_block),)

# What each roll of people in the search index has.
OF_ROLLS: tuple[Kind[rolls.Roll], ...] = (Kind("search index of people", None, rolls.plan),)

# What stands beside the page of each year and each shelf.
_FILES: tuple[Kind[Holding], ...] = (
    Kind("bibliography", None, bibliographies.plan_holding),
    Kind("feed", None, feed.plan_holding),
)

# What each year has, and each shelf of the four sorts.
OF_YEARS: tuple[Kind[Any], ...] = (Kind("year", years.YearPage, years.plan), *_FILES)
OF_TOPICS: tuple[Kind[Holding], ...] = (Kind("topic", selection.SelectionPage, selection.plan), *_FILES)
OF_VENUES: tuple[Kind[Holding], ...] = (Kind("venue", selection.SelectionPage, selection.plan), *_FILES)
OF_KINDS: tuple[Kind[Holding], ...] = (Kind("kind of work", selection.SelectionPage, selection.plan), *_FILES)
OF_SELECTIONS: tuple[Kind[Holding], ...] = (Kind("selection", selection.SelectionPage, selection.plan), *_FILES)


def _frame(edition: Edition) -> bytes:
    return edition.frame


# What the site as a whole has. What takes longest to plan is a function of the edition's frame alone.
KINDS: tuple[Kind[Edition], ...] = (
    Kind("home", home.HomePage, home.plan),
    Kind("papers", papers.PapersPage, papers.plan),
    Kind("people", people.AuthorsPage, people.plan, _frame),
    Kind("topics", shelflist.ShelvesPage, topics.plan, _frame),
    Kind("venues", shelflist.ShelvesPage, venues.plan, _frame),
    Kind("search", search.SearchPage, search.plan, _frame),
    Kind("filters", None, filters.plan),
    Kind("group", group.GroupPage, group.plan),
    Kind("statistics", statistics.StatisticsPage, statistics.plan, _frame),
    Kind("news", news.NewsPage, news.plan),
    Kind("prose", prose.ProsePage, prose.plan),
    Kind("not found", notfound.NotFoundPage, notfound.plan),
    Kind("redirect", redirects.RedirectPage, redirects.plan, _frame),
    Kind("gone", gone.GonePage, gone.plan),
    Kind("picture", None, plates.plan),
    Kind("bibliography", None, bibliographies.plan),
    Kind("feed", None, feed.plan),
    Kind("plain text", None, plaintext.plan),
    Kind("sitemap", None, sitemap.plan, _frame),
)

EVERY: tuple[Kind[Any], ...] = (
    *KINDS,
    *OF_YEARS,
    *OF_TOPICS,
    *OF_VENUES,
    *OF_KINDS,
    *OF_SELECTIONS,
    *OF_PAPERS,
    *OF_PEOPLE,
    *OF_BLOCKS,
    *OF_ROLLS,
)
