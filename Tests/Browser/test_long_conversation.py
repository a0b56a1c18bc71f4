"""A conversation of 2,000 messages: opened at its end, read upwards, written in."""

import pytest
from playwright.sync_api import Page

from long_talk import open_long, read_all
from pages import box
from streams import answer_with, deltas, done, start


@pytest.fixture
def long(open_page) -> Page:
    page = open_page("/history")
    open_long(page)
    return page


def test_it_opens_at_its_end_at_once(long):
    assert long.locator(".turn").count() == 100


def test_what_comes_in_above_leaves_the_words_where_they_are(long):
    moved = long.evaluate(
        """async () => {
            const settled = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            const first = document.querySelector(".turn");
            first.scrollIntoView();
            await settled();
            const before = first.getBoundingClientRect().top;
            while (document.querySelectorAll(".turn").length === 100) await settled();
            await settled();
            return Math.abs(first.getBoundingClientRect().top - before);
        }"""
    )
    assert moved < 4


def most_drawn(page: Page, share: float) -> int:
    """The most turns that are drawn in one of 40 frames of scrolling up, from that share of the height."""
    return page.evaluate(
        """async (share) => {
            const scroller = document.querySelector(".turns");
            const drawn = () => document.querySelectorAll(".turn > :first-child").values()
                .filter((words) => words.checkVisibility({ contentVisibilityAuto: true })).toArray().length;
            const settled = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
            scroller.scrollTop = scroller.scrollHeight * share;
            await settled();
            let most = 0;
            for (let step = 0; step < 40; step += 1) {
                scroller.scrollTop -= 250;
                await new Promise(requestAnimationFrame);
                most = Math.max(most, drawn());
            }
            return most;
        }""",
        share,
    )


def test_scrolling_draws_no_more_than_in_a_short_one(long):
    """What is far from view isn't drawn, however many messages there are."""
    few = most_drawn(long, 1)
    assert 0 < few < 50
    read_all(long)
    assert 0 < most_drawn(long, 0.5) <= 2 * few


def test_writing_in_it_touches_no_message(long):
    read_all(long)
    watch_turns(long)
    box(long).press_sequentially("se puede escribir")
    assert box(long).input_value() == "se puede escribir"
    assert long.evaluate("touched.size") == 0


def watch_turns(page: Page):
    """Keeps every turn that changes from now on in `touched`."""
    page.evaluate(
        """() => {
            globalThis.touched = new Set();
            new MutationObserver((changes) => {
                for (const { target } of changes) {
                    touched.add((target instanceof Element ? target : target.parentElement)?.closest(".turn"));
                }
            }).observe(document.querySelector(".turn-list"), { subtree: true, childList: true, characterData: true });
        }"""
    )


def test_an_answer_is_written_without_redrawing_the_rest(long):
    read_all(long)
    ids = {"conversation_id": "largo", "message_id": "m9999"}
    answer_with(long, start(**ids), deltas(*["palabra "] * 400), done(message_id="m9999"))
    watch_turns(long)
    box(long).fill("¿Y ahora?")
    box(long).press("Enter")
    long.wait_for_function("document.querySelector('.turn-list').lastChild.matches('.answer[aria-busy=false]')")
    # The two new turns, the list that holds them, and the answer that is no longer the last.
    assert long.evaluate("touched.size") <= 4
