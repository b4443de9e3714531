/** Before the reveal everybody says what they expect: one press, one vote. Workshop mode only. */

import { button, fill, h } from "./dom.js";
import { say } from "./say.js";
import { change, onChange, state } from "./state.js";
import { many } from "./words.js";

const SAID = [["better", "Better than today"], ["same", "No difference"], ["worse", "Worse than today"]];

/** Whether answers are covered until the vote is over. */
const covered = () => document.documentElement.classList.contains("workshop") && !state.revealed && state.candidates.length > 0;

/** What was said, once the answer is seen. */
function outcome(each) {
  const counts = state.votes[each.id] ?? {};
  return h(
    "li",
    {},
    h("strong", {}, each.name),
    `: ${SAID.map(([key, text]) => `${text.toLowerCase()} ${counts[key] ?? 0}`).join(", ")}`,
  );
}

function ballot(each) {
  const counts = (state.votes[each.id] ??= { better: 0, same: 0, worse: 0 });
  const total = SAID.reduce((sum, [key]) => sum + counts[key], 0);
  const cast = (key, by) => change(() => (counts[key] = Math.max(0, counts[key] + by)));
  return h("div", { class: "ballot" },
    h("h3", {}, each.name), each.hypothesis ? h("p", { class: "soft" }, each.hypothesis) : null,
    h("div", { class: "cast" }, SAID.map(([key, text]) => h("div", { class: "cell" },
      button([h("span", { class: "tally" }, String(counts[key])), text], () => cast(key, 1), {
        class: "vote",
        data: { vote: `${each.id} ${key}` },
        "aria-label": `${each.name}: ${text}, ${many(counts[key], "vote")}`,
      }),
      h("span", { class: "share", "aria-hidden": "true", style: { width: `${total ? (counts[key] / total) * 100 : 0}%` } })))));
}

/** Build the section. */
export function votes() {
  const box = h("section", { class: "card votes", "aria-label": "The vote" });
  const reveal = () => {
    change((all) => (all.revealed = true));
    say("Revealed.");
  };
  const anew = () => change((all) => Object.assign(all, { votes: {}, revealed: false }));
  const draw = () => {
    const on = document.documentElement.classList.contains("workshop") && state.candidates.length > 0;
    box.hidden = !on;
    document.body.classList.toggle("covered", covered());
    if (!on) return box;
    const focused = document.activeElement?.dataset?.vote;
    if (state.revealed) {
      return fill(
        box,
        h("h2", {}, "What was expected"),
        h("ul", {}, state.candidates.map(outcome)),
        button("Vote anew", anew, { class: "second" }),
      );
    }
    fill(box, h("h2", {}, "What do you expect?"),
      h(
        "p",
        { class: "soft" },
        "Everybody has one vote on each plan, for the contribution over the run, before the answer is seen.",
      ),
      state.candidates.map(ballot),
      h("p", { class: "buttons" },
        button("Reveal", reveal, { class: "primary" }),
        button("Vote anew", anew, { class: "second" })));
    if (focused) box.querySelector(`[data-vote="${focused}"]`)?.focus();
    return box;
  };
  onChange(draw);
  document.addEventListener("workshop", draw);
  draw();
  return box;
}
