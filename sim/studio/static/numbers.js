/** Tables of measures: every number with what it means, every difference in colour and in a word. */

import { h } from "./dom.js";
import { tipped } from "./tips.js";

function meaningOf(told, name) {
  return { title: name, ...(told.meanings[name] ?? { unit: "", text: "" }) };
}

function head(told, line) {
  return h("th", { scope: "row" },
    tipped(h("button", { type: "button", class: "term" }, line.name), meaningOf(told, line.name)),
    line.unit ? h("small", {}, line.unit) : null);
}

const cell = (told, line, name, ...children) =>
  tipped(h("td", { data: { name } }, ...children), meaningOf(told, line.name));

/** A difference: how much, in a word; below it the value, the interval, and how often it is better. */
function difference(told, line, name) {
  const [, value, change, interval, better, said] = line.cells;
  const kind = change.kind || "plain";
  const notes = kind === "same" ? [value.text] : [value.text, interval.text, better.text ? `better in ${better.text}` : ""];
  return cell(told, line, name,
    h("span", { class: `change ${kind}` }, change.text, said.text ? h("span", { class: `word ${said.kind}` }, said.text) : null),
    h("span", { class: "note" }, notes.filter(Boolean).join(" · ")));
}

/** A row a measure: a plan in whose worlds it has no value has a dash there. */
function compared(told, tables) {
  const names = tables.map((each) => each.heads[1]);
  const byName = tables.map((each) => new Map(each.lines.map((line) => [line.name, line])));
  const measures = [...new Set(tables.flatMap((each) => each.lines.map((line) => line.name)))];
  const rows = measures.map((name) => {
    const some = byName.find((lines) => lines.has(name)).get(name);
    return h("tr", {},
      head(told, some),
      cell(told, some, tables[0].heads[0], some.cells[0].text),
      byName.map((lines, number) => lines.has(name)
        ? difference(told, lines.get(name), names[number])
        : cell(told, some, names[number], "–")));
  });
  return [[tables[0].heads[0], ...names], rows];
}

function alone(told, tables) {
  const [only] = tables;
  const rows = only.lines.map((line) => h("tr", {}, head(told, line),
    line.cells.map((each, place) => cell(told, line, only.heads[place], each.text))));
  return [only.heads, rows];
}

/** The table of a play: headline measures, or the others. */
export function table(play, headline) {
  const { told, worlds } = play.shown;
  const tables = headline ? told.tables : told.others;
  const together = told.names.length > 1;
  const [heads, rows] = together ? compared(told, tables) : alone(told, tables);
  const caption = together
    ? `Difference to ${told.names[0]} over ${worlds} paired worlds, with the 95 % interval of the difference`
    : `Over ${worlds} worlds`;
  return h("div", {
    class: "scroll",
    tabindex: 0,
    role: "region",
    "aria-label": headline ? "Headline measures" : "All other measures",
  },
    h("table", { class: together ? "differences" : "" }, h("caption", {}, caption),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Measure"), heads.map((name, place) =>
        h("th", { scope: "col", class: together && place ? `of c${place}` : "" }, name)))),
      h("tbody", {}, rows)));
}
