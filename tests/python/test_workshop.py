"""The workshop: what CONTRIBUTING names is there, and CI does nothing that cannot be done at home."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
RECIPES = dict(re.findall(r"^\*\*(\w+)\*\*(.*?)\n\n", CONTRIBUTING, re.MULTILINE | re.DOTALL))
PATH = re.compile(r"[\w.-]+(/[\w.-]+)*/?")


def spans(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def paths(text: str) -> list[str]:
    """Code spans that name a file or folder of the repository; NAME stands for a new one."""
    return [span for span in spans(text) if "/" in span and PATH.fullmatch(span) and not span.startswith(("build/", "./"))]


def verbs() -> set[str]:
    told = subprocess.run([ROOT / "dev", "help"], capture_output=True, text=True, check=True).stdout
    return set(re.findall(r"^ +\./dev (\w+)", told, re.MULTILINE))


def steps() -> list[tuple[str, str]]:
    """Every command of the workflow, with its job; a value of the matrix becomes a command of its own."""
    found = []
    for name, job in WORKFLOW["jobs"].items():
        matrix = job.get("strategy", {}).get("matrix", {})
        for step in job["steps"]:
            assert set(step) in ({"uses"}, {"run"}), f"a step of {name} is more than one command"
            asked = re.search(r"\$\{\{ matrix\.(\w+) \}\}", step.get("run", ""))
            values = matrix[asked[1]] if asked else [""]
            found += [(name, step["run"].replace(asked[0], value) if asked else step["run"]) for value in values if "run" in step]
    return found


def test_every_path_in_contributing_exists() -> None:
    named = paths(CONTRIBUTING)
    assert len(named) > 40
    missing = {path for path in named if "NAME" not in path and not (ROOT / path).exists()}
    homeless = {path for path in named if "NAME" in path and not (ROOT / path).parent.is_dir()}
    assert missing | homeless == set()


def test_there_is_a_recipe_for_everything_that_grows() -> None:
    assert set(RECIPES) == {"Facility", "Policy", "Lever", "Indicator", "Output", "Verb", "District"}


@pytest.mark.parametrize("kind", ["Facility", "Policy", "Indicator", "Output", "Verb"])
def test_a_recipe_starts_from_a_file_that_ends_in_a_literal(kind: str) -> None:
    (own, neighbour) = re.search(r"`(\S+/NAME\.cpp)`,\s+from\s+`(\S+)`", RECIPES[kind]).groups()
    assert Path(own).parent == Path(neighbour).parent
    text = (ROOT / neighbour).read_text(encoding="utf-8")
    assert text[text.rindex(" registered{") :].endswith(("}  // namespace waste\n", "}  // namespace waste::cli\n"))
    assert "};\n\n}  // namespace\n" in text


def test_contributing_is_short() -> None:
    lines = CONTRIBUTING.splitlines()
    assert len(lines) <= 120 and max(map(len, lines)) <= 120


def test_every_verb_of_dev_in_the_pages_of_the_workshop_exists() -> None:
    text = CONTRIBUTING + (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\./dev (\w+)", text)) <= verbs()


def test_each_step_of_ci_is_one_call_of_dev_or_of_a_script() -> None:
    commands = steps()
    assert len(commands) >= 10
    for job, command in commands:
        words = command.split()
        if words[0] == "./dev":
            assert words[1] in verbs(), f"{job}: {command}"
        else:
            assert len(words) == 1 and words[0].startswith(".ci/") and (ROOT / words[0]).exists(), f"{job}: {command}"


def test_each_preset_of_ci_can_be_configured_built_and_tested() -> None:
    presets = json.loads((ROOT / "CMakePresets.json").read_text(encoding="utf-8"))
    asked = {command.split()[2] for _, command in steps() if command.startswith("./dev preset")}
    assert asked
    for kind in ("configurePresets", "buildPresets", "testPresets"):
        assert asked <= {preset["name"] for preset in presets.get(kind, [])}, kind


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_python_packages_are_pinned_with_hashes(name: str) -> None:
    asked, pinned = ((ROOT / "python" / f"{name}{end}").read_text(encoding="utf-8") for end in (".in", ".txt"))
    packages = re.findall(r"^([^\s#]+)", pinned, re.MULTILINE)
    with_hashes = re.findall(r"^(\S+==\S+).*\\\n    --hash=sha256:[0-9a-f]{64}", pinned, re.MULTILINE)
    assert packages == with_hashes and len(packages) > 20
    assert set(re.findall(r"^([^\s#]+)", asked, re.MULTILINE)) <= set(packages), "run ./dev pin"
