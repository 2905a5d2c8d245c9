"""The studio in a browser: levers, runs, tries and saved scenarios, in both languages."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import wufei
from browsers import launched, needs_browser
from studio_process import Client, district, studio
from wufei.studio_levers import Levers

PATIENCE = 300_000  # [ms] of a test on a machine that has other work
MOST = 3  # replications

pytestmark = needs_browser


@pytest.fixture(scope="module")
def scenario(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return district(root, tmp_path_factory.mktemp("studio"), "2023-01-01", 2022)


@pytest.fixture(scope="module")
def client(executable: Path, scenario: Path) -> Iterator[Client]:
    with studio(executable, scenario, "--replicas", MOST) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def heard() -> list[str]:
    """What went wrong, and who was asked beside the studio."""
    return []


def opened(context: BrowserContext, client: Client, heard: list[str]) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda message: heard.append(f"{message.type} {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error {error}"))
    page.on("request", lambda request: request.url.startswith(f"http://127.0.0.1:{client.port}/") or heard.append(request.url))
    page.goto(client.url)
    page.wait_for_selector("main[data-replicas]")
    return page


@pytest.fixture(scope="module")
def page(browser: Browser, client: Client, heard: list[str]) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    yield opened(context, client, heard)
    context.close()


def state(page: Page) -> dict[str, Any]:
    return page.evaluate("fetch(`/state?visitor=${sessionStorage.getItem('visitor')}`).then((told) => told.json())")


def wait_for_end(page: Page, wanted: str = "done") -> dict[str, Any]:
    """The last try, at its end."""
    for _ in range(3000):
        last = state(page)["tries"][-1]
        if last["state"] not in ("waiting", "running"):
            assert last["state"] == wanted, last
            if wanted == "done":
                page.wait_for_selector(f"main[data-try='{last['id']}'][data-replicas='{last['replicas']}']")
            return last
        page.wait_for_timeout(100)
    raise AssertionError("it does not end")


def reset(page: Page) -> None:
    """Back to the scenario as it is, so that a test does not depend on those before."""
    if page.locator("#reset").is_enabled():
        page.locator("#reset").click()
    wait_for_end_of_all(page)


def wait_for_end_of_all(page: Page) -> None:
    for _ in range(3000):
        if not any(one["state"] in ("waiting", "running") for one in state(page)["tries"]):
            return
        page.wait_for_timeout(100)


def light(page: Page, number: str) -> str:
    """The row of an indicator."""
    return page.locator("#lights tbody tr", has=page.locator(f"td:nth-child(2):text-is('{number}')")).inner_text()


def test_it_opens_with_the_scenario_as_it_is(page: Page, heard: list[str]) -> None:
    wait_for_end_of_all(page)
    page.wait_for_selector(f"main[data-replicas='{MOST}']")
    assert page.locator("html").get_attribute("lang") == "zh"
    assert "短期方案" in page.locator("h1").inner_text() and page.locator("#moved").count() == 0
    assert page.locator("input[role=switch]").count() == 90
    assert page.locator("#trajectories figure").first.is_visible()
    page.locator("#trajectory-11-annex").scroll_into_view_if_needed()
    page.wait_for_selector("#trajectory-11-annex svg")
    assert heard == []


def test_a_task_that_is_switched_off_moves_indicator_11(page: Page, heard: list[str]) -> None:
    reset(page)
    before = light(page, "11*")
    page.locator("#switch-t15").click()
    last = wait_for_end(page)
    assert last["tasks"] == {"t15": {"active": False}} and last["replicas"] == MOST
    assert light(page, "11*") != before
    row = page.locator("#moved tbody tr", has=page.locator("th:text-is('11*')"))
    assert row.count() == 1 and re.search(r"[+-]\d", row.inner_text())
    assert "任务15" in page.locator(".chips").inner_text()
    page.locator(".chips button").click()
    page.wait_for_selector("main[data-try='1']")
    assert light(page, "11*") == before and page.locator("#switch-t15").is_checked()
    assert heard == []


def test_five_quick_moves_finish_at_most_two_runs(page: Page) -> None:
    reset(page)
    finished = len([one for one in state(page)["tries"] if one["state"] == "done"])
    for task in ("t05", "t10", "t13", "t20", "t22"):
        page.locator(f"#switch-{task}").click()
    last = wait_for_end(page)
    assert set(last["tasks"]) == {"t05", "t10", "t13", "t20", "t22"}
    assert len([one for one in state(page)["tries"] if one["state"] == "done"]) - finished <= 2


def test_a_run_can_be_stopped(page: Page) -> None:
    reset(page)
    page.locator("#switch-t46").focus()
    page.keyboard.press("Space")
    page.locator("#stop:enabled").click()
    wait_for_end_of_all(page)
    page.wait_for_selector("#stop:disabled")
    assert "已停止" in page.locator(".line").inner_text()
    assert page.locator("progress").is_hidden()


def test_strength_date_and_size_are_sliders_that_keys_move(page: Page) -> None:
    reset(page)
    row = page.locator(".lever", has=page.locator("#switch-t15"))
    row.locator("summary").click()
    sliders = row.locator("input[type=range]")
    assert sliders.count() >= 4
    sliders.nth(0).focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    sliders.nth(1).focus()
    page.keyboard.press("ArrowRight")
    capacity = (
        row.locator("label", has_text="处理能力").locator("input").first
        if row.locator("label", has_text="处理能力").count()
        else sliders.nth(2)
    )
    capacity.focus()
    page.keyboard.press("End")
    last = wait_for_end(page)
    assert last["tasks"] == {"t15": {"strength": 80, "shift": 5}} and len(last["sizes"]) == 1
    assert sliders.nth(0).get_attribute("aria-valuetext") == "80 %"
    assert page.locator(".chips li").count() == 2


def test_what_was_tried_can_be_looked_at_again(page: Page) -> None:
    page.locator(".past > summary").click()
    assert page.locator(".tries li").count() == len(state(page)["tries"])
    page.locator(".tries button").last.click()
    page.wait_for_selector("main[data-try='1']")
    assert page.locator(".chips li").count() == 0
    page.locator(".past > summary").click()


def test_a_try_is_saved_and_opened_again(page: Page, executable: Path, scenario: Path) -> None:
    reset(page)
    page.locator("#switch-t15").click()
    number = wait_for_end_and_known(page, {"t15": {"active": False}})
    page.locator("#save").click()
    page.locator("#name").fill("石膏不烘干")
    page.locator("#keep").click()
    path = Path(page.locator("#saved").inner_text().removeprefix("wufei run ").strip())
    page.locator("#cancel").click()
    assert path.parent == scenario.parent
    assert subprocess.run([executable, "check", path], capture_output=True, check=False).returncode == 0
    assert wufei.read(path).title["zh"] == "石膏不烘干" and not Levers(wufei.read(path)).tasks["t15"].active
    page.reload()
    page.wait_for_selector("main[data-replicas]")
    assert any(one["saved"] for one in state(page)["tries"] if one["id"] == number)


def wait_for_end_and_known(page: Page, tasks: dict[str, Any]) -> int:
    """The try of these tasks, which may have been done before."""
    for _ in range(3000):
        found = [one for one in state(page)["tries"] if one["tasks"] == tasks and not one["sizes"] and one["state"] == "done"]
        if found:
            page.wait_for_selector(f"main[data-try='{found[-1]['id']}'][data-replicas='{MOST}']")
            return int(found[-1]["id"])
        page.wait_for_timeout(100)
    raise AssertionError("it does not end")


def test_in_english_and_to_another_visitor_it_says_nothing_of_the_first(
    browser: Browser, client: Client, heard: list[str]
) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    other = opened(context, client, heard)
    assert other.locator("html").get_attribute("lang") == "en" and len(state(other)["tries"]) == 1
    for part in (".desk-status", ".past summary", ".tabs", ".sift"):
        assert not re.search("[一-鿿]", other.locator(part).first.inner_text())
    assert "Short plan" in other.locator("h1").inner_text()
    other.locator("label[lang=zh]").click()
    assert "保存为情景" in other.locator("#save").inner_text()
    assert heard == []
    context.close()


def test_on_a_telephone_only_tables_move_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.set_viewport_size({"width": 1440, "height": 900})


def test_the_levers_can_be_used_by_everybody(page: Page, root: Path) -> None:
    """What axe finds against WCAG 2.1 AA, contrast of 4.5 included."""
    page.evaluate((root / "build/page/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    options = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'], elementRef: false}"
    found = page.evaluate(f"axe.run('aside, header, nav', {options})")["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []
