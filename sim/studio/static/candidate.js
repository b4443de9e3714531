/** A plan as a card: its structure, its date and terms, its levers and programmes. */

import { button, fill, fold, h } from "./dom.js";
import { area, choice, field, number, select, text } from "./forms.js";
import { STRUCTURES } from "./ideas.js";
import { levers, moved } from "./levers.js";
import { extent } from "./calendar.js";
import { frame, onSeen, seen } from "./look.js";
import { roles, rowsOf, rowWords } from "./roles.js";
import { change, onChange, state } from "./state.js";
import { tipped } from "./tips.js";
import { many, monthName, title, untangled, word } from "./words.js";

const WHEN = [["date", "On a date"], ["start", "From day one"]];
const HANDOVER = [["warm", "warm: the old owner helps"], ["cold", "cold: no help"]];

function structure(each, place, start, redraw) {
  const presets = Object.fromEntries(start.structures.map((one) => [one.name, one.roles]));
  const current = () => (each.structure === "own" ? each.rows : rowsOf(presets[each.structure] ?? {}));
  const pick = (name) => {
    change(() => {
      if (name === "own") each.rows = rowsOf(presets[each.structure] ?? presets[frame()?.structure] ?? presets.generalist);
      each.structure = name;
      each.moves = [];
    });
    redraw();
  };
  const names = ["same", ...start.structures.map((one) => one.name), "own"];
  const table = current();
  return h("div", {},
    field({
      at: `candidate_${place}:team`, label: "Structure", help: STRUCTURES[each.structure],
      input: select(names.map((name) => [name, title(name)]), each.structure, pick),
    }),
    each.structure === "own" ? roles(each, place, start.roles, redraw)
      : table.length ? h("ul", { class: "rows" }, table.map((row) => {
        const [name, does] = rowWords(row, table);
        return h("li", {}, h("strong", {}, name), ` ${does}`);
      })) : null,
    each.structure === "same" || each.structure === "own" ? null : button(
      "Change this table",
      () => pick("own"),
      { class: "link" },
    ));
}

/** Who goes from which role to which; else the fewest move. */
function moves(each, place, start, redraw) {
  const from = Object.entries(frame()?.roles ?? {}).map(([name, role]) => [name, role.title]);
  const presets = Object.fromEntries(start.structures.map((one) => [one.name, one.roles]));
  const to = (each.structure === "own" ? each.rows : rowsOf(presets[each.structure] ?? {})).map((row) => [row.key, row.title]);
  const set = (one, key) => (value) => change(() => (one[key] = value));
  const line = (one, index) => h("div", { class: "move", data: { at: `candidate_${place}:timeline.reorg.moves.${one.to}` } },
    number(one.count, set(one, "count"), { min: 1, "aria-label": "How many people" }), " from ",
    select(from, one.from, set(one, "from"), { "aria-label": "From role" }), " to ",
    select(to, one.to, set(one, "to"), { "aria-label": "To role" }),
    button(
      "Remove",
      () => { change(() => each.moves.splice(index, 1)); redraw(); },
      { class: "link" },
    ), h("p", { class: "fault" }));
  const add = () => {
    const free = to.find(([key]) => !each.moves.some((one) => one.to === key) && !from.some(([name]) => name === key)) ?? to[0];
    change(() => each.moves.push({ from: from[0]?.[0] ?? "csm", to: free[0], count: 1 }));
    redraw();
  };
  return fold(`Who takes the new roles: ${each.moves.length ? many(each.moves.length, "move") : "the fewest moves"}`, { open: each.moves.length > 0 },
    h("p", { class: "soft" }, each.moves.length ? "Those with most practice in the new role's work go; the others keep a role of the same name."
      : "People keep a role of the same name while it has places; the others go where they have most practice."),
    each.moves.map(line), to.length && each.moves.length < to.length ? button("Say who moves", add, { class: "second" }) : null);
}

function terms(each, place, start, redraw) {
  const at = `candidate_${place}:timeline.reorg`;
  const set = (key) => (value) => change(() => (each[key] = Number(value)));
  return [
    fold("How accounts change hands", {},
      h("div", { class: "grid" },
        field({ at: `${at}.phase_weeks`, label: "Over how many weeks", help: "0: all on the day. Plausible: 0 to 26.",
          input: number(each.phase, set("phase"), { min: 0, max: 52 }) }),
        field({
          at: `${at}.handover`,
          label: "Hand-over",
          input: select(HANDOVER, each.handover, (said) => change(() => (each.handover = said))),
        }),
        field({ at: `${at}.keep_owner.top_arr`, label: "Largest accounts that keep their owner", help: "Share of the accounts, in %, by ARR.",
          input: number(each.keepTop * 100, (said) => change(() => (each.keepTop = Number(said) / 100)), { min: 0, max: 100 }) }),
        field({ at: `${at}.keep_owner.renewal_within`, label: "Not within so many weeks before a renewal", help: "They change hands after it.",
          input: number(each.keepWithin, set("keepWithin"), { min: 0, max: 52 }) }))),
    moves(each, place, start, redraw),
  ];
}

