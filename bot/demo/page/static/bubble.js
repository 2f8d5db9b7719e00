// One message as a bubble: who, reply, picture or file, words, time, keyboard.

import { fileAddress } from "./api.js";
import { face, icon } from "./drawings.js";
import { renderText } from "./entities.js";
import { renderKeyboard } from "./keyboard.js";
import { build } from "./loopback/build.js";
import { showPicture } from "./notices.js";
import { isBots, isOwn, isRead, tintOf } from "./store.js";
import { bytes, say } from "./words.js";

/** The element of a message; `hands` has tap, jump and openMenu. */
export function renderMessage(chat, message, hands) {
  const service = describeService(message);
  if (service) return build("article", { class: "service", dataset: { id: message.message_id } }, build("span", {}, service));
  const own = isOwn(chat, message);
  const time = clock(message.date);
  const bubble = build("div", { class: message.photo ? "bubble pictured" : "bubble" }, renderInside(chat, message, own, hands, time));
  const more = build("button", {
    type: "button", class: "icon more", tabindex: "-1", "aria-label": say("menu.open"), "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: (event) => hands.openMenu(message, event.currentTarget),
  }, icon("more"));
  const node = build("article", {
    class: own ? "message own" : "message", tabindex: "-1", dataset: { id: message.message_id, from: message.from?.id, day: dayOf(message) },
    "aria-label": say("log.says", { who: nameOf(message), time }),
  });
  const who = chat.private || own ? null : face(message.from.id, nameOf(message), "small");
  node.append(build("div", { class: "column" }, build("div", { class: "line" }, who, bubble, more), renderKeyboard(chat, message)));
  return node;
}

function renderInside(chat, message, own, hands, time) {
  const words = message.text ?? message.caption ?? "";
  const entities = message.entities ?? message.caption_entities;
  const state = own ? icon(isRead(chat, message) ? "checks" : "check") : null;
  const meta = build("span", { class: "meta" },
    message.edit_date && !isBots(message) ? build("span", {}, `${say("log.edited")} `) : null,
    build("time", { datetime: new Date(message.date * 1000).toISOString() }, time),
    own ? build("span", { class: "state", role: "img", "aria-label": say(isRead(chat, message) ? "log.read" : "log.sent") }, state) : null,
  );
  const name = !chat.private && !own ? build("p", { class: `name ${tintOf(message.from.id, "ink")}` }, nameOf(message), renderRank(chat, message)) : null;
  return [name, renderReply(message, hands), renderPhoto(message), renderFile(message),
    build("div", { class: words ? "text" : "text bare" }, renderText(words, entities, hands.tap), meta)];
}

function renderRank(chat, message) {
  return chat.admins.includes(message.from.id) ? build("span", { class: "rank" }, say("role.admin")) : null;
}

function renderReply(message, hands) {
  const replied = message.reply_to_message;
  if (!replied) return null;
  const who = nameOf(replied);
  return build("button", {
    type: "button", class: `reply ${tintOf(replied.from?.id, "ink")}`, "aria-label": say("log.reply_to", { who }), tabindex: "-1", onclick: () => hands.jump(replied.message_id),
  }, build("strong", {}, who), build("span", {}, message.quote?.text ?? preview(replied)));
}

function renderPhoto(message) {
  const size = message.photo?.at(-1);
  if (!size) return null;
  const source = fileAddress(size.file_id);
  const picture = build("img", { src: source, alt: message.caption ?? say("chats.photo"), decoding: "async" });
  return build("button", { type: "button", class: "photo", "aria-label": say("log.open_photo"), onclick: () => showPicture(source) }, picture);
}

function renderFile(message) {
  const file = message.document;
  if (!file) return null;
  const size = bytes(file.file_size);
  return build("a", { class: "file", href: `${fileAddress(file.file_id)}?save`, download: file.file_name, "aria-label": say("log.download", { name: file.file_name, size }) },
    build("span", { class: "disc" }, icon("file")),
    build("span", { class: "about" }, build("strong", {}, file.file_name), build("small", {}, size)));
}

function describeService(message) {
  const whom = message.new_chat_members?.map((person) => person.first_name).join("、");
  if (whom) return say("chats.added", { who: nameOf(message), whom });
  if (message.left_chat_member) return say("chats.left", { who: message.left_chat_member.first_name });
  const content = message.text ?? message.caption ?? message.photo ?? message.document;
  return content === undefined ? say("chats.service") : "";
}

export function nameOf(message) {
  return message.from?.first_name ?? "";
}

export function isService(message) {
  return describeService(message) !== "";
}

/** One line about a message. */
export function preview(message) {
  const service = describeService(message);
  if (service) return service;
  const words = message.text ?? message.caption;
  if (words) return words;
  return message.photo ? say("chats.photo") : message.document.file_name;
}

export function clock(date) {
  const moment = new Date(date * 1000);
  return `${String(moment.getHours()).padStart(2, "0")}:${String(moment.getMinutes()).padStart(2, "0")}`;
}

export function dayOf(message) {
  const moment = new Date(message.date * 1000);
  return `${moment.getFullYear()}-${moment.getMonth() + 1}-${moment.getDate()}`;
}
