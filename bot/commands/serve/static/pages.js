// Guidance: how to check, and pages that open in place and lead to further ones.

import { build } from "./loopback/build.js";
import { words } from "./words.js";

/** How to check without the message, and the pages that help with its kind. */
export function renderGuidance(sheet) {
  return build(
    "div",
    { class: "pair" },
    sheet.verify ? build("section", { class: "panel" }, build("h2", {}, sheet.verify.title), build("p", { class: "lines" }, sheet.verify.body)) : null,
    build("section", { class: "panel pages" }, build("h2", {}, words.todo), build("p", { class: "hint" }, words.pages), renderPages(sheet.pages)),
  );
}

function renderPages(pages) {
  return build("div", { class: "leaves" }, pages.map(({ id, label }) => renderPage(id, label)));
}

function renderPage(id, label) {
  const body = build("div", { class: "leaf" });
  const details = build("details", {}, build("summary", {}, label), body);
  details.addEventListener("toggle", () => details.open && !body.hasChildNodes() && open(id, body));
  return details;
}

async function open(id, body) {
  try {
    const answer = await fetch(`/pages/${encodeURIComponent(id)}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const page = await answer.json();
    body.replaceChildren(
      build("p", { class: "lines" }, page.body),
      build("details", { class: "basis" }, build("summary", {}, page.basis.title), build("p", { class: "lines hint" }, page.basis.body)),
      ...(page.next.length ? [renderPages(page.next)] : []),
    );
  } catch {
    body.replaceChildren(build("p", { class: "problem" }, words.failed));
  }
}
