/** Light or dark, workshop mode, presenter notes, and a client's accent and logo: kept here only. */

import { button, fill, h } from "./dom.js";
import { change, startAnew, state } from "./state.js";
import { onStep } from "./steps.js";

const KEPT = "reorg-studio-looks";
const MODES = [["", "auto"], ["light", "light"], ["dark", "dark"]];
const LARGEST = 200_000;
const NOTES = {
  team: "Whose numbers are these, and who would say another one? Two minutes, no more.",
  stand: "Ask for guesses before you show it: how many accounts does each of us have?",
  today: "Nobody has changed anything yet. What would have to be true for this to be fine?",
  whatif: "Write each hypothesis down before anybody plays it.",
  decide: "Vote first. Then reveal, then ask: what would change this answer?",
};
const looks = JSON.parse(localStorage.getItem(KEPT) || "{}");

function keep() {
  localStorage.setItem(KEPT, JSON.stringify(looks));
  put();
}

/** Black or white, whichever is easier to read on a colour. */
function onColour(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000000" : "#ffffff";
}

function put() {
  const { documentElement: root } = document;
  if (looks.mode) root.dataset.theme = looks.mode;
  else delete root.dataset.theme;
  root.classList.toggle("workshop", Boolean(looks.workshop));
  if (looks.accent) {
    root.style.setProperty("--brand", looks.accent);
    root.style.setProperty("--on-brand", onColour(looks.accent));
  } else ["--brand", "--on-brand"].forEach((name) => root.style.removeProperty(name));
  const logo = document.getElementById("logo");
  logo.hidden = !looks.logo;
  if (looks.logo) logo.src = looks.logo;
  document.dispatchEvent(new Event("workshop"));
}

function takeLogo(file, said) {
  if (!file) return;
  if (file.size > LARGEST) {
    said.textContent = `${Math.round(file.size / 1000)} kB is too large: 200 kB at most.`;
    return;
  }
  const reader = new FileReader();
  reader.onload = () => {
    looks.logo = reader.result;
    keep();
    said.textContent = "It stands in the head of this page.";
  };
  reader.readAsDataURL(file);
}

function client() {
  const said = h("p", { class: "help" }, "A PNG or SVG, up to 200 kB. It stays in this browser.");
  const accent = h("input", {
    type: "color",
    value: looks.accent || "#3a4fb8",
    "aria-label": "Accent colour",
    on: { input: () => { looks.accent = accent.value; keep(); } },
  });
  const logo = h("input", {
    type: "file",
    accept: "image/png,image/svg+xml",
    "aria-label": "Logo",
    on: { change: () => takeLogo(logo.files[0], said) },
  });
  return h("div", { class: "client" },
    h("label", {}, h("span", {}, "Accent"), accent), h("label", {}, h("span", {}, "Logo"), logo), said,
    button("As it was", () => { delete looks.accent; delete looks.logo; keep(); }, { class: "link" }));
}

function mode() {
  const name = () => MODES.find(([key]) => key === (looks.mode ?? ""))[1];
  const said = h("span", {}, name());
  const toggle = button([h("span", { class: "long" }, "Colours: "), said], () => {
    const at = MODES.findIndex(([key]) => key === (looks.mode ?? ""));
    [looks.mode] = MODES[(at + 1) % MODES.length];
    keep();
    said.textContent = name();
    toggle.setAttribute("aria-label", `Colours: ${name()}`);
  }, { class: "tool", "aria-label": `Colours: ${name()}` });
  return toggle;
}

function notes() {
  const input = h("textarea", {
    rows: 3,
    "aria-label": "Your notes for this step",
    on: { input: () => change((all) => (all.notes[all.step] = input.value)) },
  });
  const hint = h("p", { class: "soft" });
  const box = h("aside", { class: "notes", "aria-label": "Presenter notes", hidden: true }, h("h2", {}, "Notes"), hint, input);
  onStep((step) => {
    hint.textContent = NOTES[step];
    input.value = state.notes[step] ?? "";
  });
  return box;
}

/** Build the tools in the head of the page. */
export function tools(place) {
  const noted = notes();
  const show = button("Notes", () => {
    noted.hidden = !noted.hidden;
    show.setAttribute("aria-pressed", String(!noted.hidden));
  }, { class: "tool only-workshop", "aria-pressed": "false" });
  const workshop = button("Workshop", () => {
    looks.workshop = !looks.workshop;
    if (!looks.workshop) noted.hidden = true;
    workshop.setAttribute("aria-pressed", String(looks.workshop));
    keep();
  }, { class: "tool", "aria-pressed": String(Boolean(looks.workshop)) });
  const more = h("details", { class: "menu" }, h("summary", { class: "tool" }, "More"),
    h("div", { class: "sheet" }, h("h2", {}, "A client's look"), client(), h("h2", {}, "This page"),
      button("Print", () => window.print(), { class: "link" }), button(
        "Start anew",
        () => window.confirm("Forget everything that was said on this page?") && startAnew(),
        { class: "link" },
      )));
  document.addEventListener("click", (event) => !more.contains(event.target) && (more.open = false));
  more.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    more.open = false;
    more.firstChild.focus();
  });
  fill(place, show, workshop, mode(), more);
  document.body.append(noted);
  put();
}
