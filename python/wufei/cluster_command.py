"""`wufei run --cluster`: the part of the command line that talks to Dask, which the executable runs as `wufei-cluster`."""

from __future__ import annotations

import _thread
import argparse
import os
import sys
import threading
import time
from pathlib import Path

from ._words import language, pairs_of, told
from .errors import WufeiError
from .running import run
from .scenario import read

_PATIENCE = "20 s"  # for a scheduler that does not answer


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("wufei run --cluster", description="在Dask集群上模拟 / simulates on a Dask cluster")
    parser.add_argument("scenarios", nargs="+")
    parser.add_argument("--cluster", required=True, metavar="ADDRESS", help="调度器地址 / of the scheduler, tcp://host:8786")
    parser.add_argument("-o", "--output", required=True)
    for letter, name in (("n", "replicas"), ("s", "seed"), ("t", "threads")):
        parser.add_argument(f"-{letter}", f"--{name}", type=int)
    parser.add_argument("--set", action="append", default=[], metavar="PATH=VALUE")
    parser.add_argument("--uncertainty")
    for name in ("resume", "discard", "fail-on-unmet"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("--lang", choices=("zh", "en"), default=None)
    parser.add_argument("-q", "--quiet", action="store_true")
    return parser


def _stop_with(parent: int) -> None:
    """Interrupts the main thread when the program that called this one has gone."""
    while os.getppid() == parent:
        time.sleep(0.5)
    _thread.interrupt_main()


def _run(options: argparse.Namespace) -> None:
    from distributed import Client

    changes = pairs_of(options.set)
    if options.uncertainty:
        changes["uncertainty"] = options.uncertainty
    scenarios = [read(path, changes) for path in options.scenarios]
    with Client(options.cluster, timeout=_PATIENCE) as client:
        run(
            scenarios,
            replicas=options.replicas,
            seed=options.seed,
            threads=options.threads,
            output=Path(options.output),
            resume=options.resume,
            discard=options.discard,
            progress=not options.quiet and sys.stderr.isatty(),
            client=client,
        )


def main(words: list[str] | None = None) -> int:
    """Runs the command line; returns the exit code of `wufei run` in the same case."""
    options = _parser().parse_args(words)
    zh = language(options.lang) == "zh"
    error_is = "错误：" if zh else "error: "
    threading.Thread(target=_stop_with, args=(os.getppid(),), daemon=True).start()
    try:
        _run(options)
    except ModuleNotFoundError as error:
        print(
            f"{error_is}{'缺少Python包' if zh else 'a Python package is missing: '}{error.name}; pip install 'wufei[cluster]'",
            file=sys.stderr,
        )
        return 7
    except KeyboardInterrupt:
        return 130
    except WufeiError as error:
        print(f"{error_is}{told(error, zh)}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        unreached = f"无法连接“{options.cluster}”" if zh else f"cannot reach '{options.cluster}'"
        print(f"{error_is}{unreached}: {error}", file=sys.stderr)
        return 4
    return 0


if __name__ == "__main__":
    sys.exit(main())
