"""Pages as the institution had them before: the session's name is theirs, and plain JSON is all they know."""

from playwright.sync_api import Page, expect

CHAT = """<!doctype html><meta charset="utf-8"><title>Chat</title>
<form><textarea></textarea><button>Enviar</button><button type="button" id="clear">Borrar</button></form><ol></ol>
<script>
const sessionId = localStorage.session ??= "session_" + Math.random().toString(36).slice(2);
const post = (path, body) => fetch(path, {
  method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
});
const say = (text) => document.querySelector("ol").append(
  Object.assign(document.createElement("li"), { textContent: text }));
document.querySelector("form").onsubmit = async (event) => {
  event.preventDefault();
  const answer = await (await post("./generate", { session_id: sessionId, prompt: document.querySelector("textarea").value })).json();
  say(answer.response);
};
document.querySelector("#clear").onclick = async () => say((await post("./clear", { session_id: sessionId })).ok ? "borrado" : "error");
</script>"""

CONFIG = """<!doctype html><meta charset="utf-8"><title>Config</title>
<textarea></textarea><button>Guardar</button><output></output>
<script>
const box = document.querySelector("textarea");
fetch("./get_prompt").then((answer) => answer.json()).then(({ prompt }) => { box.value = prompt; });
document.querySelector("button").onclick = async () => {
  const answer = await fetch("./save_prompt", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ prompt: box.value }),
  });
  document.querySelector("output").textContent = answer.ok ? "guardado" : "error";
};
</script>"""


def earlier(page: Page, html: str) -> Page:
    page.route("**/antes.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto("/antes.html")
    return page


def ask(page: Page, question: str):
    page.locator("textarea").fill(question)
    page.get_by_role("button", name="Enviar").click()


def test_the_earlier_chat_is_answered_and_goes_on_with_its_conversation(open_page):
    page = earlier(open_page(None, signed_in=False), CHAT)
    answers = page.get_by_role("listitem")
    ask(page, "necesito escriturar, vivo en gonzalez catan")
    expect(answers.nth(0)).to_contain_text("La Matanza, Buenos Aires")
    page.reload()
    ask(page, "¿y el horario?")
    expect(answers.nth(0)).to_contain_text("La Matanza, Buenos Aires")
    page.get_by_role("button", name="Borrar").click()
    expect(answers.nth(1)).to_have_text("borrado")
    ask(page, "¿y el horario?")
    expect(answers.nth(2)).to_contain_text("¿De qué municipio o localidad eres?")


def test_the_earlier_settings_are_read_and_saved_by_an_administrator(open_page):
    page = earlier(open_page(None), CONFIG)
    version = page.request.get("/get_prompt").json()["version"]
    box = page.locator("textarea")
    expect(box).not_to_have_value("")
    before = box.input_value()
    box.fill(before + "\n- Saludas primero.")
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator("output")).to_have_text("guardado")
    page.reload()
    expect(box).to_have_value(before + "\n- Saludas primero.")
    page.request.post("/save_prompt", data={"restore": version}, headers={"Origin": page.evaluate("origin")})
    page.reload()
    expect(box).to_have_value(before)
