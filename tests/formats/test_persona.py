"""A persona as a file: what is saved comes back, and it fits into any map."""

import pytest

import cjwidgets as cj
from cjwidgets import files
from cjwidgets.errors import ChangedFileError, FileError
from cjwidgets.formats import persona as format_

PICTURE = "data:image/png;base64,iVBORw0KGgo="


def anna(**fields) -> cj.Persona:
    given = {
        "id": "anna",
        "age": 41,
        "weight": 0.56,
        "kind": "proto",
        "segment": "busy 专业人士",
        "portrait": PICTURE,
        "goals": [cj.Goal("Sleep", id="g1"), cj.Goal("Be sure", id="g2", kind="emotional")],
        "needs": ("a short list", "a number to call"),
        "answers": {"problem": "My back hurts", "why": "The price"},
        "evidence": [cj.Evidence(id="e1", source="interviews", level="qualitative", n=12)],
    }
    return cj.Persona("Anna", **given | fields)


def test_saved_and_opened_is_the_same(tmp_path):
    path = anna().save(tmp_path / "anna")
    assert path == tmp_path / "anna.persona.json"
    again = cj.Persona.open(path)
    assert again.to_json() == anna().to_json()
    assert again.save(path).read_bytes() == path.read_bytes()
    assert path.read_text(encoding="utf-8").startswith('{\n "persona": 1,\n "id": "anna",\n')


def test_it_keeps_its_id_where_that_is_free(tmp_path):
    path = anna().save(tmp_path / "anna")
    jm = cj.JourneyMap("Shop", personas=["Viktor"])
    jm.personas.append(cj.Persona.open(path))
    assert jm.personas["anna"].to_json() == anna().to_json()


def test_it_gets_new_ids_where_they_are_taken(tmp_path):
    path = anna().save(tmp_path / "anna")
    jm = cj.JourneyMap("Shop", personas=[anna()])
    visitor = cj.Persona.open(path)
    jm.personas.append(visitor)
    ids = [node.id for node in jm.walk()]
    assert len(ids) == len(set(ids))
    assert visitor.id != "anna"
    assert jm.node(visitor.id) is visitor
    assert [goal.text for goal in visitor.goals] == ["Sleep", "Be sure"]
    settled = visitor.id
    assert jm.undo()
    assert jm.redo()
    assert jm.personas[1].id == settled
    assert cj.JourneyMap.from_json(jm.to_json()) == jm


def test_only_what_comes_from_a_file_gives_way(tmp_path):
    jm = cj.JourneyMap("Shop", personas=[anna()])
    with pytest.raises(cj.JourneyError, match="'anna', which is in the map already"):
        jm.personas.append(anna())
    visitor = cj.Persona.open(anna().save(tmp_path / "anna"))
    other = cj.JourneyMap("Other", personas=[visitor])
    other.personas.remove(visitor)
    with pytest.raises(cj.JourneyError, match="in the map already"):
        jm.personas.append(visitor)


def test_two_of_one_file_in_a_new_map(tmp_path):
    path = anna().save(tmp_path / "anna")
    jm = cj.JourneyMap("Shop", personas=[cj.Persona.open(path), cj.Persona.open(path)])
    assert jm.personas[0].id == "anna"
    assert jm.personas[1].id != "anna"


def test_a_persona_of_a_map_is_saved_without_the_map(tmp_path):
    jm = cj.datasets.mattress_map()
    path = jm.personas["viktor"].save(tmp_path / "viktor")
    other = cj.JourneyMap("Other")
    other.personas.append(cj.Persona.open(path))
    assert other.personas[0].to_json() == jm.personas["viktor"].to_json()


BROKEN = {
    "cut off": ('{"persona": 1, "na', "not a complete JSON"),
    "a map": ('{"cjmap": 1}', "is not a persona: it has no 'persona' version field"),
    "future": ('{"persona": 2}', "version 2, and this cjwidgets reads up to 1"),
    "version true": ('{"persona": true}', "version True"),
    "unknown field": ('{"persona": 1, "nmae": "x"}', "no field 'nmae'"),
    "wrong value": ('{"persona": 1, "weight": 3}', "Persona.weight expects a number from 0 to 1"),
    "a script": (
        '{"persona": 1, "portrait": "javascript:alert(1)"}',
        "Persona.portrait expects a picture",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_persona_is_refused_with_a_sentence(case):
    text, sentence = BROKEN[case]
    with pytest.raises(FileError) as caught:
        format_.loads(text, "anna.persona.json")
    assert "anna.persona.json" in caught.value.sentence
    assert sentence in caught.value.sentence


def test_a_missing_file_says_what_is_there(tmp_path):
    anna().save(tmp_path / "anna")
    cj.JourneyMap("Shop").save(tmp_path / "shop")
    with pytest.raises(FileError) as caught:
        cj.Persona.open(tmp_path / "ana.persona.json")
    assert caught.value.hint == "In that folder: anna.persona.json."


def test_a_crash_leaves_the_old_file_whole(tmp_path, monkeypatch):
    path = anna().save(tmp_path / "anna")
    before = path.read_bytes()

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "replace", fail)
    with pytest.raises(FileError, match="can't be written: No space left"):
        anna(age=42).save(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_what_others_wrote_in_its_file_is_safe(tmp_path):
    path = anna().save(tmp_path / "anna")
    mine, theirs = cj.Persona.open(path), cj.Persona.open(path)
    theirs.age = 42
    assert theirs.save(path) == path
    theirs.age = 43
    theirs.save(path)  # what it wrote itself is no news
    mine.quote = "Well"
    with pytest.raises(ChangedFileError, match="has changed since") as caught:
        mine.save(path)
    assert cj.Persona.open(path).age == 43
    with pytest.warns(UserWarning, match="it is kept as anna"):
        exec(caught.value.hint.partition(": ")[2].rstrip("."), {"persona": mine})
    (kept,) = set(tmp_path.iterdir()) - {path}
    assert kept.name.endswith(".persona.json")
    assert cj.Persona.open(kept).age == 43
    assert cj.Persona.open(path).quote == "Well"


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_file_it_never_read_is_kept_beside(tmp_path, overwrite):
    path = anna().save(tmp_path / "anna")
    anna().save(path)  # says the same
    with pytest.warns(UserWarning, match="it is kept as anna") as seen:
        cj.Persona("Anna").save(path, overwrite=overwrite)
    assert seen[0].filename == __file__
    (kept,) = set(tmp_path.iterdir()) - {path}
    assert cj.Persona.open(kept).age == 41


def test_a_persona_knows_its_file_also_in_a_map(tmp_path):
    path = anna().save(tmp_path / "anna")
    jm = cj.JourneyMap("Shop", personas=[anna()])
    jm.personas.append(cj.Persona.open(path))  # gets another id
    jm.personas[1].age = 50
    jm.personas[1].save(path)
    assert cj.Persona.open(path).age == 50
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
