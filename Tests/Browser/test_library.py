"""«Biblioteca»: collections, files on their way into them, and documents page by page."""

import io
import re
import uuid
import zipfile

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE, WIDE
from library import RULES, SMUGGLED, as_teacher, document, file, is_read, make_collection, of_the_tests, upload
from pages import OWN_PASSWORD, SAME_ORIGIN, come_in, show
from tutoring import invite_as, put_together


def test_an_empty_library_has_a_working_example(open_page, picture):
    page = as_teacher(open_page)
    picture(page, "library-empty")
    assert violations(page) == []
    page.get_by_role("button", name="Una colección de ejemplo").click()
    title = "Reglamento de la biblioteca escolar de ejemplo"
    is_read(page, title)
    document(page, title).get_by_role("link", name=title).click()
    expect(page.get_by_text("Este texto es ficción")).to_be_visible()
    picture(page, "document-text")
    assert violations(page) == []


def test_a_collection_is_made_filled_renamed_and_deleted(open_page, picture):
    page = as_teacher(open_page)
    page.get_by_role("button", name="Nueva colección").click()
    dialog = page.get_by_role("dialog", name="Nueva colección")
    dialog.get_by_label("Nombre").fill("Actas de 2026")
    picture(page, "collection-new")
    assert violations(page) == []
    dialog.get_by_role("button", name="Crear la colección").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Actas de 2026")
    expect(page.get_by_text("Sólo la ves tú")).to_be_visible()
    upload(page, of_the_tests("acta.pdf"), of_the_tests("clave.pdf"), file("reglas.md", RULES), of_the_tests("acta.doc"))
    is_read(page, "Reglamento de la sala")
    # What can't be read says why; the others go on.
    broken = document(page, "clave")
    expect(broken.get_by_text("pide una contraseña")).to_be_visible()
    expect(broken.get_by_role("button", name="Volver a leer: clave")).to_be_visible()
    refused = page.get_by_role("list", name="Subiendo").get_by_role("listitem")
    expect(refused).to_contain_text("formato antiguo de Office")
    # The same file would be refused again.
    expect(refused.get_by_role("button", name="Reintentar: acta.doc")).to_have_count(0)
    expect(refused.get_by_role("button", name="Quitar el aviso de acta.doc")).to_be_visible()
    picture(page, "collection")
    assert violations(page) == []
    page.get_by_role("button", name="Quitar los avisos").click()
    expect(refused).to_have_count(0)

    page.get_by_role("button", name="Opciones de «Actas de 2026»").click()
    page.get_by_role("menuitem", name="Nombre y quién puede verla").click()
    page.get_by_role("dialog").get_by_label("Nombre").fill("Actas y reglas")
    page.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Actas y reglas")

    page.get_by_role("button", name=re.compile("^Opciones de «Actas")).click()
    page.get_by_role("menuitem", name="Borrar la colección").click()
    dialog = page.get_by_role("dialog", name="¿Borrar «Actas y reglas»?")
    expect(dialog).to_contain_text("sus 3 documentos")
    dialog.get_by_role("button", name="Borrar la colección").click()
    expect(page.get_by_text("Todavía no hay colecciones.")).to_be_visible()


def test_a_folder_comes_with_its_files_and_a_second_copy_is_said(open_page, tmp_path):
    page = as_teacher(open_page)
    collection = make_collection(page, "Ensayos")
    for student in ("Ana", "Bruno"):
        folder = tmp_path / "3A" / student
        folder.mkdir(parents=True)
        (folder / "ensayo.txt").write_text(f"El ensayo de {student} trata del agua.")
    (tmp_path / "3A" / ".DS_Store").write_text("x")
    show(page, f"/library/{collection}")
    page.locator("input[type=file]").nth(1).set_input_files(tmp_path / "3A")
    expect(page.get_by_text("3A/Ana/ensayo.txt")).to_be_visible()
    expect(page.get_by_text("3A/Bruno/ensayo.txt")).to_be_visible()
    expect(page.get_by_role("list", name="Documentos").get_by_role("listitem")).to_have_count(2)
    upload(page, file("copia.txt", "El ensayo de Ana trata del agua."))
    expect(page.get_by_text("Ya estaba en la colección")).to_be_visible()
    expect(page.get_by_role("link", name="Abrirlo")).to_be_visible()


def test_what_an_archive_holds_are_documents_of_their_own(open_page):
    page = as_teacher(open_page)
    collection = make_collection(page, "Archivos")
    show(page, f"/library/{collection}")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("uno.txt", "Una nota sobre la lluvia.")
        archive.writestr("vacio.txt", "")
    upload(page, file("paquete.zip", packed.getvalue()))
    is_read(page, "paquete")
    is_read(page, "uno")
    expect(document(page, "uno")).to_contain_text("de paquete.zip")
    expect(document(page, "vacio")).to_contain_text("El archivo está vacío.")


