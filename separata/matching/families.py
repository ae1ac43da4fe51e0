"""Families: who else bears a family name, which makes a difference in the given name weigh more or less."""

from collections.abc import Iterable, Mapping

from separata.matching.finding import Evidence
from separata.matching.printed import Likeness, form, forms, likeness

# A family name with more names than these is common; nobody asks whether they are all one person's.
SMALL_FAMILY = 8

# With a common family name, these differences are as often another person's name: what they take more.
_MORE = {"initial": 3.0, "slip": 3.0}

Families = Mapping[str, tuple[str, ...]]


def families_of(names: Iterable[str]) -> Families:
    """Return the names of each family name that they may have, in the order of names."""
    families = dict[str, dict[str, None]]()
    for name in names:
        for each in forms(name):
            families.setdefault(each.family, {})[name] = None
    return {family: tuple(members) for family, members in families.items()}


def _shared(a: str, b: str) -> str:
    """Return the family name that two names have in common, or ""; the usual reading of both comes first."""
    if form(a).family == form(b).family:
        return form(a).family
    return min({each.family for each in forms(a)} & {each.family for each in forms(b)}, default="")


def commonness(a: str, b: str, like: Likeness, families: Families) -> Evidence | None:
    """Weigh against two names that differ in what often tells two people of a common family name apart."""
    if "order" in like.kinds:
        kins = (families.get(form(name).family, ()) for name in (a, b))
        borne = all(any(name not in (a, b) for name in kin) for kin in kins)
        return Evidence(-4.0, "others have either as their family name") if borne else None
    more = sum(_MORE.get(kind, 0.0) for kind in like.kinds)
    common = len(families.get(_shared(a, b), ())) > SMALL_FAMILY
    return Evidence(-more, "a common family name") if more and common else None


def shared_initial(a: str, b: str, like: Likeness, families: Families) -> Evidence | None:
    """Weigh against an initial that it stands for another name of the family as well."""
    if "initial" not in like.kinds:
        return None
    kin = dict.fromkeys(name for each in (a, b) for name in families.get(form(each).family, ()))
    fitting = sorted(name for name in kin if bool(likeness(name, a)) != bool(likeness(name, b)))
    return Evidence(-_MORE["initial"], f"{fitting[0]} has that initial, too") if fitting else None


def rarity(a: str, b: str, families: Families) -> Evidence | None:
    """Weigh that every name with the family name of two names may be the same person's, too."""
    kin = families.get(_shared(a, b), ())
    if not kin or len(kin) > SMALL_FAMILY:
        return None
    alone = all(likeness(name, a) and likeness(name, b) for name in kin)
    return Evidence(1.0, "nobody else has that family name") if alone else None
