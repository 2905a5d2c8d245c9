"""Completion by the shells themselves, and the manual page read by man."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest


def _wufei(executable: Path, *words: str, lang: str = "en", code: int = 0) -> str:
    done = subprocess.run([executable, "--lang", lang, *words], capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def _verbs(executable: Path) -> list[str]:
    help_page = _wufei(executable, "--help")
    return re.findall(r"^  (\w+) +[A-Z]", help_page[help_page.index("Verbs:") :], re.M)


def _shell(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


@pytest.fixture()
def place(tmp_path: Path) -> Path:
    """A folder with files of all kinds."""
    for name in ("plan.yaml", "with blank.yaml", "out.h5", "out.h5.part-1-of-2", "facts.csv"):
        (tmp_path / name).touch()
    (tmp_path / "scenarios").mkdir()
    return tmp_path


def _bash(executable: Path, place: Path, *words: str) -> list[str]:
    """What bash offers in place of the last of the words after `wufei`; it takes `=` for a word of its own."""
    split = [part for word in ("wufei", *words) for part in re.split("(=)", word) if part or word == ""]
    code = f"""source <('{executable}' completion bash)
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _wufei; printf '%s\\n' "${{COMPREPLY[@]}}" """
    done = subprocess.run([_shell("bash"), "-c", code, "bash", *split], capture_output=True, text=True, cwd=place, check=True)
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]


def test_bash_offers_verbs_options_and_what_they_take(executable: Path, place: Path) -> None:
    verbs = _verbs(executable)
    assert len(verbs) > 15 and _bash(executable, place, "") == [*verbs, "help"]
    assert _bash(executable, place, "re") == [verb for verb in verbs if verb.startswith("re")]
    assert _bash(executable, place, "help", "comp") == ["compare", "completion"]
    for verb in verbs:
        offered = _bash(executable, place, "-q", "--lang", "zh", verb, "--")
        assert sorted(offered) == sorted(set(re.findall(r"--[\w-]+(?= |$)(?=[^\n]*)", _options(executable, verb))))
    assert _bash(executable, place, "show", "--format", "") == ["table", "csv", "json", "xlsx"]
    assert _bash(executable, place, "show", "--format=c") == ["csv"]
    assert _bash(executable, place, "--lang", "") == ["zh", "en"]
    assert _bash(executable, place, "init", "x", "--template", "b") == ["banan"]
    assert _bash(executable, place, "describe", "incin") == ["incinerator"]
    assert _bash(executable, place, "explain", "3") == ["3", *map(str, range(30, 40))]
    assert _bash(executable, place, "run", "--seed", "") == []


def _options(executable: Path, verb: str) -> str:
    """The first columns of the lines of options in its help."""
    lines = _wufei(executable, verb, "--help").splitlines()
    return "\n".join(line[:33] for line in lines if re.match(r"  (-\w,|   ) --", line))


def test_bash_offers_the_files_that_fit(executable: Path, place: Path) -> None:
    assert sorted(_bash(executable, place, "run", "")) == ["plan.yaml", "scenarios", "with blank.yaml"]
    assert _bash(executable, place, "run", "with") == ["with blank.yaml"]
    assert sorted(_bash(executable, place, "show", "o")) == ["out.h5"]
    assert _bash(executable, place, "merge", "out") == ["out.h5.part-1-of-2"]
    assert sorted(_bash(executable, place, "score", "")) == ["facts.csv", "out.h5", "scenarios"]
    assert _bash(executable, place, "init", "") == ["scenarios"]
    assert len(_bash(executable, place, "show", "out.h5", "-o", "")) == 6


def test_what_is_offered_for_an_option_is_what_it_takes(executable: Path, place: Path) -> None:
    """The choices are read from the help; the error about a wrong one lists all."""
    tried = 0
    script = _wufei(executable, "completion", "bash")
    for verb, choices in re.findall(r"^    (\w+)' --format'\) _wufei_offer '([\w ]+)'", script, re.M):
        words = {
            "compare": ["plan.yaml:a", "plan.yaml:b"],
            "score": ["a", "b"],
            "explain": ["11"],
            "find": ["x"],
            "rank": ["11", "x.yaml"],
        }
        told = _wufei_any(executable, verb, *words.get(verb, ["x.yaml"]), "--format", "nonsense")
        listed = re.search(r"expected one of ([\w, ]+)", told)
        if listed:
            tried += 1
            assert sorted(choices.split()) == sorted(listed[1].split(", ")), verb
    assert tried >= 6


def _wufei_any(executable: Path, *words: str) -> str:
    return subprocess.run([executable, "--lang", "en", *words], capture_output=True, text=True, check=False).stderr


def test_fish_offers_the_same(executable: Path, place: Path) -> None:
    def offered(line: str) -> list[str]:
        code = f"'{executable}' completion fish --lang zh | source; complete -C '{line}'"
        home = os.environ | {"HOME": str(place), "XDG_CONFIG_HOME": str(place / "config")}
        done = subprocess.run([_shell("fish"), "-N", "-c", code], capture_output=True, text=True, cwd=place, env=home, check=True)
        assert done.stderr == ""
        return [line.split("\t")[0] for line in done.stdout.splitlines()]

    assert set(offered("wufei re")) == {"resolve", "report", "reconcile", "reproduce"}
    assert offered("wufei show --format c") == ["csv"]
    assert offered("wufei show --side") == ["--side-by-side"]
    assert offered("wufei run --unc") == ["--uncertainty"]
    assert set(offered("wufei run ")[:2]) == {"plan.yaml", "with blank.yaml"}  # those that fit first; other files are not hidden


def test_zsh_reads_its_script_and_offers_verbs_and_options(executable: Path, place: Path) -> None:
    """Completion needs a terminal, so that keys are typed into one."""
    zsh = _shell("zsh")
    (place / "_wufei").write_text(_wufei(executable, "completion", "zsh"), encoding="utf-8")
    subprocess.run([zsh, "-n", place / "_wufei"], check=True)
    code = f"""
    zmodload zsh/zpty
    zpty z '{zsh}' -f -i
    zpty -w z "PS1= ; unsetopt zle_bracketed_paste; fpath=({place} $fpath); autoload -Uz compinit; compinit -u -D; LISTMAX=500; PATH=/nowhere; echo ready"
    zpty -r -m z out '*ready*ready*'
    for line in 'wufei rep' 'wufei show --form' 'wufei show --format=j'; do
      zpty -w -n z "$line"$'\\t'
      sleep 0.5
      zpty -w -n z $'\\x15'"echo end"$'\\n'
      zpty -r -m z out '*end*end*'
      print -r -- "<$out>"
    done
    """
    environment = os.environ | {"TERM": "dumb", "HOME": str(place)}
    done = subprocess.run(
        [zsh, "-f", "-c", code], capture_output=True, text=True, env=environment, cwd=place, timeout=30, check=True
    )
    verb, option, choice = done.stdout.split("<")[1:]
    assert "report" in verb and "reproduce" in verb and "run" not in verb.replace("wufei rep", "")
    assert "--format=" in option and "--format=json" in choice


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_manual_page_has_every_verb_and_every_option(executable: Path, lang: str) -> None:
    page = _wufei(executable, "man", lang=lang)
    for verb in _verbs(executable):
        for option in re.findall(r"--[\w-]+", _options(executable, verb)):
            assert option.replace("-", "\\-") in page
        assert f'.SS "wufei {verb} ' in page
    _shell("man")
    checked = subprocess.run(
        [_shell("groff"), "-man", "-Tutf8", "-ww", "-z", "-K", "utf8"], input=page, capture_output=True, text=True, check=True
    )
    told = [line for line in checked.stderr.splitlines() if "break line" not in line]  # Chinese has no blanks to break at
    assert told == []
    environment = os.environ | {"MANWIDTH": "100", "LC_ALL": "C.UTF-8"}
    read = subprocess.run(["man", "-l", "-"], input=page, capture_output=True, text=True, check=True, env=environment)
    assert "--fail-on-unmet" in read.stdout and "130" in read.stdout
    assert ("结果文件" if lang == "zh" else "results file") in read.stdout


def test_an_unknown_shell_is_answered_with_the_near_match(executable: Path) -> None:
    assert "did you mean 'fish'?" in _wufei(executable, "completion", "fis", code=2)
    assert "可用：bash, zsh, fish" in _wufei(executable, "completion", "tcsh", lang="zh", code=2)
