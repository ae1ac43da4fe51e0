"""The photos of people on a group's former site: found where its pages say, and looked at."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from separata.drawing.pictures import original
from separata.files import bytes_of
from separata.model import PICTURES
from separata.problems import Place, Problem, SeparataError, warning
from separata.readers.members import Member

# Where pages of the templates that are known look for a picture, below the top of the site.
_FOLDERS = ("", "images/", "images/teampic/", "static/", "assets/media/")


def with_photos(
    members: Sequence[Member], origin: Path, names: Sequence[str]
) -> tuple[tuple[Member, ...], Mapping[str, bytes], tuple[Problem, ...]]:
    """Return the members with their photos by name among the files of the site, these files, and what is wrong.

    A photo that is not there, or is no picture that pages can show, is lost; the person is not.
    """
    found, files, problems = list[Member](), dict[str, bytes](), list[Problem]()
    for member in members:
        name = _name(member.photo, names)
        if name:
            data = bytes_of(origin / name, str(origin / name))
            try:
                original(origin / name, data, Place(name))
                files[name] = data
            except SeparataError as error:
                problems += (warning(each.place, each.message, each.hint) for each in error.problems)
        # A picture that no page named is not missed.
        missed = (f"photo ({member.photo})",) if name not in files and (name or _is_stated(member)) else ()
        kept = name if name in files else ""
        found.append(msgspec.structs.replace(member, photo=kept, lost=(*member.lost, *missed)))
    return tuple(found), files, tuple(problems)


def _is_stated(member: Member) -> bool:
    return bool(member.photo) and not member.photo.endswith("/avatar")


def _name(photo: str, names: Sequence[str]) -> str:
    """Return the file that a page means; empty where there is none among the files of the site."""
    stated = photo.lstrip("/")
    wanted = [f"{folder}{stated}" for folder in _FOLDERS if stated]
    known = {name: name for name in names if name.lower().endswith(PICTURES)}
    known |= {name.rpartition(".")[0]: name for name in known if name.rpartition(".")[0].endswith("/avatar")}
    return next((known[name] for name in wanted if name in known), "")
