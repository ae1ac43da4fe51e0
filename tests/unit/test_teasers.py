"""A paper may have a picture: checked when it is read, resized for pages, never without words."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from separata.drawing.pictures import original, scaled
from separata.files import Project
from separata.model import Teaser
from separata.problems import Place, SeparataError
from separata.records import patched, read_papers
from separata.stages.build import build
from separata.stages.check import check

RECORD = "content/papers/lovelace1843notes.yaml"
PLACE = Place("content/pictures/engine.png")
TEASER = "title: Notes\nteaser: {file: engine.png, alt: The engine}\nselected: true\n"


def picture(
    size: tuple[int, int] = (1600, 800), mode: str = "RGB", format: str = "PNG", **more: object
) -> bytes:
    made = BytesIO()
    Image.new(mode, size).save(made, format, **more)
    return made.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A group with one paper that shows a picture."""
    made = Project(tmp_path)
    for folder in (made.content / "papers", made.pictures):
        folder.mkdir(parents=True)
    (made.content / "site.yaml").write_text("title: A group\nbase_url: https://group.example/\n")
    (made.root / RECORD).write_text(TEASER)
    (made.pictures / "engine.png").write_bytes(picture())
    return made


def problems_of(project: Project) -> list[str]:
    return [str(problem) for problem in check(project).problems]


@pytest.mark.parametrize(
    ("teaser", "wanted"),
    [
        ("{file: a.png}", "2:9: a teaser needs 'alt', what the picture shows in words"),
        ("{file: a.png, alt: ''}", "2:28: must not be empty"),
        ("{alt: A}", "2:9: a teaser needs 'file', a picture of content/pictures"),
        ("a.png", "2:9: must be a mapping of fields, got 'a.png'"),
        ("{file: ../a.png, alt: A}", "2:16: must be a file below content/pictures such as engine.png"),
        ("{file: /a.png, alt: A}", "2:16: must be a file below content/pictures such as engine.png"),
        ("{file: a.svg, alt: A}", "2:16: must be a picture that ends in .png, .jpg, .jpeg, .webp, got 'a.svg'"),
        ("{file: a.png, alt: A, wide: 1}", "2:31: unknown field 'wide'"),
    ],
)
def test_a_teaser_that_says_too_little_is_told_with_its_place(teaser: str, wanted: str) -> None:
    papers, problems = read_papers(RECORD, f"title: A\nteaser: {teaser}\n")
    assert papers == ()
    assert any(str(problem).startswith(f"{RECORD}:{wanted}") for problem in problems), problems


def test_a_teaser_is_read_with_its_place() -> None:
    papers, problems = read_papers(RECORD, TEASER)
    assert problems == ()
    assert papers[0].teaser == Teaser("engine.png", "The engine", place=Place(RECORD, 2, 9))


def test_a_teaser_stays_when_another_field_is_set_anew() -> None:
    assert patched(TEASER, {"title": "More notes"}) == TEASER.replace("Notes", "More notes")


def test_a_missing_picture_is_told_where_the_record_names_it(project: Project) -> None:
    (project.pictures / "engine.png").rename(project.pictures / "engines.png")
    assert problems_of(project)[0].splitlines() == [
        "content/pictures/engines.png: warning: no record shows this picture",
        "  hint: name it in a paper's 'teaser' or a person's 'photo'",
    ]
    assert problems_of(project)[1].splitlines() == [
        f"{RECORD}:2:9: there is no picture 'content/pictures/engine.png'",
        "  hint: did you mean 'engines.png'?",
    ]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", "is not a PNG, JPEG or WebP picture"),
        (b"<svg/>", "is not a PNG, JPEG or WebP picture"),
        (picture(format="GIF"), "is not a PNG, JPEG or WebP picture"),
        (picture()[:900], "cannot be read as a picture: "),
        (picture(format="JPEG")[:900], "cannot be read as a picture: "),
        (picture((8000, 8000), "1"), "has 8000 x 8000 pixels, which is more than pages can show"),
        (picture((1, 20_000)), "has 1 x 20000 pixels, which is more than pages can show"),
        (
            picture(save_all=True, append_images=[Image.new("RGB", (1600, 800), "red")]),
            "is a moving picture",
        ),
    ],
)
def test_what_is_no_picture_is_a_problem(project: Project, data: bytes, wanted: str) -> None:
    (project.pictures / "engine.png").write_bytes(data)
    (found,) = problems_of(project)
    assert found.startswith(f"{PLACE}: {wanted}"), found


