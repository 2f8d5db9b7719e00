// The one box: what is pasted goes to this machine's own server, and the answer is set out below.

import { build, fill } from "./loopback/build.js";
import { renderCard } from "./card.js";
import { renderReasons } from "./marks.js";
import { renderGuidance } from "./pages.js";
import { words } from "./words.js";

const form = document.getElementById("form");
const text = document.getElementById("text");
const sender = document.getElementById("sender");
const clear = document.getElementById("clear");
const problem = document.getElementById("problem");
const status = document.getElementById("status");
const place = document.getElementById("sheet");
let last = 0; // the newest request; an older one's answer comes too late

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (text.value.trim()) check({ text: text.value, sender: sender.value.trim() || null, answers: {} });
  else complain(words.empty);
});
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
clear.addEventListener("click", () => {
  last += 1;
  form.reset();
  settle();
  show([]);
  text.focus();
});

async function check(asked) {
  last += 1;
  const mine = last;
  problem.textContent = "";
  form.setAttribute("aria-busy", "true");
  status.textContent = words.busy;
  try {
    const answer = await fetch("/sheet", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(asked) });
    const said = answer.ok ? await answer.json() : null;
    if (mine !== last) return;
    settle();
    if (said) showAnswer(asked, said);
    else complain(answer.status === 413 ? words.tooLong : words.failed);
  } catch {
    if (mine !== last) return;
    settle();
    complain(words.failed);
  }
}

function settle() {
  form.removeAttribute("aria-busy");
  status.textContent = "";
  problem.textContent = "";
}

function complain(sentence) {
  problem.textContent = sentence;
  text.focus();
}

function showAnswer(asked, { report, sheet, is_cut: isCut }) {
  const answer = (question, choice) => check({ ...asked, answers: { ...asked.answers, [question]: choice } });
  const isTalk = report.kind === "not_an_sms";
  show([
    ...renderCard(sheet, isTalk ? "talk" : report.authenticity, answer),
    isTalk ? null : renderReasons(sheet, isCut),
    renderGuidance(sheet),
    renderJson(report),
  ]);
  status.textContent = fill(words.done, { headline: sheet.change || sheet.headline });
  focus(document.getElementById("headline"));
}

function show(nodes) {
  if (location.hash) history.replaceState(null, "", location.pathname);
  place.replaceChildren(...nodes.filter(Boolean));
  clear.hidden = !nodes.length;
}

function focus(node) {
  node.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}

function renderJson(report) {
  const written = JSON.stringify(report, null, 2);
  const said = build("span", { class: "hint", role: "status" });
  const copy = async () => {
    said.textContent = await navigator.clipboard.writeText(written).then(() => words.copied, () => words.notCopied);
  };
  return build(
    "section",
    { class: "panel json" },
    build("div", { class: "acts" },
      build("button", { type: "button", class: "plain", onclick: () => print() }, words.print),
      build("button", { type: "button", class: "plain", id: "copy", onclick: copy }, words.copy),
      said),
    build("details", {}, build("summary", {}, words.answer), build("p", { class: "hint" }, words.answerHint), build("pre", { tabindex: "0" }, written)),
  );
}

form.reset();
document.body.dataset.ready = "yes";
text.focus();
