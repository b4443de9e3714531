/** What the answer hangs on: every number that nobody knows exactly, drawn anew for each future. */

import { get } from "./api.js";
import { inches, put } from "./charts.js";
import { button, fill, h, later, setText } from "./dom.js";
import { compare, futures } from "./live.js";
import { say } from "./say.js";
import { marked, staleWords } from "./stale.js";
import { change, state } from "./state.js";
import { onStep } from "./steps.js";

const MORE = 32;
const MOST = 128;
const SETTLED = 300;
const KNOWN = { own: "around your number", guess: "its documented range" };

function words() {
  const there = futures.progress?.pairs ?? 0;
  if (futures.state === "waiting") return "Beginning…";
  if (futures.state === "running") return futures.progress ? `${there} of ${state.futures} futures` : "Beginning…";
  if (futures.state === "failed") return futures.trouble.message.split("\n")[0];
  if (futures.stale || !futures.shown) return futures.state === "cancelled" ? "Ended before the first answer." : "";
  const { worlds } = futures.shown;
  return futures.state === "cancelled" && there > worlds
    ? `Ended at ${there} futures; ${worlds} of them are told`
    : `${worlds} futures drawn`;
}

function source(told) {
  return h("details", {}, h("summary", {}, "What is drawn, and from where"),
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "What is drawn, and from where" },
      h("table", {}, h("thead", {}, h("tr", {}, ["Number", "From", "To", "Which is"].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, told.drawn.map((row) => h("tr", {},
          h("th", { scope: "row" }, row.words, h("small", {}, row.path)),
          h("td", {}, row.low), h("td", {}, row.high), h("td", {}, KNOWN[row.known])))))));
}

/** Build the section. */
export function hangs() {
  let measure = "";
  let drawn = "";
  const line = h("p", { class: "soft line", role: "status" });
  const draw = button("", () => (futures.shown && !futures.stale ? more() : futures.again()), { class: "second" });
  const end = button("End", () => {
    futures.cancel();
    if (futures.shown && !futures.stale) change((all) => (all.futures = futures.shown.worlds));
  }, { class: "second" });
  const choice = h("select", { "aria-label": "Measure that the futures are asked of",
    on: { change: () => { measure = choice.value; show(); } } });
  const asked = h("label", { class: "asked" }, h("span", {}, "Asked of"), choice);
  const answers = h("div", { class: "hold futures" });
  const rest = h("div", {});
  const more = () => {
    change((all) => (all.futures = Math.min(MOST, futures.shown.worlds + MORE)));
    futures.more();
  };
  const section = h("section", { class: "card on-screen" }, h("h2", {}, "What it hangs on"),
    h("p", { class: "soft" },
      "Some numbers nobody knows exactly. Each future draws those listed below anew, with luck of its own: is the plan still ahead? What a plan itself sets, and how strongly it works, is not drawn."),
    h("div", { class: "buttons" }, draw, end, line), asked, answers, rest);
  const pictures = async (figures, told, key) => {
    if (!figures[0].clientWidth) return; // the step is not shown: drawn when it is, at its width
    const names = figures.map((_, place) => `${measure}.${place + 1}`);
    const of = `${key} ${futures.shown.worlds} ${names} ${inches(figures[0])}`;
    if (drawn === of) return;
    drawn = of;
    try {
      const made = await get(`/api/jobs/${futures.shown.job}/charts?names=${names}&width=${inches(figures[0])}`);
      if (drawn === of) figures.forEach((figure, place) => made[names[place]] && put(figure, made[names[place]], `hangs${place}`));
    } catch {
      drawn = ""; // the words stay; a later answer asks again
    }
  };
  const show = () => {
    const { told, key } = futures.shown;
    const names = told.measures.map((each) => each.name);
    if (!names.includes(measure)) measure = names.includes("contribution") ? "contribution" : names[0];
    fill(choice, told.measures.map((each) => h("option", { value: each.name, selected: each.name === measure }, each.label)));
    const old = answers.querySelectorAll("figure");
    const of = `${key} ${measure}`;
    const figures = told.names.map((_, place) =>
      (old[place]?.dataset.of === of ? old[place] : h("figure", { data: { of } }, h("p", { class: "soft waiting" }, "Being drawn…"))));
    fill(answers, told.answers[measure].map((each, place) => h("section", { class: `verdict c${place + 1}` },
      h("h2", {}, told.names[place]), h("p", { class: "first" }, each.behind),
      h("p", {}, each.hangs, " ", each.luck), figures[place])));
    const open = rest.querySelector("details")?.open;
    fill(rest, source(told));
    rest.firstChild.open = Boolean(open);
    pictures(figures, told, key);
  };
  const now = (_, what) => {
    section.hidden = !compare.shown || Boolean(compare.opened);
    const active = ["running", "waiting"].includes(futures.state);
    const ready = futures.shown && !futures.stale;
    setText(line, words());
    setText(draw, ready ? `${MORE} more futures` : `Draw ${state.futures} futures`);
    draw.hidden = active || (ready && futures.shown.worlds >= MOST);
    draw.disabled = compare.stale || !futures.key;
    end.hidden = !active;
    asked.hidden = answers.hidden = rest.hidden = !futures.shown;
    if (what === "progress") return;
    if (futures.shown) show();
    marked(answers, Boolean(futures.stale), staleWords(futures));
    if (what === "first" || what === "done") say(`${futures.shown.worlds} futures: ${futures.shown.told.answers[measure][0].behind}`);
    if (what === "failed") say(words());
  };
  onStep(() => now());
  window.addEventListener("resize", later(SETTLED, () => now()));
  futures.listen(now);
  compare.listen((_, what) => what !== "progress" && now());
  now();
  return section;
}
