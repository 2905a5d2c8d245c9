"""`wufei studio`: a live page, which the executable runs as `wufei-studio`."""

from __future__ import annotations

import argparse
import errno
import secrets
import signal
import socket
import sys
import tempfile
import webbrowser
from pathlib import Path
from typing import Any

from . import _core
from ._words import language, told
from .errors import WufeiError
from .results import Results
from .results import open as open_results
from .scenario import Scenario

EXAMPLE = Path("scenarios/plan.yaml")
_SERVER: dict[str, Any] = {
    "log_level": "error",
    "access_log": False,
    "server_header": False,
    "lifespan": "off",
    "ws": "none",
    "limit_concurrency": 64,
    "timeout_graceful_shutdown": 2,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("wufei studio", description="可操作的网页 / a live page")
    parser.add_argument("words", nargs="*", type=Path, help="X.h5, SCENARIO.yaml")
    parser.add_argument("-n", "--replicas", type=int, default=30, help="最多模拟多少遍 / at most so many replications")
    parser.add_argument("--save", type=Path, help="保存情景的文件夹 / folder of saved scenarios")
    parser.add_argument("--no-browser", action="store_true", help="只打印网址 / only print the address")
    parser.add_argument("--lang", choices=("zh", "en"), default=None)
    parser.add_argument("-q", "--quiet", action="store_true")
    parser.add_argument("--color", help=argparse.SUPPRESS)
    return parser


def scenario_of(results: Results) -> Scenario:
    """The scenario of a results file that has most policies."""
    parsed = [_core.Scenario.parse(name, results.resolved_text(name)) for name in results.titles]
    return Scenario(max(parsed, key=lambda core: len(core.keys_at("policies"))))


def _made(results: Results, scenario: Scenario) -> bool:
    """Whether the file holds results of this very scenario."""
    if scenario.name not in results.titles:
        return False
    own = scenario.with_({"seed": results.seed, "replicas": results.replicas})
    return own.resolved_text() == results.resolved_text(scenario.name)


def _read(words: list[Path]) -> tuple[list[Scenario], Results | None]:
    """The scenario to be changed and those shown beside it, and the results that are shown first."""
    files = [open_results(word) for word in words if word.suffix == ".h5"]
    scenarios = [Scenario.read(word) for word in words if word.suffix != ".h5"]
    if len(files) > 1:
        raise ValueError("至多一个结果文件 / one results file at most")
    if not files:
        return scenarios or [Scenario.read(EXAMPLE)], None
    if scenarios and not _made(files[0], scenarios[0]):
        raise ValueError(f"{files[0].path}不是由{scenarios[0].path}得到的 / was not made by it; run it again, or leave it out")
    return scenarios or [scenario_of(files[0])], files[0]


def _serve(options: argparse.Namespace, zh: bool) -> int:
    import uvicorn

    from .studio_saving import file_of
    from .studio_server import Guard, Studio
    from .studio_work import Base, stages_to

    scenarios, results = _read(options.words)
    for scenario in scenarios:
        scenario.check()
    seed = results.seed if results else int(scenarios[0]._core.text_at("seed") or 1)
    file = file_of(scenarios[0])
    save_to = options.save or (file.parent if file else Path())
    if not save_to.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "不是文件夹" if zh else "it is no folder", str(save_to))
    signal.signal(signal.SIGTERM, _interrupted)
    with tempfile.TemporaryDirectory(prefix="wufei-studio-") as name, socket.socket() as listening:
        folder = Path(name)
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)  # the address is good from the moment it is printed
        port, token = listening.getsockname()[1], secrets.token_urlsafe(24)
        base = Base(scenarios, seed, stages_to(options.replicas), folder, Path(results.path) if results else None)
        app = Guard(Studio(base, folder, save_to).app(), port, token)
        _tell(f"http://127.0.0.1:{port}/?token={token}", options, zh)
        try:
            uvicorn.Server(uvicorn.Config(app, **_SERVER)).run(sockets=[listening])
        finally:
            _core.end_runs()
    return 0


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def _tell(address: str, options: argparse.Namespace, zh: bool) -> None:
    print(address, flush=True)
    if not options.quiet:
        print("按Ctrl-C结束" if zh else "Ctrl-C ends it", file=sys.stderr)
    if not options.no_browser:
        webbrowser.open(address)


def main(words: list[str] | None = None) -> int:
    """Runs the command line; returns the exit code: 0, 2 for a wrong one, 3 for scenarios, 4 for files, 7 for what is missing."""
    options = _parser().parse_args(words)
    zh = language(options.lang) == "zh"
    error_is = "错误：" if zh else "error: "
    if not 2 <= options.replicas <= 1000:
        print(f"{error_is}{'--replicas应为2至1000' if zh else '--replicas is from 2 to 1000'}", file=sys.stderr)
        return 2
    try:
        return _serve(options, zh)
    except ModuleNotFoundError as error:
        hint = "请运行 pip install 'wufei[studio]'" if zh else "run pip install 'wufei[studio]'"
        print(f"{error_is}{'缺少Python包 ' if zh else 'a Python package is missing: '}{error.name}; {hint}", file=sys.stderr)
        return 7
    except (WufeiError, ValueError) as error:
        print(f"{error_is}{told(error, zh)}", file=sys.stderr)
        return error.exit_code if isinstance(error, WufeiError) else 2
    except OSError as error:
        print(f"{error_is}{error}", file=sys.stderr)
        return 4
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
