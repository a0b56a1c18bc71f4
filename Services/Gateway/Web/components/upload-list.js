// Files on their way into a collection: how far each is, and what became of those that need a look.
import { h, keyed, replace } from "../modules/dom.js";
import { share, t } from "../modules/i18n.js";
import { cancelUpload, dismissEnded, retryUpload, uploads, uploadsTo } from "../modules/document-uploads.js";
import { documentAddress } from "../modules/library.js";
import { bytes } from "../modules/sizes.js";
import { icon } from "./icon.js";
import { meter } from "./meter.js";
import { reference } from "./problem.js";

/** `leave()` when it goes away; the files go on. */
export function uploadList(collection) {
  const list = h("ul.plain-list.entries.uploads", { "aria-label": t("upload.title") });
  const said = h("p", { role: "status" });
  const dismiss = h("button.quiet.small-button", { type: "button", onclick: () => dismissEnded(collection) }, t("upload.dismiss"));
  const mayRetry = ({ state, isFaulty }) => state === "refused" && !isFaulty;
  const again = h("button.small-button", { type: "button", onclick: () => retryUpload(...uploadsTo(collection).filter(mayRetry)) },
    icon("retry", 16), t("upload.retryAll"));
  const element = h("section.stack", { hidden: true },
    h("div.row.spread", null, h("h2", null, t("upload.title")), h("div.row", null, again, dismiss)), said, list);
  let frame = 0;

  function draw() {
    frame = 0;
    const all = uploadsTo(collection);
    const under = all.filter(({ state }) => state === "waiting" || state === "sending");
    element.hidden = all.length === 0;
    dismiss.hidden = all.length === under.length;
    again.hidden = all.filter(mayRetry).length < 2;
    const duplicates = all.filter(({ state }) => state === "duplicate").length;
    const refused = all.filter(({ state }) => state === "refused").length;
    said.textContent = [
      under.length && t("upload.under", { n: under.length }), duplicates && t("upload.duplicates", { n: duplicates }),
      refused && t("upload.refused", { n: refused }),
    ].filter(Boolean).join(" ");
    // Of hundreds, those at work and those that need a look.
    const shown = [...all.filter(({ state }) => state !== "waiting"), ...all.filter(({ state }) => state === "waiting")].slice(0, most);
    keyed(list, shown, ({ key }) => key, uploadRow);
  }
  const change = () => (frame ||= requestAnimationFrame(draw));
  uploads.addEventListener("change", change);
  draw();
  return Object.assign(element, {
    leave() {
      uploads.removeEventListener("change", change);
      cancelAnimationFrame(frame);
    },
  });
}

const most = 50;

function uploadRow({ name, size }) {
  const state = h("div.upload-state");
  const acts = h("div.row");
  const element = h("li", null, h("div", null, h("span.file-name", null, name), " ", h("span.small", null, bytes(size)), state), acts);
  let shown = "";
  element.update = (entry) => {
    const now = `${entry.state} ${entry.sent} ${entry.waits ?? ""}`;
    if (now === shown) return;
    const isSame = shown.startsWith(`${entry.state} `);
    shown = now;
    replace(state, words(entry));
    if (!isSame) replace(acts, orders(entry));
  };
  return element;
}

function words({ state, sent, size, problem, duplicateOf, waits }) {
  if (state === "waiting") return h("p.small", null, waits ? `${waits} ${t("upload.goesOn")}` : t("upload.waiting"));
  if (state === "refused") return h("div.wrong", null, icon("alert", 18), h("span", null, problem.message), reference(problem));
  if (state === "duplicate") {
    return h("p.small", null, t("upload.duplicate"), " ", duplicateOf && h("a", { href: documentAddress(duplicateOf) }, t("upload.duplicate.open")));
  }
  const part = size ? sent / size : 1;
  return meter(part, part >= 1 ? t("upload.keeping") : t("upload.sending", { part: share(part) }), { warns: false });
}

function orders(entry) {
  const { name, state } = entry;
  const button = (key, act, shape) => h("button.small-button", { type: "button", "aria-label": t(`${key}.of`, { name }), onclick: () => act(entry) },
    icon(shape, 16), t(key));
  if (state === "refused" && !entry.isFaulty) return button("upload.retry", retryUpload, "retry");
  if (state === "refused") return button("upload.remove", cancelUpload, "cross");
  return state === "waiting" || state === "sending" ? button("upload.cancel", cancelUpload, "cross") : null;
}
