"""Runs that are stopped, killed, doubled or short of something: nothing finished is lost, and the answer is a sentence."""

from __future__ import annotations

import random
import re
import resource
import shutil
import signal
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import h5py
import pytest

import wufei

OPTIONS = ["scenarios/plan.yaml", "--set", "period.ends=2020-02-01", "--seed", "7", "-t", "1"]
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
ANSWERED = 0.5  # seconds, on an idle machine


@pytest.fixture(autouse=True)
def signals_of_a_terminal() -> Iterator[None]:
    """Under nohup the tests would inherit that SIGHUP is ignored, and so would the program, which then rightly goes on."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def command(executable: Path, output: Path, *more: str) -> list[str]:
    return [str(executable), "run", *OPTIONS, "-o", str(output), *more]


def run(words: list[str], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]


def begun(words: list[str], journal: Path, size: int) -> subprocess.Popen[str]:
    """A run whose journal has reached a size."""
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    while not (journal.exists() and journal.stat().st_size >= size):
        assert process.poll() is None and time.monotonic() < deadline
        time.sleep(0.01)
    return process


def stopped(words: list[str], journal: Path, size: int, number: int) -> tuple[int, str, float]:
    process = begun(words, journal, size)
    begin = time.monotonic()
    process.send_signal(number)
    _, messages = process.communicate(timeout=60)
    return process.returncode, messages, time.monotonic() - begin


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.suffix == ".tmp"]


@pytest.fixture(scope="module")
def whole(executable: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Six replicas in one go."""
    output = tmp_path_factory.mktemp("whole") / "x.h5"
    assert run(command(executable, output, "-n", "6")).returncode == 0
    return output.read_bytes()


@pytest.fixture()
def unfinished(executable: Path, tmp_path: Path) -> Path:
    """The output of a run that was killed; beside it a journal with some of its replicas."""
    output = tmp_path / "x.h5"
    process = begun(command(executable, output, "-n", "500"), Path(f"{output}.journal"), 200_000)
    process.kill()
    process.communicate()
    return output


@pytest.mark.parametrize("number", SIGNALS)
def test_the_command_that_is_printed_goes_on_as_it_stands(executable: Path, tmp_path: Path, whole: bytes, number: int) -> None:
    output = tmp_path / "with blank.h5"
    words = command(executable, output, "-n", "6", "--discard")
    exit_code, messages, _ = stopped(words, Path(f"{output}.journal"), 50_000, number)
    assert exit_code == 128 + number
    printed = messages.splitlines()[-1].strip()
    assert "--resume" in printed and "--discard" not in printed
    assert subprocess.run(printed, shell=True, capture_output=True, check=False).returncode == 0
    assert output.read_bytes() == whole
    assert not Path(f"{output}.journal").exists() and leftovers(tmp_path) == []


def wait_for_main(process: subprocess.Popen[str]) -> None:
    """Before main(), while libraries are loaded, signals are the system's."""
    while process.poll() is None:
        caught = re.search(r"^SigCgt:\s*([0-9a-f]+)", Path(f"/proc/{process.pid}/status").read_text(encoding="ascii"), re.M)
        if caught and int(caught[1], 16) >> (signal.SIGHUP - 1) & 1:
            return
        time.sleep(0.001)


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize("delay", [0, 0.05, 0.1, 0.2, 0.5])
def test_a_signal_at_any_time_is_answered_in_words(executable: Path, tmp_path: Path, number: int, delay: float) -> None:
    words = command(executable, tmp_path / "x.h5", "-n", "500")
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    wait_for_main(process)
    time.sleep(delay)
    begin = time.monotonic()
    process.send_signal(number)
    _, messages = process.communicate(timeout=60)
    waited = time.monotonic() - begin
    assert process.returncode == 128 + number
    assert "interrupted" in messages
    assert waited < 10 * ANSWERED


def test_a_signal_while_the_file_is_written_is_answered(executable: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.h5"
    words = command(executable, output, "-n", "60")
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not leftovers(tmp_path) and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGTERM)
    _, messages = process.communicate(timeout=60)
    if output.exists():  # it was faster
        assert process.returncode in (0, 143)
        return
    assert process.returncode == 143 and "To go on" in messages
    assert leftovers(tmp_path) == []
    assert run(command(executable, output, "-n", "60", "--resume")).returncode == 0
    assert output.exists() and not Path(f"{output}.journal").exists()


def test_hang_up_stays_ignored_under_nohup(executable: Path, tmp_path: Path) -> None:
    journal = tmp_path / "x.h5.journal"
    process = begun(["nohup", *command(executable, tmp_path / "x.h5", "-n", "500")], journal, 10_000)
    process.send_signal(signal.SIGHUP)
    time.sleep(0.3)
    assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    assert process.returncode == 143


