#!/usr/bin/env python3
"""What somebody at a browser waits for, in ms: pages_bench.py <gateway URL> <rounds> prints rows of a Markdown table.

CONSULTA_ADMIN_USER and CONSULTA_ADMIN_PASSWORD name the administrator, CONSULTA_CHROMIUM the browser.
"""

import os
import pathlib
import statistics
import sys
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests/Browser"))

from long_talk import COUNT, open_long, read_all
from pages import OWN_PASSWORD, SAME_ORIGIN, come_in, show
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tutoring import alert, begin, help_card, invite_as, keep_support, put_together, say, support

SCROLL = """async (share) => {
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
}"""
TYPE = """() => {
    const box = document.querySelector("textarea");
    const began = performance.now();
    for (let key = 0; key < 20; key += 1) {
        box.value += "a";
        box.dispatchEvent(new Event("input"));
        box.getBoundingClientRect();
    }
    return (performance.now() - began) / 20;
}"""
# From the key to the painted list.
SUGGEST = """(input) => {
    window.delays = [];
    let since = 0;
    input.addEventListener("input", ({ timeStamp }) => (since = timeStamp), true);
    const painted = (begun) => requestAnimationFrame(() => setTimeout(() => delays.push(performance.now() - begun)));
    const list = document.getElementById(input.getAttribute("aria-controls"));
    new MutationObserver(() => since && !list.hidden && (painted(since), (since = 0))).observe(list, { childList: true });
}"""
ALLOWED = ("Notar cómo te sientes", "Avisar a tu tutor si necesitas ayuda")
DANGER = "Ya no quiero vivir, pienso en matarme"


def row(what: str, target: str, *figures: float):
    print(f"| {what} | {' / '.join(f'{figure:.1f}' for figure in figures)} | {target} |", flush=True)


def come_as_administrator(context: BrowserContext) -> Page:
    person = {"username": os.environ["CONSULTA_ADMIN_USER"], "password": os.environ["CONSULTA_ADMIN_PASSWORD"]}
    answer = context.request.post("/auth/login", data=person, headers=SAME_ORIGIN)
    assert answer.ok, answer.text()
    return context.new_page()


def scroll(page: Page, share: float, rounds: int) -> tuple[float, float]:
    """The median frame and the longest task of the quietest round, scrolling up from that share of the height."""
    measured = [page.evaluate(SCROLL, share) for _ in range(rounds)]
    return min((statistics.median(frames), max(blocked, default=0)) for frames, blocked in measured)


def long_conversation(page: Page, rounds: int):
    show(page, "/history")
    open_long(page)
    row("first paint of a long conversation", "< 1,500", page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    few = scroll(page, 1, rounds)
    read_all(page)
    every = scroll(page, 0.5, rounds)
    row(f"a frame while 100 / {COUNT:,} messages are scrolled", "the same", few[0], every[0])
    row(f"the longest task meanwhile, 100 / {COUNT:,}", "≤ 200", few[1], every[1])
    row(f"a key in a conversation of {COUNT:,}", "< 16", page.evaluate(TYPE))


def suggestions(page: Page, rounds: int):
    show(page, "/consulta")
    box = page.get_by_role("combobox", name="Tu localidad o tu pregunta")
    box.evaluate(SUGGEST)
    for name in ("lamadrid", "san nicolas", "gonzalez catan") * rounds:
        box.fill("")
        box.press_sequentially(name, delay=100)
        expect(page.get_by_role("option").first).to_be_visible()
    delays = sorted(page.evaluate("delays"))
    row("from a key to its painted suggestions, p50 / p95", "p50 ≤ 50", delays[len(delays) // 2], delays[len(delays) * 95 // 100])


def danger(browser: Browser, administrator: Page, url: str, rounds: int):
    """From what a student sends until whom to call is on their screen, and the alert on their tutor's."""
    keep_support(administrator, support(administrator))
    shown = []
    for _ in range(rounds):
        mark = uuid.uuid4().hex[:6]
        names = {"student": f"Estudiante {mark}", "tutor": f"Tutora {mark}"}
        people = [invite_as(administrator, name, role) for role, name in names.items()]
        put_together(administrator, f"3.º {mark}", [person for person, _ in people])
        contexts = [browser.new_context(base_url=url, locale="es-MX") for _ in people]
        student, tutor = (context.new_page() for context in contexts)
        for page, (_, link) in zip((student, tutor), people):
            come_in(page, link, OWN_PASSWORD)
        tutor.goto("/alerts")
        expect(tutor.get_by_text("No hay alertas sin atender.")).to_be_visible()
        begin(student, *ALLOWED)
        begun = time.perf_counter()
        say(student, DANGER)
        expect(help_card(student)).to_be_visible()
        helped = time.perf_counter()
        expect(alert(tutor, names["student"])).to_be_visible()
        shown.append(((helped - begun) * 1000, (time.perf_counter() - begun) * 1000))
        for context in contexts:
            context.close()
    row("from a message in danger to the help card / the tutor's alert", "≤ 1,000", *(statistics.median(each) for each in zip(*shown)))


def main(url: str, rounds: int):
    with sync_playwright() as playwright:
        program = os.environ.get("CONSULTA_CHROMIUM", "/usr/bin/chromium-headless-shell")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        administrator = come_as_administrator(browser.new_context(base_url=url, locale="es-MX"))
        long_conversation(administrator, rounds)
        suggestions(browser.new_context(base_url=url, locale="es-MX").new_page(), rounds)
        danger(browser, administrator, url, rounds)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), int(sys.argv[2]))
