"""The harness itself, with a widget that is none of ours."""

from __future__ import annotations

import pytest

from browser.kernels import KernelError
from browser.lab import Lab
from browser.plain import Plain
from browser.voila import Voila

COUNTER = """
import anywidget, traitlets

class Counter(anywidget.AnyWidget):
    _esm = '''
    function render({ model, el }) {
      const button = document.createElement("button");
      button.className = "counter";
      const show = () => { button.textContent = model.get("count"); };
      button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
      model.on("change:count", show);
      show();
      el.append(button);
    }
    export default { render };
    '''
    count = traitlets.Int(0).tag(sync=True)

counter = Counter()
counter
"""


def test_lab_runs_cells_and_talks_to_the_kernel(lab: Lab) -> None:
    page = lab.open([COUNTER, "print(counter.count)", "1 / 0"])
    lab.run(0)
    button = page.locator(".counter")
    button.click()
    lab.until("counter.count", 1)
    lab.python("counter.count = 41")
    button.get_by_text("41").wait_for()
    assert lab.run(1).inner_text().strip() == "41"
    assert lab.cell_count() == 3
    # What raises in a cell or in the kernel is raised here.
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        lab.run(2)
    with pytest.raises(KernelError, match="ZeroDivisionError"):
        lab.python("1 / 0")
    # It looks as told.
    lab.theme("dark")
    lab.collapse_sidebars()
    lab.viewport(900, 600)
    assert lab.screenshot(button, "harness").stat().st_size > 0


def test_lab_keeps_the_widget_over_a_reload(lab: Lab) -> None:
    page = lab.open([COUNTER])
    lab.run_all()
    page.locator(".counter").click()
    lab.until("counter.count", 1)
    lab.save()
    lab.reload()
    page.locator(".counter").get_by_text("1").wait_for()
    second = lab.second_tab()
    second.locator(".counter").click()
    lab.until("counter.count", 2)


def test_lab_restarts_and_kills_kernels(lab: Lab) -> None:
    lab.open(["x = 1"])
    lab.run(0)
    assert lab.python("x") == 1
    lab.restart_kernel()
    assert lab.python("'x' in globals()") is False
    lab.run(0)
    lab.kill_kernel()
    lab.until("'x' in globals()", False)


def test_lab_does_not_remember_the_last_test(lab: Lab) -> None:
    page = lab.open(["1"])
    assert page.evaluate("document.body.dataset.jpThemeLight") == "true"
    assert page.locator(".jp-NotebookPanel").count() == 1


def test_requests_to_other_machines_are_seen(plain: Plain) -> None:
    page = plain.open(["1"])
    page.evaluate("fetch('http://example.org/').catch(() => null)")
    assert plain.watch.external == ["http://example.org/"]
    with pytest.raises(AssertionError, match="left this machine"):
        plain.watch.check()
    plain.watch.requests.clear()
    plain.watch.allow("ERR_NAME_NOT_RESOLVED")


def test_voila_runs_cells_and_talks_to_the_kernel(voila: Voila) -> None:
    page = voila.open([COUNTER])
    page.locator(".counter").click()
    voila.until("counter.count", 1)
    voila.python("counter.count = 41")
    page.locator(".counter").get_by_text("41").wait_for()


def test_a_plain_page_is_as_good_as_a_notebook(plain: Plain) -> None:
    page = plain.open([COUNTER, "print(counter.count)", "1 / 0"])
    plain.run(0)
    page.locator(".counter").click()
    plain.until("counter.count", 1)
    plain.python("counter.count = 41")
    page.locator(".counter").get_by_text("41").wait_for()
    plain.reload()
    page.locator(".counter").get_by_text("41").click()
    second = plain.second_tab()
    second.locator(".counter").get_by_text("42").click()
    page.locator(".counter").get_by_text("43").wait_for()
    plain.until("counter.count", 43)
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        plain.run(2)


def test_kernels_of_plain_pages_end_and_begin_anew(plain: Plain) -> None:
    page = plain.open(["import os; x = 1", COUNTER])
    plain.run_all()
    first = plain.python("os.getpid()")
    plain.restart_kernel()
    plain.until("'x' in globals()", False)
    plain.run_all()
    assert plain.python("os.getpid()") != first
    page.locator(".counter").click()
    plain.until("counter.count", 1)
    plain.kill_kernel()
    plain.until("'x' in globals()", False)
