"""«Trabajos en curso»: how far work is, live; cancelled, tried again, ended."""

import json
import re

from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE
from library import as_teacher, file, make_collection, of_the_tests
from pages import show

JOB = {
    "id": "j1",
    "kind": "ingest",
    "state": "running",
    "stage": "reading",
    "done": 2,
    "total": 12,
    "subject_id": "d1",
    "name": "manual.pdf",
    "created_at": "2026-11-22T07:00:00Z",
    "started_at": "2026-11-22T07:00:01Z",
}


def jobs(page: Page, *active: dict, ended: tuple[dict, ...] = ()):
    """What the page is told of jobs, from its next look on."""
    page.unroute(re.compile("/api/jobs\\?"))
    page.route(
        re.compile("/api/jobs\\?"),
        lambda route: route.fulfill(json={"items": list(active if "state=active" in route.request.url else ended)}),
    )


def part(page: Page, name: str):
    return page.get_by_role("list", name=name, exact=True).get_by_role("listitem")


def test_nothing_under_way_leads_to_the_library(open_page, picture):
    page = as_teacher(open_page, "/jobs")
    expect(page.get_by_text("No hay trabajos en curso.")).to_be_visible()
    picture(page, "jobs-empty")
    assert violations(page) == []
    page.get_by_role("link", name="Subir documentos").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Biblioteca")


def test_what_has_ended_says_how_and_can_be_tried_again(open_page, picture):
    page = as_teacher(open_page)
    make_collection(page, "Actas", file("nota.txt", "Una nota."), of_the_tests("clave.pdf"))
    show(page, "/jobs")
    failed = part(page, "Terminados").filter(has_text="clave.pdf")
    expect(failed).to_contain_text("No se pudo")
    expect(failed).to_contain_text("contraseña")
    expect(part(page, "Terminados").filter(has_text="nota.txt")).to_contain_text("Listo")
    picture(page, "jobs-ended")
    assert violations(page) == []
    with page.expect_response(re.compile("/retry")) as answer:
        failed.get_by_role("button", name="Reintentar: clave.pdf").click()
    assert answer.value.status == 202


def test_progress_comes_by_itself(open_page, picture):
    page = as_teacher(open_page, "/jobs", viewport=PHONE)
    sockets = []
    page.route_web_socket(re.compile("/ws"), lambda socket: sockets.append(socket))
    jobs(page, JOB)
    show(page, "/jobs")
    row = part(page, "En curso")
    expect(row).to_contain_text("Leyendo: 2 de 12 páginas")
    picture(page, "jobs-active")
    assert violations(page) == []
    told = {"job_id": "j1", "kind": "ingest", "state": "running", "stage": "reading", "done": 7, "total": 12, "subject_id": "d1"}
    sockets[-1].send(json.dumps({"id": "a-1", "type": "job.changed", "subject": "j1", "data": told}))
    expect(row).to_contain_text("Leyendo: 7 de 12 páginas")
    jobs(page, ended=(JOB | {"state": "done", "done": 12, "ended_at": "2026-11-22T07:00:09Z"},))
    sockets[-1].send(json.dumps({"id": "a-2", "type": "job.changed", "subject": "j1", "data": told | {"state": "done"}}))
    expect(part(page, "Terminados")).to_contain_text("Listo")
    expect(page.get_by_text("No hay trabajos en curso.")).to_be_visible()


def test_a_job_is_cancelled(open_page):
    page = as_teacher(open_page)
    jobs(page, JOB)
    cancelled = []
    page.route("**/api/jobs/j1", lambda route: (cancelled.append(route.request.method), route.fulfill(status=204)))
    show(page, "/jobs")
    expect(page.get_by_role("navigation", name="Secciones").get_by_text("1 en curso")).to_be_attached()
    page.get_by_role("button", name="Cancelar: manual.pdf").click()
    jobs(page, ended=(JOB | {"state": "cancelled"},))
    expect(part(page, "Terminados")).to_contain_text("Cancelado")
    assert cancelled == ["DELETE"]
