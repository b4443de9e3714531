/** A book of one's own: exports of accounts and subscriptions, and perhaps a roster. */

import { Trouble, post, upload } from "./api.js";
import { button, fill, h } from "./dom.js";
import { field, number, select, showFaults, text } from "./forms.js";
import { say } from "./say.js";
import { change, state } from "./state.js";
import { money } from "./words.js";

const FILES = [
  ["accounts", "Accounts", "One row a customer."],
  ["subscriptions", "Subscriptions", "One row a contract, with dates and amounts."],
  ["roster", "Roster (if you have one)", "One row a person: role, start. Names may be left out."],
];
const OVERLAP = [["latest", "the newest counts"], ["sum", "they are added up"]];
const given = {};
const options = { growth: "", overlap: "latest", currency: "USD" };

/** A place to drop a file on, or to choose one. */
function drop([name, label, help]) {
  const said = h("span", { class: "file" }, "Drop a CSV here, or choose one");
  const take = async (file) => {
    if (!file) return;
    said.textContent = `Reading ${file.name}…`;
    delete given[name];
    try {
      given[name] = await upload(file);
      said.textContent = `${file.name} ✓`;
    } catch (trouble) {
      said.textContent = trouble.message;
    }
  };
  const input = h(
    "input",
    { type: "file", accept: ".csv,text/csv", "aria-label": label, on: { change: (event) => take(event.target.files[0]) } },
  );
  const zone = h("label", { class: "drop" }, h("strong", {}, label), said, h("small", {}, help), input);
  const over = (is) => (event) => {
    event.preventDefault();
    zone.classList.toggle("over", is);
  };
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    take(event.dataTransfer.files[0]);
  });
  return zone;
}

function preview(box, said) {
  if (!said) return fill(box);
  const { findings, assumptions } = said.data;
  const lines = (some) => h("ul", { class: "findings" }, some.map((one) =>
    h(
      "li",
      {},
      h("strong", {}, one.count.toLocaleString("en")),
      ` ${one.text}`,
      one.arr ? `, ARR ${money(one.arr, options.currency)}` : "",
      h("small", {}, one.examples.join(", ")),
    )));
  const part = (name, some) => (some.length ? [h("h3", {}, name), lines(some)] : null);
  return fill(box,
    h("h2", {}, "Understood"),
    h("pre", { tabindex: 0 }, said.understood.map((line) => line.replace(/ \(--[^)]*\)/, "").replace("<-", "←")).join("\n")),
    h("div", { class: "two" },
      h("div", {}, part("Left out", findings.filter((one) => one.dropped))),
      h("div", {}, part("Contradictions, and what was done", findings.filter((one) => !one.dropped)),
        assumptions.length ? [h("h3", {}, "Taken as so"), h("ul", {}, assumptions.map((line) => h("li", {}, line)))] : null)));
}

/** What no export knows, and nobody has said: a usual value would be somebody else's. */
function lacking() {
  const faults = [];
  if (!options.growth.trim()) faults.push({ where: "import.csv", at: "growth", text: "Say it: no export knows it." });
  if (!given.roster && !state.team.size) {
    faults.push({ where: "today.yaml", at: "team.size", text: "Say it, or give a roster: no export of accounts knows it." });
  }
  return faults;
}

async function read(box, wrong, go) {
  go.disabled = true;
  wrong.textContent = "";
  try {
    const faults = lacking();
    if (faults.length) throw new Trouble("Something is missing.", faults);
    const asked = Object.fromEntries(Object.entries({ ...given, ...options }).filter(([, value]) => value));
    const { made, understood, data } = await post("/api/import", asked);
    change(({ team }) => Object.assign(team, { made, brought: { understood, data } }));
    preview(box, state.team.brought);
    say("Your accounts are read.");
  } catch (trouble) {
    wrong.textContent = showFaults(trouble).map((line) => line.replace(/\S*\/([^/]+\.csv)/g, "$1")).join(" ");
  } finally {
    go.disabled = false;
  }
}

/** Build the part. */
export function bring() {
  const box = h("div", {});
  const wrong = h("p", { class: "fault shown", role: "alert" });
  const go = button("Read the files", () => read(box, wrong, go), { class: "primary" });
  preview(box, state.team.brought);
  return h("div", { class: "card" },
    h(
      "p",
      { class: "soft" },
      "Exports of your CRM and billing system. They are read on this machine, as data only, and sent nowhere.",
    ),
    h("div", { class: "drops" }, FILES.map(drop)),
    h("div", { class: "grid" },
      field({ at: "import:growth", label: "Growth by new customers, a year", help: "No export knows it. Plausible: 0 to 100 %.",
        input: text(options.growth, (said) => (options.growth = said), { placeholder: "30 %" }) }),
      field({ at: "today:team.size", label: "People in the team", help: "Heads on the payroll, vacancies included. With a roster: leave it empty.",
        input: number(state.team.size, (size) => change(({ team }) => (team.size = size)), { min: 1, max: 2000 }) }),
      field({ label: "Several subscriptions of an account", input: select(
        OVERLAP,
        options.overlap,
        (said) => (options.overlap = said),
      ),
        help: "In force on the same day." }),
      field({
        label: "Currency",
        input: text(options.currency, (said) => (options.currency = said)),
        help: "A label; nothing is converted.",
      })),
    h("p", {}, go), wrong, box);
}
