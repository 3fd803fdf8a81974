"""Ways to study, as the published plans have them: full-time, part-time, together with the MD."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from content.stamp import per_stamp

from . import credits, planner
from .credits.verdict import upper
from .models import Plan, Program

NONE = "No plan is published; ask us"


@dataclass(frozen=True)
class Way:
    name: str
    words: str


@per_stamp
def published() -> dict[int, list[Plan]]:
    """The newest plans of each program, by its number, as rows alone: for one query."""
    plans = defaultdict(list)
    for plan in Plan.objects.published().select_related("rule"):
        plans[plan.program_id].append(plan)
    return {number: planner.newest_of(each) for number, each in plans.items()}


def ways_of(programs: Sequence[Program]) -> list[Way]:
    """Of these programs. That nobody has planned a way is said of all but the one with the MD."""
    return [
        Way(upper(pathway.label), in_words(pathway, programs))
        for pathway in Plan.Pathway
        if pathway != Plan.Pathway.COMBINED or plans_of(pathway, programs)
    ]


def plans_of(pathway: Plan.Pathway, programs: Sequence[Program]) -> list[tuple[Program, Plan]]:
    return [
        (program, plan)
        for program in programs
        for plan in published().get(program.pk, [])
        if plan.pathway == pathway
    ]


def in_words(pathway: Plan.Pathway, programs: Sequence[Program]) -> str:
    """What it takes, and by whose plan when not all programs have the same."""
    names = defaultdict(list)
    for program, plan in plans_of(pathway, programs):
        names[what_it_takes(plan)].append(program.short_name)
    if not names:
        return NONE
    if list(map(len, names.values())) == [len(programs)]:
        return next(iter(names))
    return "; ".join(f"{', '.join(those)}: {takes}" for takes, those in names.items())


def what_it_takes(plan: Plan) -> str:
    example = " (example plan)" if plan.is_example else ""
    return f"{credits.count(plan.rule.total_credits)} in {plan.length}{example}"
