"""Who gets an inquiry, by rules in order: pure, over plain data. `ownership` reads and stores."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from .countries import country_choices
from .regions import Region, region_of

MOST = 200  # letters in Inquiry.assigned_because


@dataclass(frozen=True)
class Asked:
    """What an inquiry asks for: numbers of programs and interests, two letters of a country."""

    programs: frozenset[int] = frozenset()
    country: str = ""
    interests: frozenset[int] = frozenset()


class Group(NamedTuple):
    """A team, or one person, that inquiries go to."""

    people: tuple[int, ...]  # in the order of their turns
    name: str
    team: int | None = None

    @property
    def how(self) -> str:
        return f"next in the team {self.name}" if self.team else f"goes to {self.name}"


@dataclass(frozen=True)
class Rule:
    """Without a condition it fits everything."""

    group: Group
    programs: Mapping[int, str] = field(default_factory=dict)  # with the names that reasons say
    countries: frozenset[str] = frozenset()
    region: str = ""
    interests: Mapping[int, str] = field(default_factory=dict)

    def why(self, asked: Asked) -> str:
        """How it fits, in words; empty when it does not."""
        said = []
        if self.programs:
            said.append(met("asked for", self.programs, asked.programs))
        if self.countries or self.region:
            place = self.place(asked.country)
            said.append(place and f"from {place}")
        if self.interests:
            said.append(met("ticked", self.interests, asked.interests))
        return ", ".join(said or ["it fits everything"]) if all(said) else ""

    def place(self, country: str) -> str:
        """The country or the region that fits; empty when neither does."""
        if country in self.countries:
            return dict(country_choices())[country]
        is_there = self.region and region_of(country) == self.region
        return str(Region(self.region).label) if is_there else ""


def met(verb: str, wanted: Mapping[int, str], asked: frozenset[int]) -> str:
    names = [name for number, name in wanted.items() if number in asked]
    return f"{verb} {' and '.join(names)}" if names else ""


@dataclass(frozen=True)
class Plan:
    """All that decides: the rules in order, who may own inquiries, and when they are away."""

    rules: tuple[Rule, ...] = ()
    default: Group | None = None
    desk: tuple[int, ...] = ()
    superusers: tuple[int, ...] = ()
    away: Mapping[int, tuple[tuple[date, date], ...]] = field(default_factory=dict)

    def may(self, person: int) -> bool:
        """Not who was deactivated, or may not change inquiries."""
        return person in self.desk or person in self.superusers

    def away_until(self, person: int, day: date) -> date | None:
        """The last day of an absence; None on a day on which they are here."""
        absences = self.away.get(person, ())
        return max((last for first, last in absences if first <= day <= last), default=None)

    def here(self, people: Iterable[int], day: date, besides: int | None = None) -> tuple[int, ...]:
        return tuple(
            person
            for person in people
            if person != besides and self.may(person) and not self.away_until(person, day)
        )


class Choice(NamedTuple):
    people: tuple[int, ...]  # who take turns; none without any account that may own inquiries
    team: int | None
    why: str

    def owner(self, turn: int) -> int | None:
        return self.people[turn % len(self.people)] if self.people else None


class Step(NamedTuple):
    """What one rule said of an inquiry; the default team comes after all of them."""

    name: str
    fits: str  # empty: it does not
    group: Group
    here: tuple[int, ...]


def steps(plan: Plan, asked: Asked, day: date, besides: int | None = None) -> Iterator[Step]:
    for number, rule in enumerate(plan.rules, start=1):
        here = plan.here(rule.group.people, day, besides)
        yield Step(f"Rule {number}", rule.why(asked), rule.group, here)
    if plan.default:
        here = plan.here(plan.default.people, day, besides)
        yield Step("Default team", "no rule gave it to anybody", plan.default, here)


def choose(plan: Plan, asked: Asked, day: date, besides: int | None = None) -> Choice:
    """The first rule that fits and has somebody here; at the end any account there is.

    `besides`: who shall not get it, since it is theirs and they pass it on.
    """
    passed_over: list[str] = []
    for name, fits, group, here in steps(plan, asked, day, besides):
        if fits and here:
            why = "; ".join([f"{name}: {fits}", group.how, *passed_over])
            return Choice(here, group.team, why[:MOST])
        if fits:
            passed_over.append(f"nobody of {name[0].lower()}{name[1:]} is here")
    return last_resort(plan, day, besides)


def last_resort(plan: Plan, day: date, besides: int | None) -> Choice:
    """So that no inquiry is without an owner while there is any account that may own it."""
    here = "No rule names anybody who is here, so it went to an account of the desk"
    away = "Nobody at all is here: an account that is away"
    for people, why in [
        (plan.here(plan.desk, day, besides), here),
        (
            plan.here(plan.superusers, day, besides),
            here.replace("account of the desk", "administrator"),
        ),
        (plan.desk, away),
        (plan.superusers, away),
    ]:
        if people:
            return Choice(people, None, why)
    return Choice((), None, "There is no account that may own it")
