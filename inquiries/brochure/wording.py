"""Facts as labels and words, and what has changed between two wordings of the same thing."""

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format

from content.richtext import plain

from .facts import ContactFacts, DateFacts, ProgramFacts, QuestionFacts, SchoolFacts

MOST_LETTERS_TOLD = 120  # a longer fact is a text: that it changed is all there is to tell
Said = dict[str, str]


def changes(about: str, old: Said, new: Said) -> Iterator[str]:
    for label, was in old.items():
        now = new.get(label, "")
        if not now:
            yield f"{about}: {label} is no longer given."
        elif now != was and max(len(now), len(was)) > MOST_LETTERS_TOLD:
            yield f"{about}: {label} has been rewritten."
        elif now != was:
            yield f"{about}: {label} was {was}, is now {now}."
    for label, now in new.items():
        if label not in old:
            yield f"{about}: {label} is new{f': {now}' if len(now) <= MOST_LETTERS_TOLD else ''}."


def of_program(program: ProgramFacts) -> Said:
    """Each fact of a program that a brochure prints; what is empty is left out, and so is what an
    edition of former times did not know."""
    months, credits = program["months"], program["credits"]
    return said(
        ("Name", program["name"]),
        ("Degree", program["degree"]),
        ("Inquiries", "open" if program["is_open"] else "closed for the time being"),
        ("Summary", program["summary"]),
        ("Text of the program", plain(program["overview"])),
        ("For whom", plain(program["audience"])),
        ("How you study", program["format"]),
        ("From start to degree", f"{months} months" if months else ""),
        ("First terms", listed(*program.get("start_terms", []))),
        ("Where to apply", program.get("apply_url", "")),
        ("Credits", f"{credits['total']}, which is {credits['words']}" if credits else ""),
        *((row["label"], day_in_words(row)) for row in program["key_dates"]),
        *((row["label"], f"{row['amount']} for {row['years']}") for row in program["costs"]),
        *(("Whom to ask", contact_in_words(row)) for row in program["contacts"]),
        *map(question_in_words, program["questions"]),
    )


def of_school(school: SchoolFacts) -> Said:
    return said(
        ("Address", f"{school['street']}, {school['city']}"),
        ("Telephone", school["phone"]),
        ("Address for inquiries", school["email"]),
        ("Pages on cost and aid", listed(*(link["label"] for link in school["cost_and_aid"]))),
        *map(question_in_words, school["questions"]),
    )


def said(*facts: tuple[str, str]) -> Said:
    """The facts by their labels; those of one label in one line."""
    lines: Said = {}
    for label, words in facts:
        if words:
            lines[label] = f"{lines[label]}; {words}" if label in lines else words
    return lines


def day_in_words(row: DateFacts) -> str:
    day = date_format(date.fromisoformat(row["day"]), "F j, Y")
    return listed(day, row.get("hour", ""), row["note"])


def contact_in_words(row: ContactFacts) -> str:
    return listed(row["name"], row["role"], row["email"], row["phone"])


def question_in_words(row: QuestionFacts) -> tuple[str, str]:
    return (f"“{row['question']}”", plain(row["answer"]))


def listed(*words: str) -> str:
    return ", ".join(word for word in words if word)
