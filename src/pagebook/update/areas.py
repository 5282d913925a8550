"""Which area a publisher's code means: a country of ISO 3166-1, a group of the book, or another group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType

__all__ = ["COUNTRIES", "Kind", "area_of"]

# Alpha-3, alpha-2 and UN M49 number of every country, run together; a test compares them with Unicode's CLDR.
_CODES = """
    ABWAW533 AFGAF004 AGOAO024 AIAAI660 ALAAX248 ALBAL008 ANDAD020 AREAE784 ARGAR032 ARMAM051 ASMAS016
    ATAAQ010 ATFTF260 ATGAG028 AUSAU036 AUTAT040 AZEAZ031 BDIBI108 BELBE056 BENBJ204 BESBQ535 BFABF854
    BGDBD050 BGRBG100 BHRBH048 BHSBS044 BIHBA070 BLMBL652 BLRBY112 BLZBZ084 BMUBM060 BOLBO068 BRABR076
    BRBBB052 BRNBN096 BTNBT064 BVTBV074 BWABW072 CAFCF140 CANCA124 CCKCC166 CHECH756 CHLCL152 CHNCN156
    CIVCI384 CMRCM120 CODCD180 COGCG178 COKCK184 COLCO170 COMKM174 CPVCV132 CRICR188 CUBCU192 CUWCW531
    CXRCX162 CYMKY136 CYPCY196 CZECZ203 DEUDE276 DJIDJ262 DMADM212 DNKDK208 DOMDO214 DZADZ012 ECUEC218
    EGYEG818 ERIER232 ESHEH732 ESPES724 ESTEE233 ETHET231 FINFI246 FJIFJ242 FLKFK238 FRAFR250 FROFO234
    FSMFM583 GABGA266 GBRGB826 GEOGE268 GGYGG831 GHAGH288 GIBGI292 GINGN324 GLPGP312 GMBGM270 GNBGW624
    GNQGQ226 GRCGR300 GRDGD308 GRLGL304 GTMGT320 GUFGF254 GUMGU316 GUYGY328 HKGHK344 HMDHM334 HNDHN340
    HRVHR191 HTIHT332 HUNHU348 IDNID360 IMNIM833 INDIN356 IOTIO086 IRLIE372 IRNIR364 IRQIQ368 ISLIS352
    ISRIL376 ITAIT380 JAMJM388 JEYJE832 JORJO400 JPNJP392 KAZKZ398 KENKE404 KGZKG417 KHMKH116 KIRKI296
    KNAKN659 KORKR410 KWTKW414 LAOLA418 LBNLB422 LBRLR430 LBYLY434 LCALC662 LIELI438 LKALK144 LSOLS426
    LTULT440 LUXLU442 LVALV428 MACMO446 MAFMF663 MARMA504 MCOMC492 MDAMD498 MDGMG450 MDVMV462 MEXMX484
    MHLMH584 MKDMK807 MLIML466 MLTMT470 MMRMM104 MNEME499 MNGMN496 MNPMP580 MOZMZ508 MRTMR478 MSRMS500
    MTQMQ474 MUSMU480 MWIMW454 MYSMY458 MYTYT175 NAMNA516 NCLNC540 NERNE562 NFKNF574 NGANG566 NICNI558
    NIUNU570 NLDNL528 NORNO578 NPLNP524 NRUNR520 NZLNZ554 OMNOM512 PAKPK586 PANPA591 PCNPN612 PERPE604
    PHLPH608 PLWPW585 PNGPG598 POLPL616 PRIPR630 PRKKP408 PRTPT620 PRYPY600 PSEPS275 PYFPF258 QATQA634
    REURE638 ROURO642 RUSRU643 RWARW646 SAUSA682 SDNSD729 SENSN686 SGPSG702 SGSGS239 SHNSH654 SJMSJ744
    SLBSB090 SLESL694 SLVSV222 SMRSM674 SOMSO706 SPMPM666 SRBRS688 SSDSS728 STPST678 SURSR740 SVKSK703
    SVNSI705 SWESE752 SWZSZ748 SXMSX534 SYCSC690 SYRSY760 TCATC796 TCDTD148 TGOTG768 THATH764 TJKTJ762
    TKLTK772 TKMTM795 TLSTL626 TONTO776 TTOTT780 TUNTN788 TURTR792 TUVTV798 TWNTW158 TZATZ834 UGAUG800
    UKRUA804 UMIUM581 URYUY858 USAUS840 UZBUZ860 VATVA336 VCTVC670 VENVE862 VGBVG092 VIRVI850 VNMVN704
    VUTVU548 WLFWF876 WSMWS882 YEMYE887 ZAFZA710 ZMBZM894 ZWEZW716
