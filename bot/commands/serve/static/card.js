// The verdict: what it says, what to do, and the one question that could change it.

import { build } from "./loopback/build.js";

/** The card of a sheet; `answer(question, choice)` is called when somebody taps an answer. */
export function renderCard(sheet, tone, answer) {
  return [
    sheet.people_first.length ? renderUrgent(sheet.people_first) : null,
    build(
      "section",
      { class: `panel card tone-${tone}`, "aria-labelledby": "headline" },
      build("div", { class: "verdict" }, renderHeadline(sheet), sheet.change ? build("p", { class: "change" }, sheet.change) : null),
      build("div", { class: "todo" }, renderAdvice(sheet.advice), sheet.asked ? renderQuestion(sheet.asked, answer) : null),
    ),
  ].filter(Boolean);
}

function renderUrgent([first, lines, then]) {
  return build("section", { class: "panel urgent", role: "note" }, build("h2", {}, first), build("p", { class: "lines" }, lines), build("p", { class: "hint" }, then));
}

function renderHeadline(sheet) {
  return [
    build("h2", { id: "headline", tabindex: "-1" }, keepTogether(sheet.headline)),
    ...sheet.lines.map((line) => build("p", {}, line)),
    sheet.tally ? build("p", { class: "hint" }, sheet.tally) : null,
  ];
}

/** Lines break between the verdict and the kind before they break within either. */
function keepTogether(headline) {
  return headline.split(/(?<= · )/).map((part) => build("span", {}, part));
}

function renderAdvice([now, not]) {
  return now ? [build("p", { class: "now" }, now), build("p", { class: "not" }, not)] : [];
}

function renderQuestion(asked, answer) {
  const buttons = asked.answers.map(({ id, label }) => build("button", { type: "button", class: "choice", onclick: () => answer(asked.id, id) }, label));
  return build("fieldset", { class: "asked" }, build("legend", {}, asked.words), build("div", { class: "choices" }, buttons));
}
