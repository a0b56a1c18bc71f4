// Looks again and again at something that changes, only while somebody can see it.

/** Calls `work()` every `milliseconds`, and at once when the page comes back into view. */
export function whileVisible(milliseconds, work) {
  let timer = setTimeout(now, milliseconds);
  let left = false;
  async function now() {
    clearTimeout(timer);
    if (document.hidden) return;
    await work();
    clearTimeout(timer);
    if (!left) timer = setTimeout(now, milliseconds);
  }
  document.addEventListener("visibilitychange", now);
  return {
    now,
    stop() {
      left = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", now);
    },
  };
}
