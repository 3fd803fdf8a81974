"""What the values of figures are called."""

from collections.abc import Callable
from dataclasses import dataclass

from content.academic_year import span
from programs.models import Program

from ..countries import country_choices
from ..models import FormOption
from ..regions import region_of

NOT_GIVEN = "Not given"
Named = Callable[[str], str]


def country(code: str) -> str:
    return dict(country_choices()).get(code, code) or NOT_GIVEN


def region(code: str) -> str:
    found = region_of(code)
    return str(found.label) if found else NOT_GIVEN


def source(said: str) -> str:
    return said or "Not recorded"


def word(said: str) -> str:
    return said or "None named"


def year(said: str) -> str:
    return span(int(said)) if said else "Not known yet"


@dataclass
class Names:
    """Two queries, once a report."""

    programs: list[Program]
    options: dict[str, str]

    @classmethod
    def read(cls) -> "Names":
        programs = Program.objects.select_related("degree_type").order_by("form_position", "pk")
        options = FormOption.objects.filter(kind=FormOption.Kind.INTEREST).order_by()
        labels = {str(pk): label for pk, label in options.values_list("pk", "label")}
        return cls(list(programs), labels)

    @property
    def degrees(self) -> dict[int, int]:
        return {program.pk: program.degree_type_id for program in self.programs}

    def of(self, facet: str) -> Named:
        by_value: dict[str, dict[str, str]] = {
            "program": {str(program.pk): str(program) for program in self.programs},
            "degree": {str(p.degree_type_id): str(p.degree_type) for p in self.programs},
            "interest": self.options,
        }
        if facet in by_value:
            return lambda value: by_value[facet].get(value, "No longer there")
        return {"country": country, "source": source, "year": year}.get(facet, word)
