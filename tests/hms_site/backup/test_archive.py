"""An archive is whole and ours, or it is refused."""

import io
import json
import zipfile

import pytest

from hms_site.backup.archive import DATABASE, MANIFEST, SEAL, Refused, Writer, read, seal_of

FACTS = {
    "made_at": "2026-11-25T23:00:00+00:00",
    "site": "0.1.0",
    "engine": "sqlite",
    "server": "SQLite 3",
    "last_migrations": {},
    "migrations": [],
    "tables": {"news": [1, 2]},
}


def write(path, pictures=("media/hall.avif",), database=b"rows" * 50_000):
    with path.open("w+b") as file, Writer(file) as writer:
        writer.add(DATABASE, io.BytesIO(database), compress=True)
        for name in pictures:
            writer.add(name, io.BytesIO(b"a picture"))
        writer.seal(**FACTS)
    return path


@pytest.fixture
def path(tmp_path):
    return write(tmp_path / "whole.zip")


def rewrite(path, changed, sealed=False):
    """Its members as `changed` makes them of a dict; sealed anew by somebody who has the key."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    changed(members)
    if sealed:
        members[SEAL] = seal_of(members[MANIFEST]).encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)
    return path


def refusal(path, **options):
    with pytest.raises(Refused) as refused, read(path, **options):
        pass
    return str(refused.value)


def test_what_was_written_is_read(path):
    with read(path) as archive:
        assert archive.manifest.tables == {"news": [1, 2]}
        assert [*archive.manifest.media] == ["hall.avif"]
        assert archive.open("media/hall.avif").read() == b"a picture"


@pytest.mark.parametrize("kept", [0, 10, 0.5, 0.99, -1])
def test_a_cut_archive_is_refused(path, kept):
    whole = path.read_bytes()
    path.write_bytes(whole[: int(kept * len(whole)) if isinstance(kept, float) else kept])
    assert "is cut short" in refusal(path)


def test_no_flipped_byte_is_taken_for_what_was_stored(path):
    whole = path.read_bytes()
    with read(path) as archive:
        stored = archive.manifest
    for place in range(0, len(whole), 11):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            with read(path) as archive:  # such as the day of a member, which nobody reads
                assert archive.manifest == stored
        except Refused:
            pass


def test_a_changed_member_is_refused(path):
    rewrite(path, lambda members: members.update({"media/hall.avif": b"another"}))
    assert "'media/hall.avif' is not what was stored" in refusal(path)


def test_a_member_too_many_is_refused(path):
    rewrite(path, lambda members: members.update({"media/more.avif": b"more"}))
    assert "does not hold what its manifest says" in refusal(path)


def test_a_member_too_few_is_refused(path):
    rewrite(path, lambda members: members.pop("media/hall.avif"))
    assert "does not hold what its manifest says" in refusal(path)


def test_a_changed_manifest_is_refused_for_its_seal(path):
    def change(members):
        manifest = json.loads(members[MANIFEST])
        members[MANIFEST] = json.dumps(manifest | {"tables": {}}).encode()

    assert "The seal is not ours" in refusal(rewrite(path, change))


def test_a_seal_of_another_key_is_taken_when_asked_to(path, settings):
    settings.SECRET_KEY = "another"
    assert "The seal is not ours" in refusal(path)
    with read(path, any_key=True) as archive:
        assert archive.manifest.rows == 1


@pytest.mark.parametrize(
    "name",
    ["media/../../passwd", "media//passwd", "/passwd", "media/", "passwd", "media/..\\passwd",
     "media/./passwd"],
)  # fmt: skip
def test_a_name_that_leads_elsewhere_is_refused(tmp_path, name):
    path = write(tmp_path / "sealed.zip", [name])
    assert "outside of the media folder" in refusal(path)


def test_a_manifest_that_lacks_something_is_refused(path):
    rewrite(path, lambda members: members.update({MANIFEST: b"{}"}), sealed=True)
    assert "is no backup of this site" in refusal(path)


def test_another_kind_of_file_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("a", "b")
    assert "is no backup of this site" in refusal(tmp_path / "other.zip")
    assert "cannot be read" in refusal(tmp_path / "none.zip")
