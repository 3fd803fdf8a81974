"""What happens to a mail when its worker is killed, and how a worker stops."""

import signal
import socket

from .posting import ask
from .site import wait_until

SECONDS_TO_STOP = 3


def test_mail_of_a_killed_worker_waits_for_the_lease_and_goes_out_once(site, email):
    site.deliver()
    ask(site, email)
    kill_a_worker_while_it_sends(site)

    site.deliver()
    assert site.mails(email) == []
    let_the_leases_run_out(site)
    site.deliver()
    site.deliver()
    assert len(site.mails(email)) == 1


def kill_a_worker_while_it_sends(site):
    """Its mail server takes the call and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(20)
        worker = site.configured(EMAIL_URL=f"smtp://127.0.0.1:{silent.getsockname()[1]}")
        with worker.running("manage.py", "deliver", "--threads=1") as process:
            call, _ = silent.accept()
            process.kill()
            process.wait()
            call.close()


def let_the_leases_run_out(site):
    site.query("UPDATE inquiries_delivery SET lease_until = '2020-01-01' WHERE state = 'leased'")


def test_idle_worker_ends_in_peace_within_seconds_of_sigterm(site, email):
    ask(site, email)
    with site.running("manage.py", "deliver") as worker:
        wait_until(lambda: site.mails(email))
        worker.send_signal(signal.SIGTERM)

        assert worker.wait(SECONDS_TO_STOP) == 0
