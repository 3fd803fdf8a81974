"""What failed for good and waits for a person, by what went wrong: not of a period, but now."""

import re
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.db.models.functions import Left
from django.urls import reverse

from ..models import Delivery
from .table import Row, Table, number

MOST_READ = 20  # letters of an error: the name of what was raised, and no address behind it


@dataclass(frozen=True)
class Kind:
    why: str
    begins: str  # how the errors begin, as a pattern
    do: str


PRESS = "tick them in the list, choose “Send again what failed for good” above it and press Go"
KINDS = [
    Kind(
        "The address takes no mail",
        "SMTPRecipientsRefuse|AnymailRecipientsRef",
        "Mostly a mistyped address. Open the inquiry, press “Correct the e-mail address”, or look "
        "for a second inquiry of the same person. "
        "Sent again unchanged, it will be refused again.",
    ),
    Kind(
        "Our account at the mail server was refused",
        "SMTPAuthentication|SMTPSenderRefused|AnymailAPIError|AnymailConfig",
        f"Ask an administrator to mend the account (EMAIL_URL). Then {PRESS}.",
    ),
    Kind(
        "The mail server could not be reached",
        "SMTP|Timeout|Connection|gaierror|OSError|SSL|ssl|Broken|socket|Remote",
        f"It was away for two days. Once it is back, {PRESS}.",
    ),
    Kind(
        "Something else",
        "",
        "Open one: its page shows the error, and has the button “Send again” at the top. "
        "When that fails too, show it to an administrator.",
    ),
]
CRM = Kind(
    "The CRM did not take it",
    "",
    f"See “Routing of programs”, “Try the CRM”. Once the CRM takes the test event, {PRESS}.",
)


@dataclass(frozen=True)
class DeadLetters:
    kind: Delivery.Kind
    why: Kind
    number: int

    @property
    def url(self) -> str:
        chosen = urlencode({"state__exact": Delivery.State.DEAD, "kind__exact": self.kind})
        return f"{reverse('admin:inquiries_delivery_changelist')}?{chosen}"


def dead_letters() -> list[DeadLetters]:
    """One query, however many there are; most first."""
    dead = Delivery.objects.filter(state=Delivery.State.DEAD).order_by()
    groups = dead.values_list("kind", Left("error", MOST_READ)).annotate(number=Count("pk"))
    found: Counter[tuple[str, Kind]] = Counter()
    for kind, error, count in groups:
        found[kind, kind_of(kind, error)] += count
    return [
        DeadLetters(Delivery.Kind(kind), why, count) for (kind, why), count in found.most_common()
    ]


def kind_of(kind: str, error: str) -> Kind:
    if kind == Delivery.Kind.WEBHOOK:
        return CRM
    return next(one for one in KINDS if re.match(one.begins, error))


def in_words(delivery: Delivery) -> str:
    """What went wrong, for staff; the error itself is for an administrator."""
    return kind_of(delivery.kind, delivery.error).why if delivery.error else ""


def table(letters: list[DeadLetters]) -> Table:
    return Table(
        "dead-letters",
        "Deliveries that failed for good",
        "As they stand now, whatever the period: each waits for a person.",
        "What should have gone out",
        ["Number", "What went wrong", "What to do"],
        [
            Row(each.kind.label, [number(each.number), each.why.why, each.why.do], each.number)
            for each in letters
        ],
    )
