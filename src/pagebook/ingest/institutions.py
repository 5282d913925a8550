"""Institutions that a text names, by what their names look like; which are known is told elsewhere.

Three shapes are names of institutions: a name around a word such as Ministry, Council or Bank; a name with
its short form in brackets where nothing says that it is a plan or an idea; and a name that the text explains:
"Uruguay 2030 (a network of business leaders)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pagebook.ingest.names import Name, abbreviation_after, capitalised_runs, initials_fit, names_with_heads

__all__ = ["INSTITUTION_HEADS", "Institution", "find_institutions", "institution_type"]


@dataclass(frozen=True)
class Institution:
    """An institution that a text names.

    Attributes:
        name: Its name, as it is written.
        abbreviation: Its short form, where the text prints it beside the name.
        position: Where in the text the name begins and ends.
        doubt: Why it may be none; empty where its name says what it is.
    """

    name: str
    abbreviation: str
    position: tuple[int, int]
    doubt: str = ""


_TYPES: Mapping[str, frozenset[str]] = {
    "ministry": frozenset({"Ministry", "Ministerio", "Ministère", "Department", "Directorate"}),
    "university": frozenset(
        {"University", "Universidad", "Universidade", "Université", "College", "Polytechnic", "Faculty"}
    ),
    "company": frozenset(
        {"Company", "Corporation", "Consulting", "Consultants", "Consultancy", "Ltd", "Econometrics"}
    ),
}
_OTHERS = frozenset({
    "Academy", "Agency", "Alliance", "Assembly", "Association", "Authority", "Banco", "Bank", "Board",
    "Branch", "Bureau", "Center", "Centre", "Centro", "Chamber", "Coalition", "Comité", "Commission",
    "Committee", "Confederation", "Congress", "Consejo", "Consortium", "Council", "Division",
    "Federation", "Foundation", "Fund", "Group", "Hub", "Inspectorate", "Institut", "Institute",
    "Instituto", "Laboratory", "Network", "Observatory", "Office", "Organisation", "Organization",
    "Parliament", "Platform", "Secretariat", "Service", "School", "Society", "Subcommittee", "Team", "Union",
    "Unit",
})  # fmt: skip
INSTITUTION_HEADS = frozenset().union(_OTHERS, *_TYPES.values())
"""Words that say of a name that it is an institution's."""

# Heads that are often none: what must stand with them.
_ONLY_WITH = {
    "Academy": r"Academy of\b",
    "Assembly": r"National Assembly",
    "Congress": r"(?:Unions?|Workers|Labour) Congress|Congress of\b",
    "Fund": r"^(?!.*Trust Fund)(?:.*\w+ \w+ Fund|.*Monetary Fund|.*Fund (?:of|for)\b)",
    "Group": r"(?:Working|Bank|Holdings?|Research|Parliamentary) Group",
    "School": r"School (?:of|for)\b|(?:Business|Law|Agricultural) School",
    "Platform": r"Platform (?:on|of|for)\b",
    "Service": r"(?:Public|Civil|Meteorological|Statistical|Statistics|Employment|Revenue|Forest) Service",
    "Team": r"(?:Country|Technical|Management) Team",
}
_GENERIC = frozenset({
    "Country", "Regional", "Field", "National", "Local", "Head", "Central", "Main", "Joint", "The",
})  # fmt: skip
_EVERYWHERE = frozenset({
    "Office", "Team", "Unit", "Centre", "Center", "Department", "Group", "Branch", "Division",
})  # fmt: skip
# Names with a short form that are ideas, papers and tools.
_NO_INSTITUTION = re.compile(
    r"(?:Accounts?|Accounting|Act|Action|Actions|Adaptation|Agenda|Agreement|Analys[ie]s|Approach|Assessments?|Change"
    r"|Code|Conference|Contributions?|Convention|Course|Days?|Development|Dialogue|Dioxide|Economy|Economies|Education"
    r"|Efficiency|Emissions?|Employment|Energy|Enterprises?|Equivalent|Europe|Evaluation|Finance|Financing|Forum|Framework"
    r"|Gas|Gases|Goals?|Governance|Growth|Guidelines?|Health|Income|Index|Indicators?|Industry|Investment|Jobs?|Labou?r"
    r"|Law|Learning|Lights|Management|Market|Matrix|Measures?|Methodology|Mitigation|Modell?ing|Models?|Note|Parks?|Partnerships?|Pathways?"
    r"|Plans?|Polic(?:y|ies)|Power|Principles|Procurement|Product|Production|Programmes?|Programs?|Projections?|Protection"
    r"|Recovery|Reform|Reports?|Responsibility|Review|Roadmap|Roadshow|Safety|Scenarios?|Scheme|School|Sector|Security"
    r"|Series|Skills|Standards?|Statement|Strateg(?:y|ies)|Summit|Survey|System|Systems|Targets?|Tax|Taxonomy|Technology"
    r"|Temperature|Thrive|Tool|Tools|Toolkit|Tracker|Training|Transition|Transitions|Transport|Vehicles?|Week|Work|Workplan"
    r"|Workshop|Year|Youth)s?"
)
_BODY = (
    r"(?:agency|alliance|association|club|coalition|bank|body|business(?:es)?|company|council|entrepreneurs|federation|firms?|foundation|group"
    r"|institute|leaders|ministry|network|NGO|organi[sz]ation|platform|programme|sector|society|think tank"
    r"|union|university|utility)"
)
_GLOSS = re.compile(
    r"(?<![\w’'.-])(?P<name>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}(?: (?:19|20)\d\d)?)"
    rf" \((?:an? |the )?[a-z][a-z, -]*?\b{_BODY}\b[^()]*\)"
)
# "Ghana 2030, a youth network, …": a name with a year in it is no date.
_APPOSED = re.compile(
    r"(?<![\w’'.-])(?P<name>(?:[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2} (?:19|20)\d\d))"
    rf", an? [a-z -]*?\b{_BODY}\b"
)
_OFFICE = re.compile(
    r"(?<![\w/])(?P<agency>(?!DWT|CO)[A-Z]{3,6}(?:[’']s?)?[ /–-]+)?(?P<kind>(?:DWT/)?CO)(?: in |[ -])"
    r"(?P<place>(?!and\b)[A-Z][^\W\d_]+(?:[ -](?:of-)?[A-Z][^\W\d_]+)*)"
)
_REGIONAL = re.compile(r"(?<!\w)RO[ -]for (?:the )?(?P<place>[A-Z][\w-]+(?: (?:and (?:the )?)?[A-Z][\w-]+)*)")


