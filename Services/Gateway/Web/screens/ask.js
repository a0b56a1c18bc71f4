import { h, replace, uniqueID } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { everything, lastScope, passagesFor } from "../modules/asking.js";
import { session } from "../modules/session.js";
import { drafts } from "../modules/store.js";
import { askTurn } from "../components/ask-turn.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { passageList } from "../components/passage-list.js";
import { presetForm } from "../components/preset-form.js";
import { presetList } from "../components/preset-list.js";
import { readingChoice } from "../components/reading-choice.js";
import { scopeLine } from "../components/scope-line.js";
import { sidePanel } from "../components/side-panel.js";
import { sourcePanel } from "../components/source-panel.js";

export const styles = ["tables", "people", "prose", "chat", "documents"];
export const texts = ["library", "ask", "choice"];

/** What was asked in this tab, the newest first, and by whom. */
let earlier = { by: null, turns: [] };

/** Questions to the library's documents, and passages from them. */
export default function askScreen({ query }) {
  if (earlier.by !== session.user.id) earlier = { by: session.user.id, turns: [] };
  const sources = sourcePanel();
  const panel = sidePanel({ name: "sources", title: t("sources.title"), content: sources });
  const text = h("textarea", {
    id: uniqueID("field"), rows: 2, maxlength: 4000, placeholder: t("ask.placeholder"), value: drafts.get("ask"),
    oninput: () => drafts.set("ask", text.value),
  });
  const reading = readingChoice();
  const scope = scopeLine(asked(query), { onchange: chosen });
  const box = h("form.ask-box.stack", { onsubmit: submit },
    h("div.field", null, h("label", { for: text.id }, t("ask.label")), text),
    reading,
    h("div.row", null,
      h("button.main", { type: "submit" }, icon("send", 18), t("ask.action")),
      h("button", { type: "button", onclick: passages }, icon("search", 18), t("ask.passages"))));
  const place = h("div", null, box);
  const results = h("div.stack");
  const presets = presetList({ onchoose: usePreset });
  const empty = h("div.stack", null, h("p.small", null, t("try")),
    h("div.examples", null, ["ask.try.1", "ask.try.2", "ask.try.3"].map((key) => h("button", { type: "button", onclick: () => fill(t(key)) }, t(key)))));
  const middle = h("div.page.narrow", null,
    h("div.page-head", null, h("div.row.spread", null, h("h1", null, t("place.ask")), panel.button), h("p.soft", null, t("ask.lead"))),
    h("div.stack", null, scope, place), results, empty, presets);
  const element = h("div.asking", null, h("div.asking-middle", null, middle), panel.element);
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  reading.update(scope.scope);
  for (const turn of earlier.turns) Object.assign(turn.handlers, handlers());
  draw();
  return { element, title: t("place.ask"), focus: () => text, leave };

  function asked(given) {
    const [collections, documents] = ["collections", "documents"].map((name) => given.get(name)?.split(",").filter(Boolean) ?? []);
    if (!collections.length && !documents.length) return lastScope.get();
    return { ...everything, collections, documents: documents.map((id) => ({ id })) };
  }
  function chosen(next) {
    lastScope.set(next);
    reading.update(next);
  }
  function draw() {
    replace(results, earlier.turns);
    empty.hidden = earlier.turns.length > 0;
  }
  function handlers() {
    return {
      onsources: (turn) => turn === earlier.turns[0] && sources.update(turn.sourcesNow(), turn.cited),
      onsource: (turn, index) => cite(turn.sourcesNow(), turn.cited, index),
      onedit: edit,
      onopen: (found, index) => cite(found, null, index),
    };
  }
  function cite(found, cited, index) {
    sources.update(found, cited);
    panel.show();
    if (index !== null) sources.cite(index);
  }
  function submit(event) {
    event?.preventDefault();
    const question = text.value.trim();
    if (!question) return text.focus();
    return ask({ title: question, body: { question } });
  }
  function ask({ title, body }) {
    const kept = handlers();
    const own = { title, body, scope: scope.scope, where: t("ask.where", { where: scope.where() }), mode: reading.mode };
    const turn = askTurn(own, {
      onbegun() {
        if (body.question && text.value.trim() === body.question) fill("");
      },
      onsources: (...values) => kept.onsources(...values),
      onsource: (...values) => kept.onsource(...values),
      onedit: (...values) => kept.onedit(...values),
    });
    turn.handlers = kept;
    for (const each of earlier.turns) each.stop();
    earlier.turns = [turn, ...earlier.turns].slice(0, 20);
    draw();
    turn.run();
    // On a phone it begins under what one sees.
    turn.scrollIntoView({ block: innerWidth > 760 ? "nearest" : "start" });
  }
  function edit({ body }) {
    if (body.question) fill(body.question);
    else middle.querySelector(".preset")?.first.focus();
  }
  function fill(words) {
    if (!box.isConnected) replace(place, box);
    text.value = words;
    drafts.set("ask", words);
    if (words) text.focus();
  }
  function usePreset(preset) {
    const form = presetForm(preset, { onask: ask, onback() {
      replace(place, box);
      presets.hidden = false;
      text.focus();
    } });
    replace(place, form);
    presets.hidden = true;
    form.first.focus();
    form.scrollIntoView({ block: "nearest" });
  }
  function passages() {
    const question = text.value.trim();
    if (!question) return text.focus();
    const shown = h("div");
    const found = h("article.ask-turn.stack", { "aria-label": question },
      h("h2.asked", null, question), h("p.small", null, t("ask.where", { where: scope.where() })), shown);
    Object.assign(found, { handlers: handlers(), stop() {}, sourcesNow: () => [] });
    earlier.turns = [found, ...earlier.turns].slice(0, 20);
    draw();
    return load(shown, (signal) => passagesFor(question, scope.scope, { signal }), (items) => (items.length
      ? passageList(items, { onopen: (index) => found.handlers.onopen(items, index) })
      : h("p", null, t("answer.nothing"))), { stage: t("answer.stage.search") });
  }
  function leave() {
    sources.leave();
    panel.leave();
  }
}
