"""A conversation of 2,000 messages, made up."""

from playwright.sync_api import Page, expect

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


def open_long(page: Page):
    """Shows its end, on a page that is signed in."""
    page.route("**/api/history/largo?**", messages)
    page.goto("/chat/largo", wait_until="commit")
    expect(page.get_by_text(f"Mensaje {COUNT - 2}")).to_be_in_viewport()


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