def find_institutions(text: str, agency: str = "") -> list[Institution]:
    """Return the institutions that a text names, in its order.

    Args:
        text: A paragraph without markup.
        agency: Whose report it is; its country offices are printed without its name.
    """
    found = [_of_name(name) for name in names_with_heads(text, INSTITUTION_HEADS) if _is_one(name)]
    for more in (_offices(text, agency), _explained(text), _abbreviated(text)):
        found += [one for one in more if not any(_overlap(one, other) for other in found)]
    return sorted(found, key=lambda one: one.position)


def institution_type(name: str) -> str:
    """Return the type of an institution by the words of its name, `other` where none tells."""
    if re.search(
        r"\bEmployers|Chamber of Commerce|(?:Business|Private Sector|Industry) (?:Council|Association)",
        name,
    ):
        return "employers’ organisation"
    if re.search(r"\bTrades? Unions?\b|\bWorkers|Labour Congress", name):
        return "workers’ organisation"
    if re.match(r"(?:UN|United Nations|ILO|UNDP|UNEP|UNIDO|UNITAR|UNICEF|FAO|WHO)\b", name):
        return "UN agency"
    words = set(re.findall(r"[^\W\d_]+", name))
    return next((kind for kind, heads in _TYPES.items() if words & heads), "other")


def _of_name(name: Name) -> Institution:
    doubt = "" if name.head in name.text else f"is there a slip in {name.head!r}?"
    return Institution(name.text, name.abbreviation, name.position, doubt)


def _is_one(name: Name) -> bool:
    """Return whether a name with the head of an institution is the name of one."""
    needed = _ONLY_WITH.get(name.head)
    if needed and not re.search(needed, name.text):
        return False
    others = [word for word in re.findall(r"[^\W_]+", name.text) if word != name.head]
    return not (name.head in _EVERYWHERE and set(others) <= _GENERIC)


def _offices(text: str, agency: str) -> Iterator[Institution]:
    """Yield the country offices of an agency: "CO-Dakar", "ILO CO in Jakarta", "DWT/CO-Moscow"."""
    for match in _REGIONAL.finditer(text):
        yield Institution(f"{agency} Regional Office for {match['place']}".strip(), "", match.span())
    for match in _OFFICE.finditer(text):
        told = re.sub(r"\W+$", "", re.sub(r"[’']s?(?=\W|$)", "", match["agency"] or "")) or agency
        yield Institution(f"{told} {match['kind']}-{match['place']}".strip(), "", match.span())


def _explained(text: str) -> Iterator[Institution]:
    for match in (*_GLOSS.finditer(text), *_APPOSED.finditer(text)):
        short = match["name"] if match["name"].isupper() else ""
        doubt = "only the words behind the name say what it is"
        yield Institution(match["name"], short, match.span("name"), doubt)


def _abbreviated(text: str) -> Iterator[Institution]:
    for start, stop in capitalised_runs(text):
        short, name = abbreviation_after(text, stop), text[start:stop]
        if short and initials_fit(short, name) and not _NO_INSTITUTION.fullmatch(name.split()[-1]):
            yield Institution(name, short, (start, stop), "nothing in the name says what it is")


def _overlap(one: Institution, other: Institution) -> bool:
    return one.position[0] < other.position[1] and other.position[0] < one.position[1]
