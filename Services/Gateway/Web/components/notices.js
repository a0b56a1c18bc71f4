// What happened while I was looking elsewhere, newest first. It is not kept: the screens know the truth.
import { h, keyed } from "../modules/dom.js";
import { t, when } from "../modules/i18n.js";
import { onLive } from "../modules/live.js";
import { icon } from "./icon.js";
import { openDialog } from "./dialog.js";

const notices = [];
let unseen = 0;

/** The bell of the top bar. */
export function bell() {
  const dot = h("span.dot", { hidden: unseen === 0 });
  const button = h("button.quiet.icon.bell", { type: "button", onclick: open }, icon("bell"), dot);
  const stops = [
    onLive("endpoint.state_changed", (subject, data) => add("endpoint", data?.state, { name: data?.id ?? subject }, "/status")),
  ];
  show();

  function add(kind, state, values, path) {
    notices.unshift({ text: t(state === "up" ? `notice.${kind}.up` : `notice.${kind}.down`, values), path, at: new Date(), id: `${Date.now()}-${notices.length}` });
    notices.length = Math.min(notices.length, 30);
    unseen += 1;
    show();
  }
  function show() {
    dot.hidden = unseen === 0;
    button.setAttribute("aria-label", unseen ? t("notices.unseen", { n: unseen }) : t("notices.title"));
  }
  function open() {
    unseen = 0;
    show();
    const list = h("ul.plain-list.notices");
    const dialog = openDialog({ title: t("notices.title"), className: "sheet" }, notices.length ? list : h("p.soft", null, t("notices.none")));
    keyed(list, notices, ({ id }) => id, ({ text, path, at }) => h("li", null,
      h("a", { href: path, onclick: () => dialog.close("") }, text), " ", h("span.small", null, when(at))));
  }
  return { element: button, leave: () => stops.forEach((stop) => stop()) };
}
