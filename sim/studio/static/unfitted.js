/** What was said of retention and turnover counts only after a fit: said wherever results stand. */

import { button, h } from "./dom.js";
import { fitHolds, state } from "./state.js";
import { goTo } from "./steps.js";

const SOLVED = { grr: "gross retention", nrr: "net retention", exits: "exits", evenings: "overtime", burned_out: "burnout" };

/** A note with the way to the fit; null where the team is fitted, or nothing of it was said. */
export function unfitted() {
  const { way, answers, useFit } = state.team;
  const said = Object.keys(SOLVED).filter((name) => String(answers[name] ?? "").trim());
  if (way !== "numbers" || !said.length || (useFit && fitHolds())) return null;
  const names = said.map((name) => `${SOLVED[name]} (you said ${answers[name]})`).join(", ");
  return h("p", { class: "unfitted" }, `Not fitted to your ${names}: these worlds have what is usual. `,
    button("Fit to my numbers", () => goTo("team"), { class: "link" }));
}
