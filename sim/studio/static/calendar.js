/** The calendar of the plans: dates of changes, moved by dragging or by arrow keys. */

import { fill, h } from "./dom.js";
import { frame, onSeen } from "./look.js";
import { change, onChange, state } from "./state.js";
import { monthName } from "./words.js";

const STEP = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 3, PageDown: -3 };
const WEEKS_A_MONTH = 52 / 12;

/** First day and months of the run. */
export function extent() {
  const known = frame();
  const years = Number(state.today.years) || known?.years || 3;
  return { start: known?.start ?? "2026-01-01", months: Math.max(1, Math.round(years * 12)) };
}

/** Everything of a plan that has a date: {name, month, move}. */
function dated(each, titles) {
  const out = each.programmes.map((one) => ({
    id: `${each.id} ${one.name}`, name: titles[one.name] ?? one.name, month: one.month, kind: "programme",
    move: (month) => change(() => (one.month = month)),
  }));
  const changes = each.structure !== "same" || Object.keys(each.levers).length > 0;
  if (each.from === "date" && changes) {
    out.unshift({
      id: `${each.id} change`, name: each.structure === "same" ? "Culture and leadership" : "The change", month: each.month, kind: "change",
      weeks: each.structure === "same" ? 0 : each.phase, move: (month) => change(() => (each.month = month)),
    });
  }
  return out;
}

const at = (month, months) => `${((month - 1) / months) * 100}%`;

/** A date that can be dragged: a slider, for all who use no mouse. */
function marker(each, entry) {
  const { start, months } = extent();
  const knob = h("button", {
    type: "button",
    role: "slider",
    class: `marker ${entry.kind}`,
    "aria-label": `${each.name}: ${entry.name}`,
    data: { marker: entry.id },
  });
  const show = (month) => {
    knob.style.left = at(month, months);
    knob.title = monthName(start, month);
    for (const [name, value] of Object.entries(
      { valuemin: 1, valuemax: months, valuenow: month, valuetext: `${monthName(start, month)}, month ${month}` },
    )) {
      knob.setAttribute(`aria-${name}`, value);
    }
  };
  const move = (month) => {
    const kept = Math.max(1, Math.min(months, month));
    if (kept !== entry.month) entry.move(kept);
  };
  knob.addEventListener("keydown", (event) => {
    const to = { Home: 1, End: months }[event.key] ?? (event.key in STEP ? entry.month + STEP[event.key] : null);
    if (to === null) return;
    event.preventDefault();
    move(to);
  });
  knob.addEventListener("pointerdown", (event) => {
    knob.setPointerCapture(event.pointerId);
    knob.focus();
    event.preventDefault();
  });
  knob.addEventListener("pointermove", (event) => {
    if (!knob.hasPointerCapture(event.pointerId)) return;
    const track = knob.parentElement.getBoundingClientRect();
    move(Math.round(((event.clientX - track.left) / track.width) * months) + 1);
  });
  show(entry.month);
  return { knob, show, entry };
}

/** Build the calendar. */
export function calendar(programmes) {
  const titles = Object.fromEntries(programmes.map((each) => [each.name, each.title]));
  const box = h("div", { class: "calendar", role: "group", "aria-label": "When what changes" });
  let shape = "";
  let markers = [];
  const lane = (each, number) => {
    const { start, months } = extent();
    const entries = dated(each, titles);
    const made = entries.map((entry) => ({
      ...marker(each, entry),
      bar: entry.weeks ? h("span", { class: "phase" }) : null,
      said: h("span", { class: "date" }),
    }));
    markers.push(...made.map((one) => ({ ...one, each })));
    return h("div", { class: `lane c${number + 1}` },
      h("div", { class: "who" }, h("span", { class: "swatch" }), each.name || "Plan"),
      h("div", { class: "track" }, ticks(start, months), made.map((one) => [one.bar, one.knob, one.said]),
        entries.length ? null : h("span", { class: "none" }, each.from === "start" ? "from day one" : "nothing changes yet")));
  };
  const place = () => {
    const { start, months } = extent();
    const now = new Map(state.candidates.flatMap((each) => dated(each, titles)).map((entry) => [entry.id, entry]));
    for (const one of markers) {
      const entry = now.get(one.entry.id);
      Object.assign(one.entry, entry);
      one.show(entry.month);
      one.said.textContent = monthName(start, entry.month, false);
      one.said.style.left = at(entry.month, months);
      one.said.classList.toggle("left", entry.month > months * 0.8);
      if (!one.bar) continue;
      one.bar.style.left = at(entry.month, months);
      one.bar.style.width = `${Math.min(1 - (entry.month - 1) / months, entry.weeks / WEEKS_A_MONTH / months) * 100}%`;
    }
  };
  const draw = () => {
    const now = JSON.stringify([extent(), state.candidates.map(
      (each) => [each.name, each.from, dated(each, titles).map((entry) => [entry.id, Boolean(entry.weeks)])],
    )]);
    if (now !== shape) {
      shape = now;
      markers = [];
      const focused = document.activeElement?.dataset?.marker;
      fill(box, axis(), state.candidates.map(lane));
      if (focused) box.querySelector(`[data-marker="${CSS.escape(focused)}"]`)?.focus();
    }
    place();
    box.hidden = !state.candidates.length;
  };
  onChange(draw);
  onSeen(draw);
  draw();
  return box;
}

function ticks(start, months) {
  return Array.from({ length: Math.floor((months - 1) / 12) }, (_, year) =>
    h("span", { class: "tick", style: { left: at(year * 12 + 13, months) } }));
}

function axis() {
  const { start, months } = extent();
  const every = months > 12 ? 12 : 3;
  return h("div", { class: "lane axis", "aria-hidden": "true" }, h("div", { class: "who" }),
    h("div", { class: "track" }, Array.from({ length: Math.ceil(months / every) }, (_, number) =>
      h("span", { class: "at", style: { left: at(number * every + 1, months) } }, monthName(start, number * every + 1, false)))));
}
