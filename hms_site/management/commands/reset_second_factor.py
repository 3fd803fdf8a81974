"""For the day when the only administrator has lost the phone."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.utils import filter_users_by_username
from django.core.management.base import BaseCommand, CommandError

from hms_site.sign_in.second_factor import reset


class Command(BaseCommand):
    help = "Takes an account's second factor away and ends its sessions; it sets up a new one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        account = filter_users_by_username(options["username"]).first()
        if account is None:
            raise CommandError("There is no account of that name.")
        reset(account)
        self.stdout.write("Done. A new one is set up at the next sign-in.")
