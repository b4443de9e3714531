/** What is of other inputs than those on the page is dimmed and says so, at once. */

import { h } from "./dom.js";

/** Mark an element as of the inputs before, or not any more. */
export function marked(element, stale, words) {
  if (element.classList.contains("stale") !== stale) element.classList.toggle("stale", stale);
  const label = element.querySelector(":scope > .of-before");
  if (!stale) label?.remove();
  else if (label) label.textContent = words;
  else element.prepend(h("p", { class: "of-before" }, words));
}

/** What is said of a play whose answer is stale. */
export function staleWords(play) {
  if (play.trouble) return "Of the inputs before. The new ones cannot be played: see what is marked.";
  if (!play.key) return "Of the inputs before. Nothing is chosen now.";
  if (play.onDemand) return "Of the inputs before: draw them anew.";
  return play.state === "cancelled" ? "Of the inputs before." : "Of the inputs before. Playing anew…";
}
