// The messages of the active chat: days, neighbors that belong together, scrolling, focus.

import { dayOf, renderMessage } from "./bubble.js";
import { settleQuotes } from "./entities.js";
import { build } from "./loopback/build.js";
import { activeChat, isOwn, now, on, state, tell } from "./store.js";
import { say } from "./words.js";

const log = document.getElementById("log");
const down = document.getElementById("down");
const NEAR = 120; // pixels from the end that still count as reading along
const GLIDE = 700; // milliseconds that the way to the end takes at most
const SCROLLED = 900; // milliseconds after which scrolling is over
const TOGETHER = 600; // seconds within which one person's messages are one group

let hands = {};
let stuck = true; // whether the end is in sight and shall stay so
let gliding = 0; // the clock of our own way to the end, which is no reading elsewhere
let quiet = 0; // the clock that ends scrolling

export function startLog(given) {
  hands = given;
  log.addEventListener("scroll", () => { settleDown(); showDays(); }, { passive: true });
  for (const kind of ["wheel", "touchmove", "pointerdown"]) log.addEventListener(kind, stopGliding, { passive: true });
  log.addEventListener("keydown", moveFocus);
  down.addEventListener("click", () => toEnd(true));
  document.addEventListener("visibilitychange", settleDown);
  new ResizeObserver(() => { if (stuck) toEnd(false); settleQuotes(log); }).observe(log);
  on("sent", ({ chat, message }) => chat.id === state.active && add(chat, message));
  on("edited", ({ chat, message }) => chat.id === state.active && replace(chat, message));
  on("deleted", ({ chat, id }) => chat.id === state.active && remove(chat, id));
}

/** Shows the whole chat anew. */
export function renderLog() {
  const chat = activeChat();
  log.setAttribute("aria-label", say("log.label", { title: chat.title }));
  log.setAttribute("aria-live", "off");
  log.replaceChildren();
  for (const message of chat.messages.values()) append(chat, message);
  arrange(chat);
  toEnd(false);
  requestAnimationFrame(() => { log.setAttribute("aria-live", "polite"); });
}

function renderStart(chat) {
  const empty = chat.private && chat.messages.size === 0;
  const shown = log.querySelector(".start");
  if (!empty) shown?.remove();
  else if (!shown) {
    log.append(build("section", { class: "start" },
      build("h3", {}, say("start.title")),
      build("p", {}, state.description || say("start.text")),
      build("button", { type: "button", class: "primary", onclick: () => hands.tap("command", "/start") }, say("start.button"))));
  }
}

function add(chat, message) {
  const own = isOwn(chat, message);
  const follow = stuck || own;
  append(chat, message);
  const node = find(message.message_id);
  node.classList.add("fresh");
  arrange(chat);
  if (own) markRead(chat);
  if ((!follow || document.hidden) && !own) chat.unread += 1;
  if (follow) toEnd(true);
  else settleDown();
}

function append(chat, message) {
  const day = dayOf(message);
  let section = log.lastElementChild;
  if (section?.dataset.day !== day) {
    section = build("section", { class: "day", dataset: { day } }, build("h3", {}, build("span", {}, dayName(message))));
    log.append(section);
  }
  section.append(renderMessage(chat, message, hands));
}

function replace(chat, message) {
  const old = find(message.message_id);
  if (!old) return;
  const keep = place(old);
  const node = renderMessage(chat, message, hands);
  node.classList.add("changed");
  old.replaceWith(node);
  arrange(chat);
  restore(node, keep);
  if (stuck) toEnd(false);
}

/** Which button or message had the focus, so that an edit in place doesn't lose it. */
function place(node) {
  if (!node.contains(document.activeElement)) return null;
  return { index: [...node.querySelectorAll(".key")].indexOf(document.activeElement) };
}

function restore(node, keep) {
  if (!keep) return;
  const keys = node.querySelectorAll(".key");
  const next = keep.index < 0 ? node : keys[0] ?? node;
  next.focus({ preventScroll: true });
}

