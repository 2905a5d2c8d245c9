"""The studio's server: who may ask, what may be asked, and what a saved try is worth."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import wufei
from studio_process import Client, district, studio
from wufei import _core
from wufei.studio_levers import Levers, Refusal


@pytest.fixture(scope="module")
def scenario(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return district(root, tmp_path_factory.mktemp("studio"), "2020-03-01", 2020)


@pytest.fixture(scope="module")
def client(executable: Path, scenario: Path) -> Iterator[Client]:
    with studio(executable, scenario, "--replicas", 3) as running:
        yield running


def test_without_the_token_nothing_is_told(client: Client) -> None:
    for path in ("/", "/page.js", "/levers", "/state?visitor=x", "/nothing"):
        assert client.ask("GET", path, cookie=False).status == 403
        assert client.ask("GET", f"{path}{'&' if '?' in path else '?'}token=wrong", cookie=False).status == 403
    assert client.ask("POST", "/visit", b"{}", cookie=False).status == 403
    assert client.ask("GET", "/levers", cookie=False, Cookie=f"wufei-{client.port}=无".encode().decode("latin-1")).status == 403


def test_the_token_becomes_a_cookie_that_scripts_and_other_sites_do_not_get(client: Client) -> None:
    reply = client.ask("GET", f"/?token={client.token}", cookie=False)
    assert reply.status == 303 and reply.headers["location"] == "/"
    assert {"HttpOnly", "SameSite=strict"} <= set(reply.headers["set-cookie"].split("; "))
    assert len(client.token) >= 32


@pytest.mark.parametrize("host", ["example.com", "evil.test:80", "127.0.0.1", "127.0.0.1:1", "", "0.0.0.0:{port}"])
def test_another_host_is_not_served(client: Client, host: str) -> None:
    assert client.ask("GET", "/levers", Host=host.format(port=client.port)).status in (400, 421)
    assert client.ask("GET", "/levers", Host="example.com").status == 421


@pytest.mark.parametrize("origin", ["http://example.com", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}", ""])
def test_another_origin_is_not_served(client: Client, origin: str) -> None:
    assert client.ask("POST", "/visit", b"{}", Origin=origin.format(port=client.port)).status == 403
    assert client.ask("POST", "/visit", b"{}", Origin=f"http://127.0.0.1:{client.port}").status == 200


def test_it_listens_on_this_machine_alone(client: Client) -> None:
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    own = {local for _, local, _, state, *_ in listening if state == "0A" and local.endswith(f":{client.port:04X}")}
    assert own == {f"0100007F:{client.port:04X}"}
    in_version_6 = Path("/proc/net/tcp6")
    assert not in_version_6.exists() or f":{client.port:04X} " not in in_version_6.read_text()


def test_pages_run_no_foreign_script_and_evaluate_no_text(client: Client) -> None:
    for path in ("/", "/page.js", "/studio.css", "/levers", "/nothing"):
        headers = client.ask("GET", path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe-eval" not in policy and "http" not in policy and policy.count("unsafe-inline") == 1
        assert headers["x-content-type-options"] == "nosniff" and headers["cache-control"] == "no-store"
    page = client.ask("GET", "/").body.decode()
    assert "http://" not in page and "https://" not in page
    assert re.findall(r"<script(?! type=)(?! src=/)", page) == []


def test_bodies_are_short_and_json(client: Client) -> None:
    assert client.ask("POST", "/run", b" " * 10_001).status == 413
    assert client.ask("POST", "/run", b"x" * 1_000_000).status == 413
    assert client.ask("POST", "/visit", b"{}", Content_Type="text/plain").status == 415
    assert client.ask("POST", "/visit", b"{}", Content_Type="application/x-www-form-urlencoded").status == 415
    for body in (
        b"",
        b"nothing",
        b"[" * 9_000,
        b"\xff\xfe",
        b"[]",
        b'{"move": {}}',
        b'{"visitor": 1, "move": {}, "path": "/etc"}',
    ):
        assert client.ask("POST", "/run", body).status == 400
    assert client.ask("GET", "/run").status == 405


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/%2e%2e/etc/passwd", "//etc/passwd", "/data/banan/plan/tasks.csv", "/page.js/x"]
)
def test_no_file_is_served(client: Client, path: str) -> None:
    assert client.ask("GET", path).status == 404


WRONG = [
    {"tasks": {"t91": {"active": False}}},
    {"tasks": {"t15": {"active": "no"}}},
    {"tasks": {"t15": {"strength": 151}}},
    {"tasks": {"t15": {"strength": 99.5}}},
    {"tasks": {"t15": {"strength": True}}},
    {"tasks": {"t15": {"shift": -731}}},
    {"tasks": {"t15": {"starts_before": "2023-01-01"}}},
    {"tasks": {"t15": []}},
    {"tasks": []},
    {"sizes": {"policies.gypsum_market.change": 67.1}},
    {"sizes": {"policies.gypsum_market.change": "20 %"}},
    {"sizes": {"policies.gypsum_market.change": {"low": 0}}},
    {"sizes": {"policies.gypsum_market.starts": 19000}},
    {"sizes": {"sites.dryer.capacity": 1000}},
    {"extends": "/etc/passwd"},
    [],
    None,
]


@pytest.mark.parametrize("move", WRONG, ids=json.dumps)
def test_only_levers_within_their_ranges_can_be_moved(client: Client, move: object) -> None:
    reply = client.post("/run", {"visitor": client.visit(), "move": move})
    assert reply.status == 400
    texts = reply.json()
    assert texts["zh"] and texts["en"] and re.search("[一-鿿]", texts["zh"]) and not re.search("[一-鿿]", texts["en"])


def test_not_a_number_is_no_size() -> None:
    levers = Levers(wufei.read("scenarios/plan.yaml"))
    for value in (float("nan"), float("inf"), -1e308):
        with pytest.raises(Refusal):
            levers.move({"sizes": {"policies.gypsum_market.change": value}})


def test_nothing_that_is_sent_breaks_the_server(client: Client) -> None:
    chance = random.Random(5)
    pieces = ["visitor", "move", "tasks", "sizes", "t15", "active", "strength", "id", "title", "x" * 300, "无", "\ud800", "\0"]

    def value(depth: int) -> object:
        kind = chance.randrange(7 if depth else 5)
        if kind < 5:
            return [None, True, chance.choice(pieces), chance.uniform(-1e300, 1e300), 10 ** chance.randrange(300)][kind]
        if kind == 5:
            return [value(depth - 1) for _ in range(chance.randrange(4))]
        return {chance.choice(pieces): value(depth - 1) for _ in range(chance.randrange(4))}

    visitor = client.visit()
    for path, keys in (("/run", ["visitor", "move"]), ("/save", ["visitor", "id", "title"]), ("/stop", ["visitor"])):
        for _ in range(60):
            asked = {key: value(3) for key in keys} | ({"visitor": visitor} if chance.random() < 0.7 else {})
            assert client.post(path, asked).status in (200, 400)
    for query in (
        "",
        "?visitor=",
        "?visitor=%00",
        f"?visitor={visitor}&id=٣",
        f"?visitor={visitor}&id=-1",
        f"?visitor={visitor}&id=1e9",
    ):
        assert client.ask("GET", f"/answer{query.replace('٣', '%D9%A3')}").status == 400
    assert client.ask("GET", "/levers").status == 200


def test_every_task_is_a_switch_and_every_size_has_a_name_in_both_languages(client: Client) -> None:
    levers = client.ask("GET", "/levers").json()
    assert [task["id"] for task in levers["tasks"]] == [f"t{number:02d}" for number in range(1, 91)]
    assert len(levers["sizes"]) > 150
    for one in levers["tasks"] + levers["sizes"] + levers["indicators"]:
        assert re.search("[一-鿿]", one["name"]["zh"]) and re.match("[ -~]", one["name"]["en"])


def test_one_visitor_sees_nothing_of_another(client: Client) -> None:
    one, other = client.visit(), client.visit()
    number = client.post("/run", {"visitor": one, "move": {"tasks": {"t05": {"active": False}}}}).json()["id"]
    assert client.done(one, number)["state"] == "done"
    assert [each["tasks"] for each in client.tries(other)] == [{}]
    assert client.ask("GET", f"/answer?visitor={other}&id={number}").status == 400
    assert client.post("/stop", {"visitor": other}).status == 200
    assert client.ask("GET", f"/answer?visitor={one}&id={number}").status == 200


def section(html: str, name: str) -> str:
    found = re.search(rf'<section id="{name}">.*?</section>', html, re.DOTALL)
    assert found
    return found[0]


def test_a_saved_try_is_checked_and_its_run_says_what_was_shown(
    client: Client, executable: Path, scenario: Path, tmp_path: Path
) -> None:
    visitor = client.visit()
    move = {
        "tasks": {"t15": {"active": False}, "t46": {"strength": 80, "shift": -90}},
        "sizes": {"drivers.waste_per_head.trend": -1.5, "policies.t72_third_parties.members": 9},
    }
    number = client.post("/run", {"visitor": visitor, "move": move}).json()["id"]
    assert client.done(visitor, number)["replicas"] == 3
    shown = client.ask("GET", f"/answer?visitor={visitor}&id={number}").json()
    saved = client.post("/save", {"visitor": visitor, "id": number, "title": '石膏: "不做" # {试}'}).json()
    path = Path(saved["path"])
    assert path.parent == scenario.parent and "extends: short.yaml" in path.read_text(encoding="utf-8")
    assert subprocess.run([executable, "check", path], capture_output=True, check=False).returncode == 0
    subprocess.run([executable, "run", path, "-o", tmp_path / "again.h5", "--quiet"], check=True, capture_output=True)
    again = _core.report([str(tmp_path / "again.h5")], path.stem, "")
    assert section(again["main"], "lights") == section(shown["main"], "lights")
    values = wufei.open(tmp_path / "again.h5")
    assert values.replicas == 3 and values.titles[path.stem]["zh"] == '石膏: "不做" # {试}'
    reopened = Levers(wufei.read(path))
    assert not reopened.tasks["t15"].active and (reopened.tasks["t46"].strength, reopened.tasks["t46"].shift) == (80, -90)
    assert "drivers.waste_per_head.trend" not in reopened.sizes  # it is no longer a range


def test_saving_never_writes_over_a_file(client: Client) -> None:
    visitor = client.visit()
    assert client.done(visitor, 1)["state"] == "done"
    paths = {client.post("/save", {"visitor": visitor, "id": 1, "title": ""}).json()["path"] for _ in range(3)}
    assert len(paths) == 3
    assert client.post("/save", {"visitor": visitor, "id": 1, "title": "x" * 61}).status == 400


def test_the_results_file_that_is_given_is_shown_first(executable: Path, scenario: Path, tmp_path: Path) -> None:
    subprocess.run([executable, "run", scenario, "-n", "2", "-o", tmp_path / "x.h5", "--quiet"], check=True, capture_output=True)
    with studio(executable, tmp_path / "x.h5", "--replicas", 3, "--save", tmp_path) as client:
        visitor = client.visit()
        assert client.done(visitor, 1)["replicas"] == 2
        number = client.post("/run", {"visitor": visitor, "move": {"tasks": {"t05": {"active": False}}}}).json()["id"]
        assert client.done(visitor, number)["replicas"] == 3
        path = Path(client.post("/save", {"visitor": visitor, "id": number, "title": "a"}).json()["path"])
        wufei.read(path).check()


@pytest.mark.parametrize(
    ("words", "code"),
    [(["nothing.yaml"], 4), (["--replicas", "1"], 2), (["a.h5", "b.h5"], 4), (["pyproject.toml"], 3)],
)
def test_what_cannot_be_opened_is_said_in_one_line(executable: Path, words: list[str], code: int) -> None:
    told = subprocess.run([executable, "studio", *words], capture_output=True, text=True, check=False)
    assert told.returncode == code and told.stderr.startswith("error: ") and "Traceback" not in told.stderr
