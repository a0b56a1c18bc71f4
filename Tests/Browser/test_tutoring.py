"""The whole story in two windows: a student in danger, a tutor who steps in, and the report of it."""

import re
import uuid
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from axe import violations
from conftest import PHONE
from pages import LONG, OWN_PASSWORD, come_in
from tutoring import LINE, alert, begin, help_card, in_a_week, invite_as, join, keep_support, put_together, say, support, words

ALLOWED = ("Notar cómo te sientes", "Avisar a tu tutor si necesitas ayuda")
DANGER = "Ya no quiero vivir, pienso en matarme"
REASON = "Lo pidió su familia, expediente 12"


@dataclass
class Tutoring:
    student: Page
    tutor: Page
    student_name: str
    tutor_name: str
    group: str


@pytest.fixture
def tutoring(open_page) -> Tutoring:
    """A student on a phone and their tutor, each in a window."""
    administrator = open_page(None)
    keep_support(administrator, support(administrator))
    mark = uuid.uuid4().hex[:6]
    names = f"Estudiante {mark}", f"Tutora {mark}"
    people = [invite_as(administrator, name, role) for name, role in zip(names, ("student", "tutor"))]
    group = put_together(administrator, f"3.º {mark}", [person for person, _ in people])
    pages = open_page(None, viewport=PHONE, signed_in=False), open_page(None, signed_in=False)
    for page, (_, link) in zip(pages, people):
        come_in(page, link, OWN_PASSWORD)
    return Tutoring(*pages, *names, group)


@pytest.fixture
def colleague(tutoring, open_page) -> Page:
    """Another tutor of the student, by `name`."""
    administrator = open_page(None)
    page = open_page(None, signed_in=False)
    page.name = f"Colega {uuid.uuid4().hex[:6]}"
    person, link = invite_as(administrator, page.name, "tutor")
    join(administrator, tutoring.group, person)
    come_in(page, link, OWN_PASSWORD)
    return page


def raise_alert(tutoring: Tutoring):
    """The tutor watches while the student writes."""
    tutoring.tutor.goto("/alerts")
    expect(tutoring.tutor.get_by_text("No hay alertas sin atender.")).to_be_visible()
    begin(tutoring.student, *ALLOWED)
    say(tutoring.student, DANGER)


def take_over(tutoring: Tutoring):
    tutoring.tutor.get_by_role("button", name=f"Me ocupo de {tutoring.student_name}").click()
    tutoring.tutor.get_by_role("button", name=f"Conversar con {tutoring.student_name}").click()
    expect(tutoring.tutor.get_by_role("heading", level=1)).to_have_text(f"Conversación con {tutoring.student_name}")


def answered_by(student: Page, name: str) -> Locator:
    return student.get_by_role("status").filter(has_text=f"Responde {name}, una persona")


def answered_by_assistant(student: Page) -> Locator:
    return student.get_by_role("status").filter(has_text="Responde el asistente, un programa")


def fits(page: Page) -> bool:
    return page.locator("main").evaluate("element => element.scrollWidth <= element.clientWidth")


def test_the_whole_story_in_two_windows(tutoring, picture, open_page):
    raise_alert(tutoring)
    they_see_at_once(tutoring, picture)
    they_talk(tutoring, picture)
    a_note_and_a_day_to_look_again(tutoring, picture)
    the_conversation_goes_back(tutoring)
    it_was_a_false_alarm(tutoring, picture)
    the_tutor_reads_it_for_a_reason(tutoring, picture)
    a_report_is_signed(tutoring, picture)
    the_student_sees_who_opened_it(tutoring, open_page(None))


def they_see_at_once(tutoring: Tutoring, picture):
    student, tutor = tutoring.student, tutoring.tutor
    expect(help_card(student)).to_contain_text(LINE)
    card = alert(tutor, tutoring.student_name)
    expect(card).to_be_visible()
    expect(card).to_contain_text("pienso en matarme")
    expect(card).to_contain_text("vence en")
    expect(tutor.get_by_role("link", name="Alertas 1 sin atender")).to_be_visible()
    expect(student.locator(".answer").last).to_have_attribute("aria-busy", "false", timeout=60_000)
    # However long the answer, whom to call stays in view.
    expect(help_card(student).get_by_role("link", name=f"Llamar a {LINE}")).to_be_in_viewport()
    picture(student, "companion-help-390")
    picture(tutor, "alerts-1360")
    assert violations(student) == [] and violations(tutor) == []
    student.reload()
    expect(help_card(student)).to_contain_text(LINE)


