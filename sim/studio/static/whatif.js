/** Step 4: two to four plans beside today, each with its date. */

import { calendar } from "./calendar.js";
import { card } from "./candidate.js";
import { button, fill, h } from "./dom.js";
import { choice } from "./forms.js";
import { IDEAS, MOST } from "./ideas.js";
import { compare } from "./live.js";
import { frame, onSeen } from "./look.js";
import { marked, staleWords } from "./stale.js";
import { candidate, change, state, unlike } from "./state.js";
import { goTo } from "./steps.js";

const EQUAL = [
  ["none", "What each plan costs by itself"],
  ["payroll", "The payroll of today"],
  ["headcount", "The headcount of today"],
];

/** The first words of the verdicts, while one still tries. */
function glimpse() {
  const box = h("div", { class: "glimpse hold" });
  const draw = (_, what) => {
    if (what === "progress") return;
    marked(box, compare.stale, staleWords(compare));
    const shown = compare.opened ? null : compare.shown;
    const lines = shown ? shown.told.verdicts : [];
    box.hidden = !lines.length;
    box.querySelector(".lines")?.remove();
    if (!lines.length) return;
    box.append(h("div", { class: "lines" },
      lines.map(({ name, text }, place) => h(
        "p",
        { class: `c${place + 1}` },
        h("span", { class: "swatch" }),
        h("strong", {}, name),
        " ",
        text.split(". ")[0],
        ".",
      )),
      button("See it all", () => goTo("decide"), { class: "link" })));
  };
  compare.listen(draw);
  draw();
  return box;
}

/** Build the step. */
export function whatif(panel, start) {
  const cards = h("div", { class: "plans" });
  const ideas = h("div", { class: "ideas" });
  const draw = (focus) => {
    const open = new Set([...cards.querySelectorAll("details[open]")].map(key));
    fill(cards, state.candidates.map((each, place) => card(each, place + 1, start, {
      redraw: () => again(each), copy: () => add(
        each.name,
        structuredClone({ ...each, id: undefined }),
      ), remove: () => remove(each),
    })));
    for (const details of cards.querySelectorAll("details")) if (open.has(key(details))) details.open = true;
    drawIdeas();
    if (focus) cards.querySelector(`[data-plan="${focus}"] .name`)?.focus();
  };
  const key = (details) => `${details.closest("[data-plan]").dataset.plan} ${details.dataset.fold ?? details.firstChild.textContent.split(":")[0]}`;
  const again = (each) => {
    const label = document.activeElement?.closest?.(".field")?.querySelector(".label")?.textContent;
    draw();
    const place = cards.querySelector(`[data-plan="${each.id}"]`);
    const field = [...place.querySelectorAll(".field")].find((one) => one.querySelector(".label")?.textContent === label);
    (field?.querySelector("select, input") ?? place.querySelector(".name")).focus({ preventScroll: true });
  };
  const add = (name, said) => {
    const { id, ...rest } = said;
    const made = candidate({ ...rest, name: unlike(name) });
    change(({ candidates }) => candidates.push(made));
    draw(made.id);
  };
  const remove = (each) => {
    change((all) => (all.candidates = all.candidates.filter((one) => one !== each)));
    draw();
    ideas.querySelector("button")?.focus();
  };
  const drawIdeas = () => {
    const full = state.candidates.length >= MOST;
    ideas.classList.toggle("few", state.candidates.length > 0);
    fill(ideas,
      h("h2", {}, state.candidates.length ? "Add another plan" : "Start from an idea"),
      full ? h("p", { class: "soft" }, `${MOST} plans are compared at most.`)
        : h("div", { class: "grid" }, IDEAS.map((idea) =>
          h(
            "button",
            { type: "button", class: "idea", on: { click: () => add(idea.name, idea.said) } },
            h("strong", {}, idea.title ?? idea.name),
            h("span", {}, idea.text),
          ))));
  };
  const equal = choice("Compared at", EQUAL, state.equal, (said) => change((all) => (all.equal = said)), { shown: true });
  fill(panel,
    h("header", { class: "lead" }, h("h1", { tabindex: -1 }, "What if"),
      h(
        "p",
        {},
        "Plans to be lived through by the same people, the same customers and the same luck as today. Drag a date, or move it with the arrow keys.",
      )),
    glimpse(), calendar(start.programmes), cards, equal, ideas);
  document.addEventListener("plans", () => draw());
  let known = JSON.stringify(frame());
  onSeen(() => {
    const now = JSON.stringify(frame());
    if (now === known) return;
    known = now;
    const focused = document.activeElement?.closest("[data-plan]")?.dataset.plan;
    const each = state.candidates.find((one) => one.id === focused);
    if (each) again(each);
    else draw();
  });
  draw();
}
