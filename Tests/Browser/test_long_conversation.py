"""A conversation of 2,000 messages: opened at its end, read upwards, written in."""

import statistics

import pytest
from playwright.sync_api import Page, expect

from pages import box
from streams import answer_with, deltas, done, start

COUNT = 2000
TEXT = "**Respuesta** {n}\n\n- primero {n}\n- segundo\n\n| signo | valor |\n|---|---|\n| pulso | {n} |\n\nUn párrafo más largo. "


def turn(position: int) -> dict:
    mine = position % 2 == 0
    return {
        "id": f"m{position}",
        "role": "user" if mine else "assistant",
        "text": f"Mensaje {position}" if mine else TEXT.format(n=position) + "palabra " * (position % 60),
        "status": "complete",
        "created_at": "2026-01-01T00:00:00Z",
        "model": None if mine else "m",
        "sources": [],
        "entities": [],
    }


def messages(route):
    """100 at a time, the newest first."""
    before = int(route.request.url.split("before=")[1]) if "before=" in route.request.url else COUNT
    first = max(0, before - 100)
    found = {"id": "largo", "title": "Larga", "assistant": "medico", "pinned": False}
    found["messages"] = [turn(position) for position in range(first, before)]
    if first:
        found["earlier"] = first
    route.fulfill(json=found)


@pytest.fixture
def long(open_page) -> Page:
    page = open_page("/history")
    page.route("**/api/history/largo?**", messages)
    page.goto("/chat/largo", wait_until="commit")
    expect(page.get_by_text("Mensaje 1998")).to_be_in_viewport()
    return page


def read_all(page: Page):
    """Scrolls up until the first message is there."""
    page.evaluate(
        """async () => {
            const scroller = document.querySelector(".turns");
            while (!scroller.textContent.includes("Mensaje 0")) {
                scroller.scrollTop = 0;
                await new Promise((resolve) => setTimeout(resolve, 20));
            }
        }"""
    )
    assert page.locator(".turn").count() == COUNT


def test_it_opens_at_its_end_at_once(long):
    painted = long.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    shown = long.evaluate("performance.now()")
    print(f"first paint {painted:.0f} ms, the end in view after {shown:.0f} ms at most")
    assert painted < 1500
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


def scroll(page: Page, share: float) -> tuple[float, float]:
    """Scrolls up for 40 frames from that share of the height: the median frame and the longest task in ms."""
    frames, blocked = page.evaluate(
        """async (share) => {
            const scroller = document.querySelector(".turns");
            const blocked = [];
            const watcher = new PerformanceObserver((list) => blocked.push(...list.getEntries()));
            watcher.observe({ type: "longtask" });
            scroller.scrollTop = scroller.scrollHeight * share;
            await new Promise((resolve) => setTimeout(resolve, 300));
            const frames = [];
            let last = performance.now();
            for (let step = 0; step < 40; step += 1) {
                scroller.scrollTop -= 250;
                const now = await new Promise(requestAnimationFrame);
                frames.push(now - last);
                last = now;
            }
            watcher.disconnect();
            return [frames, blocked.map(({ duration }) => duration)];
        }""",
        share,
    )
    return statistics.median(frames), max(blocked, default=0)


def test_it_scrolls_as_a_short_one_does(long):
    """The quietest of three times counts, since other programs take their share of the machine."""
    few = min(scroll(long, 1) for _ in range(3))
    read_all(long)
    every = min(scroll(long, 0.5) for _ in range(3))
    for count, (frame, blocked) in ((100, few), (COUNT, every)):
        print(f"{count} messages: a frame {frame:.1f} ms, the longest task {blocked:.0f} ms")
    assert every[0] <= max(40, 2 * few[0])
    assert every[1] <= max(200, 2 * few[1])


def test_writing_in_it_stays_smooth(long):
    read_all(long)
    typed = long.evaluate(
        """async () => {
            const box = document.querySelector("textarea");
            const began = performance.now();
            for (let key = 0; key < 20; key += 1) {
                box.value += "a";
                box.dispatchEvent(new Event("input"));
                box.getBoundingClientRect();
            }
            return (performance.now() - began) / 20;
        }"""
    )
    print(f"a key {typed:.2f} ms")
    assert typed < 16
    box(long).fill("se puede escribir")
    assert box(long).input_value() == "se puede escribir"


def test_an_answer_is_written_without_redrawing_the_rest(long):
    read_all(long)
    ids = {"conversation_id": "largo", "message_id": "m9999"}
    answer_with(long, start(**ids), deltas(*["palabra "] * 400), done(message_id="m9999"))
    long.evaluate(
        """() => {
            globalThis.touched = new Set();
            new MutationObserver((changes) => {
                for (const { target } of changes) {
                    touched.add((target instanceof Element ? target : target.parentElement)?.closest(".turn"));
                }
            }).observe(document.querySelector(".turn-list"), { subtree: true, childList: true, characterData: true });
        }"""
    )
    box(long).fill("¿Y ahora?")
    box(long).press("Enter")
    long.wait_for_function("document.querySelector('.turn-list').lastChild.matches('.answer[aria-busy=false]')")
    # The two new turns, the list that holds them, and the answer that is no longer the last.
    assert long.evaluate("touched.size") <= 4
