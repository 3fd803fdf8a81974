"""A million inquiries as a school has them after three years, for bench/desk.py.

Names are syllables put together: nobody's, and as different as names are, so that searching has as
much to do. Rows go in by COPY, without indexes, which are built afterwards.
"""

import io
import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection, transaction

from content.folding import framed
from inquiries.alike import mailbox_key, person_key
from inquiries.models import FormOption
from inquiries.references import ALPHABET, LENGTH
from inquiries.regions import OF_COUNTRY
from programs.models import Program

STAFF = [f"desk{n}" for n in range(1, 7)]
TABLES = [
    "prospect",
    "inquiry",
    "inquiryprogram",
    "inquiryinterest",
    "delivery",
    "consent",
    "change",
]
YEARS = timedelta(days=3 * 365)
OPEN_FOR = timedelta(days=30)
AT_ONCE = 50_000
SYLLABLES = """
    ma ri an na el li jo se ka to mi ra lu ca da vi so fi ha le no ro be ta sa ne pe ter mar
    tin gu sta fra nz mül ler sch øy ñe łu kow ski ngu yen ng ade bay o'c ar ben chi di
"""
LATIN = SYLLABLES.split()
CYRILLIC = ["ма", "ри", "на", "ва", "си", "ле", "ни", "ко", "ев", "ов", "ская", "ан", "др", "ей"]
CJK = "王李张刘陈杨黄赵吴周明小华文美林"
WORKPLACES = ["Hospital", "Clinic", "University", "Institute", "Laboratory", "Practice"]
BIG = ["US"] * 30 + ["IN"] * 10 + ["CN"] * 8 + ["GB", "DE", "CA", "NG", "BR", "MX", "SA", "PK"] * 3
SOURCES = ["", "", "", "google", "www.hms.harvard.edu", "newsletter", "linkedin", "fair", "bing"]
NULL = "\\N"


def make(number: int) -> None:
    start = time.monotonic()
    say = lambda what: print(f"{time.monotonic() - start:6.0f} s  {what}", flush=True)  # noqa: E731
    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0)
    for name in STAFF:
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(Group.objects.get(name="Inquiries desk"))
    say("the school's content, and a desk of six")
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no trigger for each row
        indexes = drop_indexes(cursor)
        rows = Rows(number)
        for chunk in chunks(rows.inquiries(), AT_ONCE):
            for table, lines in gathered(chunk).items():
                copy(cursor, table, lines)
            say(f"{rows.made:,} inquiries")
        for statement in indexes:
            cursor.execute(statement)
        for table in TABLES:
            name = f"inquiries_{table}"
            cursor.execute(f"SELECT setval('{name}_id_seq', (SELECT MAX(id) FROM {name}))")  # noqa: S608
    say("indexes")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    call_command("count_inquiries", all=True, verbosity=0)
    say("ready, and counted for the reports")


def add(number: int) -> None:
    """Some inquiries to what is there, on either database, by plain INSERTs."""
    for name in STAFF:
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(Group.objects.get(name="Inquiries desk"))
    adapt = connection.ops.adapt_datetimefield_value
    rows = Rows(number)
    with transaction.atomic(), connection.cursor() as cursor:
        for chunk in chunks(rows.inquiries(), 5000):
            for table, lines in gathered(chunk).items():
                if not lines:
                    continue
                columns, marks = ", ".join(lines[0]), ", ".join(["%s"] * len(lines[0]))
                values = [
                    [adapt(v) if isinstance(v, datetime) else v for v in line.values()]
                    for line in lines
                ]
                insert = f"INSERT INTO inquiries_{table} ({columns}) VALUES ({marks})"  # noqa: S608
                cursor.executemany(insert, values)


