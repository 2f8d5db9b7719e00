// Light or dark: the system's choice until somebody taps.

import { icon } from "./drawings.js";
import { say } from "./words.js";

const KEY = "theme";
const system = matchMedia("(prefers-color-scheme: dark)");
const button = document.getElementById("theme");

function current() {
  return localStorage.getItem(KEY) ?? (system.matches ? "dark" : "light");
}

export function applyTheme() {
  document.documentElement.dataset.theme = current();
}

function draw() {
  applyTheme();
  const dark = current() === "dark";
  button.replaceChildren(icon(dark ? "sun" : "moon"));
  button.setAttribute("aria-label", say(dark ? "theme.light" : "theme.dark"));
}

export function startTheme() {
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, current() === "dark" ? "light" : "dark");
    draw();
  });
  system.addEventListener("change", draw);
  draw();
}
