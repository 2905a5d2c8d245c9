"""The report in a browser: it asks nobody, says the same as `wufei show`, prints on A4, and can be read without a script."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from shutil import copyfile

import pytest
from playwright.sync_api import Browser, Page

from browsers import launched, needs_browser

A4 = (703, 1017)  # [px] between the margins of the style sheet
LIMIT = 2_500_000  # [byte]
PATIENCE = 120_000  # [ms] of a test on a machine that has other work

pytestmark = needs_browser


def wufei(executable: Path, *words: object, **changes: str) -> str:
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C", **changes}
    told = subprocess.run([executable, *map(str, words)], capture_output=True, text=True, check=False, env=environment)
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.fixture(scope="module")
def run(executable: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two years of the plan and the baseline, the second of which is judged; replicas are weighted."""
    path = tmp_path_factory.mktemp("report") / "two.h5"
    scenarios = ("scenarios/baseline.yaml", "scenarios/plan.yaml")
    changes = ("--set", "period.ends=2022-01-01", "--set", "target_year=2021")
    wufei(executable, "run", *scenarios, *changes, "--replicas", 2, "-o", path, "--quiet")
    return path


@pytest.fixture(scope="module")
def page_file(executable: Path, run: Path) -> Path:
    path = run.with_name("report.html")
    wufei(executable, "report", run, "--scenario", "plan", "-o", path)
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def heard() -> list[str]:
    """Requests, and what went wrong."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, page_file: Path, heard: list[str]) -> Page:
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    opened.set_default_timeout(PATIENCE)
    opened.on("request", lambda request: heard.append(f"request {request.url}"))
    opened.on("console", lambda message: heard.append(f"{message.type} {message.text}"))
    opened.on("pageerror", lambda error: heard.append(f"error {error}"))
    opened.goto(page_file.as_uri())
    return opened


def rows(text: str, section: str) -> list[list[str]]:
    """The cells of the tables of a section, in Chinese."""
    part = text[text.index(f"<section id={section!r}".replace("'", '"')) :]
    part = re.sub(r"<span class=en lang=en>.*?</span>", "", part[: part.index("</section>")])
    part = re.sub(r"<svg.*?</svg>", "", part)
    found = re.findall(r"<tr>(.*?)</tr>", part, re.DOTALL)
    return [
        [unescape(re.sub(r"<.*?>", "", cell)) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL)] for row in found
    ]


def printed(value: float) -> str:
    """Four significant digits, as tables print them."""
    if value == 0:
        return "0"
    decimals = min(9, max(0, 3 - int(f"{value:e}".split("e")[1])))
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def test_a_report_is_one_file_of_less_than_2_5_megabytes(page_file: Path) -> None:
    assert 700_000 < page_file.stat().st_size < LIMIT


def test_the_same_results_give_the_same_bytes_anywhere(executable: Path, run: Path, page_file: Path, tmp_path: Path) -> None:
    copyfile(run, tmp_path / run.name)
    words = ("report", tmp_path / run.name, "--scenario", "plan", "-o", tmp_path / "again.html")
    wufei(executable, *words, LANG="zh_CN.UTF-8", WUFEI_LANG="zh", TZ="Asia/Shanghai")
    assert (tmp_path / "again.html").read_bytes() == page_file.read_bytes()


def test_a_report_says_what_show_says(executable: Path, run: Path, page_file: Path) -> None:
    shown = json.loads(wufei(executable, "show", run, "--format", "json"))["scenarios"]["plan"]["indicators"]
    lights = {row[1].rstrip("*"): row for row in rows(page_file.read_text(encoding="utf-8"), "lights") if row[1] != "#"}
    compared = 0
    for line in shown:
        key = f"{line['id']}" if line["definition"] == "annex" else f"{line['id']} ({line['definition']})"
        if not (line["simulated"] and line["scored"]):
            assert key not in lights
            continue
        value, unit = (*lights[key][3].split(" "), "")[:2]
        year = line["years"]["2021"]
        factor = 1e-4 if unit.startswith("万") else 1
        assert value.rstrip("!") == printed(year["mean"] * factor), key
        ends = [printed(year[name] * factor) for name in ("q05", "q95")]
        assert lights[key][4] == (ends[0] if ends[0] == ends[1] else " … ".join(ends)), key
        assert lights[key][5] == line["target_text"]
        if line["probability_met"] is not None:
            percents = [f"{100 * line[name]:.0f} %" for name in ("probability_met", "probability_low", "probability_high")]
            assert lights[key][7] == f"{percents[0]} [{percents[1]}, {percents[2]}]", key
        compared += 1
    assert compared == len(lights) >= 39


def test_markdown_has_the_same_numbers(executable: Path, run: Path, page_file: Path) -> None:
    text = wufei(executable, "report", run, "--scenario", "plan", "--format", "md", "--lang", "zh").replace("\\", "")
    lights = [row for row in rows(page_file.read_text(encoding="utf-8"), "lights") if row[1] != "#"]
    for row in lights:
        assert "| " + " | ".join(row) + " |" in text


def test_no_request_leaves_and_nothing_goes_wrong(page: Page, page_file: Path, heard: list[str]) -> None:
    drawn = page.locator(".plot svg").count()
    assert drawn < 30  # those near the window alone
    page.evaluate("dispatchEvent(new Event('beforeprint')), dispatchEvent(new Event('afterprint'))")
    assert page.locator(".plot svg").count() == page.locator("figure").count() > 60
    assert heard == [f"request {page_file.as_uri()}"]


def test_the_language_can_be_switched_from_the_keyboard(page: Page) -> None:
    assert page.locator("h2").first.inner_text().strip() == "结论"
    chart = page.locator("#trajectory-11-annex .plot")
    chart.scroll_into_view_if_needed()
    chart.locator("svg").get_by_text("方案情景").first.wait_for()
    page.locator("#zh").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("h2").first.inner_text().strip() == "Verdict"
    assert page.evaluate("document.documentElement.lang") == "en"
    chart.scroll_into_view_if_needed()
    chart.locator("svg").get_by_text("Plan").first.wait_for()
    assert "方案情景" not in chart.locator("svg").inner_html()
    page.locator("#en").focus()
    assert re.search(r"[\u4e00-\u9fff]", page.locator("#lights .note").first.inner_text()) is None
    page.keyboard.press("ArrowLeft")
    assert page.locator("h2").first.inner_text().strip() == "结论"


def test_the_year_of_a_chain_can_be_moved_from_the_keyboard(page: Page) -> None:
    figure = page.locator("#chain-rubbish")
    figure.scroll_into_view_if_needed()
    figure.locator(".plot svg").wait_for()
    assert figure.locator("output").inner_text() == "2021"
    before = figure.locator(".plot svg").inner_html()
    figure.locator("input[type=range]").focus()
    page.keyboard.press("ArrowLeft")
    assert figure.locator("output").inner_text() == "2020"
    assert figure.locator(".plot svg").inner_html() != before


def test_chains_are_drawn_from_left_to_right_without_circles(page_file: Path) -> None:
    text = page_file.read_text(encoding="utf-8")
    data = json.loads(text.split("id=data>")[1].split("</script>")[0])
    chains = [value["data"] for value in data.values() if value["kind"] == "chain"]
    assert len(chains) >= 15
    for chain in chains:
        for year in range(len(chain["years"])):
            columns = [node["columns"][year] for node in chain["nodes"]]
            for link in chain["links"]:
                assert link["tonnes"][year] == 0 or columns[link["from"]] < columns[link["to"]]


def faults(page: Page, root: Path) -> list[tuple[str, str]]:
    """What axe finds against WCAG 2.1 AA, contrast of 4.5 included."""
    page.evaluate((root / "build/page/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8"))
    options = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'], elementRef: false}"
    found = page.evaluate(f"axe.run('main, header, nav', {options})")["violations"]
    return [(one["id"], one["nodes"][0]["html"][:200]) for one in found]


def test_the_report_on_one_indicator_can_be_read_by_everybody(executable: Path, run: Path, browser: Browser, root: Path) -> None:
    path = run.with_name("eleven.html")
    wufei(executable, "report", run, "--scenario", "plan", "--indicator", 11, "-o", path)
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(path.as_uri())
    assert page.locator("section").count() >= 5 and page.locator("#chains").count() == 0
    assert faults(page, root) == []
    page.close()


@pytest.mark.long
def test_the_whole_report_can_be_read_by_everybody(page: Page, root: Path) -> None:
    assert faults(page, root) == []


@pytest.mark.long
def test_it_is_printed_on_a4(page: Page) -> None:
    pdf = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox ?\[0 0 (\S+) (\S+)\]", pdf)
    assert len(boxes) > 10
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}


def test_on_paper_no_picture_is_cut(page: Page) -> None:
    """Pictures are no wider than a page of A4 and no higher, and none is divided between two."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4[0], "height": A4[1]})
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    boxes = page.evaluate("""[...document.querySelectorAll('figure')].map((figure) => {
        const [box, svg] = [figure.getBoundingClientRect(), figure.querySelector('svg').getBoundingClientRect()];
        return [figure.id, box.height, Math.max(box.right, svg.right), svg.width, getComputedStyle(figure).breakInside];
    })""")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 1200, "height": 900})
    assert len(boxes) > 60 and {box[4] for box in boxes} == {"avoid"}
    assert [box for box in boxes if box[1] > A4[1] or box[2] > A4[0] + 1 or box[3] < 200] == []


def test_on_a_telephone_only_tables_move_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    words = page.evaluate(
        "[...document.querySelector('#lights tbody tr').cells].map(cell => getComputedStyle(cell, '::before').content)"
    )
    said = [word.strip('" ') for word in words if word not in ("none", "normal")]
    assert said == ["均值", "5%–95%", "目标", "差距", "达标概率"]
    page.set_viewport_size({"width": 1200, "height": 900})


def test_without_a_script_every_picture_has_its_numbers_in_a_table(browser: Browser, page_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(page_file.as_uri())
    assert page.locator("figure").count() == page.locator("figure:has(table)").count() > 60
    details = page.locator("#trajectory-11-annex details")
    details.locator("summary").click()
    assert details.locator("tbody tr").count() == 4  # two scenarios, two years
    assert details.locator("table").is_visible() and page.locator("#trajectory-11-annex .alt").is_visible()
    page.locator("label[lang=en]").click()
    assert page.locator("h2").first.inner_text().strip() == "Verdict"
    context.close()
