"""Evidence that a function reads when somebody first needs it."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest

import cjwidgets as cj
from analysis.toys import log
from cjwidgets.errors import DataError, InputError, NotFoundError
from cjwidgets.model.attachments import at_hand, failure, waits, watch_attached


class Reader:
    """Reads a log, and counts how often."""

    def __init__(self, found: object = None) -> None:
        self.calls, self.found = 0, found or log((1, 0, "A"))

    def __call__(self) -> object:
        self.calls += 1
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


def test_it_is_read_when_needed_and_once():
    jm, read = cj.JourneyMap(), Reader()
    jm.attach(read, source="Web", collector="Ann")
    assert (waits(jm), at_hand(jm), read.calls) == (True, (), 0)
    (found,) = jm.attached
    assert (found.data, found.kind, found.source, found.collector) == (
        read.found,
        "log",
        "Web",
        "Ann",
    )
    assert jm.attached == (found,)
    assert (waits(jm), read.calls) == (False, 1)


def test_it_keeps_its_place_among_the_others():
    jm, last = cj.JourneyMap(), log((1, 0, "B"))
    read = Reader()
    jm.attach(read).attach(last)
    assert [each.data for each in at_hand(jm)] == [last]
    assert [each.data for each in jm.attached] == [read.found, last]


def test_those_who_watch_are_told_when_it_is_attached_and_when_it_is_read():
    jm, told = cj.JourneyMap(), []
    watch_attached(jm, lambda: told.append((waits(jm), len(at_hand(jm)))))
    jm.attach(Reader())
    assert told == [(True, 0)]
    assert [len(jm.attached) for _ in range(3)] == [1, 1, 1]
    assert told == [(True, 0), (False, 1)]


def test_a_failure_is_a_sentence_and_stays_until_it_is_attached_anew():
    jm, read = cj.JourneyMap("Shop"), Reader(FileNotFoundError(2, "No such file", "log.csv"))
    good = log((1, 0, "B"))
    jm.attach(good).attach(read, source="Web log")
    for _ in range(2):
        with pytest.raises(
            DataError, match=r"^Web log could not be read: FileNotFoundError: "
        ) as e:
            _ = jm.attached
    assert read.calls == 1
    assert "log.csv" in str(e.value)
    assert "attach it again" in e.value.hint
    assert (failure(jm), waits(jm)) == (e.value, False)
    assert [each.data for each in at_hand(jm)] == [good], "nothing else is lost"
    (problem,) = cj.figures(jm).problems[:1]
    assert problem.startswith("Web log could not be read")
    assert jm.detach().attach(good).attached[0].data is good


def test_errors_that_are_sentences_already_stay_as_they_are():
    jm = cj.JourneyMap().attach(Reader(DataError("The log has no times.")))
    with pytest.raises(DataError, match=r"^The log has no times\.$"):
        _ = jm.attached


def test_others_that_were_read_are_told_of_even_if_one_fails():
    jm, told = cj.JourneyMap().attach(Reader()).attach(Reader(OSError("gone"))), []
    watch_attached(jm, lambda: told.append(len(at_hand(jm))))
    with pytest.raises(DataError):
        _ = jm.attached
    assert told == [1]


@pytest.mark.parametrize("returned", [{}, 7, cj.JourneyMap])
def test_what_returns_no_evidence_says_so(returned):
    jm = cj.JourneyMap().attach(lambda: returned)
    with pytest.raises(InputError, match="expected an EventLog or a Survey"):
        _ = jm.attached


def test_a_class_is_no_function():
    with pytest.raises(InputError, match="can't be bound to type"):
        cj.JourneyMap().attach(cj.EventLog)


def test_detaching():
    jm, read = cj.JourneyMap("Shop"), Reader()
    assert jm.attach(read).detach().attached == ()
    assert read.calls == 0
    jm.attach(read)
    with pytest.raises(NotFoundError):
        jm.detach(read.found)  # not read yet
    assert jm.attached[0].data is read.found
    assert jm.detach(read.found).attached == ()


def test_the_function_may_ask_for_what_is_attached_itself():
    jm, first = cj.JourneyMap(), log((1, 0, "A"))
    jm.attach(first)
    seen = []

    def read() -> cj.EventLog:
        seen.extend(jm.attached)
        return log((2, 0, "B"))

    assert len(jm.attach(read).attached) == 2
    assert [each.data for each in seen] == [first]


def test_who_needs_it_while_another_thread_reads_waits_for_that():
    jm, begun, go_on = cj.JourneyMap(), threading.Event(), threading.Event()
    read, found = Reader(), []

    def slowly() -> object:
        begun.set()
        assert go_on.wait(20)
        return read()

    jm.attach(slowly)
    threads = [threading.Thread(target=lambda: found.append(jm.attached)) for _ in range(4)]
    threads[0].start()
    assert begun.wait(20)
    for thread in threads[1:]:
        thread.start()
    assert waits(jm), "as long as it is not there"
    go_on.set()
    for thread in threads:
        thread.join(20)
    assert read.calls == 1
    assert [[each.data for each in seen] for seen in found] == [[read.found]] * 4


def test_a_function_that_holds_the_map_does_not_keep_it_alive_once_it_was_called():
    def make() -> weakref.ref:
        jm = cj.JourneyMap()
        events = log((1, 0, "A"))
        jm.attach(lambda: (jm.title, events)[1])
        assert jm.attached
        return weakref.ref(jm)

    gone = make()
    gc.collect()
    assert gone() is None


def test_statistics_that_ask_the_map_read_it():
    jm = cj.JourneyMap(stages=[cj.Stage("Ask", match=["A"])]).attach(Reader())
    assert cj.ledger(jm) is not None
    assert not waits(jm)
