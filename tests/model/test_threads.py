"""Widget callbacks may run in another thread: the map stays whole."""

import threading
from random import Random

import pytest

from cjwidgets.errors import JourneyError
from cjwidgets.formats import cjmap
from cjwidgets.model import JourneyMap
from model.edits import Editor, small_map


def together(*functions):
    """Run all at once; raise what any of them raises."""
    errors = []
    start = threading.Barrier(len(functions))

    def run(function):
        start.wait()
        try:
            function()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not any(thread.is_alive() for thread in threads)
    if errors:
        raise errors[0]


def test_appending_and_sorting_loses_nothing():
    jm = JourneyMap("Shop", stages=["s"])

    def append(prefix):
        for number in range(150):
            jm.stages.append(f"{prefix}{number}")
            jm.stages.extend([f"{prefix}{number}+"])

    def order():
        for _ in range(60):
            jm.stages.sort()
            jm.stages.reverse()
            jm.stages[0:1] = jm.stages[0:1]

    together(lambda: append("a"), lambda: append("b"), order)
    assert len(jm.stages) == len({stage.name for stage in jm.stages}) == 601


def test_feelings_of_two_personas_are_both_kept():
    jm = small_map()
    touchpoint = jm.touchpoints[0]

    def feel(persona):
        for number in range(300):
            touchpoint.set_emotion(number % 5 - 2, persona)
            assert touchpoint.emotions[persona] == number % 5 - 2

    together(lambda: feel("ann"), lambda: feel("bob"))
    assert touchpoint.emotions == {"ann": 2, "bob": 2}


@pytest.mark.parametrize("seed", range(3))
def test_edits_and_undos_in_two_threads(seed):
    jm = small_map()
    start = cjmap.dumps(jm)
    replica = JourneyMap.from_json(jm.to_json())
    refused = []

    def follow(done):
        try:
            replica.apply([change.to_json() for change in done.changes])
        except Exception as error:  # a map only logs what its listeners raise
            refused.append((error, done))
            raise

    jm.subscribe(follow)

    def work(seed):
        editor = Editor(Random(seed), jm)
        editor.made = seed * 100_000
        for _ in range(120):
            with jm.batch():  # holds the lock: an edit looks first and then acts
                editor.edit()
            if editor.rng.random() < 0.3:
                jm.undo()
            if editor.rng.random() < 0.1:
                jm.redo()

    def look():
        for _ in range(100):
            assert JourneyMap.from_json(jm.to_json()).stages is not None

    together(lambda: work(2 * seed + 1), lambda: work(2 * seed + 2), look)
    assert not refused
    assert replica.to_json() == jm.to_json()
    end = cjmap.dumps(jm)
    assert cjmap.dumps(cjmap.loads(end)) == end
    while jm.undo():
        pass
    assert cjmap.dumps(jm) == start == cjmap.dumps(JourneyMap.from_json(replica.to_json()))


def test_a_batch_is_not_interrupted():
    jm = small_map()
    seen = []

    def rename():
        for number in range(200):
            with jm.batch():
                jm.title = f"{number}"
                jm.stages[0].name = f"{number}"

    def look():
        for _ in range(200):
            doc = jm.to_json()
            seen.append((doc["title"], doc["stages"][0]["name"]))

    together(rename, look)
    assert all(title == name or (title, name) == ("Shop", "Ask") for title, name in seen)


def test_one_thread_fails_the_other_does_not_notice():
    jm = small_map()

    def fail():
        for _ in range(200):
            with pytest.raises(JourneyError), jm.batch():
                jm.stages.extend([jm.stages[0].name, jm.stages[0]])

    def rename():
        for number in range(200):
            jm.title = f"{number}"

    together(fail, rename)
    assert (len(jm.stages), jm.title, len(jm._history.done)) == (3, "199", 200)
