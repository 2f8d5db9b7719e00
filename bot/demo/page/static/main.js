// Where the parts of the page meet.

import { act, listen, loadScene } from "./api.js";
import { renderChats, renderHead, startChats } from "./chats.js";
import { renderComposer, send, startComposer, startEdit, startReply } from "./composer.js";
import { icon } from "./drawings.js";
import { jump, renderLog, startLog } from "./log.js";
import { copyText, openMenu, showLink, toast } from "./notices.js";
import { activeChat, isBots, isOwn, on, takeScene, takeStory } from "./store.js";
import { applyTheme, startTheme } from "./theme.js";
import { label, learn, say } from "./words.js";

const PHONE = "(max-width: 760px)";
let started = false;
let waiting = null; // stories that came while the scene was on its way
let lost = false;

applyTheme();
listen({ opened: enter, heard: (story) => (waiting ? waiting.push(story) : takeStory(story)), lost: sayLost });

/** Fetches the scene once the line is up, so that nothing falls between the two. */
async function enter() {
  waiting = [];
  const scene = await loadScene().catch(() => null);
  const stories = waiting;
  waiting = null;
  if (!scene) return;
  learn(scene.words);
  takeScene(scene);
  if (!started) start();
  renderAll();
  stories.forEach(takeStory);
  if (lost) toast(say("notice.back"));
  lost = false;
}

function start() {
  started = true;
  label(document);
  document.title = say("title");
  document.getElementById("back").append(icon("back"));
  document.getElementById("down").append(icon("down"));
  startTheme();
  startChats();
  startLog({ tap, jump, openMenu: openMessageMenu });
  startComposer();
  on("opened", () => { renderAll(); focusText(); });
  on("speaker", renderAll);
  document.getElementById("back").addEventListener("click", leave);
  document.getElementById("log").addEventListener("contextmenu", openAtMessage);
  document.getElementById("log").addEventListener("click", openAtTouch);
  document.body.dataset.ready = "yes";
  focusText();
}

function renderAll() {
  renderChats();
  renderHead();
  renderLog();
  renderComposer();
}

function focusText() {
  if (!matchMedia("(pointer: coarse)").matches) document.getElementById("text").focus();
}

function leave() {
  document.body.dataset.pane = "chats";
  document.querySelector("#chats .row[aria-current]")?.focus();
}

function sayLost() {
  if (started && !lost) toast(say("notice.offline"));
  lost = true;
}

/** What can be tapped in a text: a command, a link, something to copy. */
function tap(kind, target) {
  if (kind === "command") send(target);
  else if (kind === "link") showLink(target);
  else copyText(target);
}

function openAtMessage(event) {
  const node = event.target.closest("article.message");
  if (!node || event.target.closest("a, img") || String(getSelection())) return;
  event.preventDefault();
  node.querySelector(".more").click();
}

/** A finger has no second button, so a tap on a bubble's ground opens the menu. */
function openAtTouch(event) {
  const free = event.target.closest(".bubble") && !event.target.closest("button, a");
  if (free && event.pointerType === "touch") openAtMessage(event);
}

function openMessageMenu(message, anchor) {
  const chat = activeChat();
  const words = message.text ?? message.caption;
  const mayEdit = isOwn(chat, message) && !isBots(message) && words;
  openMenu(anchor, say("menu.label"), [
    { label: say("menu.reply"), icon: icon("reply"), run: () => startReply(message) },
    words && { label: say("menu.copy"), icon: icon("copy"), run: () => copyText(words) },
    mayEdit && { label: say("menu.edit"), icon: icon("edit"), run: () => startEdit(message) },
    { label: say("menu.delete"), icon: icon("trash"), danger: true, run: () => remove(chat, message) },
  ].filter(Boolean));
}

async function remove(chat, message) {
  try {
    await act("delete", { chat: chat.id, person: chat.speaker, message: message.message_id });
  } catch (error) {
    toast(say(`error.${error.message}`));
  }
}

document.addEventListener("keydown", (event) => {
  const phone = matchMedia(PHONE).matches && document.body.dataset.pane === "chat";
  if (event.key === "Escape" && phone && !event.defaultPrevented && event.target === document.body) leave();
});
