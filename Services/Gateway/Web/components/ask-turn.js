// One question to documents: the answer as it is written, where each sentence is from, and what can be done with it.
import { h, replace } from "../modules/dom.js";
import { announce, SentenceReader } from "../modules/announce.js";
import { t } from "../modules/i18n.js";
import { askDocuments } from "../modules/asking.js";
import { copyOf, wholeOf, withoutNumbers } from "../modules/cited-text.js";
import { renderMarkdown } from "../modules/markdown.js";
import { can } from "../modules/session.js";
import { renderCited } from "./cited-answer.js";
import { consentNotice } from "./consent-notice.js";
import { copyButton } from "./copy.js";
import { icon } from "./icon.js";
import { problemBox } from "./problem.js";

/**
 * `asked` as `{ title, body, scope, where, mode }`: what is shown of it, and what is sent. `onsources(sources, cited)` when
 * there are some to show, `onsource(turn, index)` when one of them is wanted, `onedit(asked)`. `turn.run()` asks, `turn.stop()` ends it.
 */
export function askTurn(asked, { onbegun = () => {}, onsources, onsource, onedit }) {
  const prose = h("div.prose");
  const notice = h("div");
  const below = h("div.stack.tight");
  const heading = h("h2.asked", { tabindex: -1 }, asked.title);
  const element = h("article.ask-turn.stack", { "aria-label": asked.title }, heading, h("p.small", null, asked.where), notice, prose, below);
  let abort = null;
  let sources = [];
  let text = "";

  async function run() {
    abort?.abort();
    abort = new AbortController();
    const mine = abort;
    const reader = new SentenceReader();
    [sources, text] = [[], ""];
    renderMarkdown(prose, "");
    replace(notice);
    element.setAttribute("aria-busy", "true");
    stage("answer.stage.search");
    try {
      for await (const event of askDocuments(asked.body, { scope: asked.scope, mode: asked.mode, signal: mine.signal })) {
        if (event.type === "progress") stage(`answer.stage.${event.stage}`, event);
        else if (event.type === "sources") begun(event);
        else if (event.type === "delta") text += event.text;
        else if (event.type === "done") return finished(event, reader);
        renderMarkdown(prose, withoutNumbers(text), { streaming: true });
        reader.read(withoutNumbers(text));
      }
      stopped();
    } catch (problem) {
      if (problem.name === "AbortError") return stopped();
      replace(below, problemBox(problem, { onretry: run, onedit: () => onedit(asked) }));
    } finally {
      if (mine === abort) element.setAttribute("aria-busy", "false");
    }
    return undefined;
  }
  function stage(key, values) {
    const stop = h("button", { type: "button", onclick: () => abort.abort() }, icon("stop", 18), t("chat.stop"));
    replace(below, h("div.row", { role: "status" }, h("span.soft", null, t(key, values)), stop));
  }
  function begun({ items }) {
    sources = items;
    onbegun();
    onsources(element);
    stage("answer.stage.sources", { n: items.length });
  }
  function finished(done, reader) {
    const { sentences, written_by: by, is_empty: isEmpty } = done;
    text = wholeOf(sentences);
    element.cited = new Set(sentences.flatMap(({ source_ids: ids }) => ids));
    if (isEmpty) {
      renderMarkdown(prose, "");
      replace(notice, h("p", null, text.trim() || t("answer.nothing")));
    } else {
      const isQuoted = by === "passages";
      renderCited(prose, sentences, { sources, isQuoted, onsource: (index) => onsource(element, index) });
      replace(notice, isQuoted && withoutModel());
      reader.read(isQuoted ? prose.innerText : text, { finished: true });
    }
    onsources(element);
    replace(below, origin(done), tools(() => copyOf(sentences, sources)));
    announce(t("chat.finished"));
  }
  function stopped() {
    // Of what isn't whole nobody has checked where it is from.
    text = withoutNumbers(text);
    renderMarkdown(prose, text);
    replace(below, h("p.soft", { role: "status" }, t("chat.stopped")), tools(() => text));
  }
  function tools(copied) {
    return h("div.row.tools", null,
      text && copyButton(copied),
      h("button.quiet.small-button", { type: "button", onclick: run }, icon("retry", 16), t("retry")),
      h("button.quiet.small-button", { type: "button", onclick: () => onedit(asked) }, icon("pencil", 16), t("answer.edit")),
      sources.length > 0 && h("button.quiet.small-button", { type: "button", onclick: () => onsource(element, null) },
        icon("panel", 16), t("answer.sources", { n: sources.length })));
  }
  return Object.assign(element, { run, stop: () => abort?.abort(), heading, sourcesNow: () => sources });
}

/** No model is asked without one's consent, and none can be where there is none. */
const withoutModel = () => consentNotice() ?? h("div.message", null, icon("info"), h("div.body", null, h("p", null, t("answer.noModel")),
  can("administer_endpoints") && h("div.row", null, h("a.button", { href: "/models" }, t("place.models")))));

/** Which model wrote it, whether anything left the institution, and whether all was read. */
function origin({ model, left_institution: left, mode, written_by: by }) {
  const parts = [t(`answer.mode.${mode}`), model, by === "model" && t(left ? "answer.left" : "chat.stayed")];
  return h("p.small.origin", null,
    model?.startsWith("simulated") && h("span.chip.warn", null, icon("info", 16), t("model.simulated")),
    h("span", { class: left ? "warn" : "" }, parts.filter(Boolean).join(" · ")));
}
