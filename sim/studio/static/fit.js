/** Fit to my numbers: load, risk and quitting are solved until the team gives what was answered. */

import { post } from "./api.js";
import { button, fill, h } from "./dom.js";
import { say } from "./say.js";
import { change, fitHolds, onChange, state } from "./state.js";

const LONG = "It takes a minute or two, longer for large teams; you can go on meanwhile.";

function told(fit) {
  return h("div", {},
    h("pre", { class: "told", tabindex: 0 }, fit.text),
    fit.remarks.length ? h("ul", {}, fit.remarks.map((line) => h("li", {}, line))) : null);
}

/** Build the part. */
export function fitting() {
  const box = h("div", { role: "group", "aria-label": "How well it fits" });
  const note = h("p", { class: "soft" });
  let busy = null;
  let began = 0;
  const draw = () => {
    const { fit, useFit } = state.team;
    const holds = fitHolds();
    go.disabled = Boolean(busy) || (holds && useFit);
    go.textContent = busy ? "Fitting…" : "Fit to my numbers";
    if (busy) note.textContent = `${LONG} ${Math.round((Date.now() - began) / 1000)} seconds so far.`;
    else if (!fit) note.textContent = `Optional: the team is solved in played worlds until it gives your retention, turnover and load. ${LONG}`;
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
      const { made, text, data } = await post("/api/fit", state.team.answers);
      const of = busy;
      change(({ team }) => Object.assign(team, { fit: { of, key: made, text, remarks: data.remarks }, useFit: true }));
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
