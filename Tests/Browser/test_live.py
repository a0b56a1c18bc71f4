"""The one socket goes on after a cut behind the last notice that came."""

import json
import re

from playwright.sync_api import expect


def test_a_cut_socket_goes_on_behind_the_last_notice(open_page):
    page = open_page(None)
    sockets = []

    def answer(socket):
        sockets.append(socket)
        if len(sockets) == 1:
            socket.send(json.dumps({"id": "abc-7", "type": "endpoint.state_changed", "subject": "gpu-1", "data": {"state": "down"}}))
            socket.close()
        else:
            socket.send(json.dumps({"id": "abc-8", "type": "endpoint.state_changed", "subject": "gpu-1", "data": {"state": "up"}}))

    page.route_web_socket(re.compile("/ws"), answer)
    page.goto("/")
    page.get_by_role("button", name="Avisos: 2 nuevos").click()
    expect(page.get_by_text("El modelo de gpu-1 volvió a responder.")).to_be_visible()
    assert [re.sub(r"^.*/ws", "", socket.url) for socket in sockets] == ["", "?after=abc-7"]


def test_what_the_server_no_longer_has_is_asked_for_again(open_page):
    page = open_page(None)
    sockets = []

    def answer(socket):
        sockets.append(socket)
        if len(sockets) == 1:
            socket.send(json.dumps({"id": "old-1", "type": "endpoint.state_changed", "subject": "gpu-1", "data": {"state": "up"}}))
            socket.close()
        else:
            socket.send(json.dumps({"type": "resumed"}))

    page.route_web_socket(re.compile("/ws"), answer)
    # The status page's own look every 5 s is left out: it looks again because it was told to.
    page.add_init_script(
        "const later = setTimeout; window.setTimeout = (work, wait, ...rest) => wait === 5000 ? 0 : later(work, wait, ...rest)"
    )
    with page.expect_request(lambda request: request.url.endswith("/health") and len(sockets) == 2):
        page.goto("/status")
