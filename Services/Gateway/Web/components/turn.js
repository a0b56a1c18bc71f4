// One turn of a conversation: my words on a tinted ground, the answer as a document.
import { h, replace } from "../modules/dom.js";
import { copyOf, withoutNumbers } from "../modules/cited-text.js";
import { rich, t, when } from "../modules/i18n.js";
import { renderMarkdown } from "../modules/markdown.js";
import { can } from "../modules/session.js";
import { renderCited } from "./cited-answer.js";
import { copyButton } from "./copy.js";
import { feedbackButton } from "./feedback.js";
import { helpCard } from "./help-card.js";
import { icon } from "./icon.js";
import { gallery } from "./picture.js";
import { problemBox, reference } from "./problem.js";
import { readingLine } from "./reading-line.js";

const codeTools = (text) => copyButton(() => text);

/**
 * `actions` has `retry(message)`, `edit(message)`, `unqueue(message)`, `review(message, feedback)` and
 * `source(message, index)`; where what was read of somebody is shown to them, `correct(message, label)` and
 * `conversation()` too. The element's `update(message)` shows its newest state.
 */
export function turn(message, actions) {
  if (message.role === "user") return question(message, actions);
  return isTutors(message) ? tutorsWords(message) : answer(message, actions);
}

/** Written by a person who took the conversation over. */
export const isTutors = ({ role, responder }) => role === "tutor" || responder === "tutor";

function tutorsWords({ text, tutor, created_at: time }) {
  const words = h("p", null, text);
  const name = tutor?.name ?? t("help.tutor");
  const element = h("section.turn.tutors", null,
    h("h2.visually-hidden", null, t("help.tutor.says", { name })), words, h("p.small", null, `${name} · ${when(time)}`));
  element.words = words;
  return element;
}

function question(message, actions) {
  const foot = h("div.row");
  const heading = h("h2.visually-hidden", null, t(message.readOnly ? "chat.question" : "chat.yours"));
  const words = h("p", null, message.text);
  const images = message.images.length > 0 && gallery(message.images);
  const help = h("div", { hidden: true });
  const reading = actions.correct && readingLine((label) => actions.correct(message, label));
  if (reading) reading.hidden = true;
  const element = h("div.turn", null, h("section.mine", null, heading, images, words, foot), reading, help);
  Object.assign(element, { words, help });
  element.update = (now) => {
    if (now.help && help.hidden) {
      help.hidden = false;
      replace(help, helpCard(now.help, actions.conversation?.()));
    }
    // Whoever is in danger is shown whom to call, and no figures of themselves.
    if (reading && now.reading && !now.help) reading.update(now.reading);
    if (reading) reading.hidden = !now.reading || Boolean(now.help);
    const waits = now.status === "queued";
    foot.hidden = !waits;
    if (waits) {
      replace(foot, icon("clock", 16), h("span.small", null, t("chat.queued")),
        h("button.quiet.small-button", { type: "button", onclick: () => actions.unqueue(now) }, t("chat.unqueue")));
    }
  };
  return element;
}

function answer(message, actions) {
  const body = h("div.prose");
  const stage = h("p.stage.soft", { hidden: true });
  const below = h("div.below");
  const element = h("section.turn.answer", null, h("h2.visually-hidden", null, t("chat.theirs")), body, stage, below);
  let written = null;
  let status = null;
  let shown = "";
  let timer;
  let place;
  let review = null;
  element.words = body;

  element.update = (now) => {
    const streaming = now.status === "streaming";
    element.setAttribute("aria-busy", String(streaming));
    if (now.text !== written || now.status !== status) {
      draw(now);
      ({ text: written, status } = now);
    }
    element.classList.toggle("writing", streaming && now.text !== "");
    ({ place } = now);
    waiting(streaming && now.text === "");
    const state = JSON.stringify([now.status, now.id, now.model, now.cut, now.problem?.code, now.last]);
    if (state !== shown) {
      shown = state;
      review = feedbackButton((feedback) => actions.review(now, feedback));
      replace(below, streaming ? [] : [notice(now, actions), footer(now, actions, review)]);
    }
    review.update(now);
  };

  function draw(now) {
    const { sentences, sources, status: state, text, written_by: by } = now;
    if (sentences?.length && state === "complete") {
      return renderCited(body, sentences, { sources, isQuoted: by === "passages", onsource: (index) => actions.source(now, index) });
    }
    const plain = standsOnDocuments(now) ? withoutNumbers(text) : text;
    return renderMarkdown(body, plain, { streaming: state !== "complete", codeTools });
  }
  /** What it is waiting for: nothing for 300 ms, then the stage, then how long it has been. */
  function waiting(waits) {
    if (!waits) {
      clearInterval(timer);
      timer = null;
      stage.hidden = true;
    } else if (!timer) {
      const began = Date.now();
      timer = setInterval(() => {
        const n = Math.floor((Date.now() - began) / 1000);
        stage.hidden = false;
        if (place) stage.textContent = t("chat.stage.queued", { place });
        else stage.textContent = n < 2 ? t("chat.stage.sent") : t("chat.stage.waiting", { n });
        if (!element.isConnected) clearInterval(timer);
      }, 300);
    }
  }
  return element;
}