"""

COUNTRIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {code[:3]: (code[3:5], code[5:]) for code in _CODES.split()}
)
"""ISO 3166-1 alpha-3 to alpha-2 and to the number that UN M49 shares with it."""

_BY_TWO = {two: three for three, (two, _) in COUNTRIES.items()}
_BY_NUMBER = {number: three for three, (_, number) in COUNTRIES.items()}

# The groups of the World Bank that the book carries under the same code, with the two letters that the
# programming interface has for them.
_WORLD_BANK = {
    "1W": "WLD",
    "XD": "HIC",
    "XT": "UMC",
    "XN": "LMC",
    "XM": "LIC",
    "Z4": "EAS",
    "Z7": "ECS",
    "ZJ": "LCN",
    "ZQ": "MEA",
    "8S": "SAS",
    "ZG": "SSF",
}
_WORLD_BANK_GROUPS = {**_WORLD_BANK, **{code: code for code in _WORLD_BANK.values()}}

# The world alone is the same in the other schemes: their regions are drawn in another way.
_GROUPS: Mapping[str, Mapping[str, str]] = {
    "world-bank": _WORLD_BANK_GROUPS,
    "ilostat": {"X01": "WLD"},
    "un-sdg": {"1": "WLD"},
    "sdmx": {"1": "WLD"},
    "owid": {
        "OWID_WRL": "WLD",
        "OWID_HIC": "HIC",
        "OWID_UMC": "UMC",
        "OWID_LMC": "LMC",
        "OWID_LIC": "LIC",
        "World": "WLD",
        "High-income countries": "HIC",
        "Upper-middle-income countries": "UMC",
        "Lower-middle-income countries": "LMC",
        "Low-income countries": "LIC",
        "East Asia and Pacific (WB)": "EAS",
        "Europe and Central Asia (WB)": "ECS",
        "Latin America and Caribbean (WB)": "LCN",
        "Middle East and North Africa (WB)": "MEA",
        "Middle East, North Africa, Afghanistan and Pakistan (WB)": "MEA",
        "South Asia (WB)": "SAS",
        "Sub-Saharan Africa (WB)": "SSF",
    },
}

# Groups that publishers have and the book does not, and economies without a code of ISO 3166-1. In UN M49, a
# number that is no country of today is a region, or a country of former times.
_M49_GROUPS = "[0-9]+"
_OTHERS: Mapping[str, str] = {
    "world-bank": (
        "XKX|CHI|XK|JG|AFE|AFW|ARB|CSS|CEB|EAR|EAP|TEA|EMU|ECA|TEC|EUU|FCS|HPC|IBD|IBB|IBT|IDB|IDX|IDA|LTE|LDC|"
        "LAC|TLA|LMY|MNA|TMN|MIC|NAC|INX|OED|OSS|PSS|PST|PRE|SST|SSA|TSS|TSA|[0-9][A-Z0-9]|[XZ][A-Z0-9]|[A-Z][0-9]|"
        "EU|OE"
    ),
    "ilostat": "X[0-9]{2}|KOS|CHA|ANT",
    "un-sdg": _M49_GROUPS,
    "sdmx": _M49_GROUPS + "|X[0-9]{2}|_[A-Z]|[A-Z][0-9_]+[A-Z0-9_]*",
    "owid": "OWID_[A-Z_]+|",
}


class Kind(Enum):
    """What a code is when it is no area of the book."""

    GROUP = "a group of countries that the book does not carry"
    UNKNOWN = "no code that is known"


def area_of(scheme: str, code: str, name: str = "") -> str | Kind:
    """Return the area that a publisher means: ISO 3166-1 alpha-3, or the book's code of a group.

    Args:
        scheme: The form of the file, one of `datasets.format`.
        code: The publisher's code: alpha-3, alpha-2, a number of UN M49, or a code of its own.
        name: The publisher's name, for groups that have no code.
    """
    groups = _GROUPS[scheme]
    if code in groups:
        return groups[code]
    if not code and name in groups:
        return groups[name]
    if code in COUNTRIES:
        return code
    if code in _BY_TWO and scheme in ("world-bank", "sdmx"):
        return _BY_TWO[code]
    if code.isdigit() and code.zfill(3) in _BY_NUMBER and scheme in ("un-sdg", "sdmx"):
        return _BY_NUMBER[code.zfill(3)]
    return Kind.GROUP if re.fullmatch(_OTHERS[scheme], code) else Kind.UNKNOWN
