"""The kinds of pages, all in one table."""

from separata.pages import (
    bibliographies,
    feed,
    home,
    notfound,
    paper,
    papers,
    people,
    person,
    prose,
    redirects,
    sitemap,
    years,
)
from separata.pages.page import Kind

KINDS: tuple[Kind, ...] = (
    Kind("home", home.HomePage, home.plan),
    Kind("papers", papers.PapersPage, papers.plan),
    Kind("paper", paper.PaperPage, paper.plan),
    Kind("person", person.PersonPage, person.plan),
    Kind("people", people.AuthorsPage, people.plan),
    Kind("year", years.YearPage, years.plan),
    Kind("prose", prose.ProsePage, prose.plan),
    Kind("not found", notfound.NotFoundPage, notfound.plan),
    Kind("redirect", redirects.RedirectPage, redirects.plan),
    Kind("bibliography", None, bibliographies.plan),
    Kind("feed", None, feed.plan),
    Kind("sitemap", None, sitemap.plan),
)
