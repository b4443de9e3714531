/** What is on the page is always a file: the scenario files, shown and saved, and their command. */

import { post } from "./api.js";
import { button, fill, h } from "./dom.js";
import { text } from "./forms.js";
import { compare, futures, today } from "./live.js";
import { onSeen, seen, staleSeen } from "./look.js";
import { plan } from "./plan.js";
import { say } from "./say.js";
import { state } from "./state.js";
import { stem } from "./words.js";

const own = new Map();

/** Names of the files: today first, then the plans, each another. */
function names() {
  const out = [];
  for (const each of [{ id: "today", name: "Today" }, ...state.candidates]) {
    let name = stem(own.get(each.id) ?? each.name);
    while (out.includes(name)) name = `${name}_2`;
    out.push(name);
  }
  return out;
}

/** How many futures are told of these inputs, so that their study is a file too. */
const drawn = () => (futures.shown && !futures.stale ? futures.shown.worlds : 0);

/** The commands that give the same numbers. */
function command(files) {
  const told = compared(files);
  if (!drawn()) return told;
  return `${told}\nreorg sensitivity ${files[0].replace(/\.yaml$/, "_futures.yaml")}`;
}

function compared(files) {
  const worlds = (state.candidates.length ? compare : today).shown?.worlds ?? state.worlds;
  const equal = state.candidates.length && state.equal !== "none" ? ` --equal ${state.equal}` : "";
  return `reorg ${files.length > 1 ? "compare" : "run"} ${files.join(" ")}${equal} --replications ${worlds}`;
}

/** Build the section. */
export function saving() {
  const rows = h("div", { class: "saves" });
  const shell = h("pre", { class: "command", tabindex: 0, "aria-label": "The command that gives the same numbers" });
  const said = h("p", { class: "fault shown", role: "alert" });
  const done = h("p", { class: "soft" });
  const save = async () => {
    said.textContent = done.textContent = "";
    try {
      const { files } = await post("/api/save", { plan: plan({ texts: true }), names: names(), futures: drawn() });
      done.textContent = `Saved: ${files.join(", ")}.`;
      shell.textContent = command(files.slice(0, names().length));
      say(done.textContent);
    } catch (trouble) {
      said.textContent = trouble.faults.length ? trouble.faults.map(
        (fault) => `${(fault.where || fault.at).replace(/.*\//, "")} ${fault.text}`,
      ).join("; ") : trouble.message;
    }
  };
  const draw = () => {
    const open = new Set([...rows.querySelectorAll("details[open]")].map((one) => one.dataset.id));
    if (rows.contains(document.activeElement) && document.activeElement.tagName === "INPUT") return;
    const ids = ["today", ...state.candidates.map((each) => each.id)];
    rows.classList.toggle("stale", staleSeen());
    fill(rows, names().map((name, place) => {
      const id = ids[place];
      const label = place ? state.candidates[place - 1].name || "Plan" : "Today";
      return h("div", { class: "save" },
        h("label", {}, h("span", {}, label), text(
          name,
          (value) => { own.set(id, value); shell.textContent = command(names().map((one) => `${one}.yaml`)); },
          { "aria-label": `File of ${label}` },
        ), ".yaml"),
        h(
          "details",
          { data: { id }, open: open.has(id) },
          h("summary", {}, "What it says"),
          h("pre", { tabindex: 0 }, seen.scenarios?.[place]?.text ?? ""),
        ));
    }));
    shell.textContent = command(names().map((name) => `${name}.yaml`));
  };
  onSeen(draw);
  compare.listen((_, what) => {
    section.hidden = Boolean(compare.opened);
    if (what !== "progress") draw();
  });
  today.listen((_, what) => what === "answer" && draw());
  futures.listen((_, what) => what !== "progress" && draw());
  const section = h("section", { class: "card on-screen" }, h("h2", {}, "Save as scenario"),
    h(
      "p",
      { class: "soft" },
      "Small files in your project folder: each says only what differs. Opened here again, or played by the command line, they give the same numbers.",
    ),
    rows, h(
      "p",
      {},
      button("Save", save, { class: "second" }),
    ), said, done, h("h3", {}, "The same numbers in a terminal"), shell);
  draw();
  return section;
}