def drop_indexes(cursor: Any) -> list[str]:
    """Those of our tables that hold up no constraint; how to make them again."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN "
        "(SELECT conname FROM pg_constraint)",
        [[f"inquiries_{table}" for table in TABLES]],
    )
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in found]


def chunks(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, size)):
        yield chunk


def gathered(chunk: list[dict[str, list[dict[str, Any]]]]) -> dict[str, list[dict[str, Any]]]:
    return {table: [row for made in chunk for row in made.get(table, [])] for table in TABLES}


def copy(cursor: Any, table: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    text = io.StringIO()
    for row in rows:
        text.write("\t".join(map(written, row.values())) + "\n")
    text.seek(0)
    columns = ", ".join(rows[0])
    cursor.cursor.copy_expert(f"COPY inquiries_{table} ({columns}) FROM STDIN", text)


def written(value: Any) -> str:
    if value is None:
        return NULL
    return value.isoformat() if isinstance(value, datetime) else str(value)


def reference_of(number: int) -> str:
    """Another for each number, and not in their order."""
    mixed = number * 7_368_787_003 % len(ALPHABET) ** LENGTH  # a prime: no two come out the same
    letters = []
    for _ in range(LENGTH):
        mixed, place = divmod(mixed, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


class Rows:
    """Each inquiry with all that hangs on it, oldest first; the same in every database."""

    def __init__(self, number: int) -> None:
        self.number, self.made, self.people = number, 0, 0
        self.ids = dict.fromkeys(TABLES, 0)
        self.random = random.Random(1782)  # noqa: S311 - the same rows each time
        self.now = datetime.now(UTC)
        self.programs = list(Program.objects.order_by("pk").values_list("pk", "official_name"))
        options = FormOption.objects.filter(kind=FormOption.Kind.INTEREST).order_by("pk")
        self.interests = list(options.values_list("pk", "label"))
        self.staff = list(User.objects.filter(username__in=STAFF).values_list("pk", flat=True))
        self.countries = [*BIG, *sorted(OF_COUNTRY), ""]

    def inquiries(self) -> Iterator[dict[str, list[dict[str, Any]]]]:
        for n in range(self.number):
            self.made = n + 1
            yield self.inquiry(self.now - YEARS * (1 - (n + 1) / self.number))

    def next_id(self, table: str) -> int:
        self.ids[table] += 1
        return self.ids[table]

    def inquiry(self, at: datetime) -> dict[str, list[dict[str, Any]]]:
        chance = self.random.random
        is_erased = self.now - at > timedelta(days=730) and chance() < 0.15
        is_spam = chance() < 0.03
        made: dict[str, list[dict[str, Any]]] = {}
        first, last = self.name(), self.name()
        prospect, email = self.person(first, last, at, made) if not is_erased else (None, "")
        state = "spam" if is_spam else self.state(at)
        is_open = state in ("new", "in_progress")
        unverified = chance() < 0.04
        confirmed = unverified and (self.now - at > OPEN_FOR or chance() < 0.7)
        answered = at + timedelta(hours=60 * chance()) if state in ("answered", "closed") else None
        owner = (
            None
            if (state == "new" and chance() < 0.4) or is_spam
            else self.random.choice(self.staff)
        )
        country = self.random.choice(self.countries)
        employer = f"{self.name()} {self.random.choice(WORKPLACES)}" if chance() < 0.6 else ""
        number = self.next_id("inquiry")
        reference = reference_of(number)
        said = [] if is_erased else [email, employer, first, last, reference]
        waits = is_open and (not unverified or confirmed)
        made["inquiry"] = [
            {
                "id": number, "reference": reference, "submission_key": f"bench-{number}",
                "prospect_id": prospect, "created_at": at, "salutation": "",
                "first_name": "" if is_erased else first, "last_name": "" if is_erased else last,
                "email": email, "country": country,
                "employer": "" if is_erased else employer, "entry_year": 2027,
                "plan": "",
                "captcha": "unverified" if unverified else "passed", "doubt": "",
                "confirmed_at": at if confirmed else None, "state": state, "owner_id": owner,
                "assigned_because": "", "due_at": at + timedelta(days=2) if waits else None,
                "answered_at": answered, "answered_by_id": owner if answered else None,
                "version": 0, "source": self.random.choice(SOURCES), "medium": "", "campaign": "",
                "search_text": framed(" ".join(said)) if said else "",
                "is_held": chance() < 0.0005 and not is_erased,
                "hold_reason": "" if is_erased else "a case",
                "waiting_since": at if waits else None,
                "person_key": ""
                if is_erased
                else person_key(first, last, country, employer),
                "erased_at": at + timedelta(days=730) if is_erased else None,
            }
        ]  # fmt: skip
        asked = self.random.sample(self.programs, self.random.choice([1, 1, 1, 2, 3]))
        made["inquiryprogram"] = [
            {
                "id": self.next_id("inquiryprogram"),
                "inquiry_id": number,
                "program_id": pk,
                "name": name,
            }
            for pk, name in asked
        ]
        ticked = self.random.sample(self.interests, self.random.choice([1, 1, 2]))
        made["inquiryinterest"] = [
            {
                "id": self.next_id("inquiryinterest"),
                "inquiry_id": number,
                "option_id": pk,
                "label": label,
            }
            for pk, label in ticked
        ]
        purposes = ["answering", *(["mail"] if chance() < 0.4 else [])]
        made["consent"] = [
            {
                "id": self.next_id("consent"), "inquiry_id": number, "purpose": purpose,
                "version": "2026-11", "given_at": at,
                "withdrawn_at": at if purpose == "mail" and chance() < 0.1 else None,
            }
            for purpose in purposes
        ]  # fmt: skip
        if not is_spam:
            made["delivery"] = list(self.deliveries(number, at))
        if answered:
            made["change"] = [
                {
                    "id": self.next_id("change"), "inquiry_id": number, "at": answered,
                    "by_id": owner, "what": "Answered.", "reason": "", "for_staff": True,
                }
            ]  # fmt: skip
        return made

    def deliveries(self, number: int, at: datetime) -> Iterator[dict[str, Any]]:
        for kind in ("brochure", "notice"):
            chance = self.random.random()
            state = "dead" if chance < 0.0002 else "sent"
            if self.now - at < timedelta(minutes=30):
                state = "pending"
            returned = kind == "brochure" and 0.5 < chance < 0.505
            yield {
                "id": self.next_id("delivery"), "inquiry_id": number, "kind": kind,
                "key": f"bench-{number}-{kind}", "address": "", "state": state, "attempts": 1,
                "waiting_since": at, "next_at": at, "sent_at": at if state == "sent" else None,
                "error": "", "subject": "", "returned": "The mailbox is full." if returned else "",
                "returned_at": at + timedelta(hours=1) if returned else None,
            }  # fmt: skip

    def person(self, first: str, last: str, at: datetime, made: dict[str, Any]) -> tuple[int, str]:
        """Somebody new, or one in eight times somebody who has asked before."""
        if self.people > 1000 and self.random.random() < 0.125:
            known = self.random.randint(1, self.people)
            return known, f"person{known}@example.org"
        self.people = self.next_id("prospect")
        email = f"person{self.people}@example.org"
        made["prospect"] = [
            {
                "id": self.people,
                "email": email,
                "created_at": at,
                "mailbox_key": mailbox_key(email),
            }
        ]
        return self.people, email

    def state(self, at: datetime) -> str:
        chance = self.random.random()
        if self.now - at < OPEN_FOR and chance < 0.25:
            return "new" if chance < 0.15 else "in_progress"
        return "answered" if chance < 0.4 else "closed"

    def name(self) -> str:
        chance = self.random.random()
        if chance < 0.03:
            return "".join(self.random.choices(CJK, k=2))
        syllables = CYRILLIC if chance < 0.06 else LATIN
        return "".join(self.random.choices(syllables, k=self.random.choice([2, 2, 3]))).capitalize()
