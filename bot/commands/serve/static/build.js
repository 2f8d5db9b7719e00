// Elements built node by node: what people paste is never parsed as HTML.

/** The page's sentences, as the server wrote them on the body. */
export const words = document.body.dataset;

/** An element with attributes, listeners (`onclick`) and children; what is null is left out. */
export function build(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null));
  return node;
}

/** A sentence with its {holes} filled. */
export function fill(sentence, holes) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => holes[name]);
}
