/** Fit to my numbers: load, risk and quitting are solved until the team gives what was answered. */

import { post } from "./api.js";
import { button, fill, h } from "./dom.js";
import { say } from "./say.js";
import { change, fitHolds, onChange, state } from "./state.js";
import { percent, title } from "./words.js";

const LONG = "It takes a minute or two, longer for large teams; you can go on meanwhile.";

const NAMES = {
  csm_turnover: "Voluntary turnover",
  grr: "Gross retention (GRR)",
  nrr: "Net retention (NRR)",
  burnout_prevalence: "Burned out",
  overtime_weeks: "Overtime",
};
const HEADS = ["", "Asked for", "Comes out, 95 % interval", "A single year"];
const one = (share) => percent(share, 1);

function row(each) {
  return h("tr", {}, h("th", { scope: "row" }, NAMES[each.measure] ?? title(each.measure)),
    h("td", {}, `${one(each.asked)}${each.from_you ? "" : ", usual"}`),
    h(
      "td",
      {},
      `${one(each.got)} (${one(each.lo)} to ${one(each.hi)})`,
      each.fits ? null : h("small", { class: "worse" }, ` does not fit: ${each.why_not}`),
    ),
    h("td", {}, `${one(each.year_low)} to ${one(each.year_high)}`));
}

/** How well it fits, in worlds that the search never saw. */
function told({ rows, fresh, remarks }) {
  return h("div", { class: "scroll fitted", tabindex: 0, role: "region", "aria-label": "How well it fits" },
    h("table", {}, h("caption", {}, `How well it fits, in ${fresh[1] - fresh[0] + 1} worlds that the search never saw`),
      h("thead", {}, h("tr", {}, HEADS.map((name) => (name ? h("th", { scope: "col" }, name) : h("td", {}))))),
      h("tbody", {}, rows.map(row))),
    remarks.map(
      (line) => h("p", { class: "soft" }, line.replace(/give --[a-z-]+(?: or --[a-z-]+)*/, "say so among the four more")),
    ));
}

/** Build the part. */
export function fitting() {
  const box = h("div", {});
  const note = h("p", { class: "soft" });
  let busy = null;
  let began = 0;
  const draw = () => {
    const { fit, useFit } = state.team;
    const holds = fitHolds();
    go.disabled = Boolean(busy) || (holds && useFit);
    go.textContent = busy ? "Fitting…" : "Fit to my numbers";
    if (busy) note.textContent = `${LONG} ${Math.round((Date.now() - began) / 1000)} seconds so far.`;
    else if (!fit) note.textContent = `Until you fit, retention, turnover and load are those that are usual for such a team, not yours: fitting solves the team in played worlds until it gives your numbers. ${LONG}`;
    else if (!holds) note.textContent = "Fitted to the numbers before: you have changed them since. The usual values are used until you fit again.";
    else note.textContent = useFit ? "Fitted: what you see from here on is of the fitted team." : "Fitted, but not used.";
    box.classList.toggle("stale", Boolean(fit) && !holds);
    fill(box, fit ? told(fit) : null, holds
      ? button(useFit ? "Use the usual values instead" : "Use the fitted team",
        () => change(({ team }) => (team.useFit = !useFit)), { class: "link" })
      : null);
  };
  const solve = async () => {
    busy = JSON.stringify(state.team.answers);
    began = Date.now();
    wrong.textContent = "";
    const ticks = setInterval(draw, 1000);
    draw();
    say("Fitting to your numbers.");
    try {
      const { made, data } = await post("/api/fit", state.team.answers);
      const of = busy;
      change(({ team }) => Object.assign(
        team,
        { fit: { of, key: made, rows: data.fit, fresh: data.fresh_worlds, remarks: data.remarks }, useFit: true },
      ));
      say("The team is fitted to your numbers.");
    } catch (trouble) {
      say(trouble.message);
      wrong.textContent = trouble.message;
    }
    clearInterval(ticks);
    busy = null;
    draw();
  };
  const wrong = h("p", { class: "fault shown" });
  const go = button("Fit to my numbers", solve, { class: "second" });
  onChange(draw);
  draw();
  return h("section", { class: "card" }, h("h2", {}, "Fit to your numbers"), note, go, wrong, box);
}