/** Its sources are passages, which can be seen in their pages. */
const standsOnDocuments = ({ sources }) => Boolean(sources?.some(({ document_id: id }) => id));

function notice(message, actions) {
  const { status, problem, safety } = message;
  if (safety?.action === "block") return note("shield", t("chat.blocked"));
  if (message.readOnly) return status === "complete" ? null : note("info", t("chat.incomplete"));
  const again = (message.last || message.unsent) && (() => actions.retry(message));
  if (status === "failed") return problemBox(problem, wayOut(message, again, actions));
  const text = reason(message);
  if (!text && message.sources_missing) return note("alert", t("talk.documents.missing"));
  if (!text && message.written_by === "passages") return note("info", t("answer.noModel"));
  if (!text) return safety?.action === "answer_safely" ? note("shield", t("chat.careful")) : null;
  if (status === "stopped") return note("stop", text);
  return h("div.message.warning", { role: "status" }, icon("alert"),
    h("div.body", null,
      h("p", null, text),
      again && status !== "complete" && h("div.row", null,
        h("button", { type: "button", onclick: again }, icon("retry", 18), t("retry")),
        status === "waiting" && can("administer_endpoints") && h("a.button", { href: "/models" }, t("place.models"))),
      status === "interrupted" && problem && reference(problem)));
}

/** What was refused for what it says must be written otherwise; all else is worth another try. */
function wayOut(message, again, actions) {
  const refused = message.unsent && [400, 404, 413, 422].includes(message.problem.status);
  return refused ? { onedit: () => actions.edit(message) } : { onretry: again };
}

const note = (name, text) => h("p.note.soft", { role: "status" }, icon(name, 16), h("span", null, text));

/** Why there is no answer, or not a whole one. Where the server's reason is a particular one, its words. */
function reason({ status, problem, cut }) {
  const particular = ["inference_unavailable", "refused_by_model"].includes(problem?.code);
  if (status === "stopped") return t("chat.stopped");
  if (particular) return problem.message;
  if (status === "waiting") return problem?.code === "no_model" ? t("chat.noModel") : rich("chat.unanswered");
  if (status === "interrupted") return rich("chat.interrupted");
  return cut ? t("chat.cut") : null;
}

function footer(message, actions, review) {
  const hasOwnRetry = ["waiting", "interrupted", "failed"].includes(message.status);
  if (!message.text && hasOwnRetry) return null;
  const blocked = message.safety?.action === "block";
  const mayRetry = !hasOwnRetry && !blocked && message.last && message.id;
  const again = { type: "button", onclick: () => actions.retry(message) };
  return h("div.under", null,
    origin(message, actions),
    h("div.tools", null,
      message.text && copyButton(() => (message.sentences ? copyOf(message.sentences, message.sources) : message.text)),
      message.sentences && standsOnDocuments(message) && h("button.quiet.small-button", {
        type: "button", onclick: () => actions.source(message, null),
      }, icon("panel", 16), t("answer.sources", { n: message.sources.length })),
      mayRetry && h("button.quiet.small-button", again, icon("retry", 16), t("retry")),
      message.text && message.id && !blocked && !message.readOnly && review));
}

/** Which model, whether the question left the institution, and what the answer stands on. */
function origin(message, actions) {
  const { model, endpoint, left_institution: left, sources, mode } = message;
  const read = mode && standsOnDocuments(message) && t(`answer.mode.${mode}`);
  if (!model) return read && h("div.origin", null, read);
  const where = left === true ? t("chat.left", { endpoint: endpoint ?? "" }) : left === false ? t("chat.stayed") : null;
  return h("div.origin", null,
    model.startsWith("simulated") && h("span.chip.warn", null, icon("info", 16), t("model.simulated")),
    h("span", { class: left ? "warn" : "" }, [read, model, where].filter(Boolean).join(" · ")),
    sources && !message.sentences && (sources.length ? citations(message, actions) : h("span", null, t("sources.none"))));
}

function citations(message, actions) {
  return h("span.citations", null, t("sources.title"), message.sources.map(({ title }, index) => h("button.cite", {
    type: "button",
    "aria-label": t("sources.show", { n: index + 1, title }),
    onclick: () => actions.source(message, index),
  }, index + 1)));
}
