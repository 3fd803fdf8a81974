"""What came of one fault, in a line; and what must not be."""

from dataclasses import dataclass
from importlib.util import find_spec

from .faults import Fault
from .people import People
from .world import World

# which goes on with the last good page; before it, the share is told and no more
HAS_PAGE_CACHE = find_spec("hms_site.page_cache") is not None
COLUMNS = (
    ("fault", 34), ("posts", 6), ("thanked", 8), ("lost", 5), ("doubled", 8), ("half", 5),
    ("5xx", 5), ("cut off", 8), ("slowest", 9), ("recovery", 9), ("pages", 8),
)  # fmt: skip
STORED = "SELECT email, count(*) FROM inquiries_inquiry WHERE email LIKE %s GROUP BY email"
HALF = (
    "SELECT count(*) FROM inquiries_inquiry AS inquiry WHERE email LIKE %s AND ("
    "NOT EXISTS (SELECT 1 FROM inquiries_inquiryprogram WHERE inquiry_id = inquiry.id)"
    " OR NOT EXISTS (SELECT 1 FROM inquiries_inquiryinterest WHERE inquiry_id = inquiry.id)"
    " OR NOT EXISTS (SELECT 1 FROM inquiries_consent WHERE inquiry_id = inquiry.id)"
    " OR NOT EXISTS (SELECT 1 FROM inquiries_delivery WHERE inquiry_id = inquiry.id))"
)


@dataclass
class Figures:
    fault: Fault
    posts: int
    thanked: int
    lost: int
    doubled: int
    half: int
    errors: int
    cut_off: int
    slowest: float
    recovery: float
    pages: float
    unthanked: int
    slowest_page: float
    remarks: list[str]
    missed: list[str]

    @classmethod
    def of(cls, fault: Fault, world: World, people: People) -> "Figures":
        tally, like = people.tally, f"{people.prefix}%"
        stored = dict(world.query(STORED, like))
        statuses = [answer.status for answer in tally.answers]
        return cls(
            fault=fault,
            posts=len(statuses) + len(people.slow),
            thanked=len(tally.thanked),
            lost=len(tally.thanked - stored.keys()),
            doubled=sum(times - 1 for times in stored.values()),
            half=world.query(HALF, like)[0][0],
            errors=sum(status >= 500 for status in statuses + people.slow),
            cut_off=statuses.count(0),
            slowest=tally.slowest,
            recovery=max(people.recovery(), mails_recovery(fault, world, people)),
            pages=people.pages_shown(),
            unthanked=len(tally.refused) + len(tally.given_up),
            slowest_page=max(reader.slowest for reader in people.readers),
            remarks=people.remarks,
            missed=people.missed,
        )

    def line(self) -> str:
        cells = (
            self.fault.what, self.posts, self.thanked, self.lost, self.doubled, self.half,
            self.errors, self.cut_off, f"{self.slowest:.2f} s", f"{self.recovery:.2f} s",
            f"{self.pages:.1f} %",
        )  # fmt: skip
        return row(cells)

    def wrong(self) -> list[str]:
        right = {
            "something that was thanked for is lost": self.lost == 0,
            "an inquiry is there twice": self.doubled == 0,
            "an inquiry is there in half": self.half == 0,
            f"{self.unthanked} were refused or gave up": self.unthanked == 0,
            f"well again only after {self.recovery:.1f} s": self.recovery <= self.fault.within,
        }
        if self.fault.is_felt:
            right["nobody noticed it: it has not happened"] = self.errors + self.cut_off > 0
        if HAS_PAGE_CACHE:
            right[f"pages were shown to {self.pages:.1f} % only"] = self.pages >= self.fault.pages
        return [*self.missed, *(what for what, holds in right.items() if not holds)]


def row(cells: tuple[object, ...]) -> str:
    (what, *others), (first, *widths) = cells, [width for _, width in COLUMNS]
    return f"{what!s:{first}}" + "".join(f"{c!s:>{w}}" for c, w in zip(others, widths, strict=True))


def head() -> str:
    return row(tuple(name for name, _ in COLUMNS))


def mails_recovery(fault: Fault, world: World, people: People) -> float:
    """The longest time from a failure to the next mail, where mails shall go on."""
    longest, taken_at = 0.0, list(world.mails.taken_at)
    for moment in people.failed_at if fault.mails_go_on else []:
        next_mail = min((at for at in taken_at if at > moment), default=moment + 60)
        longest = max(longest, next_mail - moment)
    return longest
