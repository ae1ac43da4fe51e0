"""arXiv's categories, as far as a card that prints only half of one needs them.

Source: arXiv's category taxonomy. An archive without classes is not here; its name is its category.
"""

from collections import Counter

_CLASSES = {
    "astro-ph": "CO EP GA HE IM SR",
    "cond-mat": "dis-nn mes-hall mtrl-sci other quant-gas soft stat-mech str-el supr-con",
    "cs": "AI AR CC CE CG CL CR CV CY DB DC DL DM DS ET FL GL GR GT HC IR IT LG LO MA MM MS NA NE NI OH"
    " OS PF PL RO SC SD SE SI SY",
    "econ": "EM GN TH",
    "eess": "AS IV SP SY",
    "math": "AC AG AP AT CA CO CT CV DG DS FA GM GN GR GT HO IT KT LO MG MP NA NT OA OC PR QA RA RT SG SP ST",
    "nlin": "AO CD CG PS SI",
    "physics": "acc-ph ao-ph app-ph atm-clus atom-ph bio-ph chem-ph class-ph comp-ph data-an ed-ph flu-dyn"
    " gen-ph geo-ph hist-ph ins-det med-ph optics plasm-ph pop-ph soc-ph space-ph",
    "q-bio": "BM CB GN MN NC OT PE QM SC TO",
    "q-fin": "CP EC GN MF PM PR RM ST TR",
    "stat": "AP CO ME ML OT TH",
}
_USES = Counter(code for codes in _CLASSES.values() for code in codes.split())
_ARCHIVES = {code: archive for archive, codes in _CLASSES.items() for code in codes.split() if _USES[code] == 1}


def category(code: str) -> str:
    """Return the category that a class without its archive means: `CL` is `cs.CL`.

    Empty when the code is unknown or several archives have it, as computer vision and complex
    variables share `CV`.
    """
    return f"{_ARCHIVES[code]}.{code}" if code in _ARCHIVES else ""
