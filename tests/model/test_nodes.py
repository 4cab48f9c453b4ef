"""Nodes as notebook people use them: observed, linked, printed, copied, rescaled."""

import pytest
import traitlets
from hypothesis import assume, given
from hypothesis import strategies as st

from cjwidgets.errors import InputError, JourneyError, NotFoundError
from cjwidgets.formats import cjmap
from cjwidgets.knowledge import frameworks
from cjwidgets.model import JourneyMap, Lane, Measured, Pain, Persona, Scale, Stage, Touchpoint
from model.edits import small_map


def test_observers_hear_of_fields_and_lists():
    jm = small_map()
    stage, heard = jm.stages[0], []
    stage.observe(lambda change: heard.append((change["name"], change["new"])), ["name"])
    stage.observe(lambda change: heard.append((change["name"], len(change["new"]))), "touchpoints")
    stage.name = "A"
    stage.name = "A"
    stage.touchpoints.append("New")
    jm.stages[1].touchpoints.move(stage.touchpoints[0], 0)
    jm.undo()
    jm.undo()
    jm.undo()
    assert heard == [
        ("name", "A"),
        ("touchpoints", 4),
        ("touchpoints", 3),
        ("touchpoints", 4),
        ("touchpoints", 3),
        ("name", "Ask"),
    ]


def test_a_link_works_both_ways_and_with_undo():
    class Slider(traitlets.HasTraits):
        value = traitlets.Float(allow_none=True)

    jm, slider = small_map(), Slider()
    touchpoint = jm.touchpoints[0]
    link = traitlets.link((touchpoint, "emotion"), (slider, "value"))
    assert slider.value == -1
    slider.value = 0.5
    assert touchpoint.emotion == 0.5
    assert jm.undo()
    assert slider.value == -1
    with pytest.raises(traitlets.TraitError, match="-2 to 2"):
        slider.value = 3
    assert touchpoint.emotion == -1
    link.unlink()


def test_an_id_never_changes():
    jm = small_map()
    stage = jm.stages[0]
    for change in (
        lambda: setattr(stage, "id", "other"),
        lambda: stage.set_trait("id", "other"),
        lambda: setattr(jm, "id", "other"),
    ):
        with pytest.raises(InputError, match="does not change"):
            change()
    assert jm.node(stage.id) is stage
    assert not jm.can_undo


def test_ids_are_fresh_and_short():
    ids = {Stage("Ask").id for _ in range(500)}
    assert len(ids) == 500
    assert all(len(id) == 8 for id in ids)


def test_what_is_gone_is_not_found():
    jm = small_map()
    gone = jm.stages.pop()
    for id in (gone.id, gone.touchpoints[0].id, "nothing"):
        with pytest.raises(NotFoundError, match=id):
            jm.node(id)


def test_find_by_pattern():
    jm = small_map()
    assert [node.name for node in jm.find("*2", Touchpoint)] == ["Ask 2", "Buy 2", "Use 2"]
    assert jm.find("ASK") == [jm.stages[0]]


def test_repr_is_short_and_says_what_it_is():
    jm = small_map()
    assert repr(jm) == "JourneyMap('Shop', 3 stages, 9 touchpoints, 2 personas)"
    assert repr(jm.stages[0]) == "Stage('Ask', 3 touchpoints)"
    assert repr(jm.touchpoints[2]) == "Touchpoint('Ask 2', emotion=1.0)"
    assert repr(JourneyMap()) == "JourneyMap('', 0 stages)"
    assert repr(Stage("Ask", touchpoints=["x"], pains=["p"])) == "Stage('Ask', 1 touchpoint)"
    long = Pain("no answer " * 1000)
    assert len(repr(long)) < 100
    assert repr(long) == repr(long)


def test_a_copy_refers_to_its_own_parts():
    jm = small_map()
    ann = jm.personas["Ann"]
    first = jm.touchpoints[0]
    first.emotions, first.measured = {ann: 1}, {ann: Measured(2), "": Measured(1)}
    first.texts, first.match = {"own": "rain"}, [str.isupper]
    first.pains.append("Slow")
    first.opportunities.append("Cache")
    first.opportunities[0].pain = first.pains[0].id
    jm.framework = "5A"
    before = jm.to_json()

    again = jm.copy()
    assert jm.to_json() == before
    assert {node.id for node in jm.walk()}.isdisjoint(node.id for node in again.walk())
    other = again.touchpoints[0]
    assert list(other.emotions) == [again.personas["Ann"].id]
    assert set(other.measured) == {again.personas["Ann"].id, ""}
    assert other.texts == {again.lanes["Weather"].id: "rain"}
    assert other.opportunities[0].pain == other.pains[0].id
    assert other.match == (str.isupper,)
    assert not again.can_undo

    part = first.copy()
    assert list(part.emotions) == ["ann"]  # the persona is not part of what was copied
    jm.stages[1].touchpoints.append(part)
    assert part.opportunities[0].pain == part.pains[0].id != first.pains[0].id


