"""Images of a question: attached, pasted, dropped, taken out, seen in full, kept over a reload."""

import struct
import zlib

import pytest
from playwright.sync_api import Page, expect

from axe import violations
from conftest import PHONE
from pages import ask, box, finished, reload


def png(width: int, height: int) -> bytes:
    """A picture of grey bands."""
    rows = b"".join(b"\0" + bytes([60 + y * 120 // height]) * width for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def image(tmp_path):
    file = tmp_path / "torax.png"
    file.write_bytes(png(640, 480))
    return file


def attach(page: Page, *files):
    page.locator("input[type=file]").set_input_files(list(files))


def previews(page: Page):
    return page.get_by_role("list", name="Imágenes de tu pregunta").get_by_role("listitem")


def hand_over(page: Page, event: str, content: bytes):
    """A paste into the box, or a drop on the page, as the browser hands over a file."""
    page.evaluate(
        """([event, bytes]) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], "pegada.png", { type: "image/png" }));
            const target = event === "paste" ? document.querySelector("textarea") : document.querySelector(".talk");
            const options = { bubbles: true, cancelable: true };
            target.dispatchEvent(event === "paste"
                ? new ClipboardEvent("paste", { ...options, clipboardData: data })
                : new DragEvent("drop", { ...options, dataTransfer: data }));
        }""",
        [event, list(content)],
    )


def test_a_question_with_images_is_kept_with_them(open_page, picture, image):
    page = open_page("/chat")
    attach(page, image, image)
    expect(previews(page)).to_have_count(2)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    picture(page, "images-attached")
    assert violations(page) == []
    ask(page, "¿Qué se ve en estas radiografías?")
    finished(page)
    expect(previews(page)).to_have_count(0)
    expect(page.locator(".mine .gallery img")).to_have_count(2)
    picture(page, "images-asked")
    reload(page)
    shown = page.locator(".mine .gallery img")
    expect(shown).to_have_count(2)
    expect(shown.first).to_have_js_property("complete", True)
    assert shown.first.evaluate("image => image.naturalWidth") > 0


def test_an_image_is_seen_in_full(open_page, picture, image):
    page = open_page("/chat", viewport=PHONE)
    attach(page, image)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    ask(page, "Descríbela")
    finished(page)
    page.get_by_role("button", name="Ver Imagen 1 en grande").click()
    dialog = page.get_by_role("dialog", name="Imagen")
    expect(dialog.get_by_role("img")).to_be_visible()
    picture(page, "image-viewer-phone")
    assert violations(page) == []
    zoom = dialog.get_by_role("button", name="Acercar o alejar")
    zoom.click()
    expect(zoom).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("event", ["paste", "drop"])
def test_images_come_by_paste_and_drop(open_page, event):
    page = open_page("/chat")
    hand_over(page, event, png(320, 200))
    expect(previews(page)).to_have_count(1)
    page.get_by_role("button", name="Quitar pegada.png").click()
    expect(previews(page)).to_have_count(0)


def test_attached_images_survive_a_reload(open_page, image):
    page = open_page("/chat")
    attach(page, image)
    expect(page.get_by_role("progressbar")).to_have_count(0)
    box(page).fill("a medio escribir")
    reload(page)
    expect(previews(page)).to_have_count(1)
    expect(box(page)).to_have_value("a medio escribir")
    page.get_by_role("button", name="Quitar Imagen").click()
    box(page).fill("")


def remember_an_expired_image(page: Page):
    """As a draft of the day before yesterday: the server has swept its image since."""
    expired = [{"id": "01a1fd6b-8447-7dc0-8a16-c78f4b900000", "width": 320, "height": 200}]
    page.evaluate("media => localStorage.setItem('consulta.images.new', JSON.stringify(media))", expired)


def test_an_image_that_expired_leaves_the_draft_in_words(open_page, picture):
    page = open_page("/chat")
    remember_an_expired_image(page)
    box(page).fill("¿Qué se ve?")
    reload(page)
    expect(page.get_by_text("Una imagen de tu pregunta ya no está en el servidor. Agrégala de nuevo.")).to_be_visible()
    picture(page, "images-expired")
    expect(previews(page)).to_have_count(0)
    assert page.evaluate("localStorage.getItem('consulta.images.new')") is None
    box(page).press("Enter")
    finished(page)


def test_an_image_that_expires_before_it_is_sent_gives_the_question_back(open_page, picture):
    page = open_page("/chat")
    remember_an_expired_image(page)
    page.route("**/api/media/**", lambda route: route.fulfill(content_type="image/png", body=png(320, 200)))
    reload(page)
    expect(previews(page)).to_have_count(1)
    ask(page, "¿Qué se ve?")
    expect(page.get_by_text("Adjúntala de nuevo.")).to_be_visible()
    picture(page, "images-expired-on-sending")
    page.unroute("**/api/media/**")
    page.get_by_role("button", name="Corregir la pregunta").click()
    expect(box(page)).to_have_value("¿Qué se ve?")
    expect(previews(page)).to_have_count(0)
    expect(page.locator(".mine")).to_have_count(0)
    box(page).press("Enter")
    finished(page)


def test_what_is_no_image_is_refused_in_words(open_page, tmp_path):
    page = open_page("/chat")
    text = tmp_path / "nota.txt"
    text.write_text("hola")
    attach(page, text)
    expect(page.get_by_text("«nota.txt» no es una imagen PNG, JPEG o WebP.")).to_be_visible()
    false = tmp_path / "falsa.png"
    false.write_text("esto no es una imagen")
    attach(page, false)
    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(previews(page)).to_have_count(0)


def test_an_image_that_is_too_large_is_not_even_sent(open_page, tmp_path):
    page = open_page("/chat")
    large = tmp_path / "grande.png"
    large.write_bytes(png(8, 8) + bytes(21 * 1024 * 1024))
    attach(page, large)
    expect(page.get_by_text("El archivo pesa 22 MB y el límite es 20 MB.")).to_be_visible()
