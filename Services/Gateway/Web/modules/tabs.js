// One tab at a time. A rotating refresh token used twice would end the session, so two tabs must not renew at once.
import { stored, store } from "./store.js";

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const inThisTab = new Map();

/** Runs `work` while no other tab runs work of that name; calls in this tab share one run and its result. */
export function onlyOneTab(name, work) {
  if (!inThisTab.has(name)) {
    const run = exclusively(`consulta.${name}`, work).finally(() => inThisTab.delete(name));
    inThisTab.set(name, run);
  }
  return inThisTab.get(name);
}

/** Web Locks exist only in secure contexts; a suite reached as http://192.168… has to do with localStorage. */
async function exclusively(name, work) {
  if (navigator.locks) return navigator.locks.request(name, work);
  const key = `lock.${name}`;
  const mine = `${Date.now()}.${Math.random()}`;
  for (let tries = 0; tries < 100; tries += 1) {
    const holder = stored(key);
    const stale = holder && Date.now() - Number.parseInt(holder, 10) > 10_000;
    if (!holder || stale) {
      store(key, mine);
      await pause(40);
      if (stored(key) === mine || stored(key) === null) break;
    }
    await pause(100);
  }
  try {
    return await work();
  } finally {
    if (stored(key) === mine) store(key, null);
  }
}
