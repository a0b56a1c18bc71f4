/** One text for values that say the same, whatever order the server wrote their fields in: to tell what has changed. */
export function canonical(value) {
  return JSON.stringify(value, (_, each) =>
    each && typeof each === "object" && !Array.isArray(each) ? Object.fromEntries(Object.entries(each).sort()) : each);
}
