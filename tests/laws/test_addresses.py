"""Law 6: a published address never disappears: it stays, or it leads to a page that is there.

A paper that is on record under no id leaves a page that says so.
"""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from separata.contradictions import contradictions
from separata.files import Project
from separata.stages.content import edition_of, read_content
from separata.stages.ingest import ingest
from separata.stages.program import program_digest
from separata.stages.tables import pages_of

SITE = "title: A group\nbase_url: https://group.example/\n"
NAMES = ("Ada King", "Ada Lovelace", "A. King", "Wei Wang", "Wéi Wang", "王伟", "Wangwei", "Mary Fair")

# Two bearers of one name with an ORCID iD each, one of them under another name, too.
CARBERRY, OTHER = "0000-0002-1825-0097", "0000-0001-5109-3700"
STATED = (("Wei Wang", CARBERRY), ("Wéi Wang", OTHER), ("王伟", OTHER))
PAPERS = ("engines", "looms", "tides")
IDS = ("", "{arxiv: '2001.00001'}", "{arxiv: '2001.00002', doi: 10.1234/looms.7}")
SHELVES = (
    "",
    "issued: 2020\ntopics: [Sea]\n",
    "issued: 2021\nversions: [{type: article-journal, container: Looms}]\nselected: true\n",
)
FILES = ("ada-king", "ada-lovelace", "wei-wang", "wei-wang-2", "countess")

names = st.sampled_from(NAMES)
sides = st.lists(st.sampled_from((*NAMES, *FILES)), min_size=2, max_size=2, unique=True)
authors = st.lists(st.tuples(names, st.just("")) | st.sampled_from(STATED), min_size=1, max_size=3).filter(
    lambda found: all(sum(known == orcid for _, known in found) < 2 for orcid in (CARBERRY, OTHER))
)


class Renaming(RuleBasedStateMachine):
    """Somebody edits records and rules on people in every way there is, and ingests between."""

    @initialize(first=authors, second=authors)
    def start(self, first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.project = Project(self.folder)
        self.rulings: list[str] = []
        self.paper_ruling = ""
        self.published: set[str] = set()
        for folder in ("papers", "people"):
            (self.project.content / folder).mkdir(parents=True)
        (self.project.content / "site.yaml").write_text(SITE)
        self.print_paper("engines", first, IDS[1], SHELVES[1])
        self.print_paper("looms", second, IDS[2], SHELVES[2])
        self.ingest()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def ingest(self) -> None:
        """Ingest and publish: from now on every address there is has to last."""
        ingest(self.project)
        self.published |= self.addresses().keys()

    def addresses(self) -> dict[str, str]:
        """Return each address with the one it leads to; a page leads to itself."""
        content = read_content(self.project, program_digest())
        pages = {page.url: page for _, page in pages_of(edition_of(content, content.site))}
        found = {
            url: page.inputs[0] if page.template == "redirect.html" else url
            for url, page in pages.items()
            if url.endswith(".html")
        }
        assert all(pages[target].template != "redirect.html" for target in found.values())
        return found

    @rule(
        paper=st.sampled_from(PAPERS), authors=authors, ids=st.sampled_from(IDS), more=st.sampled_from(SHELVES)
    )
    def print_paper(self, paper: str, authors: list[tuple[str, str]], ids: str, more: str) -> None:
        lines = [f"  - {{name: {name}, orcid: '{orcid}'}}" for name, orcid in authors]
        if self.is_former(paper):
            return
        text = "\n".join((f"title: On {paper}", "authors:", *lines, f"ids: {ids}" if ids else "# no ids", more))
        (self.project.content / "papers" / f"{paper}.yaml").write_text(f"{text}\n")

    @rule(paper=st.sampled_from(PAPERS), other=st.sampled_from((*PAPERS, "sails")))
    def rename_paper(self, paper: str, other: str) -> None:
        here, there = (self.project.content / "papers" / f"{name}.yaml" for name in (paper, other))
        if here.exists() and not there.exists() and not self.is_former(other):
            here.rename(there)

    def is_former(self, paper: str) -> bool:
        """Tell whether a record says that a paper had this id before, so that no other may have it."""
        records = (self.project.content / "papers").glob("*.yaml")
        return any(
            paper in line
            for path in records
            for line in path.read_text().splitlines()
            if line.startswith("former_ids")
        )

    @rule(paper=st.sampled_from(PAPERS))
    def drop_paper(self, paper: str) -> None:
        (self.project.content / "papers" / f"{paper}.yaml").unlink(missing_ok=True)

    @rule(file=st.sampled_from(FILES), held=st.lists(names, min_size=1, max_size=3, unique=True))
    def write_person(self, file: str, held: list[str]) -> None:
        text = f"name: {held[0]}\nnames: [{', '.join(held)}]\n"
        (self.project.content / "people" / f"{file}.yaml").write_text(text)

    @rule(at=st.integers(0, 5), file=st.sampled_from(FILES))
    def rename_record(self, at: int, file: str) -> None:
        found = sorted((self.project.content / "people").glob("*.yaml"))
        target = self.project.content / "people" / f"{file}.yaml"
        if at < len(found) and not target.exists():
            found[at].rename(target)

    @rule(at=st.integers(0, 5))
    def drop_record(self, at: int) -> None:
        found = sorted((self.project.content / "people").glob("*.yaml"))
        if at < len(found):
            found[at].unlink()

    @rule(
        word=st.sampled_from(("same", "different")),
        sides=st.lists(st.sampled_from(PAPERS), min_size=2, max_size=2, unique=True),
    )
    def decide_on_papers(self, word: str, sides: list[str]) -> None:
        self.paper_ruling = f"papers:\n  - {word}: [{', '.join(sides)}]\n"
        self.write_rulings()

    @rule(
        word=st.sampled_from(("same", "different")), sides=st.lists(names, min_size=2, max_size=2, unique=True)
    )
    def decide(self, word: str, sides: list[str]) -> None:
        rulings = [*self.rulings, f"  - {word}: [{', '.join(sides)}]"]
        if not any(contradictions("decisions.yaml", "\n".join(("people:", *rulings)))):
            self.rulings = rulings
            self.write_rulings()

    @rule()
    def take_back_a_ruling(self) -> None:
        self.rulings = self.rulings[1:]
        self.write_rulings()

    def write_rulings(self) -> None:
        text = "\n".join(("people:", *self.rulings)) + "\n" + self.paper_ruling
        (self.project.content / "decisions.yaml").write_text(text)

    @rule()
    def ingest_comes_to_rest(self) -> None:
        """Rulings against ORCID iDs may take some runs to settle; then nothing changes any more."""
        seen = [self.files()]
        while len(seen) < 2 or seen[-1] != seen[-2]:
            self.ingest()
            seen.append(self.files())
            assert len(seen) < 6

    def files(self) -> dict[str, str]:
        found = (path for path in self.project.content.rglob("*") if path.is_file())
        return {str(path): path.read_text() for path in found}

    @invariant()
    def every_address_stays_or_leads_on(self) -> None:
        assert self.published <= self.addresses().keys()
        self.ingest()
        assert self.published <= self.addresses().keys()


TestAddresses = Renaming.TestCase
TestAddresses.settings = settings(
    max_examples=10,
    stateful_step_count=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
