// Elements built node by node: what people write is never parsed as HTML.

/** An element with attributes, `dataset`, listeners (`onclick`) and children; what is missing or false is left out. */
export function build(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "dataset") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A sentence with its {holes} filled. */
export function fill(sentence, holes) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => holes[name]);
}
