"""One catalogue: every key in every language, every key that is used, no key that is not."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from cjwidgets.analysis.shared.wording import listed
from cjwidgets.errors import InputError
from cjwidgets.locale import LOCALES, catalogue, language, text

ROOT = Path(__file__).resolve().parents[1]
SOURCES = [*ROOT.glob("src/cjwidgets/**/*.py"), *ROOT.glob("js/src/**/*.ts*")]
CODE = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_has_every_key(locale: str) -> None:
    assert catalogue(locale).keys() == catalogue("en").keys()


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_keep_the_placeholders(locale: str) -> None:
    def names(template: str) -> set[str | None]:
        return {name for _, name, _, _ in Formatter().parse(template) if name}

    for key, english in catalogue("en").items():
        if key in ("format.day", "format.time", "format.moment"):  # a language has parts of its own
            continue
        assert names(catalogue(locale)[key]) == names(english), key


@pytest.mark.parametrize("locale", LOCALES)
def test_no_text_is_empty_or_left_in_english(locale: str) -> None:
    texts = catalogue(locale)
    assert all(texts.values())
    if locale != "en":
        same = [key for key, value in texts.items() if value == catalogue("en")[key]]
        assert [
            key for key in same if re.search(r"[a-z]{3}", re.sub(r"{\w+}", "", texts[key]))
        ] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_there_are_five_words_for_emotions(locale: str) -> None:
    assert len(text("emotion.words", locale).split("|")) == 5


def test_every_key_that_the_code_names_exists() -> None:
    used = set(re.findall(r"""\b(?:t|text)\(\s*["']([\w.]+)["']""", CODE))
    assert len(used) > 40
    assert used - catalogue("en").keys() == set()


def test_every_key_is_used() -> None:
    # A template such as t(`lane.${shows}`) uses all keys of its prefix.
    prefixes = set(re.findall(r"`([\w.]+)\$\{", CODE)) | set(re.findall(r'f"([\w.]+)\{', CODE))
    unused = [
        key
        for key in catalogue("en")
        if f'"{key}"' not in CODE and not any(key.startswith(prefix) for prefix in prefixes)
    ]
    assert unused == []


def test_an_unknown_language_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=rf"no interface language 'xx'.*{', '.join(LOCALES)}"):
        catalogue("xx")


def test_a_catalogue_makes_its_language_known() -> None:
    found = {path.stem for path in (ROOT / "src/cjwidgets/locale").glob("*.json")}
    assert set(LOCALES) == found
    assert LOCALES[0] == "en"


def written(tree: ast.AST) -> list[str]:
    """The texts in a module that are no docstrings."""
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def test_quotation_marks_are_those_of_the_language() -> None:
    """No code writes them: each language has its own, in its texts."""
    package = ROOT / "src/cjwidgets"
    marked = [
        (str(path.relative_to(package)), text)
        for path in package.rglob("*.py")
        if path.parent.name != "datasets"
        for text in written(ast.parse(path.read_text(encoding="utf-8")))
        if re.search("[“”«»「」]", text)
    ]
    assert marked == []
    marks = {"en": "“”", "ru": "«»", "zh-Hans": "“”", "zh-Hant": "「」"}
    for locale, (left, right) in marks.items():
        said = listed(["Ask", "Buy"], language(locale))
        assert said.startswith(f"{left}Ask{right}")
        others = set("“”«»「」") - {left, right}
        assert not [key for key, each in catalogue(locale).items() if set(each) & others]
