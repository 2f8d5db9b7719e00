// Toasts, alerts, pictures in full, links that are shown and not opened.

import { icon } from "./drawings.js";
import { build } from "./loopback/build.js";
import { say } from "./words.js";

const SHOWN = 4000;

/** A line at the bottom that goes by itself; screen readers say it. */
export function toast(text) {
  const place = document.getElementById("toasts");
  const node = build("p", { class: "toast" }, text);
  place.replaceChildren(node);
  setTimeout(() => node.remove(), SHOWN);
}

/** A dialog that takes the focus and gives it back; any button in `actions` closes it. */
export function openDialog({ title, body, actions, kind = "" }) {
  const dialog = build("dialog", { class: `dialog ${kind}`, "aria-label": title });
  const before = document.activeElement;
  const buttons = actions.map(({ text, primary, run, type = "button" }) =>
    build("button", { type, class: primary ? "primary" : "plain", autofocus: primary, onclick: async () => {
      dialog.close();
      await run?.();
    } }, text),
  );
  dialog.append(...[body, build("div", { class: "actions" }, buttons)].flat());
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function alertUser(text) {
  openDialog({ title: text, body: build("p", {}, text), actions: [{ text: say("dialog.ok"), primary: true }], kind: "alert" });
}

/** Shows where a link leads; the page never goes there. */
export function showLink(address) {
  const body = [build("p", {}, say("dialog.link")), build("p", { class: "address" }, address)];
  openDialog({
    title: say("dialog.link"),
    body,
    actions: [
      { text: say("dialog.close") },
      { text: say("dialog.copy"), primary: true, run: () => copyText(address) },
    ],
  });
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(say("notice.copied"));
  } catch {
    toast(say("notice.not_copied"));
  }
}

/** The picture as large as the window allows. */
export function showPicture(source) {
  const close = build("button", { type: "button", class: "icon", "aria-label": say("dialog.close"), autofocus: true }, icon("close"));
  const save = build("a", { class: "icon", href: `${source}?save`, download: "", "aria-label": say("dialog.download") }, icon("save"));
  const dialog = build("dialog", { class: "viewer", "aria-label": say("composer.photo") }, build("img", { src: source, alt: say("composer.photo") }), build("div", { class: "tools" }, save, close));
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  dialog.addEventListener("click", (event) => (event.target === dialog || event.target === dialog.firstChild) && dialog.close());
  close.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

/** A menu at an element: arrows move, Escape closes, the focus goes back. Items: label, icon, run, checked. */
export function openMenu(anchor, label, items) {
  const radio = items.some((item) => item.checked !== undefined);
  const menu = build("div", { class: "popup", role: "menu", "aria-label": label });
  const close = (back) => {
    menu.remove();
    veil.remove();
    anchor.setAttribute("aria-expanded", "false");
    if (back && anchor.isConnected) anchor.focus();
  };
  const veil = build("div", { class: "veil", onclick: () => close(true) });
  menu.append(...items.map((item) =>
    build("button", {
      type: "button", role: radio ? "menuitemradio" : "menuitem", tabindex: "-1",
      "aria-checked": radio ? String(Boolean(item.checked)) : undefined, class: item.danger ? "danger" : undefined,
      onclick: () => { close(true); item.run(); },
    }, item.icon ?? null, build("span", {}, item.label, item.detail ? build("small", {}, item.detail) : null)),
  ));
  menu.addEventListener("keydown", (event) => moveInMenu(event, menu, close));
  anchor.setAttribute("aria-expanded", "true");
  document.body.append(veil, menu);
  place(menu, anchor.getBoundingClientRect());
  (menu.querySelector("[aria-checked=true]") ?? menu.firstChild).focus();
}

function moveInMenu(event, menu, close) {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key in steps) {
    event.preventDefault();
    items.at(steps[event.key] % items.length).focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    event.stopPropagation();
    close(true);
  }
}

function place(menu, anchor) {
  const { offsetWidth: width, offsetHeight: height } = menu; // as it will be, not as it grows
  const above = anchor.top > height + 16 && anchor.bottom + height + 16 > innerHeight;
  const left = Math.min(Math.max(8, anchor.left), innerWidth - width - 8);
  const top = above ? anchor.top - height - 6 : Math.min(anchor.bottom + 6, innerHeight - height - 8);
  menu.style.left = `${left}px`;
  menu.style.top = `${Math.max(8, top)}px`;
}
