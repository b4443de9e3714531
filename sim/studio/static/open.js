/** Scenario files and earlier results of the project. */

import { post } from "./api.js";
import { button, fill, h } from "./dom.js";
import { MOST } from "./ideas.js";
import { compare } from "./live.js";
import { asPlan } from "./reopen.js";
import { candidate, change, state, unlike } from "./state.js";
import { goTo } from "./steps.js";
import { many } from "./words.js";

/** Files as plans beside the team that is open. */
function bringIn(children, start) {
  change((all) => {
    for (const { says } of children.slice(0, MOST - all.candidates.length)) {
      const plan = asPlan(says, start);
      all.candidates.push(candidate({ ...plan, name: unlike(plan.name) }));
    }
  });
  document.dispatchEvent(new Event("plans"));
  goTo("whatif");
}

/** What else there is to a file that was opened. */
function about(box, { file, parent, children }, start, open) {
  const lines = [h("p", {}, "Your team is now ", h("strong", {}, file), ".")];
  if (children.length) {
    lines.push(h(
      "p",
      {},
      `${many(children.length, "file")} of this project ${children.length === 1 ? "builds" : "build"} on it: ${children.map((one) => one.says.name ?? one.file).join(", ")}.`,
    ),
      button("Bring them in as plans", () => bringIn(children, start), { class: "second" }));
  }
  if (parent) {
    lines.push(h("p", {}, `It builds on ${parent} itself.`), button(`Open ${parent}, with this as a plan`, async () => {
      const above = await open(parent);
      bringIn(above.children.filter((one) => one.file === file), start);
    }, { class: "second" }));
  }
  fill(box, lines);
}

function files(start) {
  const list = h("ul", { class: "files" });
  const more = h("div", { class: "about" });
  const open = async (file) => {
    const found = await post("/api/open", { file });
    change((all) => {
      all.team.file = file;
      for (const key of ["question", "findings", "decision"]) all[key] = found.says[key] ?? all[key];
    });
    draw();
    about(more, found, start, open);
    return found;
  };
  const pick = (file) => open(file).catch((trouble) => fill(more, h("p", { class: "fault" }, trouble.message)));
  const draw = () => fill(list, start.project.scenarios.map((file) =>
    h("li", {}, button(file, () => pick(file), { class: "file", "aria-pressed": String(file === state.team.file) }))));
  draw();
  return start.project.scenarios.length ? [list, more] : h("p", { class: "soft" }, "There are none in this folder yet.");
}

function results(start) {
  const wrong = h("p", { class: "fault shown", role: "alert" });
  const show = async ({ folder, key, name }) => {
    wrong.textContent = "";
    try {
      await compare.open(folder, key, name);
      goTo("decide");
    } catch (trouble) {
      wrong.textContent = trouble.message;
    }
  };
  const list = start.project.results;
  if (!list.length) return h("p", { class: "soft" }, "There are none in this folder yet.");
  return [
    h("ul", { class: "files" }, list.map((each) => h("li", {},
      button(each.name || each.key, () => show(each), { class: "file" }), h("small", {}, each.folder)))),
    wrong,
  ];
}

/** Build the part. */
export function opening(start) {
  return h("div", { class: "card two" },
    h("section", {}, h("h2", {}, "Scenario files of this project"),
      h("p", { class: "soft" }, "One of them is your team; what you try builds on it."), files(start)),
    h("section", {}, h("h2", {}, "Earlier results"),
      h("p", { class: "soft" }, "Shown again as they are stored; nothing is played."), results(start)));
}
