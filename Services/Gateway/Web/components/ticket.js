// One request of a citizen, and what the desk does with it.
import { h, replace } from "../modules/dom.js";
import { exactly, t } from "../modules/i18n.js";
import { changeTicket, ticket as ask } from "../modules/desk.js";
import { session } from "../modules/session.js";
import { mailAddress, telephoneAddress } from "../modules/contact.js";
import { openDialog } from "./dialog.js";
import { field } from "./field.js";
import { icon } from "./icon.js";
import { load } from "./loading.js";
import { ownForm } from "./own-form.js";
import { problemBox } from "./problem.js";
import { stateMark } from "./state.js";

export const ticketLooks = { open: "pending", in_progress: "running", closed: "done" };

/** Who sees to it, or did. */
export const whoseIs = ({ state, handled_by: by }) =>
  by && t(state === "closed" ? "inbox.wasBy" : "inbox.by", { name: by.name ?? t("inbox.somebody") });

/** `onchange()` when the desk did something with it. */
export function openTicket(id, { onchange }) {
  const place = h("div");
  const dialog = openDialog({ title: t("ticket.title"), className: "sheet" }, place);
  load(place, (signal) => ask(id, { signal }), view);

  function view(ticket) {
    dialog.querySelector("h2").textContent = t("ticket.number", { number: ticket.number });
    const trouble = h("div");
    const mine = ticket.handled_by?.id === session.user.id;
    const act = (values, name, text, kind = "") =>
      h("button", { type: "button", class: kind, onclick: () => order(values) }, icon(name, 18), text);
    async function order(values) {
      try {
        replace(place, view(await changeTicket(id, values)));
        place.querySelector("button")?.focus();
        onchange();
      } catch (problem) {
        replace(trouble, problemBox(problem, { onretry: () => load(place, (signal) => ask(id, { signal }), view) }));
      }
    }
    const closed = ticket.state === "closed";
    const by = ticket.handled_by;
    return h("div.stack", null,
      h("div.row", null, stateMark(ticketLooks[ticket.state], t(`ticket.state.${ticket.state}`)),
        h("span.small", null, [exactly(ticket.created_at), ticket.municipality?.name, whoseIs(ticket)].filter(Boolean).join(" · "))),
      h("p.as-written", null, ticket.message),
      ticket.contact && h("p", null, t("ticket.contact"), ": ", contact(ticket.contact)),
      h("div.row", null,
        !mine && !closed && act({ take: true, ...(by && { from: by.id }) }, "person", by ? t("ticket.takeOver") : t("ticket.take"), "main"),
        mine && !closed && act({ state: "closed" }, "check", t("ticket.close"), "main"),
        mine && !closed && act({ take: false }, "left", t("ticket.giveBack")),
        closed && act({ state: "open" }, "retry", t("ticket.reopen"))),
      trouble,
      ticket.conversation.length > 0 && h("details", null, h("summary", null, t("ticket.conversation", { n: ticket.conversation.length })),
        h("ol.plain-list.talk-copy", null, ticket.conversation.map(({ role, text }) => h("li", { class: role },
          h("span.small", null, t(`ticket.role.${role}`)), h("p.as-written", null, text))))),
      h("section.stack", null, h("h3", null, t("ticket.notes")),
        ticket.notes.length > 0
          ? h("ul.plain-list.entries", null, ticket.notes.map(({ at, by: author, text }) => h("li", null, h("div", null,
            h("p.as-written", null, text), h("p.small", null, [author?.name ?? t("inbox.somebody"), exactly(at)].join(" · "))))))
          : h("p.soft", null, t("ticket.notes.none")),
        noteForm(order)));
  }
}

function noteForm(order) {
  const note = field(t("ticket.note"), { name: "note", required: true, maxlength: 2000 }, { rows: 2, hint: t("ticket.note.hint") });
  return ownForm({ fields: [note], action: t("ticket.note.add"), save: () => order({ note: note.input.value.trim() }) });
}

/** Something to write to or to call, where it is one. */
function contact(text) {
  const address = mailAddress(text) ?? (/^[+\d\s().-]+$/.test(text) ? telephoneAddress(text) : null);
  return address ? h("a", { href: address }, text) : text;
}
