/** Charts as they scroll into view, drawn by the server in the colours of the page. */

import { get } from "./api.js";
import { fill, h } from "./dom.js";
import { marked, staleWords } from "./stale.js";

const NAMES = {
  differences: "Differences", j_curve: "The change and its bill", arr: "ARR", headcount: "Headcount and exits", hours: "Hours",
  burnout: "Burnout", dashboard: "What the dashboard shows, and what is true", masking: "The masking invoice",
  book: "The book", account_survival: "Customers kept", people_survival: "People kept", interaction: "Beyond the sum",
};
const [MINUS, JOINED] = ["\u2212", "\u2060"];
/** A sign stays on the line of its number. */
const INCH = 82;
/** Pixels of the page for an inch of a chart: its smallest text stays readable. */
const NARROWEST = 3.9;
const PADDING = 46;
/** Pixels between the edge of a figure and its drawing. */
const WIDEST = 11;
const ENOUGH = 1.9;
/** A chart is drawn again when there are so many times more worlds, and at the end. */

/** The SVG with ids of its own, its styles set through CSSOM. */
function drawing(svg, salt) {
  const text = svg
    .replace(/<style[\s\S]*?<\/style>/g, "")
    .replace(/ style="/g, ' data-style="')
    .replace(/ id="/g, ` id="${salt}-`)
    .replace(/(href="#|url\(#)/g, `$1${salt}-`);
  const box = new DOMParser().parseFromString(text, "text/html").body.firstElementChild;
  const found = document.adoptNode(box);
  for (const node of found.querySelectorAll("[data-style]")) {
    node.style.cssText = node.dataset.style;
    delete node.dataset.style;
  }
  return found;
}

function behind({ title, columns, rows }) {
  const place = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `The numbers behind: ${title}` });
  const details = h("details", {}, h("summary", {}, "The numbers behind this chart"), place);
  details.addEventListener("toggle", () => {
    if (!details.open || place.firstChild) return;
    place.append(h("table", {}, h("caption", { class: "quiet" }, title),
      h("thead", {}, h("tr", {}, columns.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, number) =>
        number ? h("td", {}, String(cell)) : h("th", { scope: "row" }, String(cell))))))));
  });
  return details;
}

/** Inches of a chart that fills an element. */
export const inches = (place) =>
  Math.min(WIDEST, Math.max(NARROWEST, (place.clientWidth - PADDING) / INCH)).toFixed(1);

/** A chart with its words and the table behind it, in a figure; what was open stays open. */
export function put(figure, made, salt) {
  const open = figure.querySelector("details")?.open;
  const table = behind(made);
  table.open = Boolean(open);
  fill(figure,
    h("figcaption", {}, h("h2", {}, made.title), h("p", {}, made.subtitle.replaceAll(MINUS, `${MINUS}${JOINED}`))),
    h("div", { class: "drawing", role: "img", "aria-label": made.alt }, drawing(made.svg, salt)),
    table);
}

/** Charts of a play by name, in this order; those that the results do not have are left out. */
export function charts(play, names, salt) {
  const figures = new Map(names.map((name) => [name, h("figure", { class: "card waiting", data: { chart: name } },
    h("figcaption", {}, h("h2", {}, NAMES[name] ?? name)))]));
  const drawn = new Map();
  const visible = new Set();
  let asking = false;
  const width = (name) => inches(figures.get(name));

  const due = (name) => {
    const { shown } = play;
    if (!shown || play.stale) return false;
    const last = drawn.get(name);
    if (!last || last.key !== shown.key || last.width !== width(name)) return true;
    return shown.worlds > last.worlds && (shown.worlds >= last.worlds * ENOUGH || !play.active);
  };
  const draw = (name, made, of) => {
    const figure = figures.get(name);
    drawn.set(name, of);
    figure.classList.remove("waiting");
    figure.hidden = !made;
    if (made) put(figure, made, salt);
  };
  const refresh = async () => {
    if (asking || box.closest("[hidden]")) return;
    const ready = [...visible].filter(due);
    const wanted = ready.filter((name) => width(name) === width(ready[0])).slice(0, 3);
    if (!wanted.length) return;
    asking = true;
    const { job, key, worlds } = play.shown;
    const of = { key, worlds, width: width(wanted[0]) };
    try {
      const made = await get(`/api/jobs/${job}/charts?names=${wanted.join(",")}&width=${of.width}`);
      if (play.shown.key === key) wanted.forEach((name) => draw(name, made[name], of));
    } catch {
      wanted.forEach((name) => drawn.set(name, of)); // the numbers stay; a later answer asks again
    }
    asking = false;
    mark();
    refresh();
  };
  const mark = () => {
    for (const [name, figure] of figures) {
      const of = drawn.get(name);
      marked(figure, Boolean(of) && of.key !== play.key, staleWords(play));
    }
  };
  const watch = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const name = entry.target.dataset.chart;
      if (entry.isIntersecting) visible.add(name);
      else visible.delete(name);
    }
    refresh();
  }, { rootMargin: "300px" });
  const box = h("div", { class: "charts" }, [...figures.values()]);
  for (const figure of figures.values()) watch.observe(figure);
  play.listen((_, what) => {
    if (what === "progress") return;
    box.hidden = !play.shown;
    if (what === "first") for (const figure of figures.values()) figure.hidden = false;
    mark();
    refresh();
  });
  window.addEventListener("resize", refresh);
  box.hidden = !play.shown;
  return box;
}
