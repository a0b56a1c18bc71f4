/** Wilson's interval of 95 % for `count` of `n` (Journal of the American Statistical Association 22, 1927): `[low, high]`. */
export function interval(count, n) {
  const z = 1.959964;
  const part = count / n;
  const square = (z * z) / n;
  const center = (part + square / 2) / (1 + square);
  const spread = (z / (1 + square)) * Math.sqrt((part * (1 - part)) / n + square / (4 * n));
  return [Math.max(0, center - spread), Math.min(1, center + spread)];
}
