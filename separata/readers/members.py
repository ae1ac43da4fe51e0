"""What pages and lists of a group's former site say of its people.

Read are `_members/*.md` of the Lab Website Template, `content/authors/*/_index.md` of HugoBlox (Wowchemy, Hugo
Academic), and lists such as the Allan Lab's `_data/team_members.yml`. Sources: the documentation of the two
templates, and the files that the Allan Lab publishes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from separata.identifiers import orcid
from separata.model import Person
from separata.problems import Place, Problem
from separata.readers.fields import Fields, texts
from separata.readers.front_matter import front_matter, page_of
from separata.readers.reference import addresses, clean, marked_up
from separata.readers.seed import Seed
from separata.readers.yaml_lists import ListEntry, list_entries
from separata.text import slug

_MEMBER = re.compile(r"^name:\s*\S", re.MULTILINE)
_AUTHOR = re.compile(r"^(?:user_groups|superuser|social|organizations)\s*[:=]", re.MULTILINE)
_LISTED = re.compile(r"^- (?:name|photo):", re.MULTILINE)
_LISTED_MORE = re.compile(r"^\s+(?:photo|info|number_educ|duration|position):", re.MULTILINE)

# Where a handle of a service leads; a whole address stays as it is.
_SERVICES = {
    "github": ("GitHub", "https://github.com/{}"),
    "google-scholar": ("Google Scholar", "https://scholar.google.com/citations?user={}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/in/{}"),
    "twitter": ("Twitter", "https://twitter.com/{}"),
    "home-page": ("Homepage", ""),
    "website": ("Homepage", ""),
    "mastodon": ("Mastodon", ""),
    "bluesky": ("Bluesky", "https://bsky.app/profile/{}"),
}
_ROLES = {
    "phd": "PhD student", "pi": "Principal investigator", "undergrad": "Undergraduate student",
    "postdoc": "Postdoctoral researcher",
}  # fmt: skip
_FORMER = re.compile("alum|former|past", re.IGNORECASE)
_LAYOUT = {"layout", "weight", "authors", "superuser", "highlight_name", "order", "draft"}


class Member(msgspec.Struct, frozen=True):
    """A person as a former site has them.

    `person` has no id yet. `handle` is the word by which that site's papers name the person, `former` are
    the addresses that the person's page had, and `lost` says what no record of a person has a place for.
    `photo` is the file of a picture as that site names it; without a suffix where any may do.
    """

    person: Person
    handle: str = ""
    former: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    photo: str = ""


def has_members(seed: Seed) -> bool:
    """Tell whether a file of a former site speaks of its people."""
    fields = front_matter(seed.text)
    if fields:
        named = _MEMBER.search(fields) and "_members/" in f"/{seed.path}"
        return bool(named or len(set(_AUTHOR.findall(fields))) > 1)
    return bool(_LISTED.search(seed.text) and _LISTED_MORE.search(seed.text))


def members_of(seed: Seed) -> Iterator[Member | Problem]:
    """Yield the people that a file speaks of."""
    if not front_matter(seed.text):
        for entry in list_entries(seed):
            yield entry if isinstance(entry, Problem) else _listed(entry)
        return
    page = page_of(seed)
    if isinstance(page, Problem):
        yield page
        return
    fields = Fields({name: each for name, each in page.fields.items() if name not in _LAYOUT}, clean)
    folder = seed.path.rpartition("/")[0].rpartition("/")[2]
    stem = seed.path.rpartition("/")[2].removesuffix(".md")
    if "name" in fields:
        name = fields.text("name")
        known = Member(Person("", ""), former=(f"members/{stem}", f"members/{stem}/"))
    else:
        name = fields.text("title") or " ".join((fields.text("first_name"), fields.text("last_name"))).strip()
        former = tuple(dict.fromkeys((f"author/{folder}/", f"author/{slug(name)}/")))
        known = Member(Person("", ""), folder, former, photo=f"{seed.path.rpartition('/')[0]}/avatar")
    nobody = Problem(Place(seed.path, 1), "the page names nobody")
    yield _member(fields, name, known, _words(page.text)) if name else nobody


def _listed(entry: ListEntry) -> Member | Problem:
    """Read an entry of a list of people; the file's name tells whether they have left."""
    fields = Fields(entry.values, clean)
    if not (name := fields.text("name")):
        return Problem(entry.place, "the entry names nobody")
    known = _member(fields, name, Member(Person("", "")), "")
    left = _FORMER.search(entry.place.path.rpartition("/")[2])
    member = "former" if left else known.person.member
    return msgspec.structs.replace(known, person=msgspec.structs.replace(known.person, member=member))


