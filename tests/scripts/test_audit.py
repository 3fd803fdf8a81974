from scripts.audit import newer, pins

LOCK = """django==5.2.19 \\
    --hash=sha256:00
    # via hms-masters (pyproject.toml)
tzdata==2026.1 ; sys_platform == 'win32'
"""


def test_pins_of_a_lock_are_read_without_hashes_and_markers():
    assert pins(LOCK) == {"django": "5.2.19", "tzdata": "2026.1"}


def test_newer_is_told_by_number_not_by_letter():
    ours = {"django": "5.2.9", "pillow": "12.0.0", "gone": "1.0"}

    assert newer(ours, {"django": "5.2.19", "pillow": "11.9.9"}) == {"django": "5.2.19"}
