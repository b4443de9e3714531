/** Step 3: the organisation of today, played forward. */

import { charts } from "./charts.js";
import { fill, h } from "./dom.js";
import { table } from "./numbers.js";
import { today as play } from "./live.js";
import { marked, staleWords } from "./stale.js";
import { headline, tile } from "./tiles.js";
import { unfitted } from "./unfitted.js";

const CHARTS = ["arr", "headcount", "burnout", "dashboard", "masking"];

/** Build the step. */
export function today(panel) {
  const words = h("p", { class: "verdict" });
  const tiles = h("div", { class: "tiles" });
  const note = h("div", {});
  const rest = h("div", {});
  const hold = h("div", { class: "hold" }, note, words, tiles);
  const figures = charts(play, CHARTS, "today");
  const draw = (_, what) => {
    if (what === "progress") return;
    marked(hold, play.stale, staleWords(play));
    marked(rest, play.stale, staleWords(play));
    const told = play.shown?.told;
    words.hidden = !told;
    fill(note, unfitted());
    if (!told) return fill(tiles, h("p", { class: "soft waiting" }, play.active ? "The first worlds are being played…" : ""));
    words.textContent = told.verdicts[0].text;
    fill(tiles, headline(told).map((name) => tile(play, name)));
    fill(rest, ...rest.querySelectorAll(":scope > .of-before"), h(
      "details",
      { class: "card", open: rest.querySelector("details")?.open },
      h("summary", {}, "All measures"),
      table(play, false),
    ));
  };
  play.listen(draw);
  fill(panel,
    h("header", { class: "lead" }, h("h1", { tabindex: -1 }, "Today, played forward"),
      h(
        "p",
        {},
        "What becomes of the team as it is, if nothing is changed. Each world is one way the coming years could go; the bars narrow as more of them are played.",
      )),
    hold, figures, rest);
  draw();
}
