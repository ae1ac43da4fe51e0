"""Where pages stand, from the top of the site."""


def paper_url(paper: str) -> str:
    """Return the address of a paper's page from the top of the site."""
    return f"papers/{paper}.html"


def card_url(paper: str) -> str:
    """Return the address of a paper's card from the top of the site."""
    return f"cards/{paper}.png"


def person_url(person: str) -> str:
    """Return the address of a person's page from the top of the site."""
    return f"authors/{person}.html"


def year_url(year: int) -> str:
    """Return the address of a year's page from the top of the site; the year 0 holds undated papers."""
    return f"years/{year or 'undated'}.html"


def twin_url(page: str, suffix: str) -> str:
    """Return the address of a page's twin in another format, which differs in its suffix."""
    return page.removesuffix(".html") + suffix
