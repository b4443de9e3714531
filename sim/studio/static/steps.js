/** The five steps, as tabs: any of them at any time. */

import { change, state } from "./state.js";

export const STEPS = ["team", "stand", "today", "whatif", "decide"];
const shown = new Set();
const tab = (step) => document.getElementById(`tab-${step}`);
const panel = (step) => document.getElementById(`panel-${step}`);

/** Be told which step is shown. */
export const onStep = (does) => shown.add(does);

function draw() {
  for (const step of STEPS) {
    const here = step === state.step;
    tab(step).setAttribute("aria-selected", String(here));
    tab(step).tabIndex = here ? 0 : -1;
    panel(step).hidden = !here;
  }
  document.body.dataset.step = state.step;
  for (const does of shown) does(state.step);
}

/** Show a step, from its beginning. */
export function goTo(step, focus = true) {
  if (!STEPS.includes(step)) return;
  change((all) => (all.step = step));
  if (location.hash !== `#${step}`) history.pushState(null, "", `#${step}`);
  draw();
  window.scrollTo({ top: 0 });
  if (focus) panel(step).querySelector("h1")?.focus({ preventScroll: true });
}

/** Listen to clicks, arrow keys and the way back. */
export function steps() {
  STEPS.forEach((step, place) => {
    tab(step).addEventListener("click", () => goTo(step, false));
    tab(step).addEventListener("keydown", (event) => {
      const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: STEPS.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = STEPS[(to + STEPS.length) % STEPS.length];
      goTo(next, false);
      tab(next).focus();
    });
  });
  window.addEventListener("popstate", () => {
    const step = location.hash.slice(1);
    if (STEPS.includes(step) && step !== state.step) goTo(step, false);
  });
  const asked = location.hash.slice(1);
  if (STEPS.includes(asked)) state.step = asked;
  draw();
}
