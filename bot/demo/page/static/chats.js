// The list of chats and the head of the one that is open.

import { clock, isService, nameOf, preview } from "./bubble.js";
import { face } from "./drawings.js";
import { build } from "./loopback/build.js";
import { activeChat, isOwn, lastMessage, on, state, tell } from "./store.js";
import { say } from "./words.js";

const list = document.getElementById("chats");

export function startChats() {
  on("chats", renderChats);
  on("typing", () => { renderChats(); renderHead(); });
}

/** Draws the list; the focus stays on the chat that had it. */
export function renderChats() {
  const held = list.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  const chats = [...state.chats.values()];
  list.replaceChildren(...chats.map(renderRow));
  if (held) list.querySelector(`[data-id="${held}"]`)?.focus();
  const unread = chats.reduce((sum, chat) => sum + chat.unread, 0);
  document.title = (unread ? `(${unread}) ` : "") + say("title");
  document.getElementById("back").dataset.count = unread || "";
}

function renderRow(chat) {
  const message = lastMessage(chat);
  const badge = chat.unread
    ? build("span", { class: "badge" }, build("span", { "aria-hidden": "true" }, String(chat.unread)), build("span", { class: "unseen" }, say("chats.unread", { count: chat.unread })))
    : null;
  return build("button", {
    type: "button", class: "row", dataset: { id: chat.id }, "aria-current": chat.id === state.active ? "true" : undefined, onclick: () => open(chat),
  },
  face(chat.face, chat.title),
  build("span", { class: "about" },
    build("span", { class: "top" }, build("strong", {}, chat.title), message ? build("time", {}, clock(message.date)) : null),
    build("span", { class: "top" }, build("span", { class: chat.typing ? "says typing" : "says" }, describe(chat, message)), badge)));
}

function describe(chat, message) {
  if (chat.typing) return say("log.typing");
  if (!message) return say("chats.nothing");
  const text = preview(message);
  if (isOwn(chat, message) && !isService(message)) return say("chats.you", { text });
  return chat.private || isService(message) ? text : `${nameOf(message)}: ${text}`;
}

function open(chat) {
  state.active = chat.id;
  chat.unread = 0;
  document.body.dataset.pane = "chat";
  tell("opened", chat);
  tell("chats");
}

export function renderHead() {
  const chat = activeChat();
  document.getElementById("face").replaceChildren(face(chat.face, chat.title));
  document.getElementById("title").textContent = chat.title;
  const status = document.getElementById("status");
  const told = chat.private ? say("chats.bot") : say("chats.members", { count: chat.people.length + 1 });
  status.classList.toggle("typing", Boolean(chat.typing));
  status.replaceChildren(...(chat.typing ? [dots(), say("log.typing")] : [told]));
}

function dots() {
  return build("span", { class: "dots", "aria-hidden": "true" }, build("i"), build("i"), build("i"));
}
