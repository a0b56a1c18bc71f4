// What happened while I was looking elsewhere, newest first. It is not kept: the screens know the truth.
import { h } from "../modules/dom.js";
import { has, t, when } from "../modules/i18n.js";
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
    onLive("endpoint.state_changed", (subject, data) => {
      const key = `notice.endpoint.${data?.state}`;
      if (has(key)) add({ text: t(key, { name: subject }), path: "/models" });
    }),
    onLive("alert.raised", () => add({ text: t("notice.alert"), path: "/alerts" })),
    onLive("ticket.created", (subject, data) => add({ text: t("notice.ticket", { number: data?.number ?? "" }), path: "/inbox" })),
  ];
  show();

  function add(notice) {
    notices.unshift({ ...notice, at: new Date() });
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
    const entry = ({ text, path, at }) => h("li", null,
      h("a", { href: path, onclick: () => dialog.close("") }, text), " ", h("span.small", null, when(at)));
    const dialog = openDialog({ title: t("notices.title"), className: "sheet" },
      notices.length ? h("ul.plain-list.notices", null, notices.map(entry)) : h("p.soft", null, t("notices.none")));
  }
  return { element: button, leave: () => stops.forEach((stop) => stop()) };
}
