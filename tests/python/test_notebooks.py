"""The notebooks run from top to bottom, and are stored without outputs."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pytest
from nbclient import NotebookClient

import wufei

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_stored_without_outputs(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None


DEAR = ("04", "05")  # these run in the long tests only


def _small(path: Path) -> nbformat.NotebookNode:
    """The notebook with the sizes that its metadata give for tests, set below its own."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if "sizes" in cell.metadata.get("tags", []):
            cell.source += "\n" + notebook.metadata["wufei"]["small"]
    return notebook


@pytest.mark.parametrize("path", [path for path in NOTEBOOKS[1:] if path.name[:2] not in DEAR], ids=lambda path: path.stem)
def test_the_cells_of_notebooks_run_in_small_form(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process: starting a kernel for each would take longer than what they simulate."""
    monkeypatch.chdir(path.parent)
    monkeypatch.setattr(plt, "show", lambda: None)
    plt.close("all")
    names: dict[str, object] = {"__name__": "notebook"}
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        for cell in _small(path).cells:
            if cell.cell_type == "code":
                source = "\n".join(line for line in cell.source.splitlines() if not line.startswith("%"))
                exec(compile(source, path.name, "exec"), names)
    assert plt.get_fignums()


@pytest.mark.parametrize("path", [NOTEBOOKS[0], *(pytest.param(path, marks=pytest.mark.long) for path in NOTEBOOKS[1:])])
def test_notebooks_run(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The kernel finds the package that this process has found.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(wufei.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]))
    notebook = _small(path)
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    assert not any(output.get("name") == "stderr" and "Warning" in output.text for output in outputs)
