"""`wufei portfolio`: the command line of portfolios, which the executable runs as `wufei-portfolio`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import _core
from ._words import language, told
from .errors import UsageError, WufeiError
from .evaluation import simulate_variants
from .portfolio_file import is_read, write
from .portfolio_json import as_json
from .portfolio_levels import Levels, tasks_of
from .portfolio_search import Search, Wish
from .portfolio_sweep import Sweep, default_folder
from .portfolio_tables import as_csv, as_text
from .portfolio_words import Target, Told
from .scenario import Scenario

_STAGES = {
    "screen": ("逐项停做，看哪些任务起作用", "each task left out, to see which matter"),
    "sweep": ("随机组合", "random choices"),
    "search": ("求最优并模拟", "best choices, simulated"),
    "parts": ("逐项去掉选中的任务", "the best without each of its tasks"),
    "proof": ("用新随机数验证", "proof on other random numbers"),
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "wufei portfolio", description="以最低费用达标的任务组合 / the cheapest tasks that meet targets"
    )
    parser.add_argument("scenario")
    parser.add_argument("-p", "--probability", default="0.9")
    for name, default in [("targets", "mandatory"), ("strengths", "0.5,1"), ("shifts", "0 d,365 d"), ("format", "table")]:
        parser.add_argument(f"--{name}", default=default)
    for name in ("budget", "tasks", "sweep", "runners-up", "proof", "cache", "color"):
        parser.add_argument(f"--{name}")
    parser.add_argument("-n", "--replicas")
    parser.add_argument("-s", "--seed")
    parser.add_argument("-t", "--threads")
    parser.add_argument("--set", action="append", default=[])
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--lang", choices=("zh", "en"), default=None)
    parser.add_argument("-q", "--quiet", action="store_true")
    return parser


class _Words:
    """Options, read and refused in the language of the user."""

    def __init__(self, options: argparse.Namespace, zh: bool) -> None:
        self.options, self.zh = options, zh

    def refuse(self, zh: str, en: str) -> UsageError:
        return UsageError(zh if self.zh else en)

    def whole(self, name: str, low: int, high: int, default: int | None) -> int | None:
        text = getattr(self.options, name.replace("-", "_"))
        if text is None:
            return default
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise self.refuse(
                f"--{name} 的值 '{text}' 无效：应为 {low} 至 {high} 的整数",
                f"--{name} cannot be '{text}': expected a whole number from {low} to {high}",
            )
        return int(text)

    def numbers(self, name: str, text: str) -> list[float]:
        try:
            values = [float(word) for word in text.split(",")]
        except ValueError:
            values = [-1.0]
        return values

    def probability(self) -> float:
        text = self.options.probability
        share = text.rstrip().removesuffix("%")
        (value,) = self.numbers("probability", share)[:1]
        value = value / 100 if share != text.rstrip() else value
        if not 0 < value <= 1:
            raise self.refuse(
                f"--probability 的值 '{text}' 无效：应大于0、不超过1，如 0.9 或 90%",
                f"--probability cannot be '{text}': expected more than 0 and no more than 1, such as 0.9 or 90%",
            )
        return value

    def strengths(self) -> tuple[float, ...]:
        text = self.options.strengths
        values = self.numbers("strengths", text)
        if not all(0 < v <= 10 for v in values) or len(set(values)) < len(values):
            raise self.refuse(
                f"--strengths 的值 '{text}' 无效：应为互不相同、大于0、不超过10的数，如 0.5,1",
                f"--strengths cannot be '{text}': expected different numbers above 0, up to 10, such as 0.5,1",
            )
        return tuple(values)

    def quantity(self, name: str, text: str, unit: str, example: str) -> int:
        at = next((i for i, c in enumerate(text.strip()) if not (c.isascii() and (c.isdigit() or c in "+-.eE"))), 0)
        try:
            return round(_core.convert(text.strip()[:at], text.strip()[at:].strip(), unit))
        except (ValueError, WufeiError):
            raise self.refuse(
                f"--{name} 的值 '{text}' 无效：应带单位，如 \"{example}\"",
                f"--{name} cannot be '{text}': expected a quantity with its unit, such as \"{example}\"",
            ) from None

    def shifts(self) -> tuple[int, ...]:
        values = tuple(self.quantity("shifts", word, "s", "0 d,365 d") for word in self.options.shifts.split(","))
        if len(set(values)) < len(values):
            raise self.refuse("--shifts 中有重复", "--shifts names a time twice")
        return values

    def budget(self) -> float | None:
        text = self.options.budget
        return None if text is None else self.quantity("budget", text, "fen", "5000 万元")

    def targets(self, evaluation: dict[str, Any]) -> list[Target]:
        """The indicators that are asked for; refuses those that are not simulated or not judged."""
        keys = evaluation["keys"]
        judged = {
            key: at
            for at, key in enumerate(keys)
            if evaluation["simulated"][at] and bool((evaluation["margins"][:, at] == evaluation["margins"][:, at]).any())
        }
        if self.options.targets == "mandatory":
            wanted = [k for k in judged if evaluation["mandatory"][judged[k]] and evaluation["scored"][judged[k]]]
        else:
            wanted = [self._key(word.strip(), keys, judged, evaluation) for word in self.options.targets.split(",")]
        if not wanted:
            raise self.refuse(
                "没有可评判的必选指标，请用 --targets 列出", "no mandatory target is judged; name some by --targets"
            )
        return [
            Target(k, k.removesuffix(".annex"), evaluation["names_zh"][at], evaluation["names_en"][at], evaluation["units"][at])
            for k in dict.fromkeys(wanted)
            for at in [judged[k]]
        ]

    def _key(self, word: str, keys: list[str], judged: dict[str, int], evaluation: dict[str, Any]) -> str:
        of_number = [k for k in judged if k.split(".")[0] == word]
        found = word if word in judged else next((k for k in of_number if evaluation["scored"][judged[k]]), None)
        if found:
            return found
        known = [k.removesuffix(".annex") for k in judged]
        is_known = any(word in (k, k.split(".")[0]) for k in keys)
        raise self.refuse(
            f"指标 '{word}' " + ("没有模拟值或目标，不能评判" if is_known else "不存在") + "\n可用：" + "、".join(known),
            f"indicator '{word}' "
            + ("is not simulated or has no target" if is_known else "is unknown")
            + "\nknown: "
            + ", ".join(known),
        )


class _Progress:
    """A line on the terminal, or one line a stage."""

    def __init__(self, zh: bool, quiet: bool) -> None:
        self.zh, self.quiet, self.live, self.stage = zh, quiet, sys.stderr.isatty(), ""

    def tell(self, stage: str) -> None:
        self.clear()
        self.stage = _STAGES[stage][0 if self.zh else 1]
        if not self.quiet and not self.live:
            print(self.stage, file=sys.stderr, flush=True)

    def report(self, done: int, total: int) -> None:
        if not self.quiet and self.live:
            print(f"\r\033[K{self.stage}  {done}/{total}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if not self.quiet and self.live:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _folder(words: _Words) -> Path | None:
    """Of the evaluations; None, with a warning, if it cannot be made."""
    given = words.options.cache
    folder = Path(given) if given else default_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
        raise PermissionError(13, os.strerror(13), str(folder))
    except OSError as error:
        if given:
            raise
        said = "已算的结果不保存" if words.zh else "what is computed is not kept"
        print(f"{'警告' if words.zh else 'warning'}: {said}: {error}", file=sys.stderr)
        return None


def _levels(words: _Words, evaluation: dict[str, Any]) -> Levels:
    listed = words.options.tasks
    wanted = None if listed is None else [word.strip() for word in listed.split(",")]
    tasks, unknown = tasks_of(evaluation, wanted)
    known = [task["id"] for task in evaluation["tasks"] if task["active"]]
    if unknown or not tasks:
        names = "、".join(unknown) if words.zh else ", ".join(unknown)
        raise words.refuse(
            (f"没有实施中的任务 {names}" if unknown else "情景中没有可选的任务") + "\n可用：" + "、".join(known),
            (f"no task that is carried out is called {names}" if unknown else "no task can be chosen")
            + "\nknown: "
            + ", ".join(known),
        )
    return Levels(tasks, words.strengths(), words.shifts())


def _run(options: argparse.Namespace, zh: bool, progress: _Progress) -> int:
    words = _Words(options, zh)
    probability, budget = words.probability(), words.budget()
    words.strengths(), words.shifts()
    if options.format not in ("table", "csv", "json"):
        raise words.refuse(
            f"--format 不能是 '{options.format}'：table、csv 或 json",
            f"--format cannot be '{options.format}': table, csv or json",
        )
    base: Scenario = Scenario(_core.Scenario.read(options.scenario, options.set))
    seed = words.whole("seed", 0, 2**64 - 1, None)
    seed = int(base._core.text_at("seed") or 1) if seed is None else seed
    replicas, threads = words.whole("replicas", 1, 10_000, 8) or 8, words.whole("threads", 1, 1024, 0) or 0
    proof, runners_up = words.whole("proof", 1, 10_000, 32) or 32, words.whole("runners-up", 0, 20, 2) or 0
    wish = Wish(probability, budget, words.whole("sweep", 0, 100_000, None), runners_up)
    (first,) = simulate_variants([base], 1, seed, threads, None)
    if not first["target_year"]:
        raise words.refuse("模拟时段不含目标年全年", "the period does not cover the target year")
    if options.output:
        _core.guard_text(str(options.output))
        if is_read(options.output, options.scenario, base):
            raise words.refuse(
                f"“{options.output}”是所读的情景；请给输出另一个名称",
                f"'{options.output}' is a scenario that is read; give the output another name",
            )
        options.output.parent.mkdir(parents=True, exist_ok=True)  # before hours are spent
    targets, levels, folder = words.targets(first), _levels(words, first), _folder(words)
    keys = [target.key for target in targets]
    sweep = Sweep(base, levels, keys, replicas, seed, threads, folder, progress.report)
    fresh = Sweep(base, levels, keys, proof, (seed + 1) % 2**64, threads, folder, progress.report)
    search = Search(sweep, fresh, wish, progress.tell)
    answer = search.go()
    progress.clear()
    nothing, everything = fresh.known[levels.nothing()], sweep.known[levels.all()]
    told_of = Told(answer, wish, levels, targets, nothing, everything, first["target_year"], replicas, proof, zh)
    print({"table": as_text, "csv": as_csv, "json": as_json}[options.format](told_of), end="")
    if options.output and answer.reached:
        write(told_of, base, options.output, fresh.seed)
    elif options.output:
        said = f"没有达到目标，未写 {options.output}" if zh else f"the targets are not reached: {options.output} is not written"
        print(said, file=sys.stderr)
    return 0 if answer.reached else 1


def main(words: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit code: 0, 1 if the targets are not reached, or that of an error."""
    options = _parser().parse_args(words)
    zh = language(options.lang) == "zh"
    sign = "错误：" if zh else "error: "
    progress = _Progress(zh, options.quiet)
    try:
        return _run(options, zh, progress)
    except ModuleNotFoundError as error:
        said = (
            f"缺少Python包 {error.name}：pip install 'wufei[portfolio]'"
            if zh
            else f"a Python package is missing, {error.name}: pip install 'wufei[portfolio]'"
        )
        print(sign + said, file=sys.stderr)
        return 7
    except WufeiError as error:
        progress.clear()
        print(sign + told(error, zh), file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"{sign}{error}", file=sys.stderr)
        return 4
    except KeyboardInterrupt:
        progress.clear()
        kept = options.cache or default_folder()
        print(
            f"已中断；已算的组合保存在 {kept}，再次运行同一命令即接着算"
            if zh
            else f"interrupted; what was computed is kept in {kept}, and the same command goes on from there",
            file=sys.stderr,
        )
        return 130


if __name__ == "__main__":
    sys.exit(main())
