// People in the order in which they are told.
import { h, replace } from "../modules/dom.js";
import { announce } from "../modules/announce.js";
import { t } from "../modules/i18n.js";
import { icon } from "./icon.js";
import { personPicker } from "./person-picker.js";

/** `element.people` are those in it, `[{ id, name }]`, the first to be told first. */
export function chainEditor(label, people) {
  let chain = people;
  const list = h("ol.chain-list");
  const picker = personPicker(label, { onpick(person) {
    if (!chain.some(({ id }) => id === person.id)) set([...chain, { id: person.id, name: person.name }]);
  } });
  function set(next) {
    chain = next;
    replace(list, chain.map(row));
    list.hidden = chain.length === 0;
  }
  function row(person, index) {
    const { name } = person;
    const button = (key, shape, work, off) => h("button.quiet.icon", {
      type: "button", "aria-label": t(key, { name }), "aria-disabled": off ? "true" : null, onclick: () => !off && work(),
    }, icon(shape));
    return h("li", null, h("span", null, name), h("span.row", null,
      button("chain.up", "up", () => move(index, -1), index === 0),
      button("chain.down", "down", () => move(index, 1), index === chain.length - 1),
      button("chain.remove", "cross", () => {
        set(chain.filter((each) => each !== person));
        picker.input.focus();
      })));
  }
  function move(index, by) {
    const next = [...chain];
    [next[index], next[index + by]] = [next[index + by], next[index]];
    set(next);
    list.children[index + by].querySelectorAll("button")[by < 0 ? 0 : 1].focus();
    announce(t("chain.moved", { name: chain[index + by].name, n: index + by + 1 }));
  }
  set(people);
  return Object.defineProperty(h("div.stack", null, list, picker), "people", { get: () => chain });
}