function when(each, place, start, redraw) {
  const said = h("output", { class: "soft" });
  const input = number(each.month, (value) => value && change(() => (each.month = Math.round(Number(value)))), { min: 1 });
  const draw = () => {
    const { start: first, months } = extent();
    input.max = months;
    if (document.activeElement !== input) input.value = each.month;
    said.textContent = monthName(first, each.month);
  };
  onChange(draw, input);
  draw();
  return [
    choice("When it comes", WHEN, each.from, (from) => { change(() => (each.from = from)); redraw(); }, { shown: true }),
    each.from === "date" ? field(
      { at: `candidate_${place}:timeline.reorg.at`, label: "Month", input: [input, said], help: "Or drag it in the calendar." },
    ) : null,
    each.from === "date" && each.structure !== "same" ? terms(each, place, start, redraw) : null,
  ];
}

function programmes(each, place, start, redraw) {
  const known = Object.fromEntries(start.programmes.map((one) => [one.name, one]));
  const rest = start.programmes.filter((one) => !each.programmes.some((other) => other.name === one.name));
  const month = (entry) => {
    const input = number(
      entry.month,
      (value) => value && change(() => (entry.month = Math.round(Number(value)))),
      { min: 1, "aria-label": `${known[entry.name].title}: month` },
    );
    onChange(() => document.activeElement !== input && (input.value = entry.month), input);
    return input;
  };
  const line = (entry, index) => h("div", { class: "programme", data: { at: `candidate_${place}:timeline.${entry.name}` } },
    tipped(h("button", { type: "button", class: "term" }, known[entry.name].title),
      {
        title: known[entry.name].title,
        text: `Sets ${known[entry.name].sets}.`,
        lines: [`Costs ${known[entry.name].cost}`, `In full after ${known[entry.name].lag}`, known[entry.name].source],
      }),
    h("span", { class: "soft" }, `${known[entry.name].cost}; ${known[entry.name].lag}`),
    h("label", {}, "from month ", month(entry)),
    button(
      "Remove",
      () => { change(() => each.programmes.splice(index, 1)); redraw(); },
      { class: "link", "aria-label": `Remove ${known[entry.name].title}` },
    ),
    h("p", { class: "fault" }));
  return h("div", { class: "programmes" },
    each.programmes.map(line),
    select([["", "Add a programme…"], ...rest.map((one) => [one.name, `${one.title} (${one.cost}; ${one.lag})`])], "", (name) => {
      change(() => each.programmes.push({ name, month: each.month }));
      redraw();
    }, { "aria-label": "Add a programme" }));
}

/** A dated change in words: month, what it sets, who moves, what that costs. */
function changeWords({ head, lines }, first, all) {
  const what = head
    .replace(/^month (\d+), [a-z_]+: (programme [a-z_]+)?/, (_, month) => `${monthName(first, Number(month))}: `)
    .trim();
  const more = lines.join(" ");
  if (what.includes("team.structure becomes custom")) return untangled(
    `${what.split(": ")[0]}: the roles become those above. ${more}`,
    all,
  );
  return untangled(`${what}${what.endsWith(":") ? "" : "."} ${more}`, all);
}

/** What the plan does, in the words of its file. */
function inWords(place, all) {
  const box = h("div", { class: "inwords" });
  const draw = () => {
    const said = seen.scenarios?.[place];
    if (!said) return fill(box);
    const { changes } = said.frame;
    return fill(box, h("h2", {}, "What it does"), changes.length
      ? changes.map((one) => h("p", {}, changeWords(one, said.frame.start, all)))
      : h("p", {}, said.differences?.length
        ? `From day one: ${untangled(said.differences.map((one) => `${one.path} ${one.here}`).join("; "), all)}.`
        : "Nothing differs from today yet."));
  };
  onSeen(draw, box);
  draw();
  return box;
}

/** The card of plan `place` (from 1). redraw: called where its parts change. */
export function card(each, place, start, { redraw, copy, remove }) {
  return h("section", {
    class: `card plan c${place}`,
    data: { at: `candidate_${place}`, plan: each.id },
    "aria-label": each.name || "Plan",
  },
    h("div", { class: "plan-head" },
      text(
        each.name,
        (name) => change(() => (each.name = name)),
        { class: "name", "aria-label": "Name of the plan", maxlength: 60 },
      ),
      state.candidates.length < 4 ? button("Copy", copy, { class: "link", "aria-label": `Copy ${each.name}` }) : null,
      button("Remove", remove, { class: "link", "aria-label": `Remove ${each.name}` })),
    h("p", { class: "fault" }),
    structure(each, place, start, redraw),
    when(each, place, start, redraw),
    fold("Culture and leadership", { data: { fold: "levers" } }, levers(each, place, start.levers)),
    moved(each, start.levers),
    fold(
      `Programmes: ${each.programmes.length ? many(each.programmes.length, "programme") : "none"}`,
      { open: each.programmes.length > 0, data: { fold: "programmes" } },
      programmes(each, place, start, redraw),
    ),
    field({
      label: "What do you expect?",
      input: area(each.hypothesis, (said) => change(() => (each.hypothesis = said))),
      help: "Your hypothesis, said before the answer. It moves no number.",
    }),
    Object.keys(each.extra ?? {}).length ? h(
      "p",
      { class: "soft" },
      `From its file, and kept: ${Object.keys(each.extra).map(word).join(", ")}.`,
    ) : null,
    inWords(place, start.levers));
}
