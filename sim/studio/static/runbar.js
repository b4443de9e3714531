/** How far the play of this step is: n of N worlds, pause, end, more. */

import { button, fill, h, setText } from "./dom.js";
import { compare, today } from "./live.js";
import { say } from "./say.js";
import { change, state } from "./state.js";
import { onStep } from "./steps.js";

const OF = { stand: today, today, whatif: compare, decide: compare };
const MORE = 20;
const MOST = 200;

function words(play) {
  const pairs = play.progress?.pairs ?? 0;
  const wish = state.worlds;
  const noun = play === compare ? "paired worlds" : "worlds";
  if (play.opened) return `An earlier result: ${play.opened.name}`;
  if (play.state === "waiting") return "Playing anew in a moment…";
  if (play.state === "running") return play.progress ? `${pairs} of ${wish} ${noun}` : "Beginning…";
  if (play.state === "paused") return `Paused at ${pairs} of ${wish} ${noun}`;
  if (play.state === "failed" && play.trouble.faults.length) return "This cannot be played as it is: see what is marked.";
  if (play.state === "failed") return play.trouble.message.split("\n")[0].replace(/^\S*\/([^/\s]+)/, "$1");
  if (play.stale) return "The inputs have changed since.";
  if (play.shown) return `${play.shown.worlds} ${noun} played`;
  return play.state === "cancelled" ? "Ended before the first answer." : "Nothing played yet.";
}

/** Build the bar. */
export function runbar(bar) {
  const line = h("p", { class: "line" });
  const meter = h(
    "div",
    { class: "meter", role: "progressbar", "aria-label": "Worlds played", "aria-valuemin": 0 },
    h("span", {}),
  );
  const pause = button("Pause", () => play.pause());
  const cancel = button("End", () => play.cancel());
  const anew = button("Play", () => play.again(), { class: "primary" });
  const more = button(`${MORE} more worlds`, () => {
    change((all) => (all.worlds = Math.min(MOST, Math.max(all.worlds, play.shown?.worlds ?? 0) + MORE)));
    play.more();
  });
  fill(bar, h("div", { class: "inner" }, line, meter, h("div", { class: "buttons" }, pause, cancel, anew, more)));
  let play = OF[state.step];
  const draw = () => {
    play = OF[state.step];
    bar.hidden = !play || (!play.key && !play.shown);
    if (bar.hidden) return;
    const { worlds = 0, of = 0 } = play.progress ?? {};
    setText(line, words(play));
    bar.dataset.state = play.state;
    meter.setAttribute("aria-valuemax", of || 1);
    meter.setAttribute("aria-valuenow", worlds);
    meter.firstChild.style.width = `${of ? (worlds / of) * 100 : play.state === "done" ? 100 : 0}%`;
    const active = ["running", "paused"].includes(play.state);
    pause.hidden = !active;
    pause.textContent = play.state === "paused" ? "Go on" : "Pause";
    cancel.hidden = !active;
    anew.hidden = play.active || !play.key || play.opened || !["cancelled", "failed"].includes(play.state);
    more.hidden = play.stale || !play.shown || play.opened || state.worlds >= MOST || play.state === "paused" || !anew.hidden;
  };
  for (const each of [today, compare]) {
    each.listen((which, what) => {
      if (which !== play) return;
      draw();
      const shown = which.shown?.worlds;
      if (what === "first") say(`A first answer, after ${shown} worlds.`);
      if (what === "done") say(`Done: ${shown} worlds.`);
      if (what === "failed") say(words(which));
      if (what === "inputs" && which.stale) say("The inputs have changed. What is shown is of those before.");
    });
  }
  onStep(draw);
  draw();
}
