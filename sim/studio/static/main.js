/** The page: what each part listens to, and the order in which they begin. */

import { get, onLost } from "./api.js";
import { decide } from "./decide.js";
import { button, h } from "./dom.js";
import { showFaults } from "./forms.js";
import { compare, plays, today } from "./live.js";
import { lookAgain, lookOnReturn, looked, onEdited, onSeen, seen, staleToday } from "./look.js";
import { tools } from "./looks.js";
import { runbar } from "./runbar.js";
import { offer } from "./seen.js";
import { stand } from "./stand.js";
import { change, onChange, state } from "./state.js";
import { STEPS, goTo, onStep, steps } from "./steps.js";
import { showWrong, team } from "./team.js";
import { today as todayStep } from "./today.js";
import { whatif } from "./whatif.js";

const BUILT = { team, stand, today: todayStep, whatif, decide };
const NAMES = {
  team: "Your team",
  stand: "Where you stand",
  today: "Today, played forward",
  whatif: "What if",
  decide: "Decide",
};
const panel = (step) => document.getElementById(`panel-${step}`);

/** Which plays the step that is shown looks at. */
function wanted(step) {
  if (step === "team") return;
  today.want(["stand", "today"].includes(step));
  compare.want(["whatif", "decide"].includes(step));
}

/** A way on and a way back below each step. */
function ways() {
  STEPS.forEach((step, place) => {
    const back = STEPS[place - 1];
    const on = STEPS[place + 1];
    panel(step).append(h("nav", { class: "ways", "aria-label": `From ${NAMES[step]}` },
      back ? button(`← ${NAMES[back]}`, () => goTo(back), { class: "second" }) : h("span", {}),
      on ? button(`${NAMES[on]} →`, () => goTo(on), { class: "primary" }) : null));
  });
}

/** Marks on the tabs: what is stale, and where something is wrong. */
function marks() {
  const stale = { stand: staleToday(), today: today.stale, whatif: false, decide: compare.stale };
  for (const step of STEPS) {
    const tab = document.getElementById(`tab-${step}`);
    const wrong = Boolean(panel(step).querySelector(".wrong"));
    tab.classList.toggle("is-stale", Boolean(stale[step]) && !wrong);
    tab.classList.toggle("is-wrong", wrong);
    tab.querySelector(".mark").textContent = wrong ? ", something is wrong here" : stale[step] ? ", of the inputs before" : "";
  }
}

/** A team that the server no longer has, because it was started anew: files are asked for again. */
function forgotten() {
  if (!seen.trouble?.faults.some((fault) => fault.where === "team.made")) return;
  change(({ team: said }) => {
    if (said.way === "numbers") Object.assign(said, { fit: null, useFit: false });
    else Object.assign(said, { made: "", brought: null });
  });
}

function faults() {
  forgotten();
  const rest = showFaults(seen.trouble ?? today.trouble ?? compare.trouble);
  showWrong();
  const place = document.getElementById("wrong");
  place.hidden = !rest.length;
  place.textContent = rest.join(" ").replace(/\S*\/([^/\s]+\.(yaml|csv))/g, "$1");
  marks();
}

async function begin() {
  const start = await get("/api/start");
  if (!state.worlds) state.worlds = start.worlds;
  offer(start.seen);
  tools(document.getElementById("tools"));
  for (const step of STEPS) BUILT[step](panel(step), start);
  ways();
  runbar(document.getElementById("run"));
  onChange(() => {
    for (const play of plays) play.changed();
    looked();
    marks();
  });
  onSeen(faults);
  for (const play of plays) play.listen((_, what) => what !== "progress" && (what === "failed" ? faults() : marks()));
  onEdited(() => plays.forEach((play) => play.forget()));
  window.addEventListener("focus", lookOnReturn);
  onLost((gone) => {
    document.getElementById("lost").hidden = !gone;
    if (gone) return;
    lookAgain();
    for (const play of plays) play.back();
  });
  for (const play of plays) play.changed();
  looked();
  onStep(wanted);
  steps();
  document.body.classList.add("ready");
}

begin().catch((trouble) => {
  const place = document.getElementById("wrong");
  place.hidden = false;
  place.textContent = trouble.message;
});
