/** Scenario files and earlier results of the project. */

import { button, fill, h } from "./dom.js";
import { compare } from "./live.js";
import { change, state } from "./state.js";
import { goTo } from "./steps.js";

function files(start) {
  const box = h("ul", { class: "files" });
  const draw = () => fill(box, start.project.scenarios.map((file) => h("li", {}, button(file, () => {
    change(({ team }) => (team.file = file));
    draw();
  }, { class: "file", "aria-pressed": String(file === state.team.file) }))));
  draw();
  return start.project.scenarios.length ? box : h("p", { class: "soft" }, "There are none in this folder yet.");
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
      button(`${each.name || each.key}`, () => show(each), { class: "file" }), h("small", {}, each.folder)))),
    wrong,
  ];
}

/** Build the part. */
export function opening(start) {
  return h("div", { class: "two" },
    h("section", {}, h("h3", {}, "Scenario files of this project"),
      h("p", { class: "soft" }, "One of them is your team; what you try builds on it."), files(start)),
    h("section", {}, h("h3", {}, "Earlier results"),
      h("p", { class: "soft" }, "Shown again as they are stored, nothing is played."), results(start)));
}
