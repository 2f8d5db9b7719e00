// Line drawings, and the faces of people and chats.

import { build } from "./loopback/build.js";
import { tintOf } from "./store.js";

const SHAPES = {
  back: ["M15 5l-7 7 7 7"],
  send: ["M4 12L20 4l-5 16-3.5-6.5L4 12z", "M11.5 13.5L20 4"],
  done: ["M5 12.5l4.5 4.5L19 7.5"],
  clip: ["M20 11.5l-8 8a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8L9.8 17.3a1.7 1.7 0 0 1-2.4-2.4L15 7.3"],
  down: ["M6 9.5l6 6 6-6"],
  menu: ["M4 7h16M4 12h16M4 17h16"],
  moon: ["M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"],
  sun: ["M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"],
  close: ["M6 6l12 12M18 6L6 18"],
  more: ["M12 5.5v.01M12 12v.01M12 18.5v.01"],
  reply: ["M9.5 6L4 11.5 9.5 17", "M4 11.5h9a7 7 0 0 1 7 7"],
  edit: ["M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19 4 20z"],
  copy: ["M9 9h10v11H9z", "M5 15V4h10"],
  trash: ["M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13"],
  link: ["M8 16L17 7M10 7h7v7"],
  file: ["M7 3h7l4 4v14H7z", "M14 3v4h4"],
  picture: ["M4 5h16v14H4z", "M4 16l4.5-5 4 4 2.5-2.5 5 5", "M15.5 9v.01"],
  save: ["M12 4v11M7 10.5l5 5 5-5M5 20h14"],
  slash: ["M15 4L9 20"],
  check: ["M3 13l4 4 8-9"],
  checks: ["M2 13l4 4 8-9M11 16l1 1 8-9"],
};

/** A line drawing by name; decoration only, so it has no name for screen readers. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["aria-hidden", "true"], ["class", `drawing ${name}-drawing`]]) {
    drawing.setAttribute(key, value);
  }
  for (const line of SHAPES[name]) {
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", line);
    drawing.append(path);
  }
  return drawing;
}

/** A round face with the first character of a name. */
export function face(id, name, size = "") {
  return build("span", { class: `face ${tintOf(id, "tint")} ${size}`, "aria-hidden": "true" }, [...name][0] ?? "");
}
