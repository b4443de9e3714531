/** Controls of the questions: texts, numbers by name, a term for each segment. */

import { fill, h } from "./dom.js";
import { select, text } from "./forms.js";
import { state } from "./state.js";
import { joined, parts, title, word } from "./words.js";

/** Labels where the prompt is too long for one. */
export const SHORT = {
  arr: "ARR today", customers: "Customers by segment", growth: "Growth by new customers, a year",
  people: "People by role", cost: "Loaded cost of a head, a year", fill: "Time to fill a vacancy",
};
const SEGMENTS = ["enterprise", "mid_market", "smb"];
const TERMS = [["", "usual"], ["monthly", "monthly"], ["annual", "annual"], ["multi_year", "multi-year"]];

/** One text. */
function plain(question, answer) {
  const input = text(state.team.answers[question.name], (said) => answer(question.name, said));
  return {
    inputs: input,
    usual: (said) => (input.placeholder = said),
    reset: () => (input.value = state.team.answers[question.name] ?? ""),
  };
}

/** A number for each of some names; what is left empty is none once one is filled. */
function pieces(question, answer, names, none) {
  let known = { ...parts(state.team.answers[question.name], names) };
  const inputs = new Map();
  const box = h("div", { class: "pieces" });
  const write = () => answer(question.name, joined(known));
  const add = (name) => {
    const input = text(known[name], (said) => {
      known[name] = said;
      write();
      placeholders();
    }, { inputmode: "numeric", "aria-label": `${SHORT[question.name]}: ${title(name)}` });
    inputs.set(name, input);
    box.append(h("label", { class: "piece" }, h("span", {}, title(name)), input));
  };
  let expected = {};
  const placeholders = () => {
    const filled = Object.values(known).some((said) => String(said).trim());
    for (const [name, input] of inputs) input.placeholder = filled ? none : (expected[name] ?? none);
  };
  names.forEach(add);
  return {
    box, inputs: box, add: (name) => inputs.has(name) || add(name), names: () => [...inputs.keys()],
    usual: (said) => {
      expected = parts(said, names);
      Object.keys(expected).forEach((name) => inputs.has(name) || add(name));
      placeholders();
    },
    reset: () => {
      known = { ...parts(state.team.answers[question.name], names) };
      Object.keys(known).forEach((name) => inputs.has(name) || add(name));
      for (const [name, input] of inputs) input.value = known[name] ?? "";
      placeholders();
    },
  };
}

function people(question, answer, roles) {
  const said = Object.keys(parts(state.team.answers.people, ["csm"]));
  const made = pieces(question, answer, [...new Set(["csm", ...said])], "0");
  const more = h("select", {
    "aria-label": "Add a role",
    on: { change: () => { made.add(more.value); offer(); made.box.lastElementChild.querySelector("input").focus(); } },
  });
  const offer = () => {
    const rest = [...roles.filter((role) => role !== "server"), "operations"].filter((role) => !made.names().includes(role));
    fill(more, h("option", { value: "" }, "Add a role…"), rest.map((role) => h("option", { value: role }, title(role))));
  };
  offer();
  return { ...made, inputs: [made.box, more], usual: (text) => { made.usual(text); offer(); } };
}

/** The contract term of each segment. */
function terms(question, answer) {
  let expected = {};
  const selects = new Map();
  const write = () => {
    const known = Object.fromEntries([...selects].map(([name, one]) => [name, one.value || expected[name] || ""]));
    answer(question.name, [...selects.values()].some((one) => one.value) ? joined(known) : "");
  };
  const box = h("div", { class: "pieces" }, SEGMENTS.map((name) => {
    const one = select(
      TERMS,
      parts(state.team.answers.term)[name] ?? "",
      write,
      { "aria-label": `Contract term: ${title(name)}` },
    );
    selects.set(name, one);
    return h("label", { class: "piece" }, h("span", {}, title(name)), one);
  }));
  return {
    inputs: box,
    usual: (said) => {
      expected = parts(said);
      for (const [name, one] of selects) one.options[0].textContent = expected[name] ? `usual: ${word(expected[name])}` : "usual";
    },
    reset: () => {
      const known = parts(state.team.answers.term);
      for (const [name, one] of selects) one.value = known[name] ?? "";
    },
  };
}

/**
 * The control of a question: {inputs, usual(text): show what is taken where nothing is said,
 * reset(): show what is said now}. answer: called with the name and the text of an answer.
 */
export function control(question, roles, answer) {
  if (question.name === "customers") return pieces(question, answer, SEGMENTS, "none");
  if (question.name === "people") return people(question, answer, roles);
  if (question.name === "term") return terms(question, answer);
  return plain(question, answer);
}
