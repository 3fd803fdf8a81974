"""What can be studied: degree types with their credit rules, and the programs that lead to them."""

from .degree import CreditComponent, CreditRule, DegreeType
from .facts import Cost, KeyDate, StartTerm
from .landing import Landing
from .parts import Contact, Question
from .plan import Course, Plan, RequirementGroup
from .program import Program

__all__ = [
    "Contact",
    "Cost",
    "Course",
    "CreditComponent",
    "CreditRule",
    "DegreeType",
    "KeyDate",
    "Landing",
    "Plan",
    "Program",
    "Question",
    "RequirementGroup",
    "StartTerm",
]
