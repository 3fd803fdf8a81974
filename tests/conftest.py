"""What holds for every test: an ERROR in the log is a failure unless the test asks for the log."""

import logging

import pytest


@pytest.fixture(autouse=True)
def no_error_in_the_log(request, caplog):
    """A test that expects an ERROR marks itself with `errors_expected` and looks at caplog."""
    yield
    if request.node.get_closest_marker("errors_expected"):
        return
    errors = [
        record.getMessage()
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.ERROR
    ]
    assert errors == []