def _member(fields: Fields, name: str, known: Member, text: str) -> Member:
    """Complete what is known of a person by what their page states, its text last."""
    photo = fields.text("image", "photo") or known.photo
    role = fields.text("role", "position", "info")
    groups = [*(fields.take(texts, "user_groups") or ()), fields.text("group"), role]
    links, refused = _links(fields)
    own = orcid(links.pop("ORCID", "")) or ""
    note = text or fields.text("bio", "description", "interests")
    printed = dict.fromkeys((name, *map(clean, fields.take(texts, "aliases") or ())))
    names = tuple(each for each in printed if each)
    person = Person(
        "",
        name,
        names=names if len(names) > 1 else (),
        orcid=own,
        member="former" if any(_FORMER.search(group) for group in groups) else "current",
        role=_ROLES.get(role.lower(), role.replace("-", " ").capitalize() if role.islower() else role),
        links=links,
        note=note,
    )
    lost = (*refused, *(f"{word} ({_shown(value)})" for word, value in fields.rest.items()))
    return msgspec.structs.replace(known, person=person, lost=lost, photo=photo)


def _links(fields: Fields) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the addresses of a person by their words, and what is no address."""
    found = fields.take(_pairs, "links") or ()
    found += fields.take(_icons, "social", "profiles") or ()
    links, refused = dict[str, str](), list[str]()
    for word, value in found:
        title, url = _link(word, value)
        if url:
            links.setdefault(title, url)
        else:
            refused.append(f"{word} ({value})")
    return links, tuple(refused)


def _pairs(value: Any) -> tuple[tuple[str, str], ...] | None:
    """Return what `github: ada` states, in order."""
    if not isinstance(value, Mapping):
        return None
    return tuple((word, str(address)) for word, address in value.items() if str(address or "").strip())


def _icons(value: Any) -> tuple[tuple[str, str], ...] | None:
    """Return what `{icon: github, link: https://...}` states, in order."""
    entries = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
    known = tuple(entry for entry in entries if isinstance(entry, Mapping))
    pairs = ((str(each.get("icon", "")), str(each.get("link", each.get("url", "")))) for each in known)
    return tuple((icon.rpartition("/")[2], link) for icon, link in pairs) if known else None


def _link(word: str, value: str) -> tuple[str, str]:
    """Return the words of a link and its address; an empty address where there is none."""
    value = value.strip()
    if "orcid" in word.lower() or "orcid.org" in value:
        found = orcid(value.replace("http://", "https://"))
        return "ORCID", found or ""
    title, pattern = _SERVICES.get(word.lower(), (word.replace("-", " ").capitalize(), ""))
    if url := addresses(value):
        return title, url[0]
    known = pattern and re.fullmatch(r"[\w.@-]+", value)
    return title, pattern.format(value.lstrip("@")) if known else ""


def _words(text: str) -> str:
    """Return Markdown in plain words: the record of a person has one paragraph."""
    text = re.sub(r"\{[{%].*?[%}]\}|!\[[^]]*\]\([^()]*\)", " ", text, flags=re.DOTALL)
    text = re.sub(r"\[([^]]*)\]\([^()]*\)", r"\1", text)
    return re.sub(r"</?\w+>", "", marked_up(re.sub(r"[*_`#]+|<br\s*/?>", "", text)))


def _shown(value: Any) -> str:
    shown = value if isinstance(value, str) else "a list" if isinstance(value, tuple) else "several fields"
    return shown if len(shown) <= 50 else f"{shown[:50].rstrip()}..."