def test_a_second_writer_is_told_who_writes_and_does_no_harm(executable: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.h5"
    first = begun(command(executable, output, "-n", "500"), Path(f"{output}.journal"), 50_000)
    for more in ([], ["--resume"], ["--discard"], ["--seed=8"]):
        words = [word for word in command(executable, output, "-n", "3") if more != ["--seed=8"] or word not in ("--seed", "7")]
        second = run([*words, *more])
        assert second.returncode == 4
        assert f"process {first.pid} is writing it, since 20" in second.stderr
        assert "scenarios/plan.yaml" in second.stderr and "remove" not in second.stderr
    size = Path(f"{output}.journal").stat().st_size
    assert first.poll() is None and size >= 50_000
    first.send_signal(signal.SIGTERM)
    first.communicate()


def test_finished_work_is_dropped_on_demand_only(executable: Path, unfinished: Path) -> None:
    journal = Path(f"{unfinished}.journal")
    before = journal.read_bytes()
    fresh = command(executable, unfinished, "-n", "6")
    other = [word if word != "7" else "8" for word in fresh]
    for words in (fresh, other, [*fresh, "--set", "sites.dryer.ash_yield=1 %"], [*fresh, "scenarios/baseline.yaml"]):
        answer = run(words)
        assert answer.returncode == 2, answer.stderr
        assert re.search(r"\d+ finished replicas", answer.stderr) and "--discard" in answer.stderr
    answer = run([*other, "--resume"])
    assert answer.returncode == 5 and "another run" in answer.stderr
    assert run([*fresh, "--resume", "--discard"]).returncode == 2
    assert journal.read_bytes()[: len(before)] == before
    assert run([*other, "--discard"]).returncode == 0
    assert not journal.exists()


def test_a_shorter_run_leaves_what_a_longer_one_finished(executable: Path, unfinished: Path, whole: bytes) -> None:
    journal = Path(f"{unfinished}.journal")
    before = journal.read_bytes()
    answer = run(command(executable, unfinished, "-n", "2", "--resume"))
    assert answer.returncode == 0 and "more results of a longer run" in answer.stderr
    assert journal.read_bytes().startswith(before[: len(before) // 2])
    answer = run(command(executable, unfinished, "-n", "6", "--resume"))
    assert answer.returncode == 0
    assert unfinished.read_bytes() == whole


def test_damage_costs_what_it_hits_and_the_bytes_are_the_same(
    executable: Path, unfinished: Path, whole: bytes, tmp_path: Path
) -> None:
    journal = Path(f"{unfinished}.journal")
    sound = journal.read_bytes()
    rng = random.Random(15)
    for trial in range(6):
        damaged = bytearray(sound)
        for _ in range(1 if trial < 3 else 20):
            at = 5 if trial == 0 else rng.randrange(len(damaged))
            damaged[at] ^= 1 << rng.randrange(8)
        journal.write_bytes(damaged)
        answer = run(command(executable, unfinished, "-n", "6", "--resume"))
        assert answer.returncode == 0, answer.stderr
        assert unfinished.read_bytes() == whole


def kill_loop(executable: Path, folder: Path, kills: int, expected: bytes) -> dict[str, int]:
    """Kills a run again and again, in the first moments or at any time up to its end; whenever it ends, the file must be right, and
    it begins anew. Returns how many kills found what: a file in the making, a journal, or neither; and how many runs ended."""
    rng = random.Random(kills)
    output = folder / "x.h5"
    words = command(executable, output, "-n", "6", "-q")
    begin = time.monotonic()
    assert run(words).returncode == 0
    longest = time.monotonic() - begin
    output.unlink()
    found = {"writing": 0, "journal": 0, "nothing": 0, "ended": 0}
    while kills > 0:
        process = subprocess.Popen([*words, "--resume"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            process.wait(timeout=rng.uniform(0, rng.choice((0.3, longest))))
        except subprocess.TimeoutExpired:
            process.kill()
            kills -= 1
        messages = process.communicate()[1]
        assert process.returncode in (0, -signal.SIGKILL), messages
        assert not output.exists() or output.read_bytes() == expected
        if process.returncode == 0:
            found["ended"] += 1
            output.unlink()
        else:
            found["writing" if leftovers(folder) else "journal" if Path(f"{output}.journal").exists() else "nothing"] += 1
    assert run([*words, "--resume"]).returncode == 0
    assert output.read_bytes() == expected
    assert leftovers(folder) == [] and not Path(f"{output}.journal").exists()
    return found


def test_kills_lose_nothing(executable: Path, tmp_path: Path, whole: bytes) -> None:
    kill_loop(executable, tmp_path, 15, whole)


@pytest.mark.long
def test_three_thousand_kills_lose_nothing(executable: Path, tmp_path: Path, whole: bytes) -> None:
    kill_loop(executable, tmp_path, 3000, whole)


def limited(kind: int, limit: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(kind, (limit, limit))


def test_a_limit_on_the_size_of_files_is_an_error_with_a_sentence(executable: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.h5"
    answer = run(command(executable, output, "-n", "6"), preexec_fn=limited(resource.RLIMIT_FSIZE, 100_000))
    assert answer.returncode == 4
    assert "File too large" in answer.stderr and "ulimit -f" in answer.stderr
    assert not output.exists() and leftovers(tmp_path) == []


def test_threads_that_cannot_be_started_are_an_error_with_a_sentence(executable: Path, tmp_path: Path) -> None:
    words = [word if word != "1" else "512" for word in command(executable, tmp_path / "x.h5", "-n", "600")]
    answer = run(words, preexec_fn=limited(resource.RLIMIT_AS, 1_500_000_000))
    assert answer.returncode == 7, answer.stderr
    assert "cannot start 512 threads" in answer.stderr or "out of memory" in answer.stderr


def test_memory_that_ends_is_an_error_with_a_sentence(executable: Path, tmp_path: Path) -> None:
    for megabytes in (60, 100, 150):
        answer = run(
            command(executable, tmp_path / f"x{megabytes}.h5", "-n", "2"),  # not the one that another limit left unfinished
            preexec_fn=limited(resource.RLIMIT_AS, megabytes * 1_000_000),
        )
        if answer.returncode == 127:  # not enough for the libraries to be loaded
            continue
        assert answer.returncode in (0, 4, 7), (megabytes, answer.returncode, answer.stderr)
        assert answer.returncode == 0 or answer.stderr


@pytest.mark.parametrize("name", ["", "missing/", "."])
def test_a_folder_as_output_is_refused_before_the_run(executable: Path, tmp_path: Path, name: str) -> None:
    words = command(executable, tmp_path / "x", "-n", "500")
    words[words.index(str(tmp_path / "x"))] = f"{tmp_path}/{name}"
    answer = run(words, timeout=60)
    assert answer.returncode == 2 and "folder" in answer.stderr


def test_a_file_reproduces_itself_anywhere(executable: Path, root: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.h5"
    words = [str(executable), "run", "scenarios/baseline.yaml", "scenarios/plan.yaml", "--set", "period.ends=2020-02-01"]
    assert run([*words, "-n", "2", "-s", str(2**64 - 1), "--uncertainty", "parameters", "-o", str(output)]).returncode == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    moved = Path(shutil.move(output, elsewhere / "y.h5"))
    answer = run([str(executable), "reproduce", "y.h5", "-t", "3"], cwd=elsewhere)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert answer.stdout.startswith("same: the results are the same: ")
    assert list(elsewhere.iterdir()) == [moved]


def test_a_text_taken_out_of_the_results_says_what_was_run(executable: Path, tmp_path: Path) -> None:
    first, again = tmp_path / "x.h5", tmp_path / "again.h5"
    assert run(command(executable, first, "-n", "3", "--uncertainty", "parameters")).returncode == 0
    text = wufei.open(first).resolved_text()
    assert re.search(r"^seed: 7$", text, re.M) and re.search(r"^replicas: 3$", text, re.M)
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    assert run([str(executable), "run", str(tmp_path / "plan.yaml"), "-o", str(again)]).returncode == 0
    answer = run([str(executable), "compare", str(first), str(again)])
    assert answer.returncode == 0, answer.stdout
    drawn = [wufei.open(path).parameters() for path in (first, again)]
    assert drawn[0].equals(drawn[1]) and drawn[0].shape[1] > 600
    assert wufei.open(again).resolved_text() == text


def crc32c(data: bytes) -> int:
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = (byte >> 1) ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    crc = 0xFFFFFFFF
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def with_seed(path: Path, seed: int) -> None:
    """Claims another seed, under a seal that is right."""
    with h5py.File(path, "r+") as file:
        file.attrs.modify("seed", seed)
    image = path.read_bytes()
    image = image[:-24] if image[-24:-16] == b"SIMSEAL1" else image
    seal = b"SIMSEAL1" + struct.pack("<QI", len(image), crc32c(image))
    path.write_bytes(image + seal + struct.pack("<I", crc32c(seal)))


def test_a_file_that_does_not_reproduce_itself_is_found_out(executable: Path, tmp_path: Path) -> None:
    output = tmp_path / "x.h5"
    assert run(command(executable, output, "-n", "1")).returncode == 0
    assert wufei.open(output).reproduce(progress=False)
    with_seed(output, 8)
    answer = run([str(executable), "reproduce", str(output)])
    assert answer.returncode == 1, answer.stderr
    assert answer.stdout.startswith("different: the results differ in ") and "first at /plan/" in answer.stdout
    assert not wufei.open(output).reproduce(progress=False)
