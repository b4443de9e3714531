/** What can be watched of an answer: an animation and stories, where the server offers them. */

import { button, fill, h } from "./dom.js";

const WAYS = [
  { name: "film", text: "Watch two worlds side by side", module: "./film.js" },
  { name: "story", text: "Follow one customer, one person", module: "./story.js" },
];
let offered = [];

/** Which of them the server has: names as in `/api/start`. */
export const offer = (names) => (offered = names ?? []);

/** The section; hidden where there is nothing to see. A module exports `show(box, play)`. */
export function seen(play) {
  const box = h("div", {});
  const ways = WAYS.filter(({ name }) => offered.includes(name));
  const open = async ({ module }) => {
    const { show } = await import(module);
    await show(fill(box), play);
  };
  return h("section", { class: "card", hidden: !ways.length, "aria-label": "Seen" },
    h("h2", {}, "Seen"), h(
      "div",
      { class: "buttons" },
      ways.map((way) => button(way.text, () => open(way), { class: "second" })),
    ), box);
}
