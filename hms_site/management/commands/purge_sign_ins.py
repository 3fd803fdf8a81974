"""Forgets from where staff signed in, or tried to, a month ago. Run it daily."""

from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

KEPT = timedelta(days=30)


class Command(BaseCommand):
    help = "Forgets sign-ins and failed ones of more than 30 days ago, and sessions that are over."

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - KEPT
        call_command("clearsessions")
        over = UserSession.objects.exclude(session_key__in=Session.objects.values("session_key"))
        gone = [over.delete()[0]]
        gone += [
            model.objects.filter(attempt_time__lt=before).delete()[0]
            for model in (AccessAttempt, AccessLog)
        ]
        self.stdout.write(f"Forgotten: {sum(gone)}")
