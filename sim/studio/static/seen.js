/** What can be watched of an answer: its report in a frame, with the organisation played. */

import { button, fill, h } from "./dom.js";
import { marked, staleWords } from "./stale.js";

const WAYS = [
  { text: "Watch two worlds side by side", part: "play", title: "The organisation, played" },
  { text: "Follow one customer, one person", part: "story_customer", title: "Two stories" },
];
let offered = [];

/** Whether the server has it: names as in `/api/start`. */
export const offer = (names) => (offered = names ?? []);

/** The section; hidden where there is nothing to see. play.shown: {job, ...}. */
export function seen(play) {
  const box = h("div", { class: "hold" });
  play.listen(() => marked(box, Boolean(box.querySelector("iframe")) && play.stale, staleWords(play)));
  const open = ({ part, title }) => {
    const src = `/api/jobs/${play.shown.job}/view#${part}`;
    fill(box, h("iframe", { class: "view", src, title }));
  };
  return h("section", { class: "card", hidden: !offered.includes("view"), "aria-label": "Seen" },
    h("h2", {}, "Seen"), h(
      "div",
      { class: "buttons" },
      WAYS.map((way) => button(way.text, () => open(way), { class: "second" })),
    ), box);
}
