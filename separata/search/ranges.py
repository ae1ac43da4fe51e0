"""Fixed ranges: which file of the index holds a word, and how many files there are.

A range is never moved to fit the words there are, so a new paper touches only the files of its own words.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

# Where each range after the first begins. Up to `~` the ranges divide the words of 29,576 papers on
# machine learning, cut at four letters, into parts of about one size; behind `~` stand the filters, then
# other scripts: Greek, Cyrillic (two), Hebrew and its neighbours, Hangul, kana, Han.
BOUNDS: tuple[str, ...] = tuple(
    """
    160 2014 2022 2025 3 45 887 abil abst acco acd achl acti adam addi adds adva advp agen ahme akat alex algo
    alh alle alon alte amen anal anam anis anti appe appn appr apps arec aroy artj assi ast atte augm autu avoi
    back balb bars basg bean beg belk benf betk beyo bier bios blog boot bott bour bres btl busr cahi cami capp
    caro casw cdpg cerv cham char chec ches choq cifa clas clat clot code coll com comm comp comr cond cone cong
    cons cont conu conw corr cors coup creb cruc curr d dank data date debu deco deep defi dela demo demp depg
    dery desi desr detr devj dieu dig diml disc disd dist disu do domb down driv due dwp e1 eck effe effi effl
    elan else emiy empo encr enha ent ep er esce esti estm evan evom exch exis expc exph expo exte exti faci
    fain fara fcbo fedp fewe fina fine firt flic fodo form forn frah frap frug func fund fusi galh garp gefo
    gene geng gfm giti gloc gonz grad grap gree grow guas guy halv hant harn heap heni hfvc higr hofs hook howa
    http huma hype i2dr icnn idio illu imai impl impo impr impu inco incu indo infe info inhi inqu inst inte
    inth intr intu invi isin itfa jaku jens jiao jiro joji jun kadh kara keeg key kine know kolo krit kyun laco
    lanh larp lay leaf lear leas leni leve leyt lige limi line linl live loci lonn loup lu ma made maio mali
    mann mapp mark masc math maus maya meap medl meng meth meti micu ming minj miss ml mode modh moll more mort
    moul mukh mulu nado natc near nega netw neur new nial nmf noiv nonp not nots nudg nvil obse obta oert ofth
    one only oper opti optm orig othe outl outt ovir pais papg parb paru patw pelc perf perh pert phen pies plan
    pmtr poli pomg posi pot prac pre pred pree pres pret prin priy proc prod proh proo prop pror prov prow purc
    qiha quam ques rae rand rank rath read rean recf recr redy regi regu reis rele rema renp repr reps resd resp
    resu ret revg rich risk robn robx ross ruet rwk saei same samr sati scal scas schm scot secr sele semi sepa
    seri sets seul shai shas shih shou shpi sife sihe simp simu sing size slim smor soli som souh spad spec sped
    spyr stac star stau ster stor stri stru stud styl subn subt sufp sun supk surr syko syom tac takh tari tasl
    teck term tete then theo thep thie thri tian time tire toma topp trad trai traj trao trio tsp twir typi umap
    uncr undh uniq unma unsy upop used usin util vali vams vari varj velu verz view visi voca waka wats weid
    well wet wher whil whye wilm witn worl wu xiaq xue2 yanx yevg yint yu yuni zees zhao zhir ziqi
    ~ α а о א ᄀ ぁ 一
    """.split()
)

MOST = len(BOUNDS) + 1  # files, a power of two


def files_for(count: int, per_file: int) -> int:
    """Return into how many files an index of so many items is cut: a power of two up to `MOST`.

    It doubles as the index does, so between two doublings every word keeps its file.
    """
    return int(min(MOST, 1 << (max(count - 1, 0) // per_file).bit_length()))


def cut(words: Sequence[str], files: int) -> Iterator[Sequence[str]]:
    """Deal sorted words out to their files: so many, and as many ranges to each."""
    step = MOST // files
    starts = [0, *(bisect_left(words, bound) for bound in BOUNDS[step - 1 :: step]), len(words)]
    return (words[start:stop] for start, stop in pairwise(starts))


def file_of(word: str, files: int) -> int:
    """Return the number of the file to which `cut` deals a word."""
    return bisect_right(BOUNDS, word) * files // MOST
