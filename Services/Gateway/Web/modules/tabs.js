// One at a time, in this tab and among tabs: a refresh token used twice would end the session.
const running = new Map();

/**
 * Runs `work(waited)` while no other tab runs work of that name; calls in this tab share one run and its result.
 * `waited`: another tab was at it, and has perhaps done what is needed.
 */
export function onlyOneTab(name, work) {
  if (!running.has(name)) {
    const run = exclusively(`consulta.${name}`, work).finally(() => running.delete(name));
    running.set(name, run);
  }
  return running.get(name);
}

async function exclusively(name, work) {
  // Web Locks exist only in secure contexts. Where the suite is reached as http://192.168…, the gateway alone
  // sees to it that two tabs renewing within the same seconds don't harm each other.
  if (!navigator.locks) return work(false);
  const nothing = {};
  const result = await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work(false) : nothing));
  return result === nothing ? navigator.locks.request(name, () => work(true)) : result;
}
