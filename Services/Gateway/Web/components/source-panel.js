// The sources of an answer, and the page of one with its passage lit.
import { h, replace } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { documentAddress } from "../modules/library.js";
import { icon } from "./icon.js";
import { lit, passageList, placeOf } from "./passage-list.js";
import { pageViewer } from "./page-viewer.js";

/** `update(sources, cited)` shows them all, first those of the set `cited` of ids; `cite(index)` opens the page of one. */
export function sourcePanel() {
  let sources = [];
  let cited = null;
  const viewer = pageViewer();
  const element = h("div.source-panel", null, h("p.soft", null, t("answer.sources.none")));

  function list() {
    viewer.leave();
    if (!sources.length) return replace(element, h("p.soft", null, t("answer.sources.none")));
    const isCited = ({ id }) => !cited || cited.has(id);
    const others = sources.filter((source) => !isCited(source));
    return replace(element, passageList(sources, { onopen: open, label: t("sources.title"), only: isCited }),
      others.length > 0 && h("details", null, h("summary", null, t("answer.sources.others", { n: others.length })),
        passageList(sources, { onopen: open, label: t("answer.sources.others", { n: others.length }), only: (source) => !isCited(source) })));
  }
  function open(index) {
    const source = sources[index];
    const { document_id: id, chunk_id: chunk, page, title } = source;
    const heading = h("h3", { tabindex: -1 }, title);
    replace(element,
      h("button.quiet.small-button", { type: "button", onclick: back }, icon("left", 16), t("answer.sources.all")),
      h("div", null, heading, h("p.small", null, [t("answer.source", { n: index + 1 }), placeOf(source)].filter(Boolean).join(" · "))),
      h("blockquote.passage", { tabindex: 0, "aria-label": t("answer.passage") }, lit(source)),
      viewer.show({ document: id, page, chunk }),
      h("a.button", { href: documentAddress(id, { page, chunk }) }, icon("out", 18), t("answer.source.open")));
    heading.focus({ preventScroll: true });
    element.closest(".side, dialog")?.scrollTo(0, 0);
    function back() {
      list();
      const button = element.querySelector(`[data-index="${index}"]`);
      button.closest("details")?.setAttribute("open", "");
      button.focus();
    }
  }
  return Object.assign(element, {
    update(found, used = null) {
      if (found === sources && namesOf(used) === namesOf(cited)) return;
      [sources, cited] = [found, used];
      list();
    },
    cite: open,
    leave: () => viewer.leave(),
  });
}

const namesOf = (ids) => ids && [...ids].join(" ");