def they_talk(tutoring: Tutoring, picture):
    student, tutor = tutoring.student, tutoring.tutor
    take_over(tutoring)
    expect(answered_by(student, tutoring.tutor_name)).to_be_visible()
    answers = student.locator(".answer").count()
    for text in ("¿Hay alguien?", "Gracias por escribirme"):
        say(student, text)
        expect(tutor.get_by_role("list", name="Mensajes").get_by_text(text)).to_be_visible()
    box = tutor.get_by_role("textbox", name=f"Escribe a {tutoring.student_name}")
    box.fill("Hola, soy tu tutora y estoy aquí.")
    # Both write at the same moment, and nobody's words are lost.
    words(student).fill("Estoy en el patio")
    box.press("Enter")
    words(student).press("Enter")
    expect(student.locator(".tutors").last).to_contain_text("estoy aquí")
    expect(student.locator(".tutors").last).to_contain_text(tutoring.tutor_name)
    expect(tutor.get_by_role("list", name="Mensajes").get_by_text("Estoy en el patio")).to_be_visible()
    expect(student.locator(".mine").last).to_contain_text("Estoy en el patio")
    expect(student.locator(".answer")).to_have_count(answers)
    picture(student, "companion-tutor-390")
    assert violations(student) == [] and fits(student)


def a_note_and_a_day_to_look_again(tutoring: Tutoring, picture):
    tutor = tutoring.tutor
    tutor.get_by_label("Nota nueva").fill("Acepta hablar mañana con su familia.")
    tutor.get_by_label("Fecha de seguimiento").fill(in_a_week())
    tutor.get_by_role("button", name="Agregar la nota").click()
    expect(tutor.get_by_role("listitem").filter(has_text="con su familia")).to_contain_text("Seguimiento:")
    picture(tutor, "intervention-1360")
    assert violations(tutor) == []


def the_conversation_goes_back(tutoring: Tutoring):
    student, tutor = tutoring.student, tutoring.tutor
    tutor.get_by_role("button", name="Devolver la conversación").click()
    tutor.get_by_role("dialog").get_by_role("button", name="Devolver la conversación").click()
    expect(tutor.get_by_text("Ya no respondes tú")).to_be_visible()
    expect(answered_by_assistant(student)).to_be_visible()


def it_was_a_false_alarm(tutoring: Tutoring, picture):
    tutor = tutoring.tutor
    tutor.get_by_role("link", name="Alertas").first.click()
    tutor.get_by_role("button", name=f"La alerta de {tutoring.student_name} es falsa alarma").click()
    form = tutor.get_by_role("dialog", name="Falsa alarma")
    form.get_by_role("button", name="Marcar como falsa alarma").click()
    expect(form.get_by_label("Por qué no era una señal")).to_have_attribute("aria-invalid", "true")
    picture(tutor, "alert-false-1360")
    assert violations(tutor) == []
    form.get_by_label("Por qué no era una señal").fill("Es la letra de una canción.")
    form.get_by_role("button", name="Marcar como falsa alarma").click()
    expect(alert(tutor, tutoring.student_name)).to_contain_text("Falsa alarma")
    expect(tutor.get_by_role("link", name="sin atender")).to_have_count(0)
    tutor.goto("/alerts?state=false_alarm")
    tutor.get_by_role("button", name=f"Qué se hizo con la alerta de {tutoring.student_name}").click()
    log = tutor.get_by_role("dialog", name="Qué se hizo")
    expect(log).to_contain_text("Es la letra de una canción.")
    expect(log).to_contain_text(f"Se avisó a {tutoring.tutor_name}")
    expect(log).to_contain_text("Se ocupa")


