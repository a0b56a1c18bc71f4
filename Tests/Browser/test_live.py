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
    looks = []
    page.on("request", lambda request: looks.append(len(sockets)) if request.url.endswith("/health") else None)
    page.goto("/status")
    # The status page looks every 5 s by itself: sooner is because it was told to.
    for _ in range(60):
        if 2 in looks:
            break
        page.wait_for_timeout(50)
    assert 2 in looks