def test_an_upload_waits_where_the_server_asks_for_patience(open_page):
    page = as_teacher(open_page)
    collection = make_collection(page, "Con paciencia")
    show(page, f"/library/{collection}")
    asked = []

    def patience(route):
        asked.append(route)
        refusal = {"code": "upload_limited", "status": 429, "detail": "Se llegó al límite de este minuto."}
        if len(asked) > 1:
            route.continue_()
        else:
            route.fulfill(status=429, json=refusal, headers={"Retry-After": "1"})

    page.route("**/api/documents", patience)
    upload(page, file("nota.txt", "Una nota."))
    expect(page.get_by_text("Se llegó al límite de este minuto.")).to_be_visible()
    is_read(page, "nota")


@pytest.mark.parametrize("place", [".drop", "main h2"])
def test_files_are_dropped_anywhere_on_the_page(open_page, place):
    page = as_teacher(open_page)
    collection = make_collection(page, "Por arrastrar")
    show(page, f"/library/{collection}")
    expect(page.get_by_role("button", name="Elegir archivos")).to_be_visible()
    page.evaluate(
        """(place) => {
            const data = new DataTransfer();
            data.items.add(new File(["Una nota sobre la lluvia."], "nota.txt", { type: "text/plain" }));
            document.querySelector(place).dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
        }""",
        place,
    )
    is_read(page, "nota")
    expect(page.get_by_text("Ya estaba en la colección")).to_have_count(0)


def test_an_upload_without_a_connection_goes_on_by_itself(open_page):
    page = as_teacher(open_page)
    collection = make_collection(page, "Sin red")
    show(page, f"/library/{collection}")
    expect(page.get_by_role("button", name="Elegir archivos")).to_be_visible()
    page.context.set_offline(True)
    upload(page, file("nota.txt", "Una nota."))
    expect(page.get_by_role("list", name="Subiendo").get_by_role("listitem")).to_contain_text("nota.txt")
    page.context.set_offline(False)
    is_read(page, "nota")


