// What the page knows: chats, messages, who speaks. Changes are told to whoever listens.

export const state = {
  bot: null,
  people: new Map(),
  chats: new Map(),
  active: 0,
  samples: {},
  description: "",
  mostBytes: 0,
  skew: 0,
};

const bell = new EventTarget();

export function on(kind, heard) {
  bell.addEventListener(kind, (event) => heard(event.detail));
}

export function tell(kind, detail) {
  bell.dispatchEvent(new CustomEvent(kind, { detail }));
}

export function activeChat() {
  return state.chats.get(state.active);
}

/** Server time in seconds. */
export function now() {
  return Date.now() / 1000 + state.skew;
}

/** Takes the whole scene; drafts, speakers and unread counts of an earlier one stay. */
export function takeScene(scene) {
  Object.assign(state, {
    bot: scene.bot,
    samples: scene.samples,
    description: scene.description,
    mostBytes: scene.most_bytes,
    skew: scene.now - Date.now() / 1000,
  });
  state.people = new Map([...scene.people, scene.bot].map((person) => [person.id, person]));
  [scene.bot, ...scene.people, ...scene.chats].forEach((each) => tintOf(each.id, "tint"));
  state.chats = new Map(scene.chats.map((told) => [told.id, refresh(state.chats.get(told.id) ?? newChat(told), told.messages)]));
  if (!state.chats.has(state.active)) state.active = scene.chats[0].id;
}

const TINTS = 6; // colors in tokens.css
const tints = new Map();

/** The class that gives somebody, or a chat, always the same color; `kind` is `tint` or `ink`. */
export function tintOf(id, kind) {
  if (!tints.has(id)) tints.set(id, tints.size % TINTS);
  return `${kind}-${tints.get(id)}`;
}

function refresh(chat, messages) {
  chat.messages = new Map(messages.map((message) => [message.message_id, message]));
  chat.readUpTo = Math.max(0, ...messages.filter(isBots).map((message) => message.message_id));
  return chat;
}

function newChat(told) {
  const title = told.private ? state.bot.first_name : told.title;
  const face = told.private ? state.bot.id : told.id;
  return { ...told, title, face, messages: new Map(), unread: 0, typing: "", speaker: told.people[0], text: "", reply: null, edit: null };
}

export function isBots(message) {
  return message.from?.id === state.bot.id;
}

/** Whether the one who speaks now wrote it: their messages stand on the right. */
export function isOwn(chat, message) {
  return message.from?.id === chat.speaker;
}

export function isRead(chat, message) {
  return message.message_id < chat.readUpTo;
}

export function lastMessage(chat) {
  return [...chat.messages.values()].at(-1);
}

/** Takes one thing that happened; see subscribe() of the server for the kinds. */
export function takeStory(story) {
  const chat = state.chats.get(story.chat_id);
  if (story.event === "answered") tell("answered", story);
  if (!chat) return;
  if (story.event === "sent") takeNew(chat, story.message);
  else if (story.event === "edited") takeEdited(chat, story.message);
  else if (story.event === "deleted") takeDeleted(chat, story.message_id);
  else if (story.event === "action") setTyping(chat, story.action);
}

function takeNew(chat, message) {
  const known = chat.messages.has(message.message_id);
  chat.messages.set(message.message_id, message);
  if (isBots(message)) {
    chat.readUpTo = Math.max(chat.readUpTo, message.message_id);
    setTyping(chat, "");
  }
  if (!known && chat.id !== state.active && !isOwn(chat, message)) chat.unread += 1;
  tell(known ? "edited" : "sent", { chat, message });
  tell("chats");
}

function takeEdited(chat, message) {
  if (!chat.messages.has(message.message_id)) return;
  chat.messages.set(message.message_id, message);
  tell("edited", { chat, message });
  tell("chats");
}

function takeDeleted(chat, id) {
  if (!chat.messages.delete(id)) return;
  tell("deleted", { chat, id });
  tell("chats");
}

// Telegram shows an action for five seconds, or until the bot writes.
const TYPING = 5000;

function setTyping(chat, action) {
  clearTimeout(chat.clock);
  chat.typing = action === "cancel" ? "" : action;
  if (chat.typing) chat.clock = setTimeout(() => setTyping(chat, ""), TYPING);
  tell("typing", chat);
}
