"""Where exports go: whole files, links and pipes as they stand, and clear words where nothing can be written."""

import errno
import os
import stat
import threading

import pytest

from consilience.cli.writing import write


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(["new"], tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o640


def test_a_link_to_nothing_yet_makes_its_target(tmp_path):
    (tmp_path / "link").symlink_to("later")
    write(["new"], tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "later").read_text() == "new"


def test_a_pipe_is_written_and_stays_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    heard = []
    reader = threading.Thread(target=lambda: heard.append((tmp_path / "pipe").read_text()))
    reader.start()
    still = (tmp_path / "pipe").is_fifo()
    write(["one\n", "two\n"], tmp_path / "pipe")
    reader.join(timeout=10)
    assert heard == ["one\ntwo\n"]
    assert still
    assert (tmp_path / "pipe").is_fifo()


def test_a_folder_is_named_and_nothing_is_left_in_it(tmp_path):
    with pytest.raises(OSError, match="is a folder; name a file in it") as told:
        write(["new"], tmp_path)
    assert told.value.filename == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_fails_half_way_leaves_the_old_file(tmp_path):
    (tmp_path / "out").write_text("old")

    def pieces():
        yield "new"
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OSError, match="No space left") as told:
        write(pieces(), tmp_path / "out")
    assert told.value.filename == str(tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text() == "old"


class Full:
    """A standard output on a full disk."""

    buffer = property(lambda self: self)

    def flush(self):
        pass

    def write(self, words):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_names_standard_output(monkeypatch):
    monkeypatch.setattr("sys.stdout", Full())
    with pytest.raises(OSError, match="No space left") as told:
        write(["new"], None)
    assert told.value.filename == "standard output"