def test_the_library_is_back_when_its_service_is(open_page):
    page = as_teacher(open_page)
    make_collection(page, "Actas")
    away = {"code": "unavailable", "status": 503, "detail": "El servicio de documentos no responde."}
    page.route("**/api/collections*", lambda route: route.fulfill(status=503, json=away))
    show(page, "/library")
    expect(page.get_by_role("alert")).to_contain_text("no responde")
    expect(page.get_by_role("button", name="Reintentar")).to_be_visible()
    page.unroute("**/api/collections*")
    expect(page.get_by_role("link", name="Actas")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_an_upload_goes_on_when_the_service_is_back(open_page):
    page = as_teacher(open_page)
    collection = make_collection(page, "Sin servicio")
    show(page, f"/library/{collection}")
    away = {"code": "unavailable", "status": 503, "detail": "El servicio de documentos no responde."}
    page.route("**/api/documents", lambda route: route.fulfill(status=503, json=away, headers={"Retry-After": "1"}))
    upload(page, file("nota.txt", "Una nota."))
    waiting = page.get_by_role("list", name="Subiendo").get_by_role("listitem")
    expect(waiting).to_contain_text("La subida sigue sola en cuanto se pueda.")
    page.unroute("**/api/documents")
    is_read(page, "nota")


def test_what_is_shown_of_a_long_collection_stays_shown_while_more_comes(open_page):
    page = as_teacher(open_page)
    collection = make_collection(page, "Larga")
    lines = "".join(f'{{"id": "{n}", "title": "Ficha {n:02}", "text": "La ficha {n}."}}\n' for n in range(60))
    sent = page.request.post(
        f"/api/collections/{collection}/import", data=lines, headers=SAME_ORIGIN | {"Content-Type": "application/x-ndjson"}
    )
    assert sent.ok, sent.text()
    show(page, f"/library/{collection}")
    rows = page.get_by_role("list", name="Documentos").get_by_role("listitem")
    expect(rows).to_have_count(50)
    page.get_by_role("button", name="Ver más").click()
    expect(rows).to_have_count(60)
    upload(page, file("nota.txt", "Una nota."))
    is_read(page, "nota")
    expect(rows).to_have_count(61)


def test_an_upload_that_is_refused_is_tried_again(open_page, picture):
    page = as_teacher(open_page)
    collection = make_collection(page, "Intentos")
    show(page, f"/library/{collection}")
    refusal = {"code": "storage_full", "status": 507, "detail": "No queda lugar en el servidor."}
    page.route("**/api/documents", lambda route: route.fulfill(status=507, json=refusal))
    upload(page, file("nota.txt", "Una nota."))
    expect(page.get_by_text("No queda lugar en el servidor.")).to_be_visible()
    picture(page, "upload-refused")
    page.unroute("**/api/documents")
    page.get_by_role("button", name="Reintentar: nota.txt").click()
    is_read(page, "nota")


def test_a_page_shows_what_is_cited_in_a_box(open_page, picture):
    page = as_teacher(open_page)
    collection = make_collection(page, "Actas", of_the_tests("acta.pdf"))
    [item] = page.request.get(f"/api/documents?collection_id={collection}").json()["items"]
    text = page.request.get(f"/api/documents/{item['id']}/pages/1").json()["text"]
    words = text.split("\n")[0]
    show(page, f"/library/document/{item['id']}?page=1&start=0&end={len(words)}")
    image = page.get_by_role("img", name="Página 1 de")
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalWidth") >= 400
    boxes = page.locator(".lit-box")
    expect(boxes.first).to_be_in_viewport()
    assert image.bounding_box()["width"] > boxes.first.bounding_box()["width"] > 20
    picture(page, "document-page")
    assert violations(page) == []
    page.get_by_role("button", name="Ver el texto").click()
    expect(page.locator("mark.lit").first).to_have_text(words)
    page.get_by_role("button", name="Ver la página").click()
    expect(image).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar el original").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_pages_are_turned_and_the_address_says_which(open_page):
    page = as_teacher(open_page)
    collection = make_collection(page, "Clase", of_the_tests("clase.pptx"))
    [item] = page.request.get(f"/api/documents?collection_id={collection}").json()["items"]
    show(page, f"/library/document/{item['id']}")
    number = page.get_by_role("spinbutton", name="Número de página")
    expect(number).to_have_value("1")
    page.get_by_role("button", name="Página siguiente").click()
    expect(number).to_have_value("2")
    expect(page).to_have_url(re.compile(r"page=2"))
    number.fill("3")
    number.press("Enter")
    expect(page).to_have_url(re.compile(r"page=3"))
    expect(page.get_by_role("button", name="Página siguiente")).to_have_attribute("aria-disabled", "true")


def test_what_must_be_known_of_a_document_is_said(open_page, picture):
    page = as_teacher(open_page)
    collection = make_collection(page, "Cuidado", file("carta.txt", SMUGGLED), of_the_tests("escaneo.png"))
    show(page, f"/library/{collection}")
    expect(page.get_by_text("intenta dar órdenes al asistente. Lo que dice se cita; no se obedece.")).to_be_visible()
    expect(page.get_by_text("Texto reconocido de una imagen: puede tener errores.")).to_be_visible()
    picture(page, "document-marks")
    assert violations(page) == []
    page.get_by_role("link", name="carta", exact=True).click()
    expect(page.locator(".instructed").first).to_contain_text("Ignora todas las instrucciones")


def test_a_document_has_another_title_and_is_deleted(open_page):
    page = as_teacher(open_page)
    collection = make_collection(page, "Uno", file("nota.txt", "Una nota."))
    show(page, f"/library/{collection}")
    page.get_by_role("button", name="Opciones de «nota»").click()
    page.get_by_role("menuitem", name="Cambiar el título").click()
    page.get_by_label("Título", exact=True).fill("Nota de clase")
    page.get_by_role("button", name="Guardar").click()
    expect(document(page, "Nota de clase")).to_be_visible()
    show(page, "/library?q=clase")
    expect(document(page, "Nota de clase")).to_be_visible()
    page.get_by_role("button", name="Opciones de «Nota de clase»").click()
    page.get_by_role("menuitem", name="Borrar").click()
    dialog = page.get_by_role("dialog", name="¿Borrar «Nota de clase»?")
    expect(dialog).to_contain_text("el archivo original")
    dialog.get_by_role("button", name="Borrar").click()
    expect(page.get_by_text("Se borró «Nota de clase».")).to_be_visible()
    expect(document(page, "Nota de clase")).to_have_count(0)


def test_a_student_of_the_group_reads_and_changes_nothing(open_page, picture):
    page = as_teacher(open_page)
    student = open_page(None, signed_in=False)
    identity, link = invite_as(page.administrator, "Estudiante del grupo", "student")
    group = put_together(page.administrator, f"Grupo de lectura {uuid.uuid4().hex[:8]}", [page.id, identity])
    come_in(student, link, OWN_PASSWORD)
    # Who is in another group gets another session.
    show(page, "/library")
    own = make_collection(page, "Sólo docente", file("nota.txt", "Una nota."))
    shared = make_collection(page, "Para el grupo", file("reglas.md", RULES), groups=[group])
    show(student, f"/library/{shared}")
    expect(document(student, "Reglamento de la sala")).to_be_visible()
    expect(student.get_by_role("button", name="Elegir archivos")).to_have_count(0)
    student.get_by_role("button", name="Opciones de «Reglamento de la sala»").click()
    expect(student.get_by_role("menuitem", name="Borrar")).to_have_count(0)
    student.keyboard.press("Escape")
    picture(student, "collection-shared")
    assert violations(student) == []
    show_refused(student, f"/library/{own}")


def show_refused(page: Page, path: str):
    page.goto(path)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("nota", exact=True)).to_have_count(0)


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_library_is_read_at_every_width(open_page, picture, viewport):
    page = as_teacher(open_page, viewport=viewport)
    collection = make_collection(page, "Actas", of_the_tests("acta.pdf"), of_the_tests("clave.pdf"))
    [item] = page.request.get(f"/api/documents?collection_id={collection}&state=ready").json()["items"]
    for name, path in {"list": "/library", "one": f"/library/{collection}", "page": f"/library/document/{item['id']}"}.items():
        show(page, path)
        page.wait_for_load_state("networkidle")
        picture(page, f"library-{name}-{viewport['width']}")
        assert violations(page) == []
        assert page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")
