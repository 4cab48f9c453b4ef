"""Nothing typed is lost, and nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import BrowserContext, Locator, Page, TimeoutError, expect

from browser.bare import bare
from browser.editor import MAP, Editor
from browser.lab import Lab
from browser.plain import Plain
from cjwidgets.datasets import mattress_map

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('cjwidgets.unsaved')).length"


STUCK = "run this cell again"


def alert(editor: Editor, text: str) -> Locator:
    return editor.root.get_by_role("alert").filter(has_text=text)


def accept_dialogs(page: Page) -> None:
    """Answer Lab's own words about a kernel that died."""
    dialog = page.locator(".jp-Dialog")
    page.add_locator_handler(dialog, lambda: dialog.locator(".jp-mod-accept").click())


def write_between(editor: Editor, cell: Locator, text: str) -> None:
    """Write where JupyterLab's words about the kernel may come between, and take the focus."""
    for _ in range(5):
        with suppress(TimeoutError):
            cell.dblclick()
            editor.field.fill(text, timeout=2000)
            editor.field.press("Enter", timeout=2000)
        if text in cell.inner_text():
            return
    raise AssertionError(f"{text!r} could not be written: {cell.inner_text()!r}")


def test_a_dead_kernel_loses_no_edit(lab: Lab) -> None:
    page = lab.open([MAP])
    lab.run(0)
    editor = Editor(page)
    lab.watch.allow(".*")  # Lab tells its console that the kernel died
    accept_dialogs(page)
    lab.kill_kernel()
    write_between(editor, editor.cell("lane-actions", "chat"), "Into the void «你好»")
    banner = alert(editor, STUCK)
    banner.wait_for()
    write_between(editor, editor.cell("stage", "buy").locator(".cjw-name"), "Purchase")
    # In one go: JupyterLab's words about the kernel may come between, and take the focus.
    editor.point("cart").press("ArrowUp")
    assert page.evaluate(KEPT) == 1

    # They can be copied out: for people, and for Python.
    banner.get_by_role("button", name="Copy my edits").click()
    expect(editor.root.locator(".cjw-said[role=log]")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Chat · Doing: Into the void «你好»" in copied
    changes = json.loads(copied.partition("\n\n")[2])
    assert len(changes) == 3

    # The cell is run again: the same map offers them, and they are made again as one edit.
    lab.reload()
    lab.run(0)
    editor = Editor(page)
    offer = alert(editor, "not saved: 3")
    offer.get_by_role("button", name="Replay").click()
    lab.until("jm.touchpoints[1].actions", "Into the void «你好»")
    assert lab.python("(jm.stages[1].name, jm.touchpoints[2].emotion)") == ["Purchase", -0.5]
    expect(offer).to_have_count(0)
    assert page.evaluate(KEPT) == 0
    lab.python("jm.undo()")
    editor.cell("stage", "buy").get_by_text("Buy").wait_for()
    assert lab.python("jm.touchpoints[2].emotion") == -1.0

    # What was copied does the same in Python.
    lab.python(f"import json; jm.apply(json.loads({json.dumps(json.dumps(changes))}))")
    editor.cell("stage", "buy").get_by_text("Purchase").wait_for()


def test_what_is_refused_when_replayed_stays_copyable(plain: Plain) -> None:
    page = plain.open([MAP, "jm.stages[0].touchpoints.pop()"])
    plain.run(0)
    editor = Editor(page)
    plain.watch.allow("Canceled future")  # Lab's own questions to the kernel that is gone
    plain.restart_kernel()
    editor.write(editor.cell("lane-actions", "chat"), "About something gone")
    alert(editor, STUCK).wait_for()
    plain.run(0)
    plain.run(1)
    editor = Editor(page)
    offer = alert(editor, "not saved: 1")
    offer.get_by_role("button", name="Replay").click()
    refusal = alert(editor, "nothing with the id 'chat'")
    refusal.get_by_role("button", name="Copy my text").click()
    assert "About something gone" in page.evaluate("navigator.clipboard.readText()")
    offer.get_by_role("button", name="Discard").click()
    expect(offer).to_have_count(0)
    assert page.evaluate(KEPT) == 0


def test_a_busy_kernel_gets_what_was_typed_when_the_page_was_reloaded(plain: Plain) -> None:
    page = plain.open([MAP])
    plain.run(0)
    editor = Editor(page)
    # A cell that runs long is not busy enough: newer kernels answer widgets beside it.
    kernel = int(plain.python("__import__('os').getpid()"))
    os.kill(kernel, signal.SIGSTOP)
    threading.Timer(8, os.kill, (kernel, signal.SIGCONT)).start()
    editor.write(editor.cell("lane-actions", "cart"), "While it was busy")
    editor.root.locator(".cjw-status").wait_for()
    editor.cell("lane-actions", "chat").dblclick()
    page.keyboard.type("Half a sen")
    plain.reload()
    plain.until("jm.touchpoints[1].actions", "Half a sen")
    assert plain.python("jm.touchpoints[2].actions") == "While it was busy"
    editor = Editor(page)
    editor.cell("lane-actions", "chat").get_by_text("Half a sen").wait_for()
    expect(editor.root.get_by_role("alert")).to_have_count(0)
    page.wait_for_function(f"{KEPT} === 0")


def test_two_tabs_that_edit_the_same_text(plain: Plain) -> None:
    page = plain.open([MAP])
    plain.run(0)
    first = Editor(page)
    second = Editor(plain.second_tab())
    first.cell("lane-actions", "search").dblclick()
    first.page.keyboard.type(" and one more")
    second.write(second.cell("lane-actions", "search"), "Of the second tab")
    plain.until("jm.touchpoints[0].actions", "Of the second tab")
    first.press("Enter")
    plain.until("jm.touchpoints[0].actions", "Types a question and one more")
    for editor in (first, second):
        editor.cell("lane-actions", "search").get_by_text("and one more").wait_for()
    notice = alert(first, "Changed elsewhere")
    notice.get_by_text("“Of the second tab”").wait_for()
    notice.get_by_role("button", name="Copy the other text").click()
    assert first.page.evaluate("navigator.clipboard.readText()") == "Of the second tab"
    notice.get_by_role("button", name="Put it back").click()
    plain.until("jm.touchpoints[0].actions", "Of the second tab")
    expect(second.root.get_by_role("alert")).to_have_count(0)

    # A tab that is closed is not told any more.
    # It says so when the page goes: a busy browser may not send any more what it says then.
    second.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    plain.until("len(editor.session._way[-1]._clients)", 1)
    second.page.close()


COUNT = ("JSEventListeners", "Nodes")


def counted(page: Page) -> dict[str, float]:
    """Listeners and nodes alive in the page, after the collector has run."""
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable")
    for _ in range(3):
        browser.send("HeapProfiler.collectGarbage")
    metrics = browser.send("Performance.getMetrics")["metrics"]
    browser.detach()
    return {each["name"]: each["value"] for each in metrics if each["name"] in COUNT}


MOUNT = """async (times) => {
  const drawn = () => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 20));
  for (let n = 0; n < times; n++) {
    const unmount = window.mount();
    document.querySelector(".cjw-more").click();
    await drawn();
    document.querySelector("[data-row=stage]").focus();
    unmount();
    await drawn();
  }
}"""


def test_fifty_mounts_leave_nothing_in_the_page(context: BrowserContext) -> None:
    page = bare(context, mattress_map())
    page.evaluate(MOUNT, 5)
    before = counted(page)
    page.evaluate(MOUNT, 50)
    assert counted(page) == before
    assert page.evaluate("window.listeners()") == 0
    context.close()


def test_many_runs_of_a_cell_leave_one_view(lab: Lab, rounds: Callable[[int], int]) -> None:
    page = lab.open([MAP.replace("\neditor\n", ""), "editor"])
    lab.run(0)
    counts = []
    times = max(10, rounds(25))
    for batch in (5, times, times):
        for _ in range(batch):
            lab.run(1)
            page.locator(".cjw-grid").wait_for()
        counts.append(counted(page)["JSEventListeners"])
    # JupyterLab loads parts of itself late; what leaks would grow in each batch.
    assert min(counts[1] - counts[0], counts[2] - counts[1]) < times
    assert page.locator(".cjw").count() == 1
    lab.until("len(editor.session._way[-1]._clients)", 1)

    # Nobody looks: nothing is sent. That a closed widget is collected, tests/widgets shows:
    # here IPython itself remembers what a cell displayed.
    lab.python(
        "sent = []; send = editor.session._send\n"
        "editor.session._send = lambda message: (sent.append(message), send(message))"
    )
    lab.command("notebook:clear-all-cell-outputs")
    lab.until("len(editor.session._way[-1]._clients)", 0)
    assert lab.python("jm.title = 'Unseen'; jm.stages.append('More'); sent") == []
    assert lab.python("editor.close(); jm._listeners") == []
