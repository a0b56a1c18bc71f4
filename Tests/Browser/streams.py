"""Answers made up event by event, as `POST /api/chat` streams them."""

import json

from playwright.sync_api import Page

IDS = {"conversation_id": "c", "message_id": "m", "question_id": "q", "generation_id": "g"}


def event(name: str, end: int, **data) -> str:
    """`end` is the number of bytes of the answer so far."""
    return f"id: {end}\nevent: {name}\ndata: {json.dumps(data)}\n\n"


def start(**ids) -> str:
    return event("start", 0, **(IDS | ids))


def deltas(*pieces: str, after: int = 0) -> str:
    """The pieces, one after the other, behind the first `after` bytes of the answer."""
    events = []
    for piece in pieces:
        after += len(piece.encode())
        events.append(event("delta", after, text=piece))
    return "".join(events)


def done(**more) -> str:
    return event("done", 0, **({"message_id": "m", "finish_reason": "stop", "model": "m", "sources": []} | more))


def answer_with(page: Page, *events: str, **options):
    """Every question on this page is answered with these events."""
    body = "".join(events)
    page.route("**/api/chat", lambda route: route.fulfill(content_type="text/event-stream", body=body), **options)
