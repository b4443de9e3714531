/** A measure as a tile: its mean, its interval, and how that has narrowed since the first worlds. */

import { h } from "./dom.js";
import { tipped } from "./tips.js";

const TOLD = 4;
/** Worlds from which on an interval of a mean is shown: with fewer it is wider than what can be. */
const widest = new Map();

/** The line of a measure in the tables of what was told. */
function lineOf(told, name) {
  const label = Object.keys(told.measures).find((each) => told.measures[each] === name);
  const line = [...told.tables, ...told.others].flatMap((table) => table.lines).find((each) => each.name === label);
  return line ? { label, line } : null;
}

/** How much of the first interval the one of now takes, as a bar. */
function narrowing(key, { mean, lo, hi }) {
  if (!(hi > lo)) return null;
  const known = widest.get(key);
  if (!known || hi - lo > known.hi - known.lo) widest.set(key, { lo, hi });
  const whole = widest.get(key);
  const at = (value) => `${Math.max(0, Math.min(100, ((value - whole.lo) / (whole.hi - whole.lo)) * 100))}%`;
  return h("div", { class: "narrow", "aria-hidden": "true" },
    h("span", { class: "range", style: { left: at(lo), right: `calc(100% - ${at(hi)})` } }),
    h("span", { class: "dot", style: { left: at(mean) } }));
}

/** A tile of a play of one organisation; a dash where the worlds do not tell. */
export function tile(play, name) {
  const { told, key } = play.shown;
  const found = lineOf(told, name);
  if (!found) return null;
  const { label, line } = found;
  const [mean, interval] = line.cells;
  const meaning = told.meanings[label] ?? { unit: "", text: "" };
  const early = play.shown.worlds < TOLD;
  const numbers = told.document.measures?.[name] ?? {};
  const heading = tipped(h("button", { type: "button", class: "term" }, label), { title: label, ...meaning });
  return h("div", { class: "tile" },
    h("div", { class: "name" }, heading),
    tipped(
      h("p", { class: "number" }, mean.text, line.unit ? h("small", {}, ` ${line.unit}`) : null),
      { title: label, ...meaning },
    ),
    h(
      "p",
      { class: "interval" },
      early ? `after ${play.shown.worlds} worlds, no interval yet` : interval.text ? `95 %: ${interval.text}` : "",
    ),
    early ? null : narrowing(`${key} ${name}`, numbers));
}

/** Names of headline measures, in the order of the tables. */
export const headline = (told) => told.tables[0].lines.map((line) => told.measures[line.name]);
