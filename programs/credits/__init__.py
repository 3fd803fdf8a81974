"""The arithmetic of credits: pure functions over plain data, no database.

Admin, loader, pages, planner and `audit_credits` all call these, so a rule and a plan are judged
the same everywhere. `rules` adds up what a degree asks for; `search` decides whether a plan can
reach it; `verdict` says in words what stands in the way.
"""

from .plan import Course, Group, Plan, halves, said
from .rules import Part, count, in_words, problems
from .verdict import Problem, in_credits, plan_problems

__all__ = [
    "Course", "Group", "Part", "Plan", "Problem", "count", "halves", "in_credits", "in_words",
    "plan_problems", "problems", "said",
]  # fmt: skip
