"""Up to four programs side by side, fact by fact, from the rows that every page reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from . import catalog, credits, ways
from .credits.verdict import upper
from .models import CreditComponent, Plan, Program

MOST = 4
NOT_GIVEN = "Not published; ask us"


@dataclass(frozen=True)
class Row:
    """One fact of each program, in words, in the programs' order."""

    label: str
    programs: tuple[Program, ...]
    cells: tuple[str, ...]

    def __iter__(self) -> Iterator[tuple[Program, str]]:
        return zip(self.programs, self.cells, strict=True)

    @property
    def differs(self) -> bool:
        return len(set(self.cells)) > 1


def chosen(slugs: Iterable[str]) -> list[Program]:
    """The public programs of these addresses, each once, MOST at most; others are left out."""
    return found(slugs)[:MOST]


def left_out(slugs: Iterable[str]) -> list[str]:
    """In words: the programs beyond MOST by name, and once what has no page."""
    asked = set(slugs)
    known = found(asked)
    beyond = [each.official_name for each in found(slugs)[MOST:]]
    return beyond + ["what has no page here"] * (len(asked) > len(known))


def found(slugs: Iterable[str]) -> list[Program]:
    public = {slug: each for slug, each in catalog.by_slug().items() if not each.is_retired}
    return [public[slug] for slug in dict.fromkeys(slugs) if slug in public]


def rows(programs: list[Program]) -> list[Row]:
    facts = [facts_of(program) for program in programs]
    labels = list(dict.fromkeys(label for each in facts for label in each))
    return [
        Row(label, tuple(programs), tuple(each.get(label, NOT_GIVEN) for each in facts))
        for label in labels
    ]


def facts_of(program: Program) -> dict[str, str]:
    rule = program.degree_type.current_rule()
    parts = {part.kind: part.minimum_credits for part in rule.components.all()} if rule else {}
    now = catalog.now(program)
    costs = [f"{cost.label}: {cost.in_dollars} ({cost.years})" for cost in now.costs]
    return {
        "Degree": str(program.degree_type),
        "Credits in all": credits.count(rule.total_credits) if rule else NOT_GIVEN,
        **{
            kind.label: credits.count(parts[kind]) if kind in parts else "None"
            for kind in CreditComponent.Kind
        },
        **{upper(way.label): ways.in_words(way, [program]) for way in Plan.Pathway},
        "From start to degree": f"{program.months} months" if program.months else NOT_GIVEN,
        "How you study": program.format or NOT_GIVEN,
        "First terms": sentence([str(term) for term in now.start_terms]),
        "Applications": standing(program),
        "Dates to know": sentence(dates_of(program)),
        "Cost": sentence(costs),
        "Inquiries": "Open" if program.is_open else "Not taken at the moment",
    }


def standing(program: Program) -> str:
    """Whether one can apply, as far as it is known."""
    known = program.applications()
    if known.closing:
        return f"{'Closed' if known.are_closed else 'Close'} on {known.closing.in_words}"
    return "Open" if known.url else NOT_GIVEN


def dates_of(program: Program) -> list[str]:
    coming = (date for date in program.key_dates.all() if not date.is_over())
    return [f"{date.label}: {date.in_words}" for date in coming]


def sentence(parts: list[str]) -> str:
    said = "; ".join(parts)
    return said[:1].upper() + said[1:] or NOT_GIVEN
