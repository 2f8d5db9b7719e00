// Where one writes: text, reply, change, commands, samples, and who speaks.

import { act, loadCommands } from "./api.js";
import { startAttaching } from "./attach.js";
import { nameOf, preview } from "./bubble.js";
import { face, icon } from "./drawings.js";
import { build } from "./loopback/build.js";
import { openMenu, toast } from "./notices.js";
import { activeChat, isBots, isOwn, on, state, tell } from "./store.js";
import { say } from "./words.js";

const MOST_UNITS = 4096; // of one message; Telegram's clients split longer ones
const SAMPLES = ["scam", "court", "reminder", "abusive", "fixer", "question", "crisis"];
const byId = (id) => document.getElementById(id);
const text = byId("text");

export function startComposer() {
  byId("menu").append(icon("menu"), build("span", {}, say("composer.menu")));
  byId("attach").append(icon("clip"));
  text.placeholder = say("composer.label");
  text.setAttribute("aria-label", say("composer.label"));
  byId("composer").addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  text.addEventListener("keydown", type);
  text.addEventListener("input", grow);
  byId("menu").addEventListener("click", showCommands);
  byId("speaker").addEventListener("click", chooseSpeaker);
  startAttaching(place);
  on("sent", ({ chat }) => chat.id === state.active && renderSamples());
}

/** Where and as whom the next message goes; forgets the reply. */
function place() {
  const chat = activeChat();
  const reply = chat.reply;
  chat.reply = null;
  renderContext();
  return { chat: chat.id, person: chat.speaker, reply_to: reply ?? undefined };
}

/** Shows the active chat's draft, context, samples and speaker. */
export function renderComposer() {
  const chat = activeChat();
  text.value = chat.text;
  byId("menu").hidden = !chat.private;
  byId("speaker").hidden = chat.private;
  renderSpeaker(chat);
  renderSamples();
  renderContext();
  grow();
}

function renderSpeaker(chat) {
  const person = state.people.get(chat.speaker);
  byId("speaker").replaceChildren(face(person.id, person.first_name, "small"), icon("down"));
  byId("speaker").setAttribute("aria-label", say("composer.speaker", { who: person.first_name }));
}

function renderSamples() {
  const chat = activeChat();
  const chips = SAMPLES.map((name) => [say(`samples.${name}`), () => send(state.samples[name])]);
  if (!chat.private && latestShown(chat)) chips.unshift([say("samples.check"), () => checkLatest(chat)]);
  if (byId("samples").childElementCount === chips.length && byId("samples").dataset.chat === String(chat.id)) return;
  byId("samples").dataset.chat = chat.id;
  byId("samples").replaceChildren(...chips.map(([words, run]) => build("button", { type: "button", class: "chip", onclick: run }, words)));
  byId("samples").scrollLeft = 0;
}

function latestShown(chat) {
  return [...chat.messages.values()].reverse().find((message) => (message.text ?? message.caption) && !isBots(message) && !message.text?.startsWith("/"));
}

function checkLatest(chat) {
  chat.reply = latestShown(chat).message_id;
  send("/check");
}

export async function send(words) {
  const { chat, person, reply_to: reply } = place();
  for (const [index, piece] of split(words.trim()).entries()) {
    try {
      await act("send", { chat, person, text: piece, reply_to: index === 0 ? reply : undefined });
    } catch (error) {
      toast(say(`error.${error.message}`));
      return false;
    }
  }
  return true;
}

function split(words) {
  const pieces = [];
  let rest = words;
  while (rest.length > MOST_UNITS) {
    const line = rest.lastIndexOf("\n", MOST_UNITS);
    let at = line > MOST_UNITS / 2 ? line : MOST_UNITS;
    if (/[\uDC00-\uDFFF]/.test(rest[at])) at -= 1;
    pieces.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return [...pieces, rest].filter(Boolean);
}

async function submit() {
  const chat = activeChat();
  const words = text.value.trim();
  if (!words) return;
  const changed = chat.edit;
  setText("");
  if (changed === null) {
    if (!(await send(words))) setText(words);
    return;
  }
  chat.edit = null;
  renderContext();
  try {
    await act("edit", { chat: chat.id, person: chat.speaker, message: changed, text: words });
  } catch (error) {
    toast(say(`error.${error.message}`));
  }
}

function setText(words) {
  text.value = words;
  grow();
}

function grow() {
  activeChat().text = text.value;
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight, 200)}px`;
  byId("send").classList.toggle("ready", Boolean(text.value.trim()));
}

function type(event) {
  const chat = activeChat();
  // While an input method composes, Enter chooses characters.
  if (event.isComposing) return;
  const touch = matchMedia("(pointer: coarse)").matches;
  if (event.key === "Enter" && !event.shiftKey && !touch) {
    event.preventDefault();
    submit();
  } else if (event.key === "Escape" && (chat.reply !== null || chat.edit !== null)) {
    event.preventDefault();
    cancel();
  } else if (event.key === "ArrowUp" && !text.value) {
    const own = [...chat.messages.values()].reverse().find((message) => isOwn(chat, message) && message.text);
    if (!own) return;
    event.preventDefault();
    startEdit(own);
  }
}

export function startReply(message) {
  const chat = activeChat();
  chat.reply = message.message_id;
  chat.edit = null;
  renderContext();
  text.focus();
}

export function startEdit(message) {
  const chat = activeChat();
  chat.edit = message.message_id;
  chat.reply = null;
  setText(message.text ?? message.caption ?? "");
  renderContext();
  text.focus();
}

function cancel() {
  const chat = activeChat();
  if (chat.edit !== null) setText("");
  chat.reply = null;
  chat.edit = null;
  renderContext();
  text.focus();
}

function renderContext() {
  const chat = activeChat();
  const message = chat.messages.get(chat.edit ?? chat.reply);
  const editing = chat.edit !== null;
  byId("send").replaceChildren(icon(editing ? "done" : "send"));
  byId("send").setAttribute("aria-label", say(editing ? "composer.save" : "composer.send"));
  byId("context").hidden = !message;
  if (!message) return;
  const title = editing ? say("composer.edit") : say("composer.reply", { who: nameOf(message) });
  const stop = build("button", { type: "button", class: "icon", "aria-label": say("composer.cancel"), onclick: cancel }, icon("close"));
  byId("context").replaceChildren(icon(editing ? "edit" : "reply"), build("p", {}, build("strong", {}, title), build("span", {}, preview(message))), stop);
}

async function showCommands() {
  const commands = await loadCommands(state.active);
  if (!commands.length) return;
  openMenu(byId("menu"), say("composer.commands"), commands.map((each) => ({
    label: `/${each.command}`, detail: each.description, run: () => send(`/${each.command}`),
  })));
}

function chooseSpeaker() {
  const chat = activeChat();
  openMenu(byId("speaker"), say("composer.speakers"), chat.people.map((id) => {
    const person = state.people.get(id);
    return {
      icon: face(id, person.first_name, "small"), label: person.first_name, detail: say(`role.${person.role}`),
      checked: id === chat.speaker,
      run: () => {
        if (chat.edit !== null) cancel();
        chat.speaker = id;
        tell("speaker", chat);
        text.focus();
      },
    };
  }));
}
