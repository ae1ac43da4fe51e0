"""Signs: the TeX commands that stand for one character.

The names are those of pylatexenc 2.10 (`latex2text`, MIT licence), to which tests hold this table. To load and
search that package for them took longer than to print a page.
"""

from collections.abc import Iterator, Mapping

_TABLE = """
¡ textexclamdown  ¢ textcent  £ textsterling  ¤ textcurrency  ¥ textyen  ¦ textbrokenbar  § textsection
¨ textasciidieresis  © textcopyright  ª textordfeminine  « guillemotleft  ¬ textlnot lnot  ® textregistered
¯ textasciimacron  ° textdegree  ± textpm pm  ² texttwosuperior  ³ textthreesuperior  ´ textasciiacute
µ textmu  ¶ textparagraph  · cdot  ¹ textonesuperior  º textordmasculine  » guillemotright  ¼ textonequarter
½ textonehalf  ¾ textthreequarters  ¿ textquestiondown  Å AA  Æ AE  Ð DH  × times  Ø O  Þ TH  ß ss  å aa  æ ae
ð dh  ÷ textdiv div  ø o  þ th  Đ DJ  đ dj  ħ hbar  ı i  Ĳ IJ  ĳ ij  Ł L  ł l  Ŋ NG  ŋ ng  Œ OE  œ oe
ƒ textflorin  ƕ texthvlig  ƞ textnrleg  ƪ eth  ǂ textdoublepipe  ȷ j  ə textschwa  ɸ textphi  ʔ textglotstop
ʞ textturnk  ˇ textasciicaron  ˘ textasciibreve  ˜ texttildelow  ˝ textacutedbl  Α Alpha  Β Beta  Γ Gamma
Δ Delta  Ε Epsilon  Ζ Zeta  Η Eta  Θ Theta  Ι Iota  Κ Kappa  Λ Lambda  Μ Mu  Ν Nu  Ξ Xi  Ο Omicron  Π Pi
Ρ Rho  Σ Sigma  Τ Tau  Υ Upsilon  Φ Phi  Χ Chi  Ψ Psi  Ω Omega  α alpha  β beta  γ gamma  δ delta
ε varepsilon  ζ zeta  η eta  θ theta texttheta  ι iota  κ kappa  λ lambda  μ mu  ν nu  ξ xi  ο omicron  π pi
ρ rho  ς varsigma  σ sigma  τ tau  υ upsilon  φ varphi  χ chi  ψ psi  ω omega  ϑ vartheta textvartheta  ϕ phi
ϖ varpi  Ϛ Stigma  Ϝ Digamma  ϝ digamma  Ϟ Koppa  Ϡ Sampi  ϰ varkappa  ϱ varrho  ϴ textTheta  ϵ epsilon
϶ backepsilon  Ё CYRYO  Ђ CYRDJE  Є CYRIE  Ѕ CYRDZE  І CYRII  Ї CYRYI  Ј CYRJE  Љ CYRLJE  Њ CYRNJE  Ћ CYRTSHE
Ў CYRUSHRT  Џ CYRDZHE  А CYRA  Б CYRB  В CYRV  Г CYRG  Д CYRD  Е CYRE  Ж CYRZH  З CYRZ  И CYRI  Й CYRISHRT
К CYRK  Л CYRL  М CYRM  Н CYRN  О CYRO  П CYRP  Р CYRR  С CYRS  Т CYRT  У CYRU  Ф CYRF  Х CYRH  Ц CYRC
Ч CYRCH  Ш CYRSH  Щ CYRSHCH  Ъ CYRHRDSN  Ы CYRERY  Ь CYRSFTSN  Э CYREREV  Ю CYRYU  Я CYRYA  а cyra  б cyrb
в cyrv  г cyrg  д cyrd  е cyre  ж cyrzh  з cyrz  и cyri  й cyrishrt  к cyrk  л cyrl  м cyrm  н cyrn  о cyro
п cyrp  р cyrr  с cyrs  т cyrt  у cyru  ф cyrf  х cyrh  ц cyrc  ч cyrch  ш cyrsh  щ cyrshch  ъ cyrhrdsn
ы cyrery  ь cyrsftsn  э cyrerev  ю cyryu  я cyrya  ё cyryo  ђ cyrdje  є cyrie  ѕ cyrdze  і cyrii  ї cyryi
ј cyrje  љ cyrlje  њ cyrnje  ћ cyrtshe  ў cyrushrt  џ cyrdzhe  Ѣ CYRYAT  ѣ cyryat  Ѫ CYRBYUS  ѫ cyrbyus
Ѳ CYRFITA  ѳ cyrfita  Ѵ CYRIZH  ѵ cyrizh  Ҍ CYRSEMISFTSN  ҍ cyrsemisftsn  Ҏ CYRRTICK  ҏ cyrrtick  Ґ CYRGUP
ґ cyrgup  Ғ CYRGHCRS  ғ cyrghcrs  Ҕ CYRGHK  ҕ cyrghk  Җ CYRZHDSC  җ cyrzhdsc  Ҙ CYRZDSC  ҙ cyrzdsc  Қ CYRKDSC
қ cyrkdsc  Ҝ CYRKVCRS  ҝ cyrkvcrs  Ҟ CYRKHCRS  ҟ cyrkhcrs  Ҡ CYRKBEAK  ҡ cyrkbeak  Ң CYRNDSC  ң cyrndsc
Ҥ CYRNG  ҥ cyrng  Ҧ CYRPHK  ҧ cyrphk  Ҩ CYRABHHA  ҩ cyrabhha  Ҫ CYRSDSC  ҫ cyrsdsc  Ҭ CYRTDSC  ҭ cyrtdsc
Ү CYRY  ү cyry  Ұ CYRYHCRS  ұ cyryhcrs  Ҳ CYRHDSC  ҳ cyrhdsc  Ҵ CYRTETSE  ҵ cyrtetse  Ҷ CYRCHRDSC  ҷ cyrchrdsc
Ҹ CYRCHVCRS  ҹ cyrchvcrs  Һ CYRSHHA  һ cyrshha  Ҽ CYRABHCH  ҽ cyrabhch  Ҿ CYRABHCHDSC  ҿ cyrabhchdsc
Ӏ CYRpalochka  Ӄ CYRKHK  ӄ cyrkhk  Ӆ CYRLDSC  ӆ cyrldsc  Ӈ CYRNHK  ӈ cyrnhk  Ӌ CYRCHLDSC  ӌ cyrchldsc
Ӎ CYRMDSC  ӎ cyrmdsc  Ӕ CYRAE  ӕ cyrae  Ә CYRSCHWA  ә cyrschwa  Ӡ CYRABHDZE  ӡ cyrabhdze  Ө CYROTLD  ө cyrotld
Ӷ CYRGDSC  ӷ cyrgdsc  Ӻ CYRGDSCHCRS  ӻ cyrgdschcrs  Ӽ CYRHHK  ӽ cyrhhk  Ӿ CYRHHCRS  ӿ cyrhhcrs  ฿ textbaht
– textendash  — textemdash  ‖ lVert rVert Vert  ‘ textquoteleft  ’ textquoteright  ‚ quotesinglbase
“ textquotedblleft  ” textquotedblright  „ quotedblbase  † dag dagger textdagger  ‡ textdaggerdbl
• textbullet  … ldots dots dotsc dotsb dotsm dotsi dotso textellipsis  ‰ textperthousand  ‱ textpertenthousand
‵ backprime  ‹ guilsinglleft  › guilsinglright  ※ textreferencemark  ‽ textinterrobang  ⁄ textfractionsolidus
⁎ textasteriskcentered  ⁒ textdiscount  ₡ textcolonmonetary  ₤ textlira  ₦ textnaira  ₩ textwon  ₫ textdong
€ texteuro  ₱ textpeso  ⃛ dddot  ⃜ ddddot  ℃ textcelsius  ℏ hslash  ℓ ell  № textnumero  ℗ textcircledP  ℘ wp
℞ textrecipe  ℠ textservicemark  ™ texttrademark  Ω textohm  ℧ textmho mho  ℮ textestimated  ℵ aleph  ℶ beth
ℷ gimel  ℸ daleth  ← leftarrow textleftarrow  ↑ uparrow textuparrow  → rightarrow to textrightarrow
↓ downarrow textdownarrow  ↔ leftrightarrow  ↕ updownarrow  ↖ nwarrow  ↗ nearrow  ↘ searrow  ↙ swarrow
↚ nleftarrow  ↛ nrightarrow  ↜ arrowwaveleft  ↝ arrowwaveright  ↞ twoheadleftarrow  ↠ twoheadrightarrow
↢ leftarrowtail  ↣ rightarrowtail  ↦ mapsto  ↩ hookleftarrow  ↪ hookrightarrow  ↫ looparrowleft
↬ looparrowright  ↭ leftrightsquigarrow  ↮ nleftrightarrow  ↰ Lsh  ↱ Rsh  ↶ curvearrowleft  ↷ curvearrowright
↺ circlearrowleft  ↻ circlearrowright  ↼ leftharpoonup  ↽ leftharpoondown  ↾ upharpoonright  ↿ upharpoonleft
⇀ rightharpoonup  ⇁ rightharpoondown  ⇂ downharpoonright  ⇃ downharpoonleft  ⇄ rightleftarrows
⇅ dblarrowupdown  ⇆ leftrightarrows  ⇇ leftleftarrows  ⇈ upuparrows  ⇉ rightrightarrows  ⇊ downdownarrows
⇋ leftrightharpoons  ⇌ rightleftharpoons  ⇍ nLeftarrow  ⇎ nLeftrightarrow  ⇏ nRightarrow  ⇐ Leftarrow
⇑ Uparrow  ⇒ Rightarrow  ⇓ Downarrow  ⇔ Leftrightarrow  ⇕ Updownarrow  ⇚ Lleftarrow  ⇛ Rrightarrow
⇝ rightsquigarrow  ⇵ DownArrowUpArrow  ∀ forall  ∁ complement  ∂ partial  ∃ exists  ∄ nexists
∅ varnothing emptyset  ∇ nabla  ∈ in  ∉ notin  ∋ ni  ∏ prod  ∐ coprod  ∑ sum  ∓ textmp mp  ∔ dotplus
∖ setminus smallsetminus  ∗ ast  ∘ circ  √ surd  ∝ propto  ∞ infty  ∟ rightangle  ∠ angle  ∡ measuredangle
∢ sphericalangle  ∤ nmid  ∥ parallel  ∦ nparallel  ∧ wedge  ∨ vee  ∩ cap  ∪ cup  ∫ int  ∬ iint  ∭ iiint
∮ oint  ∯ surfintegral  ∰ volintegral  ∱ clwintegral  ∴ therefore  ∵ because  ∷ Colon  ∻ homothetic  ∼ sim
∽ backsim  ∾ lazysinv  ≀ wr  ≃ simeq  ≅ cong  ≆ approxnotequal  ≈ approx  ≊ approxeq  ≋ tildetrpl  ≌ allequal
≍ asymp  ≎ Bumpeq  ≏ bumpeq  ≐ doteq  ≑ doteqdot  ≒ fallingdotseq  ≓ risingdotseq  ≖ eqcirc  ≗ circeq
≙ estimates  ≛ starequal  ≜ triangleq  ≠ neq  ≡ equiv  ≤ le leq  ≥ ge geq  ≦ leqq  ≧ geqq  ≨ lneqq  ≩ gneqq
≪ ll  ≫ gg  ≬ between  ≮ nless  ≯ ngtr  ≰ nleq  ≱ ngeq  ≲ lesssim lessequivlnt  ≳ gtrsim greaterequivlnt
≶ lessgtr  ≷ gtrless  ≸ notlessgreater  ≹ notgreaterless  ≺ prec  ≻ succ  ≼ preceq preccurlyeq
≽ succeq succcurlyeq  ≾ precsim  ≿ succsim  ⊀ nprec  ⊁ nsucc  ⊂ subset  ⊃ supset  ⊆ subseteq  ⊇ supseteq
⊈ nsubseteq  ⊉ nsupseteq  ⊊ subsetneq  ⊋ supsetneq  ⊎ uplus  ⊏ sqsubset  ⊐ sqsupset  ⊑ sqsubseteq
⊒ sqsupseteq  ⊓ sqcap  ⊔ sqcup  ⊕ oplus bigoplus  ⊖ ominus  ⊗ otimes bigotimes  ⊘ oslash  ⊙ odot
⊚ circledcirc  ⊛ circledast  ⊝ circleddash  ⊞ boxplus  ⊟ boxminus  ⊠ boxtimes  ⊡ boxdot  ⊢ vdash  ⊣ dashv
⊤ top  ⊥ perp  ⊧ truestate  ⊨ forcesextra  ⊩ Vdash  ⊪ Vvdash  ⊫ VDash  ⊬ nvdash  ⊭ nvDash  ⊮ nVdash  ⊯ nVDash
⊲ vartriangleleft  ⊳ vartriangleright  ⊴ trianglelefteq  ⊵ trianglerighteq  ⊶ original  ⊷ image  ⊸ multimap
⊹ hermitconjmatrix  ⊺ intercal  ⊻ veebar  ⊾ rightanglearc  ⋀ bigwedge  ⋁ bigvee  ⋂ bigcap  ⋃ bigcup  ⋆ star
⋇ divideontimes  ⋈ bowtie  ⋉ ltimes  ⋊ rtimes  ⋋ leftthreetimes  ⋌ rightthreetimes  ⋍ backsimeq  ⋎ curlyvee
⋏ curlywedge  ⋐ Subset  ⋑ Supset  ⋒ Cap  ⋓ Cup  ⋔ pitchfork  ⋖ lessdot  ⋗ gtrdot  ⋘ verymuchless
⋙ verymuchgreater  ⋚ lesseqgtr  ⋛ gtreqless  ⋞ curlyeqprec  ⋟ curlyeqsucc  ⋦ lnsim  ⋧ gnsim
⋨ precedesnotsimilar  ⋩ succnsim  ⋪ ntriangleleft  ⋫ ntriangleright  ⋬ ntrianglelefteq  ⋭ ntrianglerighteq
⋮ vdots  ⋯ cdots  ⋰ iddots udots upslopeellipsis  ⋱ ddots downslopeellipsis  ⌅ barwedge  ⌆ varperspcorrespond
⌈ lceil  ⌉ rceil  ⌊ lfloor  ⌋ rfloor  ⌕ recorder  ⌜ ulcorner  ⌝ urcorner  ⌞ llcorner  ⌟ lrcorner  ⌢ frown
⌣ smile  〈 textlangle  〉 textrangle  ⎰ lmoustache  ⎱ rmoustache  ␢ textblank  ␣ textvisiblespace  Ⓢ circledS
╱ diagup  □ square  ▪ blacksquare  △ bigtriangleup  ▴ blacktriangle  ▵ vartriangle  ▸ blacktriangleright
▹ triangleright  ▽ bigtriangledown  ▾ blacktriangledown  ▿ triangledown  ◂ blacktriangleleft  ◃ triangleleft
◊ lozenge  ◦ textopenbullet  ◯ bigcirc textbigcircle  ☾ rightmoon  ☿ mercury  ♀ venus  ♂ male  ♃ jupiter
♄ saturn  ♅ uranus  ♆ neptune  ♇ pluto  ♈ aries  ♉ taurus  ♊ gemini  ♋ cancer  ♌ leo  ♍ virgo  ♎ libra
♏ scorpio  ♐ sagittarius  ♑ capricornus  ♒ aquarius  ♓ pisces  ♢ diamond  ♩ quarternote
♪ textmusicalnote eighthnote  ♭ flat  ♮ natural  ♯ sharp  ⟨ langle  ⟩ rangle  ⟵ longleftarrow
⟶ longrightarrow  ⟷ longleftrightarrow  ⟸ Longleftarrow  ⟹ Longrightarrow  ⟺ Longleftrightarrow  ⟼ longmapsto
⤒ UpArrowBar  ⤓ DownArrowBar  ⥎ LeftRightVector  ⥏ RightUpDownVector  ⥐ DownLeftRightVector
⥑ LeftUpDownVector  ⥒ LeftVectorBar  ⥓ RightVectorBar  ⥔ RightUpVectorBar  ⥕ RightDownVectorBar
⥖ DownLeftVectorBar  ⥗ DownRightVectorBar  ⥘ LeftUpVectorBar  ⥙ LeftDownVectorBar  ⥚ LeftTeeVector
⥛ RightTeeVector  ⥜ RightUpTeeVector  ⥝ RightDownTeeVector  ⥞ DownLeftTeeVector  ⥟ DownRightTeeVector
⥠ LeftUpTeeVector  ⥡ LeftDownTeeVector  ⥮ UpEquilibrium  ⥯ ReverseUpEquilibrium  ⥰ RoundImplies  ⦜ Angle
⧏ LeftTriangleBar  ⧐ RightTriangleBar  ⧫ blacklozenge  ⧴ RuleDelayed  ⨏ clockoint  ⨖ sqrint  ⨿ amalg
⩞ perspcorrespond  ⩵ Equal  ⩽ leqslant  ⩾ geqslant  ⪅ lessapprox  ⪆ gtrapprox  ⪇ lneq  ⪈ gneq  ⪉ lnapprox
⪊ gnapprox  ⪋ lesseqqgtr  ⪌ gtreqqless  ⪕ eqslantless  ⪖ eqslantgtr  ⪡ NestedLessLess  ⪢ NestedGreaterGreater
⪵ precneqq  ⪶ succneqq  ⪷ precapprox  ⪸ succapprox  ⪹ precnapprox  ⪺ succnapprox  ⫅ subseteqq  ⫆ supseteqq
⫋ subsetneqq  ⫌ supsetneqq  〚 openbracketleft  〛 openbracketright  𝕀 id Ident
"""


def _named() -> Iterator[tuple[str, str]]:
    for entry in _TABLE.replace("\n", "  ").split("  "):
        sign, *names = entry.split(" ")
        yield from ((name, sign) for name in names)


SIGNS: Mapping[str, str] = {
    "enskip": "\u2002",
    "textcompwordmark": "\u200c",
    "nolinebreak": "\u2060",
    **dict(_named()),
}
