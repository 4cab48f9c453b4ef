"""A word beside a number has the form that goes with it, in every text of every language."""

from __future__ import annotations

import re
from string import Formatter
from typing import Any

import pytest

from analysis.worlds import CALLS, WORLDS
from cjwidgets import analysis
from cjwidgets.locale import LOCALES, Language, agreeing, counted, language
from cjwidgets.locale.plural import Said, form
from test_language import in_browser

NUMBERS = (0, 1, 2, 4, 5, 11, 12, 21, 22, 25, 101, 111, 121, 1001, 1.5)

# What is counted in texts, in one and several; in Russian as it stands after 1, 2 and 5, alone
# and after "из".
NOUNS = {
    "customer": "customers",
    "answer": "answers",
    "event": "events",
    "respondent": "respondents",
    "person": "people",
    "question": "questions",
    "touchpoint": "touchpoints",
    "persona": "personas",
    "kind": "kinds",
    "visitor": "visitors",
    "transition": "transitions",
    "source": "sources",
    "part": "parts",
    "statement": "statements",
    "stay": "stays",
    "switch": "switches",
    "path": "paths",
    "visit": "visits",
}
OF = {
    "клиент": "клиента|клиентов|клиентов",
    "событи": "события|событий|событий",
    "перехо": "перехода|переходов|переходов",
    "утверж": "утверждения|утверждений|утверждений",
    "пребыв": "пребывания|пребываний|пребываний",
    "посети": "посетившего|посетивших|посетивших",
    "респон": "респондента|респондентов|респондентов",
    "челове": "человека|человек|человек",
    "путь пу": "пути|путей|путей",
}


def templates(locale: str) -> dict[str, set[str]]:
    """The texts with words that go with a number, and the names of their placeholders."""
    return {
        key: {name for _, name, _, _ in Formatter().parse(template) if name}
        for key, template in language(locale).texts.items()
        if re.search(r"\{\w+:", template)
    }


def test_browsers_choose_the_same_form():
    filled = [
        (locale, key, dict.fromkeys(names, number))
        for locale in LOCALES
        for key, names in templates(locale).items()
        for number in NUMBERS
    ]
    said = in_browser([(locale, "filled", [key, values]) for locale, key, values in filled])
    assert len(filled) > 1000
    assert said == [language(locale)(key, **values) for locale, key, values in filled]


def test_forms_are_those_of_cldr():
    ru, en = (language(each).texts["format.plural"] for each in ("ru", "en"))
    assert [form(n, ru) for n in NUMBERS] == [2, 0, 1, 1, 2, 2, 2, 0, 1, 2, 0, 2, 0, 0, 1]
    assert [form(n, en) for n in NUMBERS] == [1, 0] + [1] * 13
    assert {form(n, ".") for n in NUMBERS} == {0}


@pytest.mark.parametrize("locale", LOCALES)
def test_there_are_as_many_forms_as_the_language_has(locale: str):
    forms = language(locale).texts["format.plural"].count(" ") + 1
    for key, template in language(locale).texts.items():
        for _, name, spec, _ in Formatter().parse(template):
            if name and spec:
                assert len(spec.split("|")) == forms, key


def wrong_in_english(said: str, number: int) -> list[str]:
    wrong = NOUNS.values() if number == 1 else NOUNS.keys()
    found = re.findall(rf"(?<![\d.,–]){number} (?:(?:more|different) )?(\w+)\b(?! names)", said)
    return [word for word in found if word in wrong]


def wrong_in_russian(said: str, number: int) -> list[str]:
    at = 0 if number % 10 == 1 and number % 100 != 11 else 2
    found = re.findall(rf"(?:из|меньше) {number} (?:этих |этого )?(\w+)", said)
    return [
        word
        for word in found
        for stem, forms in OF.items()
        if word.startswith(stem) and word != forms.split("|")[at]
    ]


@pytest.mark.parametrize("number", [1, 2, 5, 21])
@pytest.mark.parametrize(("locale", "wrong"), [("en", wrong_in_english), ("ru", wrong_in_russian)])
def test_every_text_with_a_count(locale: str, wrong: Any, number: int):
    t = language(locale)
    for key, template in t.texts.items():
        names = {name for _, name, _, _ in Formatter().parse(template) if name}
        if key.startswith("format.") or not names:
            continue
        said = t(key, **dict.fromkeys(names, number))
        assert wrong(said, number) == [], (key, said)


@pytest.mark.parametrize(
    ("locale", "number", "said"),
    [
        ("en", 1, "1 of 1 customer reaches"),
        ("en", 2, "2 of 2 customers reach "),
        ("en", 21, "21 of 21 customers reach "),
        ("ru", 1, "доходит 1 из 1 клиента"),
        ("ru", 2, "доходят 2 из 2 клиентов"),
        ("ru", 21, "доходит 21 из 21 клиента"),
    ],
)
def test_a_sentence(locale: str, number: int, said: str):
    t = language(locale)
    assert said in t("explain.funnel", reached=number, n=number, stage="Buy", done=0, last="End")


@pytest.mark.parametrize("name", CALLS)
def test_what_is_counted_comes_as_a_number(name: str, monkeypatch: pytest.MonkeyPatch):
    """One that is written already has no form; no statistic and no chart hands such on."""
    write = Said.__format__

    def strictly(said: Said, forms: str) -> str:
        assert not forms or said.number is not None, (str(said), forms)
        return write(said, forms)

    monkeypatch.setattr(Said, "__format__", strictly)
    table = CALLS[name](*WORLDS["usual"]())
    for locale in LOCALES:
        assert analysis.explain(table, locale)


def test_messages_have_a_form_too():
    assert [counted(n, "row") for n in (0, 1, 2, 1234)] == [
        "0 rows",
        "1 row",
        "2 rows",
        "1,234 rows",
    ]
    assert (agreeing(1, "is", "are"), agreeing(2, "is", "are")) == ("is", "are")
    assert Language("en")("explain.compare.in_both", count=1).startswith("1 customer is in both")
