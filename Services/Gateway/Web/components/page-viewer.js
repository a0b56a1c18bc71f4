// A page of a document: its picture with what is cited lit, or its text; and turning to others.
import { h, replace, uniqueID } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { t } from "../modules/i18n.js";
import { documentPage } from "../modules/library.js";
import { store, stored } from "../modules/store.js";
import { documentMarks } from "./document-marks.js";
import { icon } from "./icon.js";
import { leaveLoading, load } from "./loading.js";
import { hasBoxes, pageImage } from "./page-image.js";
import { pageText } from "./page-text.js";
import { problemBox } from "./problem.js";

/**
 * `show({ document, page, chunk, lit })`: the document's id and the page's number, with a passage's id or `lit` spans of
 * the page's text; the element itself comes back. `onpage(number)` when another page was turned to;
 * `marks`: what somebody must know of the page stands over it.
 */
export function pageViewer({ onpage = () => {}, marks = true } = {}) {
  let cited = null;
  let page = null;
  let noImage = false;
  /** Text or picture, where that was chosen here. */
  let own = null;
  const number = h("input.page-number", {
    id: uniqueID("page"), type: "number", min: 1, inputmode: "numeric", "aria-label": t("page.number"),
    onchange: () => turn(Number(number.value)), onfocus: () => number.select(),
  });
  const of = h("span.small");
  const back = step("left", "page.previous", -1);
  const on = step("right", "page.next", 1);
  const kind = h("button.quiet.small-button", { type: "button", onclick: toggle });
  const turning = h("div.row", null, back, h("label.page-of", null, h("span.small", null, t("page")), number, of), on);
  const tools = h("div.page-tools", { hidden: true }, turning, kind);
  const place = h("div.page-place");
  const element = h("div.page-viewer", null, tools, place);

  function step(shape, name, by) {
    return h("button.quiet.icon", { type: "button", "aria-label": t(name), onclick: () => turn(page.number + by) }, icon(shape));
  }
  function open(at) {
    const { document: id, chunk } = cited;
    // A passage is on its own page only.
    const isIts = at === cited.page;
    return load(place, (signal) => documentPage(id, at, { chunk: isIts ? chunk : undefined, signal }), (found) => {
      page = found;
      noImage = false;
      return draw();
    }, { stage: t("page.loading") });
  }
  function turn(to) {
    const next = Math.min(page.pages, Math.max(1, Math.round(to) || page.number));
    number.value = page.number;
    if (next === page.number) return;
    open(next).then(() => announce(t("page.of", { n: page.number, all: page.pages })));
    onpage(next);
  }
  function draw() {
    const lit = litNow();
    const shown = asText(lit);
    number.value = page.number;
    number.max = page.pages;
    of.textContent = t("page.all", { n: page.pages });
    // The focus stays on them.
    back.setAttribute("aria-disabled", String(page.number <= 1));
    on.setAttribute("aria-disabled", String(page.number >= page.pages));
    kind.hidden = !page.has_image || noImage;
    replace(kind, icon(shown ? "image" : "audit", 16), t(shown ? "page.asImage" : "page.asText"));
    turning.hidden = page.pages <= 1;
    tools.hidden = turning.hidden && kind.hidden;
    requestAnimationFrame(() => place.querySelector(".lit-box, .lit")?.scrollIntoView({ block: "nearest" }));
    return [
      marks && documentMarks({ has_instructions: page.instructions?.length > 0, is_recognised: page.is_recognised }),
      page.fault && problemBox({ code: page.fault.code, message: page.fault.detail }),
      noImage && page.has_image && h("p.small", { role: "status" }, t("page.noImage")),
      shown ? pageText(page, lit) : pageImage(page, lit, { onbroken }),
    ];
  }
  function litNow() {
    if (cited.page !== page.number) return [];
    return cited.lit ?? page.lit ?? [];
  }
  /** What can't be shown on the picture is shown in the text. */
  function asText(lit) {
    if (!page.has_image || noImage) return true;
    return own ?? (stored("page-as") === "text" || (lit.length > 0 && !hasBoxes(page, lit)));
  }
  function toggle() {
    own = !asText(litNow());
    store("page-as", own ? "text" : null);
    replace(place, draw());
  }
  function onbroken() {
    noImage = true;
    replace(place, draw());
  }
  return Object.assign(element, {
    show(next) {
      cited = next;
      page = null;
      own = null;
      tools.hidden = true;
      open(next.page);
      return element;
    },
    leave: () => leaveLoading(place),
  });
}
