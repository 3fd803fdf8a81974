"""What applicants call things that this site calls otherwise.

By the word as it is looked for (wanted.py: in the singular, without -ing and -ed). Each leads to
words of a page that exists, which tests/search/test_applicants.py holds them to; a page that has
the applicant's own word comes before it.
"""

COST = ("cost",)
AID = ("financial aid",)
ADMISSION = ("admission", "admitted", "apply")
LENGTH = ("how long", "months")
DATES = ("academic calendar",)

SYNONYMS: dict[str, tuple[str, ...]] = {
    "tuition": COST, "fee": COST, "price": COST, "expense": COST, "expensive": COST, "pay": COST,
    "scholarship": AID, "grant": AID, "loan": AID, "fund": AID, "fellowship": AID,
    "stipend": AID,
    # the school answers no question on visas; the office that does is linked to
    "visa": ("international office",),
    "apply": ADMISSION, "application": ADMISSION, "admission": ADMISSION, "admit": ADMISSION,
    "requirement": ADMISSION, "prerequisite": ADMISSION, "eligibility": ADMISSION,
    "duration": LENGTH, "length": LENGTH, "long": LENGTH,
    "deadline": DATES, "date": DATES, "semester": DATES, "term": DATES,
    "start": ("begin",), "thesis": ("capstone", "mentored research"),
    "ethics": ("bioethics",), "ethical": ("bioethics",),
    "professional": ("career",), "employment": ("career", "jobs"), "vacancy": ("jobs",),
    "postgraduate": ("masters",), "graduate": ("masters",), "msc": ("masters",),
}  # fmt: skip
