"""A process that builds again and again, as the preview does, holds nothing of earlier builds."""

import gc
from pathlib import Path

from separata.files import Project
from separata.pages.edition import Edition
from separata.paper import Paper
from separata.stages.build import build

TITLE = "A group of no other test"


def test_nothing_that_a_build_has_read_outlives_it(tmp_path: Path) -> None:
    project = Project(tmp_path)
    record = project.content / "papers/lovelace1843notes.yaml"
    record.parent.mkdir(parents=True)
    (project.content / "site.yaml").write_text(f"title: {TITLE}\nbase_url: https://group.example/\n")
    for title in ("Of looms", "Of mills"):
        record.write_text(f"title: {title}\nauthors: [Ada Lovelace]\nissued: 1843\n")
        build(project, out=project.site)
    gc.collect()
    held = gc.get_objects()
    assert not [found for found in held if isinstance(found, Edition) and found.site.title == TITLE]
    assert not [found for found in held if isinstance(found, Paper) and found.id == record.stem]
