// The address says where I am, and going back works.
let show = async () => {};

/** `handler(url)` shows the screen of an address. */
export function startRouter(handler) {
  show = handler;
  addEventListener("popstate", () => show(new URL(location.href)));
  document.addEventListener("click", followOwnLink);
}

export function go(path, { replace = false } = {}) {
  const url = new URL(path, location.origin);
  if (replace) history.replaceState(null, "", url);
  else if (url.href !== location.href) history.pushState(null, "", url);
  return show(url);
}

/** Changes the address of what is already on screen. */
export function rename(path) {
  history.replaceState(null, "", path);
}

function followOwnLink(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("a[href]");
  if (!link || link.target || link.origin !== location.origin || link.hasAttribute("download")) return;
  if (link.hash && link.pathname === location.pathname) return;
  if (link.pathname.includes(".") || /^\/(docs|api|auth)(\/|$)/.test(link.pathname)) return;
  event.preventDefault();
  go(link.pathname + link.search);
}
