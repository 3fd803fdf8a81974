"""What can be studied: degree types with their credit rules, and the programs that lead to them."""

from .degree import CreditComponent, CreditRule, DegreeType
from .landing import Landing
from .parts import Contact, Cost, KeyDate, Question
from .program import Program

__all__ = [
    "Contact",
    "Cost",
    "CreditComponent",
    "CreditRule",
    "DegreeType",
    "KeyDate",
    "Landing",
    "Program",
    "Question",
]
