// The inline keyboard under a bubble: pressed, waiting, answered.

import { act } from "./api.js";
import { icon } from "./drawings.js";
import { build } from "./loopback/build.js";
import { alertUser, copyText, showLink, toast } from "./notices.js";
import { on } from "./store.js";
import { say } from "./words.js";

const PATIENCE = 20000;
const waiting = new Map(); // callback query id → its button's way to stop waiting
const early = new Map(); // answers that came before the press returned, or to another window

/** The keyboard of a message, null when it has none. */
export function renderKeyboard(chat, message) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  const lines = rows.map((row) => build("div", { class: "row" }, row.map((button) => renderButton(chat, message, button))));
  return build("div", { class: "keyboard" }, lines);
}

function renderButton(chat, message, button) {
  const [kind, mark] = describe(button);
  const node = build(
    "button",
    { type: "button", class: `key to-${kind} ${button.style ?? ""}`, "aria-label": mark && say(`button.${kind}`, { label: button.text }) },
    build("span", {}, button.text),
    mark ? icon(mark) : null,
  );
  node.addEventListener("click", () => tap(chat, message, button, node));
  return node;
}

function describe(button) {
  if (button.url || button.login_url || button.web_app) return ["link", "link"];
  if (button.copy_text) return ["copy", "copy"];
  return ["press", ""];
}

function tap(chat, message, button, node) {
  if (button.callback_data !== undefined) press(chat, message, button, node);
  else if (button.copy_text) copyText(button.copy_text.text);
  else if (button.url) showLink(button.url);
  else toast(say("notice.not_here"));
}

async function press(chat, message, button, node) {
  if (node.getAttribute("aria-busy")) return;
  const stop = startWaiting(node, button.text);
  const asked = { chat: chat.id, person: chat.speaker, message: message.message_id, data: button.callback_data };
  try {
    const { query } = await act("press", asked);
    if (early.has(query)) finish(early.get(query), stop, query);
    else keepWaiting(query, stop);
  } catch (error) {
    stop();
    toast(say(`error.${error.message}`));
  }
}

function startWaiting(node, text) {
  node.setAttribute("aria-busy", "true");
  node.setAttribute("aria-label", say("button.busy", { label: text }));
  return () => {
    node.removeAttribute("aria-busy");
    node.removeAttribute("aria-label");
  };
}

function keepWaiting(query, stop) {
  const clock = setTimeout(() => {
    waiting.delete(query);
    stop();
    toast(say("notice.no_answer"));
  }, PATIENCE);
  waiting.set(query, (answer) => {
    clearTimeout(clock);
    waiting.delete(query);
    finish(answer, stop, query);
  });
}

function finish(answer, stop, query) {
  early.delete(query);
  stop();
  if (answer.url) showLink(answer.url);
  if (!answer.text) return;
  if (answer.show_alert) alertUser(answer.text);
  else toast(answer.text);
}

on("answered", ({ callback_query_id: query, answer }) => {
  if (waiting.has(query)) {
    waiting.get(query)(answer);
    return;
  }
  early.set(query, answer);
  setTimeout(() => early.delete(query), PATIENCE);
});
