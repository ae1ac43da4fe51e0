"""Law 1: an incremental build equals a clean build, byte for byte, whatever happened before it."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PIL import Image

from separata.files import Project
from separata.stages.build import build
from separata.staging import move

SITE = "title: A group\nbase_url: https://group.example/\n"
NAMES = ("Ada Lovelace", "Charles Babbage", "Mary Somerville", "Ada King")
PAPERS = ("lovelace1843notes", "babbage1837engine", "somerville1834connexion")
KEPT = ("records", "works", "neighbours", "manifest", "pictures", "slips", "concordance")

titles = st.sampled_from(("Notes", "On engines", "The <i>Connexion</i> of $x^2$", "Notes, again"))
years = st.sampled_from((1834, 1837, 1843))
shelves = st.sampled_from(
    (
        "",
        *(f"topics: [{topic}]" for topic in ("Looms", "LOOMS", "Engines")),
        *(
            f"versions: [{{type: article-journal, container: {venue}}}]"
            for venue in ("Memoirs", "Transactions")
        ),
    )
)
bylines = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)


class KilledError(Exception):
    """A build ended from outside."""


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


class Editing(RuleBasedStateMachine):
    """Somebody edits a group's repository in every way there is, and builds between."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        # So few papers would be taken anew sooner than what is kept of them is brought up to a change.
        self.brought_up = [
            patch(f"separata.stages.{kept}._WORTH", 0) for kept in ("neighbours", "concordances")
        ]
        for each in self.brought_up:
            each.start()
        self.project = Project(self.folder / "group")
        self.write("content/site.yaml", SITE)
        self.write("content/pages/about.md", "# About\n\nWe *publish*.\n")
        for paper, name in zip(PAPERS, NAMES, strict=False):
            self.write(f"content/papers/{paper}.yaml", f"title: On it\nauthors: [{name}]\nissued: 1834\n")

    def teardown(self) -> None:
        for each in self.brought_up:
            each.stop()
        shutil.rmtree(self.folder)

    def write(self, path: str, text: str) -> None:
        target = self.project.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    @rule(
        paper=st.sampled_from(PAPERS),
        title=titles,
        year=years,
        byline=bylines,
        former=st.booleans(),
        shelved=shelves,
    )
    def write_paper(
        self, paper: str, title: str, year: int, byline: list[str], former: bool, shelved: str = ""
    ) -> None:
        lines = [f"title: {title!r}", f"issued: {year}", "authors:", *(f"  - {name}" for name in byline)]
        lines += [shelved] if shelved else []
        lines += [f"former_ids: [{paper}-old]"] if former else []
        self.write(f"content/papers/{paper}.yaml", "\n".join(lines) + "\n")

    @rule(paper=st.sampled_from(PAPERS))
    def drop_paper(self, paper: str) -> None:
        (self.project.content / "papers" / f"{paper}.yaml").unlink(missing_ok=True)

    @rule(names=st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True), member=st.booleans())
    def write_person(self, names: list[str], member: bool) -> None:
        lines = [f"name: {names[0]}", f"names: [{', '.join(names)}]", *(["member: current"] if member else [])]
        if (self.project.pictures / "engine.png").is_file():
            lines.append("photo: {file: engine.png}")
        self.write("content/people/ada.yaml", "\n".join(lines) + "\n")

    @rule()
    def drop_person(self) -> None:
        (self.project.content / "people" / "ada.yaml").unlink(missing_ok=True)

    @rule(
        paper=st.sampled_from(PAPERS), width=st.sampled_from((9, 400)), grey=st.sampled_from(("black", "grey"))
    )
    def show_picture(self, paper: str, width: int, grey: str) -> None:
        path = self.project.pictures / "engine.png"
        path.parent.mkdir(exist_ok=True)
        Image.new("RGB", (width, 8), grey).save(path)
        teaser = "title: Shown\nselected: true\nteaser: {file: engine.png, alt: An engine}\n"
        self.write(f"content/papers/{paper}.yaml", teaser)

    @rule(title=st.sampled_from(("A group", "Another group")), lede=st.sampled_from(("", "lede: We write.\n")))
    def configure(self, title: str, lede: str) -> None:
        self.write("content/site.yaml", SITE.replace("A group", title) + lede)

    @rule(short=st.sampled_from(("", "MS")))
    def name_venue(self, short: str) -> None:
        self.write("content/venues.yaml", f"- {{name: Memoirs, short: {short!r}}}\n")

    @rule(slug=st.sampled_from(("looms", "weaving")))
    def name_topic(self, slug: str) -> None:
        self.write("content/topics.yaml", f"- {{name: Looms, slug: {slug}}}\n")

    @rule(text=st.sampled_from(("<p>{{ e.title }}</p>\n", '<p class="mine">{{ e.title|inline }}</p>\n')))
    def override_entry(self, text: str) -> None:
        self.write("templates/parts/entry.html", text)

    @rule(words=st.sampled_from(("ours", "theirs")))
    def override_block(self, words: str) -> None:
        text = '{% extends "default/prose.html" %}{% block main %}' + words + "{% endblock %}\n"
        self.write("templates/prose.html", text)

    @rule(name=st.sampled_from(("parts/entry.html", "prose.html")))
    def drop_override(self, name: str) -> None:
        (self.project.templates / name).unlink(missing_ok=True)

    @rule(data=st.data(), delete=st.booleans())
    def damage_output(self, data: st.DataObject, delete: bool) -> None:
        files = sorted(tree(self.project.site)) if self.project.site.is_dir() else []
        if files:
            path = self.project.site / data.draw(st.sampled_from(files))
            if delete:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes() + b"damaged")

    @rule(what=st.sampled_from(KEPT), damage=st.booleans())
    def lose_cache(self, what: str, damage: bool) -> None:
        for path in self.project.cache.glob(f"{what}*"):
            if what != "manifest" and damage:
                path.write_bytes(b"\x93damaged")
            elif what != "manifest":
                path.unlink()
            else:
                path.write_bytes(path.read_bytes())

    @rule(after=st.integers(0, 12), paper=st.sampled_from(PAPERS), title=titles, drop=st.sampled_from(PAPERS))
    def edit_and_kill_the_build(self, after: int, paper: str, title: str, drop: str) -> None:
        """A build is killed when so many files have been moved into place."""
        self.write_paper(paper=paper, title=title, year=1900, byline=["Mary Somerville"], former=False)
        self.drop_paper(paper=drop)
        moved = 0

        def move_or_die(waiting: str, place: str) -> None:
            nonlocal moved
            if moved == after:
                raise KilledError
            moved += 1
            move(waiting, place)

        with suppress(KilledError), patch("separata.staging.move", move_or_die):
            build(self.project, out=self.project.site)
        # What the killed build had already moved may be unwanted by the time of the next one.
        self.drop_paper(paper=paper)

    @invariant()
    def an_incremental_build_equals_a_clean_one(self) -> None:
        build(self.project, out=self.project.site)
        clean = Project(self.folder / "clean")
        shutil.rmtree(clean.root, ignore_errors=True)
        for name in ("content", "templates"):
            if (self.project.root / name).is_dir():
                shutil.copytree(self.project.root / name, clean.root / name)
        build(clean, out=clean.site)
        assert tree(self.project.site) == tree(clean.site)
        again = build(self.project, out=self.project.site)
        assert (again.written, again.removed, again.reasons) == ((), (), ())


Editing.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
test_an_incremental_build_equals_a_clean_one = Editing.TestCase
