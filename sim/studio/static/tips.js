/** One small card that says what something means, on hover, focus and touch; Escape hides it. */

import { fill, h } from "./dom.js";

const card = document.getElementById("tip");
const GAP = 8;
let owner = null;

/** Give an element its meaning: {title, unit, text} or a function that makes it. */
export function tipped(element, about) {
  const said = typeof about === "function" ? about() : about;
  element.dataset.tip = JSON.stringify(said);
  element.setAttribute("aria-description", [said.unit, said.text].filter(Boolean).join(". "));
  return element;
}

function show(element) {
  if (owner === element) return;
  owner = element;
  const { title, unit, text, lines = [] } = JSON.parse(element.dataset.tip);
  fill(card,
    title ? h("strong", {}, title) : null,
    unit ? h("span", { class: "unit" }, unit) : null,
    text ? h("p", {}, text) : null,
    lines.map((line) => h("p", { class: "source" }, line)));
  card.hidden = false;
  place(element);
}

function place(element) {
  const at = element.getBoundingClientRect();
  const size = card.getBoundingClientRect();
  const left = Math.min(Math.max(GAP, at.left), window.innerWidth - size.width - GAP);
  const below = at.bottom + GAP + size.height < window.innerHeight;
  card.style.left = `${left}px`;
  card.style.top = `${below ? at.bottom + GAP : Math.max(GAP, at.top - size.height - GAP)}px`;
}

function hide() {
  owner = null;
  card.hidden = true;
}

const tipOf = (event) => event.target.closest?.("[data-tip]");

document.addEventListener("mouseover", (event) => {
  const element = tipOf(event);
  if (element) show(element);
  else if (!event.target.closest?.("#tip") && !document.activeElement?.dataset?.tip) hide();
});
document.addEventListener("focusin", (event) => (tipOf(event) ? show(tipOf(event)) : hide()));
document.addEventListener("focusout", hide);
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener(
  "scroll",
  () => (owner && owner === document.activeElement ? place(owner) : hide()),
  { passive: true, capture: true },
);
