// The interface's sentences come with the scene, from content/.

import { fill } from "./loopback/build.js";

let words = {};

export function learn(sentences) {
  words = sentences;
}

/** The sentence of a key with its {words} filled; an unknown key is a fault of ours. */
export function say(key, fields = {}) {
  const sentence = words[key];
  if (sentence === undefined) throw new Error(`no sentence for ${key}`);
  return fill(sentence, fields);
}

/** Fills every element that names its sentence in data-text or data-label. */
export function label(root) {
  for (const node of root.querySelectorAll("[data-text]")) node.textContent = say(node.dataset.text);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", say(node.dataset.label));
  }
}

export function bytes(count) {
  if (count < 1024) return `${count} B`;
  if (count < 1024 * 1024) return `${Math.round(count / 1024)} KB`;
  return `${(count / 1024 / 1024).toFixed(1).replace(/\.0$/, "")} MB`;
}
