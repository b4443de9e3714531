/** Step 1: ten numbers, or files of one's own, or a scenario that is there. */

import { post } from "./api.js";
import { bring } from "./bring.js";
import { button, fill, fold, h, later } from "./dom.js";
import { choice, clearFault, field, markFault, select } from "./forms.js";
import { fitting } from "./fit.js";
import { onSeen, seen, staleToday } from "./look.js";
import { opening } from "./open.js";
import { SHORT, control } from "./questions.js";
import { marked } from "./stale.js";
import { change, state } from "./state.js";
import { count, many, money, word } from "./words.js";

const WAYS = [["numbers", "Ten numbers"], ["made", "Bring your accounts"], ["file", "Open a file"]];
const EXTENT = [["", "3 years"], ["1", "1 year"], ["2", "2 years"], ["4", "4 years"], ["5", "5 years"]];
const HELP = {
  customers: "How many pay, or what one pays a year, such as 120k. Enterprise is from 100k a year, mid-market from 25k, SMB below.",
  people: "Heads on the payroll, vacancies included.",
  term: "How long contracts run.",
  cost: "Pay, benefits and overhead, for all. Plausible: 100k to 250k.",
};
const PARTS = [
  ["Customers", ["arr", "customers", "growth", "grr", "nrr", "term"]],
  ["People and work", ["people", "exits", "cost", "fill", "ramp", "non_cs"]],
];
const WIDE = ["people", "customers", "term"];
const shown = new Map();
let usual = {};
let faults = {};

function answer(name, said) {
  change(({ team }) => {
    if (said.trim()) team.answers[name] = said;
    else delete team.answers[name];
  });
  ask();
}

const ask = later(180, async () => {
  const sent = JSON.stringify(state.team.answers);
  try {
    const said = await post("/api/usual", state.team.answers);
    if (sent !== JSON.stringify(state.team.answers)) return ask();
    ({ usual, faults } = said);
  } catch {
    return; // a lost connection is said by the banner; the next key asks again
  }
  for (const [name, about] of shown) about.usual(usual[name] ?? "");
  showWrong();
});

/** Mark the answers that cannot be read. */
export function showWrong() {
  for (const [name, about] of shown) {
    if (faults[name]) markFault(about.place, faults[name]);
    else if (!seen.trouble) clearFault(about.place);
  }
}

function asked(question, roles) {
  const made = control(question, roles, answer);
  const group = WIDE.includes(question.name);
  const label = SHORT[question.name] ?? question.prompt.replace(/^Optional: /, "");
  const place = field({
    at: `q:${question.name}`, label: label.charAt(0).toUpperCase() + label.slice(1), input: made.inputs, group, help: HELP[question.name] ?? question.help,
    tip: {
      title: question.prompt,
      text: HELP[question.name] ?? question.help,
      lines: question.source ? [`Usual answer from ${question.source}`] : [],
    },
  });
  shown.set(question.name, { ...made, place });
  return place;
}

function sizes(start) {
  const pick = (size) => {
    change(({ team }) => (team.answers.arr = size));
    shown.get("arr").reset();
    ask();
  };
  return h("div", { class: "sizes", role: "group", "aria-label": "A company of about this ARR" },
    h("span", {}, "A company of about"),
    start.sizes.map((size) => button(`$${size}`, () => pick(size), { class: "chip" })),
    button("Clear all answers", () => {
      change(({ team }) => (team.answers = {}));
      for (const about of shown.values()) about.reset();
      ask();
    }, { class: "link" }));
}

function numbers(start) {
  const known = Object.fromEntries(start.questions.map((question) => [question.name, question]));
  const optional = start.questions.filter((question) => question.optional);
  const grid = (some) => h("div", { class: "grid" }, some.map((question) => asked(question, start.roles)));
  return h("div", {},
    sizes(start),
    PARTS.map(([name, some]) => h("section", { class: "card" }, h("h2", {}, name), grid(some.map((each) => known[each])))),
    fold("Four more, if you know them", { class: "card" }, grid(optional)));
}

/** What the answers come to, beside them. */
function soFar() {
  const box = h("div", { class: "sofar" });
  const draw = () => {
    const now = seen.scenarios?.[0];
    if (!now) return fill(box, h("p", { class: "soft" }, "Your team appears here."));
    if (staleToday()) return marked(box, true, "Of the inputs before");
    box.classList.remove("stale");
    const { standing: s, frame } = now;
    const rows = [
      [money(s.arr, frame.currency), "ARR"], [count(s.accounts), "accounts"],
      [String(s.heads), s.heads === 1 ? "person" : "people"],
      [money(s.arr_per_head, frame.currency), "ARR a head"],
      [`${Math.round((s.load / s.capacity) * 100)} %`, "of client hours asked for"],
    ];
    return fill(box,
      h("h2", {}, "Your team so far"),
      h("dl", {}, rows.map(([value, name]) => [h("dt", {}, name), h("dd", {}, value)])),
      h("p", { class: "soft" }, `${many(frame.years, "year")} from ${frame.start}, ${word(frame.structure)}`));
  };
  onSeen(draw);
  draw();
  return box;
}

/** Build the step. */
export function team(panel, start) {
  const ways = { numbers: numbers(start), made: bring(start), file: opening(start) };
  const fit = fitting();
  const show = () => {
    for (const [name, part] of Object.entries(ways)) part.hidden = name !== state.team.way;
    fit.hidden = state.team.way !== "numbers";
  };
  const extent = select(EXTENT, state.today.years, (years) => change(({ today }) => (today.years = years)), { id: "years" });
  fill(panel,
    h("header", { class: "lead" },
      h("h1", { tabindex: -1 }, "Your team"),
      h("p", {}, "Ten numbers are enough. What you leave empty is taken as usual for a company like yours, and shown in grey.")),
    h("div", { class: "aside" },
      h("div", {},
        choice("Where your team comes from", WAYS, state.team.way, (way) => { change(({ team: t }) => (t.way = way)); show(); }),
        ways.numbers, ways.made, ways.file,
        h("section", { class: "card" }, h("div", { class: "grid" }, field({
          at: "today:years", label: "How far ahead", input: extent,
          help: "How many years are played forward. Two or three renewals of an annual contract show most.",
        }))), fit),
      soFar()));
  show();
  ask();
}
