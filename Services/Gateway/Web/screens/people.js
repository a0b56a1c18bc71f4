import { h, keyed } from "../modules/dom.js";
import { t } from "../modules/i18n.js";
import { api } from "../modules/api.js";
import { icon } from "../components/icon.js";
import { load } from "../components/loading.js";
import { addPerson } from "../components/add-person.js";

export const styles = ["people"];

/** Who may use the suite, and as what. */
export default function people() {
  const place = h("div");
  const list = h("ul.plain-list.people");
  const refresh = () => load(place, everyone, (people) => {
    keyed(list, people, ({ id }) => id, person);
    return list;
  });
  const element = h("div.page.narrow", null,
    h("div.row.spread", null, h("h1", null, t("place.people")),
      h("button.main", { type: "button", onclick: () => addPerson(refresh) }, icon("plus"), t("people.add"))),
    place);
  refresh();
  return { element, title: t("place.people") };
}

/** The list comes in pages; whoever administers looks for somebody in all of it. */
async function everyone(signal) {
  const people = [];
  let cursor;
  do {
    const page = await api.get(`/api/users${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`, { signal });
    people.push(...page.items);
    cursor = page.next;
  } while (cursor);
  return people;
}

function person({ username, name, email, roles, suspended }) {
  const chips = roles.map((role) => h("span.chip", null, t(`role.${role}`)));
  return h("li", null,
    h("div", null, h("p.person", null, name), h("p.small", null, [username, email].filter(Boolean).join(" · "))),
    h("div.row", null, suspended && h("span.chip.warn", null, t("people.suspended")), chips));
}