function remove(chat, id) {
  const node = find(id);
  const section = node?.parentElement;
  node?.remove();
  if (section && !section.querySelector("article")) section.remove();
  arrange(chat);
}

export function find(id) {
  return log.querySelector(`article[data-id="${Number(id)}"]`);
}

/** Marks first and last of each person's run, and what the bot has read since. */
function arrange(chat) {
  renderStart(chat);
  const nodes = [...log.querySelectorAll("article")];
  nodes.forEach((node, index) => {
    node.classList.toggle("first", !joined(chat, nodes[index - 1], node));
    node.classList.toggle("last", !joined(chat, node, nodes[index + 1]));
    node.tabIndex = index === nodes.length - 1 ? 0 : -1;
  });
  markRead(chat);
  settleQuotes(log);
}

function joined(chat, one, other) {
  if (!one || !other || !one.dataset.from || one.dataset.from !== other.dataset.from) return false;
  if (one.dataset.day !== other.dataset.day) return false;
  const [before, after] = [one, other].map((node) => chat.messages.get(Number(node.dataset.id)));
  return after !== undefined && before !== undefined && after.date - before.date < TOGETHER;
}

function markRead(chat) {
  for (const node of log.querySelectorAll(".message.own:not(.read)")) {
    if (Number(node.dataset.id) >= chat.readUpTo) continue;
    node.classList.add("read");
    const message = chat.messages.get(Number(node.dataset.id));
    const fresh = message && renderMessage(chat, message, hands).querySelector(".state");
    if (fresh) node.querySelector(".state")?.replaceWith(fresh);
  }
}

/** A day's name lies over the messages while one scrolls, then makes way for them. */
function showDays() {
  for (const section of log.querySelectorAll(".day")) {
    section.classList.toggle("over", section.firstChild.offsetTop - section.offsetTop > 12);
  }
  log.classList.add("scrolling");
  clearTimeout(quiet);
  quiet = setTimeout(() => log.classList.remove("scrolling"), SCROLLED);
}

function settleDown() {
  const chat = activeChat();
  stuck = Boolean(gliding) || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  down.hidden = stuck;
  if (stuck && chat.unread && !document.hidden) {
    chat.unread = 0;
    tell("chats");
  }
  down.dataset.count = chat.unread || "";
}

export function toEnd(smoothly) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  stuck = true;
  clearTimeout(gliding);
  gliding = setTimeout(stopGliding, GLIDE);
  log.scrollTo({ top: log.scrollHeight, behavior: smoothly && !calm ? "smooth" : "instant" });
}

function stopGliding() {
  clearTimeout(gliding);
  gliding = 0;
  settleDown();
}

/** Goes to a message and lets it light up. */
export function jump(id) {
  const node = find(id);
  if (!node) return;
  stopGliding();
  node.scrollIntoView({ block: "center" });
  node.focus({ preventScroll: true });
  node.classList.remove("lit");
  requestAnimationFrame(() => node.classList.add("lit"));
}

function moveFocus(event) {
  const nodes = [...log.querySelectorAll("article.message")];
  const at = nodes.findIndex((node) => node.contains(document.activeElement));
  const onMessage = document.activeElement === nodes[at];
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    const next = nodes[at + (event.key === "ArrowUp" ? -1 : 1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  } else if (onMessage && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    nodes[at].querySelector(".more").click();
  }
}

function dayName(message) {
  const date = new Date(message.date * 1000);
  const today = new Date(now() * 1000);
  const apart = Math.round((today.setHours(0, 0, 0, 0) - new Date(date).setHours(0, 0, 0, 0)) / 86400000);
  if (apart === 0) return say("log.today");
  if (apart === 1) return say("log.yesterday");
  const fields = { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
  return say(date.getFullYear() === today.getFullYear() ? "log.day" : "log.year", fields);
}
