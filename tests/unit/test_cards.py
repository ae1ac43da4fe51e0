"""A card is set well whatever its title is, and is the same bytes wherever it is drawn."""

import struct
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from separata.drawing.cards import HEIGHT, WIDTH, Card, card
from separata.drawing.faces import Faces, Font, settable, width
from separata.drawing.kerning import kern
from separata.drawing.lines import broken, shortened
from separata.files import Project
from separata.problems import SeparataError
from separata.render import Renderer
from separata.theme import theme_of
from tests.unit.editions import SITE, edition, full, paper, planned

ROOT = Path(__file__).resolve().parents[2]
FACES = theme_of(Project(ROOT)).faces
CARD = Card("The Group", "Notes on the engine", ("Ada Lovelace", "Charles Babbage"), words="COLM 2024")

WITH_CARDS = msgspec.structs.replace(SITE, cards=True)


def letters(line: str) -> float:
    """Measure a line as a typewriter does."""
    return float(len(line))


@pytest.mark.parametrize(
    ("text", "column", "wanted"),
    [
        ("Notes", 20, ("Notes",)),
        ("Notes on the engine", 20, ("Notes on the engine",)),
        # Equal lines, not one full line and a rest.
        ("one two three four five six", 24, ("one two three", "four five six")),
        ("Attention is all we need", 20, ("Attention", "is all we need")),
        # A line ends gladly behind a colon, and not behind a little word.
        ("Engines: how they turn and why", 24, ("Engines:", "how they turn and why")),
        ("Turning wheels of the engine", 20, ("Turning wheels", "of the engine")),
        ("a self-turning wheel-work", 14, ("a self-turning", "wheel-work")),
        # A word that is longer than any line is cut.
        ("x" * 40, 30, ("x" * 28, "x" * 12)),
        ("x" * 40, 20, None),
        ("one two three four", 5, None),
        ("", 20, None),
    ],
)
def test_titles_are_broken_where_sense_ends(text: str, column: int, wanted: tuple[str, ...] | None) -> None:
    assert broken(text, letters, width=column, most=3) == wanted


def test_a_text_that_does_not_fit_is_shortened_behind_a_word() -> None:
    assert shortened("one two, three four five", letters, width=9, most=1) == ("one two…",)
    assert shortened("one", letters, width=9, most=1) == ("one",)
    assert shortened("", letters, width=9, most=1) == ()


@given(text=st.text("abc -/—", max_size=60), column=st.integers(28, 60))
def test_lines_hold_the_whole_text_and_none_is_too_wide(text: str, column: int) -> None:
    text = " ".join(text.split())
    lines = broken(text, letters, width=column, most=99) or ()
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= column for line in lines)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Łukasz žluťoučký", "Łukasz žluťoučký"),
        ("e\u0301tude", "étude"),
        ("𝒪(n) and ﬁnite", "O(n) and finite"),
        ("a\N{NO-BREAK SPACE}b", "a\N{NO-BREAK SPACE}b"),
        ("S⁵ × ℝ ≤ ∞ → 1", "S5 × R ≤ ∞ → 1"),
        ("α-decay of ΛCDM, O(√n)", "alpha-decay of LambdaCDM, O(sqrt n)"),
        ("𝛼 and 5 µm", "alpha and 5 µm"),
        ("περὶ φύσεως", None),
        ("深層学習", None),
        ("الخوارزمي", None),
        ("Nguyễn", None),
        ("\N{CRAB}", None),
    ],
)
def test_a_text_is_set_whole_or_not_at_all(text: str, wanted: str | None) -> None:
    assert settable(text, FACES.display) == wanted


def test_letters_are_kerned_and_marks_do_not_hinder() -> None:
    assert kern("A", "V") == kern("Á", "V") == -120
    assert kern("n", "n") == kern("深", "V") == 0
    apart = width("A", FACES.display, 100) + width("V", FACES.display, 100)
    assert width("AV", FACES.display, 100) == pytest.approx(apart - 12)


