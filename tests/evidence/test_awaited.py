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
    assert (str(failure(jm)), waits(jm)) == (str(e.value), False)
    assert [each.data for each in at_hand(jm)] == [good], "nothing else is lost"
    (problem,) = cj.figures(jm).problems[:1]
    assert problem.startswith("Web log could not be read")


def test_what_is_mended_and_attached_again_takes_its_place():
    jm, good = cj.JourneyMap(), log((1, 0, "B"))
    jm.attach(Reader(OSError("gone")), source="Web").attach(good)
    with pytest.raises(DataError):
        _ = jm.attached
    mended = Reader()
    assert [each.data for each in jm.attach(mended, source="Web").attached] == [good, mended.found]
    jm.attach(mended, source="Web log")  # the cell is run again
    assert [(each.data, each.source) for each in jm.attached] == [
        (good, ""),
        (mended.found, "Web log"),
    ]
    assert [each.data for each in jm.detach(mended).attached] == [good]


def test_each_who_asks_gets_an_error_of_their_own():
    """One that is raised again and again keeps alive all who ever did."""
    jm = cj.JourneyMap().attach(Reader(OSError("gone")))
    errors = []
    for _ in range(3):
        with pytest.raises(DataError) as caught:
            _ = jm.attached
        errors.append(caught.value)
    assert len({*map(id, errors), id(failure(jm))}) == 4
    assert {str(each) for each in errors} == {str(failure(jm))}
    assert (failure(jm).__traceback__, failure(jm).__cause__) == (None, None)
    assert failure(jm).sentence == errors[0].sentence
    assert isinstance(errors[0].__cause__, OSError), "the first says where it comes from"


class Panic(BaseException):
    """As Polars raises."""


@pytest.mark.parametrize("error", [Panic("oh"), SystemExit(3)])
def test_worse_than_an_error_is_a_sentence_too(error):
    def read() -> None:
        raise error

    jm = cj.JourneyMap().attach(read)
    with pytest.raises(
        DataError, match=f"^What is attached could not be read: {type(error).__name__}: "
    ):
        _ = jm.attached
    assert not waits(jm)


def test_who_stops_the_kernel_may_read_it_later():
    calls = []

    def read() -> cj.EventLog:
        calls.append(1)
        if len(calls) == 1:
            raise KeyboardInterrupt
        return log((1, 0, "A"))

    jm = cj.JourneyMap().attach(read)
    with pytest.raises(KeyboardInterrupt):
        _ = jm.attached
    assert waits(jm)
    assert len(jm.attached) == 1


def test_to_look_what_is_attached_waits_for_no_edit():
    jm, looked = cj.JourneyMap().attach(log((1, 0, "A"))).attach(Reader()), threading.Event()

    def look() -> None:
        assert waits(jm)
        assert failure(jm) is None
        assert len(at_hand(jm)) == 1
        looked.set()

    with jm.batch():
        threading.Thread(target=look, daemon=True).start()
        assert looked.wait(20)


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


def test_one_that_fails_keeps_no_other_from_being_read():
    jm, last = cj.JourneyMap().attach(Reader(OSError("gone"))), Reader()
    jm.attach(last)
    with pytest.raises(DataError):
        _ = jm.attached
    assert [each.data for each in at_hand(jm)] == [last.found]
    assert not waits(jm)


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
