"""The pages that say which assumption decides which indicator speak of the scenario as it is now."""

from __future__ import annotations

import re

import pytest

import deciding_page
import wufei

ROW = re.compile(
    r"^\| (?P<indicator>[^|]*) \| (?P<together>[^|]*) \| (?:`(?P<path>[^`]+)`)?(?P<label>[^|]*) \| (?P<share>[^|]*) \|", re.M
)


def rows(language: str) -> list[dict[str, str]]:
    text = deciding_page.PAGES[language].read_text(encoding="utf-8")
    return [match.groupdict() for match in ROW.finditer(text)][2:]  # below the head


def test_both_languages_say_the_same() -> None:
    figures = [[(row["path"], row["share"], row["together"]) for row in rows(language)] for language in ("en", "zh")]
    assert figures[0] == figures[1]
    assert len(figures[0]) > 100


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_value_of_the_pages_is_drawn_in_the_plan(language: str) -> None:
    values = wufei.read("scenarios/plan.yaml").resolved_text()
    for row in rows(language):
        if row["path"] is None:
            continue
        section, name, key = row["path"].split(".", 2)
        assert re.search(rf"^  {re.escape(name)}:", values, re.M), f"{row['path']} is gone: write the pages anew"
        assert (section, key) == ("drivers", "index") or key.split(".")[0] in values
        assert row["label"].strip(), f"{row['path']} has no label"


def test_every_scored_indicator_of_the_plan_has_a_row(results: wufei.Results) -> None:
    listed = {row["indicator"].split()[0] for row in rows("en") if row["indicator"].strip()}
    assert listed == set(results.targets("plan").index.get_level_values("indicator"))