def test_a_framework_gives_the_stages_once():
    jm = JourneyMap("Shop", framework="5A")
    assert [stage.name for stage in jm.stages] == ["Aware", "Appeal", "Ask", "Act", "Advocate"]
    assert JourneyMap("Shop", framework="5A", stages=["Own"]).stages[0].name == "Own"
    assert len(JourneyMap("Shop", framework="5A", stages=[]).stages) == 0
    jm.stages.clear()
    assert cjmap.loads(cjmap.dumps(jm)) == jm
    jm.framework = "of our own"
    assert cjmap.loads(cjmap.dumps(jm)) == jm
    with pytest.raises(NotFoundError, match="no framework '6B'"):
        JourneyMap("Shop", framework="6B")


@pytest.mark.parametrize("name", list(frameworks()))
def test_every_framework_is_there_in_every_language(name):
    stages = frameworks()[name]["stages"]
    assert set(stages) == {"en", "ru", "zh-Hans", "zh-Hant"}
    assert len({len(names) for names in stages.values()}) == 1
    for locale, names in stages.items():
        jm = JourneyMap("Shop", framework=name, locale=locale)
        assert [stage.name for stage in jm.stages] == names
        assert all(names)


def test_lanes_are_the_usual_ones_unless_given():
    assert [lane.shows for lane in JourneyMap("Shop").lanes][:3] == [
        "actions",
        "thoughts",
        "emotion",
    ]
    assert len(JourneyMap("Shop", lanes=[]).lanes) == 0
    assert JourneyMap.from_json({"lanes": []}).to_json()["lanes"] == []
    assert JourneyMap("Shop", lanes=[Lane("Own")]).lanes["Own"].shows == "text"


# The scale ------------------------------------------------------------------------

ENDS = st.tuples(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6)).map(lambda t: (t[0], t[0] + t[1]))


@given(ENDS, ENDS, st.floats(0, 1))
def test_converting_stays_on_the_scale(before, after, share):
    before, after = Scale(*before), Scale(*after)
    assert before.convert(before.low, after) == after.low
    value = min(before.high, before.low + share * (before.high - before.low))
    assert after.low <= before.convert(value, after) <= after.high


# Far from zero a narrow scale has few numbers: its middle is not exact enough to compare.
USUAL = st.tuples(st.integers(-100, 100), st.integers(1, 1000)).map(lambda t: (t[0], t[0] + t[1]))


@given(USUAL, USUAL)
def test_rescaling_takes_every_score_along(before, after):
    assume(before != after)
    before, after = Scale(*before), Scale(*after)
    jm = JourneyMap("Shop", scale=before, stages=[Stage("Ask", touchpoints=["a", "b"])])
    a, b = jm.touchpoints
    a.emotion, b.emotion = before.low, before.high
    a.emotions = {"ann": before.neutral}
    a.measured = {"": Measured(before.neutral, 3, before.low, before.high, "survey")}
    jm.stages[0].satisfaction = before.high
    start = cjmap.dumps(jm)
    rev = jm.rev
    jm.rescale(after)
    assert jm.rev == rev + 1
    assert jm.scale == after
    assert (a.emotion, a.measured[""].low, a.measured[""].n) == (after.low, after.low, 3)
    assert jm.stages[0].satisfaction == b.emotion == pytest.approx(after.high)
    assert a.emotions["ann"] == pytest.approx(after.neutral, rel=1e-6, abs=1e-6)
    jm.undo()
    assert cjmap.dumps(jm) == start


def test_a_scale_that_leaves_scores_outside_is_refused():
    jm = small_map()
    with pytest.raises(InputError, match=r"emotion is -1, off the scale 0 to 1.*rescale"):
        jm.scale = Scale(0, 1)
    with pytest.raises(InputError, match="rescale expects a Scale"):
        jm.rescale((0, 1))
    assert (jm.scale, jm.rev) == (Scale(-2, 2), 0)


def test_a_score_outside_any_map_is_checked_when_it_enters_one():
    stage = Stage("Ask", touchpoints=[Touchpoint("Search", measured={"": Measured(70)})])
    with pytest.raises(InputError, match="measured is 70, off the scale"):
        small_map().stages.append(stage)
    assert stage.parent is None
    JourneyMap("NPS", scale=Scale(0, 100), stages=[stage])


def test_words_of_a_scale():
    scale = Scale(-2, 2, ("bad", "fine", "good"))
    assert [scale.word(v) for v in (-2, -1.01, -1, 0, 0.99, 1, 2)] == [
        "bad", "bad", "fine", "fine", "fine", "good", "good",
    ]  # fmt: skip
    assert Scale().word(1.5) == "1.5"


def test_personas_feel_for_themselves_or_as_all_do():
    ann, bob = Persona("Ann"), Persona("Bob")
    touchpoint = Touchpoint("Search", emotion=1, emotions={ann: -1}, measured={"": Measured(0)})
    assert [touchpoint.emotion_of(p) for p in (ann, bob, None)] == [-1, 1, 1]
    assert touchpoint.measured_of(ann) == touchpoint.measured_of() == Measured(0)


def test_errors_are_of_the_family_and_of_their_kind():
    with pytest.raises(ValueError, match=r"Touchpoint\.emotion"):
        Touchpoint("Search", emotion="good")
    with pytest.raises(KeyError):
        small_map().stages["nothing"]
    with pytest.raises(AttributeError):
        Stage("Ask").tint = "red"
    assert issubclass(InputError, JourneyError)
