"""Fixed ranges: which file of the index holds a word, and how many files there are.

A range is never moved to fit the words there are, so a new paper touches only the files of its own words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Where each range after the first begins. Up to `zhar` the ranges divide the words of 29,576 papers on
# machine learning, cut at four letters, into parts of about one size; behind `~` stand the filters, then
# other scripts: Greek, Cyrillic (two), Hebrew and its neighbours, Hangul, kana, Han.
BOUNDS: tuple[str, ...] = tuple(
    """
    20 2022 2025 3500 abar accr achl actl adds advg ahmi aley alh allq altg anam ansa appn apps arbs arta ast
    atzm aves bane basg bect bend betw bidk bojc bour broa buta capc casu chal chas chow clat clut colw comr
    cone cont conu conw cors creb curs date deck defl demp depo desj devf dig dio disr disu domb drl dynk eat
    effl eiw empi encr ent ergr estm evan exar exit exph expo exu famo fec finb firt floy forn fran fund furu
    gapb geng giti golr grar guar hajj hast heus hine howa htu i2 icn ignn impe impu incr indy infr inso inth
    intr invi itf jest joak k0 kero knox kwik lanh latu leas leoc liak limn liu0 logl lowf maci makk mape mate
    maxm meat meti milf mism modh mohd morf muck musu naty netz neut niem nona nota ntd objn ocd omen onm optm
    ordi outn ovi papg parb paru penc perh phew plb pom potl pred pret prin proc prod prok pror prow q1 ques
    rane ratn reaz recr regj relb remc reps resp ret rewe roai rosh sa2 samr scam schr seep sepe sett sgda
    shiq shp sigr simr sity smor som spad sped stac stau stif stru stue subt sumb surv syu tapa tath tern theo
    thes thri tilt toby trad traj treb tuon uai2 undh unio up2 usef usis valv varj vert virj wanh weih wher
    whin wili worl wort xua yia yuey zhar ~ α а о א ᄀ ぁ 一
    """.split()
)

MOST = len(BOUNDS) + 1  # files, a power of two


def files_for(count: int, per_file: int) -> int:
    """Return into how many files an index of so many items is cut: a power of two up to `MOST`.

    It doubles as the index does, so between two doublings every word keeps its file.
    """
    return int(min(MOST, 1 << (max(count - 1, 0) // per_file).bit_length()))


def file_of(word: str, files: int) -> int:
    """Return the number of the file that holds a word, in [0, files)."""
    return bisect_right(BOUNDS, word) * files // MOST


def cut(words: Sequence[str], files: int) -> Iterator[Sequence[str]]:
    """Deal sorted words out to their files, as `file_of` does."""
    step = MOST // files
    starts = [0, *(bisect_left(words, bound) for bound in BOUNDS[step - 1 :: step]), len(words)]
    return (words[start:stop] for start, stop in pairwise(starts))
