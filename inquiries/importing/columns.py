"""Which column of a file is which, by the names that such columns have been given."""

import re
from collections.abc import Sequence

from content.folding import fold

from .errors import Asks

LABELS = {
    "salutation": "Salutation",
    "first_name": "First name",
    "last_name": "Last name",
    "email": "E-mail address",
    "country": "Country",
    "employer": "Current employer",
    "programs": "Programs",
    "interests": "Work or interest",
    "received": "Date",
}
NEEDED = ("first_name", "email", "programs", "received")
# beside the label itself, folded and without blanks; the old form's questions among them
SYNONYMS = {
    "salutation": {"title", "prefix", "honorific", "anrede"},
    "first_name": {"givenname", "givennames", "forename", "first", "fname", "vorname", "prenom"},
    "last_name": {"surname", "familyname", "last", "lname", "nachname", "nom"},
    "email": {"email", "emailaddress", "mail", "emailid", "mailaddress", "contactemail"},
    "country": {
        "countryname", "countryofresidence", "countryregion", "mailingcountry", "nation", "land",
        "pays",
    },
    "employer": {
        "employer", "company", "companyname", "organization", "organisation", "institution",
        "accountname", "affiliation",
    },
    "programs": {
        "program", "programme", "programmes", "programname", "programsofinterest",
        "programofinterest", "degreeprogram", "degreeprograms", "mastersprogram",
        "mastersprograms", "programsyouwanttohearabout",
        "whichofharvardmedicalschoolsmastersdegreeprogramsareyouinterestedin",
    },
    "interests": {
        "interest", "interests", "work", "workinterest", "personalinterest", "occupation", "role",
        "workorpersonalinterest", "yourworkorpersonalinterest",
        "whichofthefollowingbestdescribesyourworkorpersonalinterests",
    },
    "received": {
        "received", "datereceived", "created", "createdat", "createddate", "datecreated",
        "submitted", "submittedat", "submissiondate", "datesubmitted", "dateofinquiry",
        "inquirydate", "timestamp", "datetime", "datum",
    },
}  # fmt: skip
REQUIRED_MARK = re.compile(r"\(?\brequired\b\)?", re.IGNORECASE)


def plain(heading: str) -> str:
    return fold(REQUIRED_MARK.sub("", heading)).replace(" ", "")


def known_as(heading: str) -> str:
    """The name of the column that is headed so; empty when no such column is known."""
    said = plain(heading)
    for name, label in LABELS.items():
        if said == plain(label) or said in SYNONYMS[name]:
            return name
    return ""


def recognized(headings: Sequence[str]) -> dict[str, list[int]]:
    """For each name the places of the columns that could be it."""
    places: dict[str, list[int]] = {name: [] for name in LABELS}
    for place, heading in enumerate(headings):
        if name := known_as(heading):
            places[name].append(place)
    return places


def matched(headings: Sequence[str], chosen: dict[str, int | None]) -> dict[str, int]:
    """The place of each column that is there. `chosen` is what a person said of some, or of all.

    Raises Asks with all that is missing or stands twice.
    """
    places = recognized(headings)
    found = {name: places[name][0] for name in LABELS if len(places[name]) == 1}
    found |= {name: place for name, place in chosen.items() if place is not None}
    for name, place in chosen.items():
        if place is None:
            found.pop(name, None)
    doubled = [LABELS[name] for name in LABELS if len(places[name]) > 1 and name not in chosen]
    missing = [LABELS[name] for name in NEEDED if name not in found and LABELS[name] not in doubled]
    problems = []
    if missing:
        problems.append(f"The file has no column for {listed(missing)}.")
    if doubled:
        problems.append(f"Several columns could be {listed(doubled)}.")
    if len(set(found.values())) < len(found):
        problems.append("One column was chosen for two things.")
    if problems:
        raise Asks(" ".join([*problems, "Say below which column is which, or mend the headings."]))
    return found


def listed(words: Sequence[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]]) if len(quoted) > 1 else quoted[0]
