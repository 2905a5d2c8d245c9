"""A studio of its own process, for tests, and how to talk to it."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from shutil import copytree
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    """A browser that sends what it is told to send."""

    url: str
    token: str = field(init=False)
    port: int = field(init=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        self.port = int(parts.port or 0)
        self.token = parts.query.removeprefix("token=")

    def ask(self, method: str, path: str, body: bytes | None = None, cookie: bool = True, **headers: str) -> Reply:
        own = {"Content-Type": "application/json"} if body is not None else {}
        if cookie:
            own["Cookie"] = f"wufei-{self.port}={self.token}"
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            connection.request(method, path, body, own)
            response = connection.getresponse()
            return Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def post(self, path: str, value: Any) -> Reply:
        return self.ask("POST", path, json.dumps(value).encode())

    def visit(self) -> str:
        return str(self.post("/visit", {}).json()["visitor"])

    def tries(self, visitor: str) -> list[dict[str, Any]]:
        return list(self.ask("GET", f"/state?visitor={visitor}").json()["tries"])

    def done(self, visitor: str, number: int) -> dict[str, Any]:
        """The try, when it is no longer running."""
        for _ in range(3000):
            found = next((one for one in self.tries(visitor) if one["id"] == number), None)
            if found is None or found["state"] not in ("waiting", "running"):
                assert found is not None, f"try {number} is gone"
                return found
            time.sleep(0.1)
        raise AssertionError(f"try {number} does not end")


def district(root: Path, folder: Path, ends: str, year: int) -> Path:
    """A short plan in a folder of its own."""
    for name in ("data", "scenarios"):
        copytree(root / name, folder / name)
    path = folder / "scenarios" / "short.yaml"
    path.write_text(
        f"extends: plan.yaml\ntitle: {{zh: 短期方案, en: Short plan}}\nperiod: {{ends: {ends}}}\ntarget_year: {year}\n",
        encoding="utf-8",
    )
    return path


@contextmanager
def studio(executable: Path, *words: object) -> Iterator[Client]:
    command = [executable, "studio", *map(str, words), "--no-browser", "--quiet", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield Client(process.stdout.readline().strip())
        finally:
            process.terminate()
            process.wait(60)
