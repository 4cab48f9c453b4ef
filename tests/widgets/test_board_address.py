"""The filter of a board in the address of a page: written, read, refused where it is not here."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cjwidgets as cj
from cjwidgets.board.address import address_of, read
from cjwidgets.board.dimensions import BoardSelection
from widgets.test_board import shop
from widgets.test_board_filter import log
from widgets.timers import Timers

JM, LOG = shop(), log()
FILTERS = st.builds(
    BoardSelection,
    personas=st.sets(st.sampled_from([*JM.personas])).map(
        lambda some: tuple(each for each in JM.personas if each in some)
    ),
    channels=st.sampled_from([(), ("web",), ("call",), ("call", "web")]),
    segment=st.sampled_from([(), ("old",), ("new", "old")]),
    period=st.one_of(
        st.just(()),
        st.tuples(st.dates(date(2020, 1, 1), date(2024, 1, 1)), st.dates(date(2024, 1, 2))),
        st.tuples(st.dates(date(1, 1, 1)), st.none()),
    ),
)


@given(FILTERS)
def test_a_link_opens_with_the_filter_that_it_was_made_of(now: BoardSelection):
    again, refused = read(JM, LOG, BoardSelection(), address_of(now))
    assert (again, refused) == (now, [])


def test_names_of_any_letters_stand_in_a_link():
    hostile = "a&b=c#d%20 <i>é 猫"
    part = log({("old", hostile): (9, 5), ("new", "web"): (8, 5)})
    told = address_of(BoardSelection(channels=(hostile,)))
    assert told.isascii()
    assert "#" not in told
    assert read(JM, part, BoardSelection(), told)[0].channels == (hostile,)


@given(st.text(max_size=200))
def test_any_address_is_read_without_an_error(address: str):
    now, refused = read(JM, LOG, BoardSelection(), address)
    assert all(len(each) < 50 for each in refused)
    assert read(JM, LOG, now, address_of(now)) == (now, [])


@pytest.mark.parametrize(
    "address",
    [
        "personas=nobody", "channels=fax", "stages=buy", "map=x", "period=2026..1..2",
        "channels=" + "x" * 9_000, "&".join(f"channels={at}" for at in range(300)), "period=..",
        "period=soon", "selection=web", "__class__=web", "personas=%00",
        "segment=<script>alert(1)</script>",
    ],
)  # fmt: skip
def test_what_is_not_here_is_left_out_and_said(timers: Timers, address: str):
    board = cj.JourneyBoard(shop(), LOG, charts=["drop_off"])
    board.select(stages="Buy")
    board._hear({"type": "address", "text": f"#{address}&channels=web"})
    said = board.get_state("_bar")["_bar"]["said"]
    assert any("left out of the link's filter" in each for each in said)
    assert board.selection.stages, "a link says nothing of what is selected"
    assert board.selection.channels in ((), ("web",))
    board._hear({"type": "clear"})
    assert len(board.get_state("_bar")["_bar"]["said"]) == 1


def test_the_address_is_the_page_s_only_on_a_page(timers: Timers, monkeypatch):
    board = cj.JourneyBoard(shop(), LOG, charts=["drop_off"])
    board.filter(channels="web", period=("2026-03-01", None))
    assert board.get_state("_bar")["_bar"]["address"] is None
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    assert board.get_state("_bar")["_bar"]["address"] == "channels=web&period=2026-03-01.."


def test_a_link_waits_for_the_data_that_it_is_about(timers: Timers, monkeypatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    jm = shop()
    jm.attach(log)  # a function: it is read later
    board = cj.JourneyBoard(jm, charts=["drop_off"])
    board._hear({"type": "address", "text": "#channels=call"})
    timers.ring()
    assert jm.attached
    timers.ring()
    assert board.selection.channels == ("call",)
    assert board.get_state("_bar")["_bar"]["address"] == "channels=call"


def test_a_link_opened_while_data_come_keeps_its_filter(timers: Timers, monkeypatch):
    """Data are read in one thread, and the link comes in another: here at the worst moment."""
    jm = shop()
    jm.attach(LOG)
    board = cj.JourneyBoard(jm, charts=["drop_off"])
    left = board._left

    def meanwhile():
        found = left()
        board._hear({"type": "address", "text": "#channels=call&channels=nowhere"})
        return found

    monkeypatch.setattr(board, "_left", meanwhile)
    board._rebound()
    assert board.selection.channels == ("call",)
    assert any("nowhere" in each for each in board.get_state("_bar")["_bar"]["said"])
