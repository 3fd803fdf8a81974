"""Passes an inquiry on to the CRM: one signed HTTP call, in the form of standardwebhooks.com.

Is failure fatal? No: the visitor never waits for the CRM. What it does not take is tried again, or
waits on the desk with the reason.
"""

import base64
import hmac
import http.client
import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.text import get_text_list

from programs.models import Program

from .deadline import shut_after
from .models import Delivery, Inquiry, InquiryInterest, InquiryProgram, ProgramRouting

SECONDS_PER_STEP = 5  # to connect, and for each answer that lets us wait
SECONDS_IN_ALL = 15  # a CRM that sends a byte now and then must not hold a worker
MOST_READ = 2000  # bytes of the answer
LONGEST_WISH = timedelta(hours=6)  # that the CRM may ask us to wait
HAS_IT_ALREADY = 409
TOO_MANY = 429


class NotPassedOn(Exception):
    """The CRM did not take it, said in words for the desk."""

    def __init__(self, why: str, *, for_good: bool = False, pause: timedelta | None = None) -> None:
        super().__init__(why)
        self.for_good = for_good
        self.pause = pause


@dataclass(frozen=True)
class Call:
    """One call, as it goes over the line. The same key is the same event, however often it goes."""

    key: str
    body: bytes
    at: int  # in seconds since 1970

    @property
    def subject(self) -> str:
        """None, as it is no mail."""
        return ""

    @property
    def headers(self) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "User-Agent": "hms-masters",
            "webhook-id": self.key,
            "webhook-timestamp": str(self.at),
            "webhook-signature": self.signature,
        }

    @property
    def signature(self) -> str:
        signed = f"{self.key}.{self.at}.".encode() + self.body
        digest = hmac.digest(secret(), signed, "sha256")
        return f"v1,{base64.b64encode(digest).decode()}"

    def send(self) -> None:
        """Raises NotPassedOn unless the CRM has it now."""
        answer = ask(settings.WEBHOOK_URL, self.body, self.headers)
        if not (answer.is_yes or answer.status == HAS_IT_ALREADY):
            raise answer.refusal()


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    retry_after: str

    @property
    def is_yes(self) -> bool:
        return 200 <= self.status < 300

    def refusal(self) -> NotPassedOn:
        why = f"The CRM answered {self.status}: {self.text}"
        if self.status >= 500 or self.status == TOO_MANY:
            return NotPassedOn(why, pause=self.pause())
        return NotPassedOn(why, for_good=True)

    def pause(self) -> timedelta | None:
        """What Retry-After asks for in seconds, within bounds; a date there is not worth more."""
        if not self.retry_after.isascii() or not self.retry_after.isdigit():
            return None
        return min(timedelta(seconds=int(self.retry_after[:9])), LONGEST_WISH)


def new_inquiry(delivery: Delivery) -> Call:
    """The call that a delivery owes. Raises NotPassedOn when a program has no code yet."""
    inquiry = delivery.owed_to
    asked = Program.objects.filter(inquiries__inquiry=inquiry)
    if without := list(asked.exclude(routing__crm_code__gt="")):
        raise NotPassedOn(in_want_of_codes(without), for_good=True)
    return call(delivery.key, event_of(inquiry))


def event_of(inquiry: Inquiry) -> dict[str, Any]:
    """The event that tells of an inquiry; a program without a code has an empty one."""
    asked = list(inquiry.programs.select_related("program"))
    codes = codes_of(entry.program for entry in asked)
    interests = list(inquiry.interests.all())
    return payload(inquiry, asked, interests, codes, wants_mail=inquiry.wants_mail)


def codes_of(programs: Iterable[Program]) -> dict[int, str]:
    """What the CRM calls each program, by the program's number."""
    numbers = [program.pk for program in programs]
    routings = ProgramRouting.objects.filter(program__in=numbers)
    return dict(routings.values_list("program_id", "crm_code"))


def in_want_of_codes(programs: Sequence[Program]) -> str:
    names = get_text_list([program.short_name for program in programs], "and")
    have, it = ("has", "it") if len(programs) == 1 else ("have", "them")
    return f"{names} {have} no CRM code. Enter {it} under Routing of programs, then retry."


def payload(
    inquiry: Inquiry,
    programs: Iterable[InquiryProgram],
    interests: Iterable[InquiryInterest],
    codes: dict[int, str],
    *,
    wants_mail: bool,
) -> dict[str, Any]:
    country: Any = inquiry.country  # the field gives back more than the text that it takes
    return {
        "type": "inquiry.received",
        "timestamp": when(inquiry.created_at),
        "data": {
            "reference": inquiry.reference,
            "received_at": when(inquiry.created_at),
            "salutation": inquiry.salutation,
            "first_name": inquiry.first_name,
            "last_name": inquiry.last_name,
            "email": inquiry.email,
            "country": {"code": country.code or "", "name": country.name},
            "employer": inquiry.employer,
            "programs": [
                {"code": codes.get(asked.program_id, ""), "name": asked.name} for asked in programs
            ],
            "interests": [interest.label for interest in interests],
            "entry_year": inquiry.entry_year,
            "plan": plan_of(inquiry),
            "wants_further_mail": wants_mail,
        },
    }


def plan_of(inquiry: Inquiry) -> dict[str, str] | None:
    """The plan of study that they asked about: what it says, and where the planner shows it."""
    if not inquiry.plan:
        return None
    return {"name": inquiry.plan_in_words, "url": settings.SITE_URL + inquiry.plan}


def when(moment: datetime) -> str:
    return moment.astimezone(timezone.get_default_timezone()).isoformat(timespec="seconds")


def call(key: str, event: dict[str, Any]) -> Call:
    return Call(key, json.dumps(event, ensure_ascii=False).encode(), int(time.time()))


def secret() -> bytes:
    """As the CRM shows it: whsec_ and base64, or any text."""
    text = settings.WEBHOOK_SECRET
    if text.startswith("whsec_"):
        return base64.b64decode(text.removeprefix("whsec_"))
    return bytes(text.encode())


def ask(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """One POST, over in SECONDS_IN_ALL whatever the other side does. No redirect is followed."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=SECONDS_PER_STEP)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.connect()
        with shut_after(connection.sock, SECONDS_IN_ALL):
            connection.request("POST", path, body, headers)
            return read(connection.getresponse())
    except (OSError, http.client.HTTPException) as error:
        raise NotPassedOn(f"The CRM could not be reached: {type(error).__name__}") from error
    finally:
        connection.close()


def read(response: http.client.HTTPResponse) -> Answer:
    """The start of an answer. Once it says yes, what becomes of the rest does not matter."""
    answer = Answer(response.status, "", response.getheader("Retry-After", "").strip())
    if answer.is_yes:
        return answer
    text = response.read(MOST_READ).decode(errors="replace").replace("\0", "")
    return Answer(answer.status, text, answer.retry_after)
