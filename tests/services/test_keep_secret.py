"""The key that signs: one for all processes, readable by nobody else, kept over a restart."""

import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from finder.domain.errors import InvalidValue
from finder.services.keep_secret import secret_key
from finder.settings import Settings


def test_the_key_of_the_operator_counts_and_no_file_is_made(tmp_path: Path) -> None:
    assert secret_key(Settings(home=tmp_path, secret_key="given")) == "given"
    assert list(tmp_path.iterdir()) == []


def test_without_one_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "new" / "home")
    first = secret_key(settings)
    assert len(first) >= 48
    assert secret_key(settings) == first
    (file,) = settings.home.iterdir()
    assert file.name == "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret_key(Settings(home=tmp_path)) != first


def test_whoever_starts_at_the_same_moment_has_the_same_key(tmp_path: Path) -> None:
    together = Barrier(8)

    def start(_number: int) -> str:
        together.wait()
        return secret_key(Settings(home=tmp_path))

    for round_ in range(5):
        with ThreadPoolExecutor(8) as threads:
            keys = set(threads.map(start, range(8)))
        assert len(keys) == 1, round_
        (file,) = tmp_path.iterdir()
        file.unlink()


def test_a_key_that_another_process_made_meanwhile_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between looking for the file and making it."""
    theirs = "t" * 64
    link = "finder.services.keep_secret.os.link"

    def come_second(_source: object, target: Path) -> None:
        target.write_text(theirs)
        raise FileExistsError

    monkeypatch.setattr(link, come_second)
    assert secret_key(Settings(home=tmp_path)) == theirs
    assert [file.name for file in tmp_path.iterdir()] == ["secret.key"]


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff" * 8, b" " * 100])
def test_a_file_without_a_key_is_told_and_left_alone(
    tmp_path: Path, content: bytes, make_file: Callable[[bytes], Path]
) -> None:
    file = make_file(content)
    with pytest.raises(InvalidValue, match="Delete it"):
        secret_key(Settings(home=tmp_path))
    assert file.read_bytes() == content


@pytest.fixture
def make_file(tmp_path: Path) -> Callable[[bytes], Path]:
    def make(content: bytes) -> Path:
        file = tmp_path / "secret.key"
        file.write_bytes(content)
        return file

    return make
