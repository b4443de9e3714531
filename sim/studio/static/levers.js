/** Levers of culture and leadership: what holds today, what is usual, where that comes from. */

import { button, fill, h } from "./dom.js";
import { field, select } from "./forms.js";
import { frame } from "./look.js";
import { change, onChange } from "./state.js";
import { basis, percent, title } from "./words.js";

const CADENCE = [null, 13, 26, 39, 52];

function tip(lever) {
  return {
    title: lever.title, text: lever.meaning,
    lines: [`Usual: ${lever.usual}${lever.plausible ? `; plausible ${lever.plausible}` : ""}`, `Basis: ${basis(lever)}`],
  };
}

const todays = (lever) => frame()?.levers[lever.path] ?? { value: lever.value, words: lever.usual };

/** Whether a value is that of today. */
const same = (one, other) => (typeof one === "number" ? Math.abs(one - other) < 1e-9 : one === other);

function slider(lever, value, does) {
  const now = todays(lever).value;
  const low = Math.min(lever.low, now);
  const high = Math.max(lever.high, now);
  const said = h("output", {}, percent(value));
  const input = h("input", {
    type: "range", min: low, max: high, step: high - low > 0.2 ? 0.05 : 0.01, value: String(value),
    "aria-valuetext": percent(value),
    on: { input: () => {
      said.textContent = percent(Number(input.value));
      input.setAttribute("aria-valuetext", said.textContent);
      does(Number(input.value));
    } },
  });
  return [input, said];
}

function cadence(lever, value, does) {
  const weeks = /^(\d+)/.exec(String(value ?? ""))?.[1] ?? "";
  return select(CADENCE.map((each) => [each ? String(each) : "", each ? `${each} weeks` : "never"]), weeks,
    (said) => does(said ? `${said} weeks` : null));
}

function control(lever, value, does) {
  if (lever.choices.length) return select(lever.choices.map((word) => [word, title(word).toLowerCase()]), value, does);
  return lever.unit === "weeks" ? cadence(lever, value, does) : slider(lever, Number(value), does);
}

/** One lever of a plan. */
function row(each, number, lever) {
  const now = todays(lever);
  const value = lever.path in each.levers ? each.levers[lever.path] : now.value;
  const back = button("as today", () => {
    change(() => delete each.levers[lever.path]);
    place.replaceWith(row(each, number, lever));
  }, { class: "link", "aria-label": `${lever.title}: as today` });
  const draw = () => {
    const moved = lever.path in each.levers;
    place.classList.toggle("moved", moved);
    back.hidden = !moved;
  };
  const does = (said) => {
    change(() => {
      if (same(said, now.value)) delete each.levers[lever.path];
      else each.levers[lever.path] = said;
    });
    draw();
  };
  const place = field({
    at: `candidate_${number}:${lever.path}`, label: lever.title, input: control(lever, value, does), tip: tip(lever),
    help: `today ${now.words}`,
  });
  place.classList.add("lever");
  place.querySelector(".help").append(" ", back);
  draw();
  return place;
}

/** What a plan moves, against today: 'Knowledge sharing 60 %, today 0 %'. */
export function moved(each, all) {
  const list = h("ul", { class: "moved-list" });
  const draw = () => fill(list, all.filter((lever) => lever.path in each.levers).map((lever) => {
    const value = each.levers[lever.path];
    const said = lever.unit === "share" || (typeof value === "number" && value <= 1) ? percent(value) : String(value ?? "never");
    return h("li", {}, h("strong", {}, `${lever.title}: ${said}`), `, today ${todays(lever).words}`);
  }));
  onChange(draw, list);
  draw();
  return list;
}

/** All levers of a plan. */
export function levers(each, number, all) {
  return fill(h("div", { class: "levers" }), all.map((lever) => row(each, number, lever)));
}
