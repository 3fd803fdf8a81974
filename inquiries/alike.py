"""Who may be the same person: comparisons of what two of them said. Pure, without the database.

A comparison proposes, and a member of staff decides. So each says why, and those that would propose
strangers to each other ask for more: a name counts only with the same country and employer, and a
letter may differ in a last name alone, since siblings differ in the first.
"""

from dataclasses import dataclass

from content.folding import fold

GMAIL = {"gmail.com", "googlemail.com"}
# what people write who name no employer: folded
NO_EMPLOYER = {
    "free lance", "freelance", "freelancer", "n a", "na", "nil", "no", "none", "not applicable",
    "not employed", "privat", "private", "retired", "self", "self employed", "selfemployed",
    "student", "unemployed",
}  # fmt: skip
MOST_OF_KEY = 200
SHORTEST_WITH_A_SLIP = 4  # Li and Lu are two names


@dataclass(frozen=True)
class Said:
    """What one inquiry says of its sender, and the address that they are known by."""

    email: str
    first_name: str
    last_name: str
    country: str
    employer: str


def reasons(one: Said, other: Said) -> list[str]:
    """Why the two may be one person, in words; empty when nothing speaks for it."""
    return [reason for reason in (same_mailbox(one, other), same_name(one, other)) if reason]


# mailboxes


def mailbox_key(email: str) -> str:
    """Equal for addresses that are likely one mailbox.

    Gmail says that it reads past dots; what stands behind a plus is a tag with most providers.
    """
    name, _, domain = email.lower().rpartition("@")
    name = without_tag(name)
    if domain in GMAIL:
        return f"{name.replace('.', '')}@gmail.com"
    return f"{name}@{domain}"


def without_tag(name: str) -> str:
    return name.partition("+")[0] or name


def same_mailbox(one: Said, other: Said) -> str:
    ours, theirs = one.email.lower(), other.email.lower()
    if ours == theirs or mailbox_key(ours) != mailbox_key(theirs):
        return ""
    names, domains = zip(*(address.rsplit("@", 1) for address in (ours, theirs)), strict=True)
    kept = [without_tag(name) for name in names]
    differs = [
        *(["dots"] if kept[0] != kept[1] else []),
        *(["+tag"] if any("+" in name for name in names) else []),
    ]
    if not differs:
        return "The same mailbox: googlemail.com is another name for gmail.com"
    return f"The same mailbox but for {' and '.join(differs)} at {min(domains)}"


# names


def person_key(first_name: str, last_name: str, country: str, employer: str) -> str:
    """Equal for inquiries whose names are worth comparing; empty when none is.

    Country, initials in any order, employer: few enough share it to compare each with each. A slip
    in the very first letter of a name is not met by it.
    """
    works_at, words = fold(employer), name_words(f"{first_name} {last_name}")
    if not (country and words) or works_at in {"", *NO_EMPLOYER}:
        return ""
    initials = "".join(sorted({word[0] for word in words}))
    return f"{country} {initials} {works_at}"[:MOST_OF_KEY]


def name_words(name: str) -> list[str]:
    """Its words, folded, without middle initials: one person writes them, or does not."""
    return [word for word in fold(name).split() if not is_initial(word)]


def is_initial(word: str) -> bool:
    """One letter, of a script that has capitals: in others it may be a whole name."""
    return len(word) == 1 and word.upper() != word


def same_name(one: Said, other: Said) -> str:
    if not works_at_the_same(one, other):
        return ""
    how = how_alike(one, other)
    return f"{how}, same country, same employer" if how else ""


def works_at_the_same(one: Said, other: Said) -> bool:
    ours, theirs = fold(one.employer), fold(other.employer)
    names_one = ours not in {"", *NO_EMPLOYER}
    return names_one and ours == theirs and one.country == other.country != ""


def how_alike(one: Said, other: Said) -> str:
    ours, theirs = (name_words(f"{said.first_name} {said.last_name}") for said in (one, other))
    if not ours or not theirs:
        return ""
    if ours == theirs:
        return "The same name"
    if sorted(ours) == sorted(theirs):
        return "The same name written in another order"
    if name_words(one.first_name) != name_words(other.first_name):
        return ""  # siblings, or two people of one family name
    lasts = (" ".join(name_words(said.last_name)) for said in (one, other))
    slipped = slip(*lasts)
    return f"Nearly the same name ({slipped})" if slipped else ""


def slip(one: str, other: str) -> str:
    """The one slip of a finger between two words, in words; empty when there is none or more."""
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_WITH_A_SLIP or short == long:
        return ""
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        if short[at + 2 :] == long[at + 2 :] and short[at : at + 2] == long[at : at + 2][::-1]:
            return "two letters changed places"
        return "one letter differs" if short[at + 1 :] == long[at + 1 :] else ""
    return "one letter is missing" if short[at:] == long[at + 1 :] else ""