def the_tutor_reads_it_for_a_reason(tutoring: Tutoring, picture):
    tutor = tutoring.tutor
    tutor.goto("/alerts?state=false_alarm")
    tutor.get_by_role("button", name=f"Leer la conversación de {tutoring.student_name}").click()
    form = tutor.get_by_role("dialog", name=f"Conversación de {tutoring.student_name}")
    form.get_by_label("Motivo").fill("porque")
    form.get_by_role("button", name="Leer la conversación").click()
    expect(form.get_by_label("Motivo")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("Motivo").fill(REASON)
    form.get_by_role("button", name="Leer la conversación").click()
    expect(form.get_by_role("listitem").filter(has_text=DANGER)).to_contain_text(tutoring.student_name)
    expect(form.get_by_role("listitem").filter(has_text="estoy aquí")).to_contain_text(tutoring.tutor_name)
    picture(tutor, "alert-transcript-1360")
    assert violations(tutor) == []


def a_report_is_signed(tutoring: Tutoring, picture):
    page = tutoring.tutor
    page.goto("/follow-up")
    expect(page.get_by_role("link", name=tutoring.student_name)).to_be_visible()
    picture(page, "follow-up-1360")
    assert violations(page) == []
    page.goto("/reports")
    page.get_by_label("De qué").select_option(label="Estudiante")
    page.get_by_label("Cuál").select_option(label=tutoring.student_name)
    page.get_by_role("button", name="Hacer el reporte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(tutoring.student_name, timeout=30_000)
    expect(page.get_by_text("nadie lo firmó")).to_be_visible(timeout=30_000)
    expect(page.get_by_text(re.compile("Se apoya en [1-4] mensajes?")).first).to_be_visible()
    picture(page, "report-1360")
    assert violations(page) == []
    own = page.get_by_label("Tu versión de la frase 1")
    own.fill("Cuatro mensajes, de hoy.")
    page.get_by_role("button", name="Firmar").click()
    expect(page.get_by_role("alert")).to_contain_text("La frase 1 tiene cambios sin guardar.")
    expect(own).to_be_focused()
    page.get_by_role("button", name="Guardar", exact=True).first.click()
    expect(page.get_by_role("button", name="Volver al original").first).to_be_visible()
    expect(own).to_be_focused()
    with page.expect_download() as download:
        page.get_by_role("button", name="Descargar CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
    page.get_by_role("button", name="Firmar").click()
    page.get_by_role("dialog").get_by_role("button", name="Firmar").click()
    expect(page.get_by_text(f"Lo firmó {tutoring.tutor_name}")).to_be_visible()
    expect(page.get_by_text("Cuatro mensajes, de hoy.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Tu versión")).to_have_count(0)
    picture(page, "report-signed-1360")
    assert violations(page) == []


def the_student_sees_who_opened_it(tutoring: Tutoring, administrator: Page):
    student = tutoring.student
    administrator.goto(f"/chat/{student.url.rpartition('/')[2]}")
    administrator.get_by_label("Motivo para abrirla").fill(REASON)
    administrator.get_by_role("button", name="Abrir la conversación").click()
    expect(administrator.locator(".mine").first).to_contain_text(DANGER)
    expect(administrator.locator(".tutors")).to_contain_text(tutoring.tutor_name)
    seen = student.get_by_role("listitem").filter(has_text="Abrió una conversación, con un motivo")
    for _ in range(50):
        student.goto("/my-data")
        expect(student.get_by_role("heading", name="Quién lo vio")).to_be_visible()
        if seen.count() > 1:
            break
        student.wait_for_timeout(100)
    for name in ("Ana Prueba", tutoring.tutor_name):
        expect(seen.filter(has_text=name)).to_contain_text(f"Motivo: {REASON}")
    expect(student.get_by_role("listitem").filter(has_text=tutoring.tutor_name).first).to_be_visible()


def test_who_is_in_danger_is_heard_while_an_answer_is_written(tutoring):
    student = tutoring.student
    begin(student, *ALLOWED)
    say(student, f"Explícame con detalle cómo se organiza una semana de estudio {LONG}")
    expect(student.locator(".answer .prose").last).not_to_be_empty()
    words(student).fill(DANGER)
    words(student).press("Enter")
    expect(help_card(student)).to_contain_text(LINE)
    expect(student.locator(".mine").last).to_contain_text(DANGER)


def test_a_take_over_that_failed_says_so_and_the_assistant_goes_on(tutoring):
    raise_alert(tutoring)
    tutor = tutoring.tutor
    refusal = {"code": "takeover_failed", "status": 502, "detail": "La conversación no se pudo tomar: el asistente sigue respondiendo."}
    tutor.route("**/api/interventions", lambda route: route.fulfill(status=502, json=refusal))
    tutor.get_by_role("button", name=f"Me ocupo de {tutoring.student_name}").click()
    tutor.get_by_role("button", name=f"Conversar con {tutoring.student_name}").click()
    expect(tutor.get_by_role("alert")).to_contain_text("el asistente sigue respondiendo")
    expect(answered_by_assistant(tutoring.student)).to_be_visible()


def test_an_alert_is_passed_on_to_another_tutor(tutoring, colleague):
    raise_alert(tutoring)
    tutor, name = tutoring.tutor, tutoring.student_name
    tutor.get_by_role("button", name=f"Derivar la alerta de {name}").click()
    form = tutor.get_by_role("dialog", name="Derivar")
    form.get_by_label("A quién").select_option(label=colleague.name)
    form.get_by_label("Qué conviene que sepa").fill("Es de tu curso.")
    form.get_by_role("button", name="Derivar").click()
    expect(alert(tutor, name)).to_contain_text(f"a cargo de {colleague.name}")
    colleague.goto("/alerts")
    expect(alert(colleague, name).get_by_role("button", name=f"Me ocupo de {name}")).to_be_visible()
    alert(colleague, name).get_by_role("button", name="Qué se hizo").click()
    expect(colleague.get_by_role("dialog", name="Qué se hizo")).to_contain_text("Es de tu curso.")


def test_a_second_tutor_takes_no_place_of_whoever_writes(tutoring, colleague, picture):
    colleague.clock.install()
    colleague.goto("/alerts?state=acknowledged")
    raise_alert(tutoring)
    take_over(tutoring)
    # Who steps into a conversation is told to nobody else: the page looks again by itself.
    colleague.clock.fast_forward(31_000)
    card = alert(colleague, tutoring.student_name)
    expect(card).to_contain_text(f"{tutoring.tutor_name} está en la conversación desde")
    expect(card).to_contain_text("puedes tomar su lugar")
    picture(colleague, "alerts-tended-1360")
    assert violations(colleague) == []
    card.get_by_role("button", name=f"Tomar el lugar de quien conversa con {tutoring.student_name}").click()
    question = colleague.get_by_role("dialog", name="¿Tomar su lugar?")
    expect(question).to_contain_text(f"en lugar de {tutoring.tutor_name}")
    question.get_by_role("button", name="Tomar su lugar").click()
    refusal = card.get_by_role("alert")
    expect(refusal).to_contain_text("Otra persona ya está en esta conversación")
    expect(refusal).to_contain_text("Podrás tomar su lugar")
    expect(answered_by(tutoring.student, tutoring.tutor_name)).to_be_visible()


def test_a_second_tutor_gives_the_conversation_back(tutoring, colleague):
    raise_alert(tutoring)
    take_over(tutoring)
    colleague.goto("/alerts?state=acknowledged")
    card = alert(colleague, tutoring.student_name)
    card.get_by_role("button", name="Devolver al asistente").click()
    question = colleague.get_by_role("dialog", name="¿Devolver la conversación al asistente?")
    expect(question).to_contain_text(f"{tutoring.tutor_name} ya no podrá escribir a {tutoring.student_name}")
    question.get_by_role("button", name="Devolver al asistente").click()
    expect(card.get_by_role("button", name="Devolver al asistente")).to_have_count(0)
    expect(answered_by_assistant(tutoring.student)).to_be_visible()
    expect(tutoring.tutor.get_by_text("Ya no respondes tú")).to_be_visible()


def test_another_groups_tutor_sees_nothing_of_it(tutoring, open_page):
    administrator = open_page(None)
    _, link = invite_as(administrator, f"Otra {uuid.uuid4().hex[:6]}", "tutor")
    stranger = open_page(None, signed_in=False)
    come_in(stranger, link, OWN_PASSWORD)
    raise_alert(tutoring)
    expect(alert(tutoring.tutor, tutoring.student_name)).to_be_visible()
    stranger.goto("/alerts?state=")
    expect(stranger.get_by_text("No hay alertas")).to_be_visible()
    tutoring.student.goto("/alerts")
    expect(tutoring.student.get_by_role("heading", level=1)).to_have_text("No tienes permiso para ver esto")


def test_a_student_asks_for_a_person_and_their_tutor_hears_of_it(tutoring, picture):
    student, tutor = tutoring.student, tutoring.tutor
    tutor.goto("/alerts")
    expect(tutor.get_by_text("No hay alertas sin atender.")).to_be_visible()
    # Whoever allows no notices of the program can tell their tutors themselves.
    begin(student)
    say(student, "Hola")
    expect(student.locator(".answer").last).to_have_attribute("aria-busy", "false", timeout=60_000)
    student.get_by_role("button", name="Necesito ayuda ahora").click()
    call = student.get_by_role("button", name="Avisar a una persona")
    student.route("**/api/help", lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    call.click()
    expect(student.get_by_role("alert")).to_contain_text("No pudimos avisar. Llama")
    student.unroute("**/api/help")
    call.click()
    told = help_card(student).locator(".message")
    expect(told).to_contain_text("Avisamos a tu tutoría")
    expect(told).to_be_focused()
    picture(student, "companion-call-390")
    assert violations(student) == []
    card = alert(tutor, tutoring.student_name)
    expect(card).to_contain_text("pidió hablar con una persona")
    picture(tutor, "alerts-asked-1360")
    assert violations(tutor) == []
    student.keyboard.press("Escape")
    student.get_by_role("button", name="Necesito ayuda ahora").click()
    expect(help_card(student).get_by_text("Avisamos a tu tutoría")).to_be_visible()
    expect(call).to_be_hidden()
    take_over(tutoring)
    expect(answered_by(student, tutoring.tutor_name)).to_be_visible()
