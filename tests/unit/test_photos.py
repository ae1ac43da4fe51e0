"""A person may have a photo: checked like every picture, cut to a square, shown small beside the name."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from separata.drawing.pictures import original, squared
from separata.files import Project
from separata.model import Person, Photo
from separata.problems import Place
from separata.records import patched, read_person, written_person
from separata.stages.build import build
from separata.stages.check import check

RECORD = "content/people/ada.yaml"
PICTURE = Place("content/pictures/people/ada.png")
ADA = "name: Ada Lovelace\nmember: current\nphoto: {file: people/ada.png}\n"


def portrait(size: tuple[int, int] = (400, 600), colour: str = "grey") -> bytes:
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A group with one member, who has a photo and no paper."""
    made = Project(tmp_path)
    for folder in (made.content / "people", made.pictures / "people"):
        folder.mkdir(parents=True)
    (made.content / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    (made.root / RECORD).write_text(ADA)
    (made.pictures / "people" / "ada.png").write_bytes(portrait())
    return made


def problems_of(project: Project) -> list[str]:
    return [str(problem) for problem in check(project).problems]


@pytest.mark.parametrize(
    ("photo", "wanted"),
    [
        ("{alt: A}", "2:8: a photo needs 'file', a picture of content/pictures"),
        ("{file: ''}", "2:15: must not be empty"),
        ("ada.png", "2:8: must be a mapping of fields, got 'ada.png'"),
        ("{file: ../ada.png}", "2:15: must be a file below content/pictures such as engine.png"),
        ("{file: ada.gif}", "2:15: must be a picture that ends in .png, .jpg, .jpeg, .webp, got 'ada.gif'"),
        ("{file: ada.png, caption: A}", "2:24: unknown field 'caption'"),
    ],
)
def test_a_photo_that_cannot_be_is_told_with_its_place(photo: str, wanted: str) -> None:
    person, problems = read_person(RECORD, f"name: Ada\nphoto: {photo}\n")
    assert person is None
    assert any(str(problem).startswith(f"{RECORD}:{wanted}") for problem in problems), problems


def test_a_photo_is_read_with_its_place_and_written_without() -> None:
    person, problems = read_person(RECORD, ADA)
    assert problems == ()
    assert person
    assert person.photo == Photo("people/ada.png", place=Place(RECORD, 3, 8))
    assert written_person(person) == ADA
    words = Photo("a.png", "Ada at the loom")
    assert "photo: {file: a.png, alt: Ada at the loom}\n" in written_person(Person("ada", "Ada", photo=words))


def test_other_fields_are_set_without_a_touch_to_the_photo() -> None:
    assert patched(ADA, {"role": "Analyst"}) == ADA.replace("photo", "role: Analyst\nphoto")


def test_a_photo_counts_as_shown(project: Project) -> None:
    assert problems_of(project) == []
    (project.root / RECORD).write_text("name: Ada Lovelace\n")
    (found,) = problems_of(project)
    assert found.startswith(f"{PICTURE}: warning: no record shows this picture")


def test_a_photo_that_is_not_there_is_told(project: Project) -> None:
    (project.root / RECORD).write_text(ADA.replace("people/ada", "people/adda"))
    missing, _ = sorted(problems_of(project))
    assert missing.startswith(f"{RECORD}:3:8: there is no picture 'content/pictures/people/adda.png'")
    assert "people/ada.png" in missing


@pytest.mark.parametrize("data", [b"", b"<svg/>", portrait()[:300]])
def test_a_photo_that_is_no_picture_is_told_and_changes_nothing(project: Project, data: bytes) -> None:
    (project.pictures / "people" / "ada.png").write_bytes(data)
    (found,) = problems_of(project)
    assert found.startswith(f"{PICTURE}: ")


@pytest.mark.parametrize(
    ("size", "part"),
    [
        ((400, 200), (100, 0, 300, 200)),
        ((200, 400), (0, 50, 200, 250)),
        ((200, 200), (0, 0, 200, 200)),
        ((201, 200), (0, 0, 200, 200)),
        ((1, 9), (0, 2, 1, 3)),
    ],
)
def test_a_square_leaves_both_sides_alike_and_less_at_the_top(
    tmp_path: Path, size: tuple[int, int], part: tuple[int, int, int, int]
) -> None:
    image = Image.new("RGB", size, "white")
    image.paste("black", part)
    image.save(path := tmp_path / "ada.png")
    side = part[2] - part[0]
    made = Image.open(BytesIO(squared(original(path, path.read_bytes(), PICTURE), side)))
    assert made.size == (side, side)
    assert made.convert("L").getextrema() == (0, 0)


def test_a_photo_is_shown_on_the_persons_page_and_small_on_the_groups(project: Project) -> None:
    build(project, out=project.site)
    folder = project.site / "pictures" / "people"
    files = {path.name: Image.open(BytesIO(path.read_bytes())).size for path in folder.iterdir()}
    assert files == {"ada-160.webp": (160, 160), "ada-320.webp": (320, 320)}
    person = (project.site / "authors" / "ada.html").read_text()
    assert (
        '<img src="../pictures/people/ada-320.webp" srcset="../pictures/people/ada-160.webp 160w, '
        '../pictures/people/ada-320.webp 320w" sizes="144px" width="144" height="144" '
        'alt="Portrait of Ada Lovelace" loading="lazy">'
    ) in person
    # The name stands beside it, and read aloud twice it would say nothing more.
    group = (project.site / "group.html").read_text()
    assert '<img src="pictures/people/ada-160.webp" width="72" height="72" alt="" loading="lazy">' in group


def test_the_words_of_the_record_stand_for_the_photo(project: Project) -> None:
    (project.root / RECORD).write_text(ADA.replace("ada.png", "ada.png, alt: 'Ada & \"the\" <loom>'"))
    build(project, out=project.site)
    assert 'alt="Ada &amp; &#34;the&#34; &lt;loom&gt;"' in (project.site / "authors" / "ada.html").read_text()


def test_machines_are_told_where_the_photo_is(project: Project) -> None:
    build(project, out=project.site)
    page = (project.site / "authors" / "ada.html").read_text()
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    profile = next(node for node in json.loads(script)["@graph"] if node["@type"] == "ProfilePage")
    assert profile["mainEntity"]["image"] == "https://group.example/pictures/people/ada-320.webp"


@pytest.mark.parametrize(("size", "widths"), [((90, 100), [90]), ((200, 300), [160, 200]), ((1, 1), [1])])
def test_a_small_photo_is_not_blown_up(project: Project, size: tuple[int, int], widths: list[int]) -> None:
    (project.pictures / "people" / "ada.png").write_bytes(portrait(size))
    build(project, out=project.site)
    names = sorted(path.name for path in (project.site / "pictures" / "people").iterdir())
    assert names == sorted(f"ada-{width}.webp" for width in widths)
    side = min(144, widths[-1])
    assert f'width="{side}" height="{side}"' in (project.site / "authors" / "ada.html").read_text()


def test_only_a_change_of_the_photo_makes_it_anew(project: Project) -> None:
    build(project, out=project.site)
    (project.root / RECORD).write_text(f"# Ours\n{ADA}role: Analyst\n")
    again = build(project, out=project.site)
    assert "authors/ada.html" in again.written
    assert not [reason.url for reason in again.reasons if reason.url.startswith("pictures/")]
    (project.pictures / "people" / "ada.png").write_bytes(portrait(colour="red"))
    again = build(project, out=project.site)
    assert {"pictures/people/ada-160.webp", "pictures/people/ada-320.webp"} <= set(again.written)


def test_a_photo_taken_away_leaves_the_site(project: Project) -> None:
    build(project, out=project.site)
    (project.root / RECORD).write_text("name: Ada Lovelace\nmember: current\n")
    build(project, out=project.site)
    assert not list(project.site.glob("pictures/**/*.webp"))
    assert "<img" not in (project.site / "authors" / "ada.html").read_text()
