// A text with Telegram's entities as nodes. Offsets are UTF-16 units, as JavaScript counts.

import { icon } from "./drawings.js";
import { build } from "./loopback/build.js";
import { say } from "./words.js";

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const STYLES = new Set(["bold", "italic", "underline", "strikethrough", "spoiler"]);
const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s" };

/** Nodes of a text; `tap(kind, words, target)` is called for what can be tapped. */
export function renderText(text, entities, tap) {
  const pieces = cutStyles(entities ?? []);
  pieces.sort((one, other) => one.offset - other.offset || other.length - one.length || rank(one) - rank(other));
  return renderRange(text, 0, text.length, pieces, tap);
}

function rank(entity) {
  return BLOCKS.has(entity.type) ? 0 : STYLES.has(entity.type) ? 2 : 1;
}

/** Styles may lie across links and quotations; cut there, so that everything nests. */
function cutStyles(entities) {
  const edges = entities.filter((each) => !STYLES.has(each.type)).flatMap((each) => [each.offset, each.offset + each.length]);
  return entities.flatMap((entity) => (STYLES.has(entity.type) ? cut(entity, edges) : [entity]));
}

function cut(entity, edges) {
  const end = entity.offset + entity.length;
  const inside = edges.filter((edge) => edge > entity.offset && edge < end);
  const marks = [...new Set([entity.offset, ...inside, end])].sort((one, other) => one - other);
  return marks.slice(1).map((mark, index) => ({ ...entity, offset: marks[index], length: mark - marks[index] }));
}

function renderRange(text, start, end, entities, tap) {
  const nodes = [];
  let at = start;
  let left = entities;
  while (left.length) {
    const [entity, ...others] = left;
    const until = entity.offset + entity.length;
    const inner = others.filter((each) => each.offset + each.length <= until);
    const words = text.slice(entity.offset, until);
    nodes.push(before(text.slice(at, entity.offset), entity));
    nodes.push(wrap(entity, words, renderRange(text, entity.offset, until, inner, tap), tap));
    left = others.filter((each) => each.offset >= until);
    at = until + (BLOCKS.has(entity.type) && text[until] === "\n" ? 1 : 0);
  }
  nodes.push(text.slice(at, end));
  return nodes.filter((node) => node !== "");
}

/** A block starts on a line of its own, so the line break before it would be one too many. */
function before(words, entity) {
  return BLOCKS.has(entity.type) && words.endsWith("\n") ? words.slice(0, -1) : words;
}

function wrap(entity, words, children, tap) {
  if (entity.type in TAGS) return build(TAGS[entity.type], {}, children);
  const make = MAKERS[entity.type];
  return make ? make(entity, words, children, tap) : build("span", {}, children);
}

function link(kind, target) {
  return (entity, words, children, tap) =>
    build("button", { type: "button", class: "link", onclick: () => tap(kind, target(entity, words)) }, children);
}

const MAKERS = {
  url: link("link", (_, words) => words),
  text_link: link("link", (entity) => entity.url),
  bot_command: link("command", (_, words) => words),
  email: link("copy", (_, words) => words),
  mention: (_entity, _words, children) => build("span", { class: "mention" }, children),
  text_mention: (_entity, _words, children) => build("span", { class: "mention" }, children),
  hashtag: (_entity, _words, children) => build("span", { class: "mention" }, children),
  spoiler: (_entity, _words, children) => spoiler(children),
  code: (_entity, words, _children, tap) =>
    build("button", { type: "button", class: "code", "aria-description": say("log.copy_code"), onclick: () => tap("copy", words) }, build("code", {}, words)),
  pre: (entity, words, _children, tap) => listing(entity, words, tap),
  blockquote: (_entity, _words, children) => build("blockquote", {}, children),
  expandable_blockquote: (_entity, _words, children) => expandable(children),
};

function listing(entity, words, tap) {
  const copy = build(
    "button",
    { type: "button", class: "copy", "aria-label": say("log.copy_code"), onclick: () => tap("copy", words) },
    icon("copy"),
  );
  const head = build("div", { class: "listing-head" }, build("span", {}, entity.language ?? ""), copy);
  return build("div", { class: "listing" }, head, build("pre", {}, build("code", {}, words)));
}

function spoiler(children) {
  const hidden = build("span", { class: "spoiled", "aria-hidden": "true", inert: true }, children);
  const cover = build("button", { type: "button", class: "cover", "aria-label": say("log.show") });
  cover.addEventListener("click", () => {
    hidden.removeAttribute("aria-hidden");
    hidden.inert = false;
    cover.remove();
    hidden.classList.add("shown");
  });
  return build("span", { class: "spoiler" }, hidden, cover);
}

function expandable(children) {
  const words = build("div", { class: "words" }, children);
  const toggle = build("button", { type: "button", class: "expand", "aria-expanded": "false", "aria-label": say("log.expand") }, icon("down"));
  const quote = build("blockquote", { class: "expandable" }, words, toggle);
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.setAttribute("aria-label", say(open ? "log.collapse" : "log.expand"));
  });
  return quote;
}

/** Quotations that fit into their three lines need no button; call it once they are laid out. */
export function settleQuotes(root) {
  for (const quote of root.querySelectorAll("blockquote.expandable:not(.open)")) {
    const words = quote.querySelector(".words");
    quote.classList.toggle("fits", words.scrollHeight <= words.clientHeight + 1);
  }
}
