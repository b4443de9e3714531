/** Fields with label, help and a place for what is wrong; choices; faults shown where they belong. */

import { freshId, h } from "./dom.js";
import { tipped } from "./tips.js";

/**
 * A field. at: what faults call it (`q:arr`, `candidate_1:culture.boundaries`). input: an element
 * or a list of them. tip: {title, text} shown on hover and focus of the label's mark.
 */
export function field({ at, label, input, help, tip, wide, group }) {
  const id = freshId("field");
  const notes = [help ? `${id}-help` : "", `${id}-fault`].filter(Boolean).join(" ");
  const inputs = [input].flat();
  const mark = tip ? tipped(h("button", { type: "button", class: "why", "aria-label": `About: ${label}` }, "?"), tip) : null;
  if (!group) inputs[0].id ||= id;
  for (const each of inputs.filter((one) => "value" in one)) each.setAttribute("aria-describedby", notes);
  const head = group
    ? h("div", { class: "label", id: `${id}-label` }, label, mark)
    : h("div", { class: "label" }, h("label", { for: inputs[0].id }, label), mark);
  return h(
    "div",
    {
      class: `field${wide ? " wide" : ""}`, data: at ? { at } : {},
      ...(group ? { role: "group", "aria-labelledby": `${id}-label` } : {}),
    },
    head,
    h("div", { class: "inputs" }, inputs),
    help ? h("p", { class: "help", id: `${id}-help` }, help) : null,
    h("p", { class: "fault", id: `${id}-fault` }),
  );
}

/** One of a few, side by side. options: [value, text]. */
export function choice(label, options, value, does, about = {}) {
  const name = freshId("choice");
  return h(
    "fieldset",
    { class: "choice", ...about },
    h("legend", { class: about.shown ? "" : "quiet" }, label),
    options.map(([key, text]) =>
      h("label", {},
        h("input", { type: "radio", name, value: key, checked: key === value, on: { change: () => does(key) } }),
        h("span", {}, text))),
  );
}

export const select = (options, value, does, about = {}) =>
  h("select", { ...about, on: { change: (event) => does(event.target.value) } },
    options.map(([key, text]) => h("option", { value: key, selected: key === value }, text)));

export const text = (value, does, about = {}) =>
  h("input", {
    type: "text",
    autocomplete: "off",
    spellcheck: "false",
    ...about,
    value: value ?? "",
    on: { input: (event) => does(event.target.value) },
  });

export const number = (value, does, about = {}) =>
  h(
    "input",
    { type: "number", inputmode: "numeric", ...about, value: value ?? "", on: { input: (event) => does(event.target.value) } },
  );

/** A long text. */
export const area = (value, does, about = {}) =>
  h("textarea", { rows: 2, ...about, value, on: { input: (event) => does(event.target.value) } });

/** Whose file a fault is of, as in `candidate_1`; questions are `q`. */
function whose(fault) {
  if (fault.where?.startsWith("--")) return `q:${fault.where.slice(2)}`;
  const file = /([a-z_0-9]+)\.(yaml|csv)/.exec(fault.where ?? "")?.[1] ?? "";
  return `${file}:${fault.at.replace(/^timeline\.(reorg|culture)\.set\./, "")}`;
}

/** What a fault says, to somebody who sees no field for it. */
function sentence(fault) {
  const at = fault.at || (fault.where ?? "").replace(/^--/, "").replace(/.*\//, "");
  return at ? `${at}: ${fault.text}` : fault.text;
}

/** Show what is wrong beside the fields that it is about; the rest is given back as sentences. */
export function showFaults(trouble) {
  clearFaults();
  if (!trouble) return [];
  const rest = [];
  for (const fault of trouble.faults) {
    const place = placeOf(whose(fault));
    if (place) markFault(place, fault.text);
    else rest.push(sentence(fault));
  }
  return trouble.faults.length ? rest : [trouble.message];
}

function placeOf(key) {
  const keys = key.split(".");
  for (let length = keys.length; length > 0; length--) {
    const found = document.querySelector(`[data-at="${CSS.escape(keys.slice(0, length).join("."))}"]`);
    if (found) return found;
  }
  return document.querySelector(`[data-at="${CSS.escape(key.split(":")[0])}"]`);
}

export function markFault(place, message) {
  place.classList.add("wrong");
  place.querySelector(".fault").textContent = message;
  if (place.matches(".plan")) return;
  for (const input of place.querySelectorAll("input, select")) input.setAttribute("aria-invalid", "true");
}

function clearFaults() {
  for (const place of document.querySelectorAll(".wrong")) clearFault(place);
}

export function clearFault(place) {
  place.classList.remove("wrong");
  const fault = place.querySelector(".fault");
  if (fault) fault.textContent = "";
  for (const input of place.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}
