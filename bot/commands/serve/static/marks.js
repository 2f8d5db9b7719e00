// The pasted text with its marks, and the reasons that the marks lead to and back.

import { build, fill } from "./loopback/build.js";
import { words } from "./words.js";

/** Two sections: the text with marks, the reasons by side. */
export function renderReasons(sheet, isCut) {
  const reasons = new Map(sheet.sides.flatMap((side) => side.reasons.map((reason) => [reason.number, { ...reason, toward: side.toward }])));
  const root = build("div", { class: "pair" }, renderText(sheet.pieces, reasons, isCut), renderSides(sheet));
  for (const kind of ["pointerover", "focusin"]) root.addEventListener(kind, (event) => light(root, event.target));
  root.addEventListener("pointerleave", () => light(root, document.activeElement));
  return root;
}

function renderText(pieces, reasons, isCut) {
  const nodes = pieces.flatMap((piece) => renderPiece(piece, reasons));
  const hints = [
    isCut && words.cut,
    pieces.some((piece) => piece.numbers.length) ? words.markedHint : words.unmarked,
    pieces.some((piece) => piece.is_link) && words.links,
  ];
  return build(
    "section",
    { class: "panel marked", "aria-labelledby": "marked" },
    build("h2", { id: "marked" }, words.marked),
    build("p", { class: "text", id: "said" }, nodes),
    hints.filter(Boolean).map((hint) => build("p", { class: "hint" }, hint)),
  );
}

function renderPiece(piece, reasons) {
  const inner = piece.is_link ? build("span", { class: "link" }, piece.text) : piece.text;
  if (!piece.numbers.length) return [inner];
  const sides = [...new Set(piece.numbers.map((number) => reasons.get(number).toward))];
  const mark = build("mark", { class: `to-${sides[0]}`, "data-numbers": piece.numbers.join(" "), "data-also": sides.slice(1).join(" ") || null }, inner);
  return [mark, ...piece.ends.map((number) => renderNumber(reasons.get(number)))];
}

function renderNumber({ number, because, toward }) {
  const label = fill(words.reason, { number, because });
  return build("a", { class: `number to-${toward}`, id: `place-${number}`, href: `#reason-${number}`, "data-numbers": number, "aria-label": label }, String(number));
}

function renderSides(sheet) {
  const placed = new Set(sheet.pieces.flatMap((piece) => piece.ends));
  const sides = sheet.sides.map((side) => [
    build("h3", {}, side.title),
    build("ol", {}, side.reasons.map((reason) => renderReason(reason, side.toward, placed.has(reason.number)))),
  ]);
  const notes = sheet.notes.map((note) => build("p", { class: "hint" }, note));
  return build(
    "section",
    { class: "panel reasons", "aria-labelledby": "why" },
    build("h2", { id: "why" }, words.why),
    sides.length ? sides.flat() : build("p", {}, words.nothing),
    notes,
  );
}

function renderReason({ number, quote, because }, toward, isPlaced) {
  const label = isPlaced ? fill(words.place, { number }) : words.everywhere;
  const badge = isPlaced
    ? build("a", { class: `number to-${toward}`, href: `#place-${number}`, "aria-label": label }, String(number))
    : build("span", { class: `number to-${toward}`, title: label }, String(number));
  const said = quote ? build("q", {}, quote) : isPlaced ? null : build("small", {}, words.everywhere);
  return build("li", { id: `reason-${number}`, "data-numbers": number, tabindex: "-1" }, badge, build("p", {}, said, because));
}

/** Shows which marks and reasons belong together with what is pointed at or focused. */
function light(root, target) {
  const numbers = target?.closest?.("[data-numbers]")?.dataset.numbers.split(" ") ?? [];
  for (const node of root.querySelectorAll("[data-numbers]")) {
    node.classList.toggle("lit", node.dataset.numbers.split(" ").some((number) => numbers.includes(number)));
  }
}
