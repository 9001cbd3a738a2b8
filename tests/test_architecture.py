"""The shape of the code: layers, sizes, what the core may load, and no indicator named in Python."""

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from dashboard.catalogue.load import load_catalogue

PAGE_LINES = 100
MODULE_LINES = 350
FUNCTION_LINES = 40
CORE = "import dashboard.views.build, dashboard.demo, dashboard.cli"
HEAVY = ("streamlit", "plotly", "scipy.stats")


def source_files(root: Path) -> list[Path]:
    return sorted((root / "dashboard").rglob("*.py"))


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def function_sizes(source: str) -> dict[str, int]:
    """Give the lines of each function, its decorators and docstring not counted."""
    sizes = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            has_docstring = ast.get_docstring(node) is not None
            docstring = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
            sizes[node.name] = (node.end_lineno or 0) - node.lineno + 1 - docstring
    return sizes


def test_the_layers_are_imported_one_way_only(root):
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


def test_pages_are_thin(root):
    pages = [*(root / "dashboard" / "pages").glob("*.py"), root / "app.py"]
    assert len(pages) > 1
    assert {path.name: line_count(path) for path in pages if line_count(path) >= PAGE_LINES} == {}


@pytest.mark.parametrize("tests", ["apptest/test_every_page.py", "browser/every_page.py"])
def test_every_page_is_among_those_that_are_gone_through(root, tests):
    pages = {path.stem for path in (root / "dashboard" / "pages").glob("*.py")} - {"__init__"}
    assert pages <= names_of_pages((root / "tests" / tests).read_text(encoding="utf-8"))


def names_of_pages(source: str) -> set[str]:
    """Give the keys of a module's ``PAGES``."""
    tables = [node.value for node in ast.parse(source).body if is_pages(node)]
    assert len(tables) == 1
    return {str(key.value) for key in tables[0].keys if isinstance(key, ast.Constant)}


def is_pages(node: ast.stmt) -> bool:
    target = (
        node.target if isinstance(node, ast.AnnAssign) else node.targets[0] if isinstance(node, ast.Assign) else None
    )
    return isinstance(target, ast.Name) and target.id == "PAGES" and isinstance(getattr(node, "value", None), ast.Dict)


def test_modules_are_short(root):
    long = {str(path.relative_to(root)): line_count(path) for path in source_files(root)}
    assert {name: lines for name, lines in long.items() if lines > MODULE_LINES} == {}


def test_functions_are_short(root):
    long = {
        f"{path.relative_to(root)}:{name}": lines
        for path in source_files(root)
        for name, lines in function_sizes(path.read_text(encoding="utf-8")).items()
        if lines > FUNCTION_LINES
    }
    assert long == {}


def test_the_ruler_for_functions_measures():
    source = 'def f():\n    """Say."""\n    a = 1\n    return a\n\n\nasync def g():\n    return (\n        1\n    )\n'
    assert function_sizes(source) == {"f": 3, "g": 4}


def test_the_core_loads_nothing_that_is_slow_to_import():
    program = f"import sys; {CORE}; print(*(name for name in {HEAVY!r} if name in sys.modules))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.split() == []


def test_no_indicator_is_named_in_python(root):
    ids = {indicator.id for indicator in load_catalogue(root / "indicators.yaml").indicators}
    named = [
        f"{path.relative_to(root)}:{node.lineno} {node.value}"
        for path in source_files(root)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in ids
    ]
    assert named == []


@pytest.mark.parametrize("folder", ["dashboard/judge", "dashboard/views", "dashboard/editions", "dashboard/catalogue"])
def test_the_core_asks_no_clock_and_no_environment(root, folder):
    asked = [
        f"{path.relative_to(root)}:{node.lineno} {ast.unparse(node)}"
        for path in (root / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and ast.unparse(node) in {"datetime.now", "date.today", "os.environ", "os.getenv", "time.time", "Path.cwd"}
    ]
    assert asked == []


def test_no_two_test_modules_have_one_name(root):
    """pytest imports them by their bare names: of two alike it collects one."""
    names = Counter(path.name for path in (root / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []
