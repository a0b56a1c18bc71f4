/** `?q=ana&role=student`, without what is empty. */
export function query(values) {
  const filled = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return filled.length ? `?${new URLSearchParams(filled)}` : "";
}
