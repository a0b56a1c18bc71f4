// One builder for SVG elements: the icons and the charts are made with it.
const namespace = "http://www.w3.org/2000/svg";

/** Like `h`, for shapes. Null and false children are left out. */
export function shape(tag, attributes, ...children) {
  const element = document.createElementNS(namespace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}
