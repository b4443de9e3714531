/** Step 5: the verdict in words, the numbers behind it, and what is taken to the meeting. */

import { charts } from "./charts.js";
import { button, fill, h } from "./dom.js";
import { area, field } from "./forms.js";
import { hangs } from "./hangs.js";
import { compare } from "./live.js";
import { table } from "./numbers.js";
import { downloads } from "./pack.js";
import { saving } from "./save.js";
import { seen } from "./seen.js";
import { unfitted } from "./unfitted.js";
import { marked, staleWords } from "./stale.js";
import { change, state } from "./state.js";
import { goTo } from "./steps.js";
import { votes } from "./votes.js";

const CHARTS = [
  "differences",
  "j_curve",
  "dashboard",
  "arr",
  "headcount",
  "burnout",
  "hours",
  "masking",
  "book",
  "account_survival",
  "people_survival",
  "interaction",
];
const TEXTS = [
  ["findings", "Findings", "What you take from it."],
  ["decision", "Decision", "What will be done, by whom, and when one looks again."],
];

/** The first sentence large, the rest below it. */
function verdict({ name, text }, place, together) {
  const [first, ...rest] = text.split(/(?<=\.) (?=[A-Z])/);
  return h("section", { class: `verdict c${together ? place + 1 : 0}` },
    h("h2", {}, name), h("p", { class: "first" }, first), h("p", {}, rest.join(" ")));
}

function empty() {
  if (compare.active) return h("p", { class: "soft waiting" }, "The first paired worlds are being played…");
  if (compare.trouble) return h(
    "p",
    { class: "soft" },
    "The plans cannot be played as they are: see what is marked under What if.",
  );
  return h(
    "div",
    { class: "empty" },
    h("p", {}, "Nothing is compared yet: add a plan first."),
    button("What if", () => goTo("whatif"), { class: "primary" }),
  );
}

function earlier() {
  return h("p", { class: "earlier" }, `An earlier result, as it is stored: ${compare.opened.name}. `,
    button("Back to the plans of this page", () => compare.close(), { class: "link" }));
}

/** What was asked, found and decided. */
const asked = (key, label, help) =>
  field({
    label,
    help,
    wide: true,
    input: area(state[key], (said) => change((all) => (all[key] = said)), { rows: key === "question" ? 1 : 2 }),
  });

/** Build the step. */
export function decide(panel) {
  const head = h("div", {});
  const words = h("div", { class: "verdicts" });
  const numbers = h("div", { class: "card" });
  const rest = h("details", { class: "card" }, h("summary", {}, "All other measures"));
  const foot = h("p", { class: "foot" });
  const answer = h("div", { class: "hold answer" }, words, numbers);
  const figures = charts(compare, CHARTS, "decide");
  const below = h(
    "div",
    {},
    hangs(),
    figures,
    rest,
    foot,
    seen(compare),
    asked("findings", ...TEXTS[0].slice(1)),
    asked("decision", ...TEXTS[1].slice(1)),
    downloads(compare),
  );
  const draw = (_, what) => {
    if (what === "progress") return;
    const shown = compare.shown;
    fill(head, compare.opened ? earlier() : null, shown ? null : empty());
    answer.hidden = below.hidden = !shown;
    if (!shown) return;
    const { told } = shown;
    marked(answer, compare.stale, staleWords(compare));
    marked(rest, compare.stale, staleWords(compare));
    fill(
      words,
      compare.opened ? null : unfitted(),
      told.verdicts.map((each, place) => verdict(each, place, told.names.length > 1)),
      told.too_few ? h("p", { class: "too-few" }, told.too_few) : null,
    );
    fill(numbers, h("h2", {}, "The numbers"), table(compare, true));
    rest.querySelector(".scroll")?.remove();
    rest.append(table(compare, false));
    foot.textContent = told.foot;
  };
  compare.listen(draw);
  fill(panel,
    h("header", { class: "lead" }, h("h1", { tabindex: -1 }, "Decide"),
      h("p", {}, "Both futures side by side, in the same worlds. The words are no surer than the numbers.")),
    asked("question", "The question", "In one sentence, as it is put to the board."),
    votes(), head, answer, below, saving());
  draw();
}
