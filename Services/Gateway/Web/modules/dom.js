// One element builder and keyed lists: all the rendering there is.

/** `h("button.main", { type: "button", onclick }, "Enviar")`. Null, false and undefined are left out. */
export function h(spec, attributes, ...children) {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag || "div");
  if (classes.length) element.classList.add(...classes);
  setAttributes(element, attributes);
  element.append(...flat(children));
  return element;
}

function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) {
      if (value) element.addEventListener(name.slice(2), value);
    } else if (name === "value" || name === "checked") {
      element[name] = value;
    } else if (name === "class") {
      if (value) element.classList.add(...value.split(" "));
    } else if (value === null || value === undefined || value === false) {
      element.removeAttribute(name);
    } else {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
}

/** What stands there already isn't touched: it keeps the focus. */
export function replace(parent, ...children) {
  const next = flat(children);
  const now = parent.childNodes;
  if (next.length && next.length === now.length && next.every((child, index) => child === now[index])) return;
  parent.replaceChildren(...next);
}

function flat(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** Shows `items` under `parent`, keeping the element of every key that stays; its own `update(item)` runs if it has one. */
export function keyed(parent, items, key, create) {
  const known = parent.keyedElements ?? new Map();
  const next = new Map();
  let place = parent.firstChild;
  for (const item of items) {
    const id = key(item);
    const element = known.get(id) ?? create(item);
    element.update?.(item);
    next.set(id, element);
    if (element === place) place = place.nextSibling;
    else parent.insertBefore(element, place);
  }
  for (const [id, element] of known) if (next.get(id) !== element) element.remove();
  parent.keyedElements = next;
}

const sheets = new Map();

/** Loads a screen's own style once; resolves when it applies, so that no screen is seen unstyled. */
export function stylesheet(path) {
  if (!sheets.has(path)) {
    sheets.set(
      path,
      new Promise((resolve) => {
        const link = h("link", { rel: "stylesheet", href: path, onload: resolve, onerror: resolve });
        document.head.append(link);
      }),
    );
  }
  return sheets.get(path);
}

let serial = 0;

/** An id for `label for`, `aria-describedby` and the like. */
export function uniqueID(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

/** Calls `work` when `milliseconds` passed without another call. */
export function debounced(milliseconds, work) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...values), milliseconds);
  };
}