def test_a_card_is_a_small_png_of_the_size_that_is_announced() -> None:
    data = card(CARD, FACES)
    image = Image.open(BytesIO(data))
    assert (image.format, image.size, len(image.getcolors() or ())) == ("PNG", (WIDTH, HEIGHT), 16)
    assert struct.unpack(">II", data[16:24]) == (1200, 630)
    assert len(data) < 30_000
    assert card(CARD, FACES) == data


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Note"},
        {"site": "The Groups"},
        {"authors": ("Ada Lovelace",)},
        {"others": 1},
        {"incomplete": True},
        {"words": "COLM 2023"},
    ],
)
def test_all_that_a_card_says_is_seen(change: dict[str, object]) -> None:
    assert card(msgspec.structs.replace(CARD, **change), FACES) != card(CARD, FACES)


def test_nothing_stands_in_the_margin_however_long_it_is() -> None:
    names = tuple(f"Maximiliane von und zu Hohenstein-Wittgenstein {n}" for n in range(12))
    long = Card("A group of the longest name " * 5, "Wide words " * 60, names, 3000, words="Venue " * 60)
    image = Image.open(BytesIO(card(long, FACES)))
    background = Image.new("P", image.size, 0)
    background.putpalette(image.getpalette() or [])
    image.paste(0, (78, 40, 1124, 590))
    assert image.tobytes() == background.tobytes()


@pytest.mark.parametrize("title", ["深層学習について", "Nguyễn's engine"])
def test_a_title_that_the_face_lacks_gives_the_sites_card_and_no_boxes(title: str) -> None:
    plain = card(Card("The Group", "The Group", ("Ada Lovelace",), words="COLM 2024"), FACES)
    assert card(Card("The Group", title, ("Ada Lovelace",), words="COLM 2024"), FACES) == plain
    assert card(Card("The Group", "Notes", ("李 明",)), FACES) == card(Card("The Group", "Notes"), FACES)


def test_a_file_that_is_no_font_is_told() -> None:
    faces = Faces((Font("fonts/mine.woff2", b"no font"),), FACES.text)
    with pytest.raises(SeparataError, match=r"templates/static/fonts/mine\.woff2: cannot be read as a font"):
        card(CARD, faces)


def test_there_are_cards_where_the_site_asks_for_them() -> None:
    made = full()
    assert not [page.url for _, page in planned(made) if page.url.endswith(".png")]
    made.site = msgspec.structs.replace(made.site, cards=True)
    cards = {page.url: page for _, page in planned(made) if page.url.endswith(".png")}
    assert sorted(cards) == [
        "card.png",
        "cards/babbage2019loom.png",
        "cards/king2019crowd.png",
        "cards/lovelace2021notes.png",
    ]
    said = cards["cards/lovelace2021notes.png"].inputs[0]
    assert (said.title, said.words) == ("Notes on x²", "Retracted · J. Engines 2022")
    assert (len(said.authors), said.others, said.incomplete) == (12, 25, True)


@pytest.mark.parametrize("title", ["x" * 50_000, "wide words " * 5_000, "-" * 50_000])
def test_a_title_without_end_is_cropped_before_it_is_drawn(title: str) -> None:
    made = edition((paper("a2020x", "A" * 50_000, title=title),), site=WITH_CARDS)
    page = next(page for _, page in planned(made) if page.url == "cards/a2020x.png")
    assert len(page.inputs[0].title) <= 400
    assert page.make(page.inputs[0], FACES)


def test_pages_name_their_cards_where_there_are_any() -> None:
    made, theme = full(), theme_of(Project(ROOT))
    for asked in (False, True):
        made.site = msgspec.structs.replace(made.site, cards=asked)
        pages = {page.url: page for _, page in planned(made)}
        renderer = Renderer(theme, made)
        paper, home = (
            renderer.bytes_of(pages[url]).decode() for url in ("papers/lovelace2021notes.html", "index.html")
        )
        top = SITE.base_url
        assert (f'"og:image" content="{top}cards/lovelace2021notes.png"' in paper) is asked
        assert (f'"og:image" content="{top}card.png"' in home) is asked
        for tag in (
            '"og:image:width" content="1200"',
            '"og:image:height" content="630"',
            '"summary_large_image"',
        ):
            assert (tag in paper) is (tag in home) is asked
        assert ('"og:image:alt" content="Notes on x²"' in paper) is asked


def test_a_card_names_venue_and_year() -> None:
    known = (paper("a2020x", "Ada", issued="2020-05"), paper("b2020y", "Ada", ids={"arxiv": "2001.00001"}))
    words = [
        page.inputs[0].words for name, page in planned(edition(known, site=WITH_CARDS)) if name == "picture"
    ]
    assert words == [SITE.description, "2020", "Preprint"]
