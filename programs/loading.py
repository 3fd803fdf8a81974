from typing import Any

from django.core.management.base import CommandError

from content.loading import Loader, delete, read

from . import credits
from .loading_plans import load_plans
from .models import CreditComponent, CreditRule, DegreeType, Landing, Program, Question


def load(loader: Loader) -> None:
    for values in read("programs", "degrees"):
        rules = values.pop("rules")
        degree_type = loader.load(DegreeType, {"slug": values.pop("slug")}, values)
        if degree_type:
            for rule in rules:
                load_rule(loader, degree_type, rule)
    degree_types = {row.slug: row for row in DegreeType.objects.all()}
    for values in read("programs", "programs"):
        values["degree_type"] = degree_types.get(values["degree_type"])
        if values["degree_type"]:
            loader.load(Program, {"slug": values.pop("slug")}, values)
    for values in read("programs", "landing"):
        loader.load(Landing, {"id": values.pop("id")}, values)
    load_questions(loader, degree_types)
    load_plans(loader)


def load_questions(loader: Loader, degree_types: dict[str, DegreeType]) -> None:
    rows = read("programs", "questions")
    asked = [values.pop("question") for values in rows]
    for question, values in zip(asked, rows, strict=True):
        slug = values["degree_type"]
        if slug and slug not in degree_types:
            continue  # staff gave the degree another address: the question stays as it is
        values["degree_type"] = degree_types.get(slug)
        loader.load(Question, {"program": None, "question": question}, values)
    loader.drop(Question.objects.filter(program=None).exclude(question__in=asked))


def load_rule(loader: Loader, degree_type: DegreeType, values: dict[str, Any]) -> None:
    """A rule and its components are one fact: loaded together, or kept together."""
    components = values.pop("components")
    parts = [credits.Part(part["name"], part["minimum_credits"]) for part in components]
    if problems := credits.problems(values["total_credits"], parts):
        raise CommandError(f"{degree_type}, {values['name']}: {' '.join(problems)}")
    key = {
        "degree_type": degree_type,
        "variant": values.pop("variant", ""),
        "valid_from_year": values.pop("valid_from_year"),
    }
    rules = CreditRule.objects.filter(**key)
    touched = loader.touched_by_staff
    if touched(CreditRule, key) or touched(CreditComponent, {"rule__in": rules}):
        loader.keep()
        return
    rule = loader.load(CreditRule, key, values)
    kinds = [part["kind"] for part in components]
    for dropped in CreditComponent.objects.filter(rule__in=rules).exclude(kind__in=kinds):
        delete(dropped)
    for position, part in enumerate(components, start=1):
        part_key = {"rule": rule, "kind": part.pop("kind")}
        loader.load(CreditComponent, part_key, {**part, "position": position})