@pytest.mark.parametrize(
    "data",
    [picture(mode=mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")]
    + [picture(mode=mode, format="JPEG") for mode in ("L", "CMYK")]
    + [picture(mode="RGBA", format="WEBP")],
)
def test_pictures_of_every_mode_are_resized(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "engine.png"
    path.write_bytes(data)
    small = opened(scaled(original(path, data, PLACE), 340))
    assert (small.format, small.mode, small.size) == ("WEBP", "RGB", (340, 170))


def test_what_is_transparent_becomes_white(tmp_path: Path) -> None:
    path = tmp_path / "engine.png"
    path.write_bytes(data := picture((10, 10), "RGBA"))
    assert opened(scaled(original(path, data, PLACE), 10)).getpixel((5, 5)) == (255, 255, 255)


def test_greys_of_sixteen_bits_keep_their_tone(tmp_path: Path) -> None:
    made = BytesIO()
    Image.new("I;16", (10, 10), 128 * 256).save(made, "PNG")
    (path := tmp_path / "engine.png").write_bytes(made.getvalue())
    pixel = opened(scaled(original(path, made.getvalue(), PLACE), 10)).convert("L").getpixel((5, 5))
    assert isinstance(pixel, int)
    assert abs(pixel - 128) < 3


def test_a_photograph_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned by a quarter
    (path := tmp_path / "engine.jpg").write_bytes(data := picture((80, 40), format="JPEG", exif=exif))
    found = original(path, data, PLACE)
    assert (found.width, found.height) == (40, 80)
    assert opened(scaled(found, 40)).size == (40, 80)


def test_notes_of_the_camera_stay_out_of_the_site(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Ada Lovelace"
    data = picture(
        format="JPEG", exif=exif, xmp=b"<x:xmpmeta>Ada Lovelace</x:xmpmeta>", comment=b"Ada Lovelace"
    )
    (path := tmp_path / "engine.jpg").write_bytes(data)
    assert data.count(b"Ada Lovelace") == 3
    assert b"Ada Lovelace" not in scaled(original(path, data, PLACE), 340)


def test_a_picture_that_changes_under_the_build_stops_it(tmp_path: Path) -> None:
    (path := tmp_path / "engine.png").write_bytes(data := picture())
    found = original(path, data, PLACE)
    path.write_bytes(picture((900, 900)))
    with pytest.raises(SeparataError, match="changed while the site was built"):
        scaled(found, 340)


def test_a_teaser_is_shown_on_its_paper_and_small_among_the_selected(project: Project) -> None:
    build(project, out=project.site)
    widths = {path.name: opened(path.read_bytes()).size for path in (project.site / "pictures").iterdir()}
    assert widths == {
        "lovelace1843notes-340.webp": (340, 170),
        "lovelace1843notes-740.webp": (740, 370),
        "lovelace1843notes-1480.webp": (1480, 740),
    }
    paper = (project.site / "papers" / "lovelace1843notes.html").read_text()
    assert 'src="../pictures/lovelace1843notes-740.webp"' in paper
    assert "../pictures/lovelace1843notes-1480.webp 1480w" in paper
    assert 'width="740" height="370" alt="The engine" loading="lazy"' in paper
    home = (project.site / "index.html").read_text()
    assert 'src="pictures/lovelace1843notes-340.webp" width="160" height="80" alt="The engine"' in home


def test_a_small_picture_is_not_blown_up(project: Project) -> None:
    (project.pictures / "engine.png").write_bytes(picture((500, 500)))
    build(project, out=project.site)
    names = sorted(path.name for path in (project.site / "pictures").iterdir())
    assert names == ["lovelace1843notes-340.webp", "lovelace1843notes-500.webp"]


def test_a_tall_picture_is_narrower_and_its_place_is_kept_free(project: Project) -> None:
    (project.pictures / "engine.png").write_bytes(picture((1000, 2000)))
    build(project, out=project.site)
    assert 'width="320" height="640"' in (project.site / "papers" / "lovelace1843notes.html").read_text()
    assert 'width="80" height="160"' in (project.site / "index.html").read_text()


def test_only_a_change_of_the_picture_makes_it_anew(project: Project) -> None:
    build(project, out=project.site)
    (project.content / "site.yaml").write_text("title: Another\nbase_url: https://group.example/\n")
    (project.root / RECORD).write_text(TEASER.replace("Notes", "More notes"))
    again = build(project, out=project.site)
    assert not [reason.url for reason in again.reasons if reason.url.startswith("pictures/")]
    (project.pictures / "engine.png").write_bytes(picture((1600, 900)))
    again = build(project, out=project.site)
    assert len([url for url in again.written if url.startswith("pictures/")]) == 3


@pytest.mark.parametrize("damage", [b"", b"damaged"])
def test_a_kept_drawing_that_is_damaged_is_drawn_anew(project: Project, damage: bytes) -> None:
    build(project, out=project.site)
    file = "pictures/lovelace1843notes-340.webp"
    whole = (project.site / file).read_bytes()
    kept = project.cache / "drawn" / file
    kept.write_bytes(kept.read_bytes()[: len(whole)] + damage)
    (project.site / file).unlink()
    build(project, out=project.site)
    assert (project.site / file).read_bytes() == whole


WHOLE = tuple(picture((40, 30), format=format) for format in ("PNG", "JPEG", "WEBP"))


@given(
    whole=st.sampled_from(WHOLE),
    at=st.integers(0, 900),
    cut=st.integers(0, 40),
    put=st.binary(max_size=40),
)
def test_no_damage_ends_in_a_traceback(whole: bytes, at: int, cut: int, put: bytes) -> None:
    data = whole[:at] + put + whole[at + cut :]
    try:
        found = original(Path("engine.png"), data, PLACE)
    except SeparataError as error:
        assert error.problems[0].place == PLACE
    else:
        assert found.width > 0
