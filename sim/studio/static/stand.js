/** Step 2: where the team stands, against what is published, before anything is played. */

import { fill, fold, h } from "./dom.js";
import { today } from "./live.js";
import { onSeen, seen, staleToday } from "./look.js";
import { marked } from "./stale.js";
import { tile } from "./tiles.js";
import { tipped } from "./tips.js";
import { count, money, percent, title, word } from "./words.js";

const RED_LINE = 0.25;
/** Out-of-scope share beyond which published practice calls it a problem. */
const LATER = ["single_threaded_arr", "bus_factor", "burnout_prevalence", "unlogged_hours"];

/** A value on a scale that shows the published range. */
function ratio({ name, value, text, published, wording }) {
  const most = Math.max(published?.high ?? 0, value) * 1.2 || 1;
  const at = (number) => `${Math.min(100, (number / most) * 100)}%`;
  const range = published ? `published ${wording(published.low)} to ${wording(published.high)}` : "no published range";
  const where = !published ? "" : value < published.low ? "below" : value > published.high ? "above" : "within";
  const bar = h("div", { class: "scale", "aria-hidden": "true" },
    published ? h(
      "span",
      { class: "range", style: { left: at(published.low), width: at(published.high - published.low) } },
    ) : null,
    published ? h("span", { class: "typical", style: { left: at(published.typical) } }) : null,
    h("span", { class: `dot ${where}`, style: { left: at(value) } }));
  const words = h("button", { type: "button", class: "term" }, text);
  if (published) {
    tipped(words, { title: name, text: `${range}; typical ${wording(published.typical)}.`, lines: [published.source] });
  } else tipped(words, { title: name, text: range });
  return h("div", { class: "ratio" },
    h("div", { class: "name" }, name), bar,
    h("div", { class: "value" }, words, where ? h("span", { class: `where ${where}` }, ` ${where} the range`) : null));
}

function ratios({ standing: s, frame }) {
  const lines = s.segments.filter((each) => each.accounts).map((each) => ratio({
    name: title(each.segment), value: each.accounts_per_head,
    text: `${count(each.accounts_per_head)} accounts for each of ${Number(each.heads.toFixed(1))} ${title(each.lead)}`,
    published: each.published, wording: count,
  }));
  return [
    ratio({ name: "ARR a head", value: s.arr_per_head, text: `${money(s.arr_per_head, frame.currency)} for each of ${s.heads}`,
      published: s.published_arr, wording: (amount) => money(amount, frame.currency) }),
    ...lines,
  ];
}

/** What is asked of each role, of the client hours that it has. */
function loads({ standing: s }) {
  return s.roles.filter((role) => role.capacity > 0 || role.load > 0).map((role) => {
    const share = role.capacity ? role.load / role.capacity : Infinity;
    const wide = Math.min(share, 1.5) / 1.5;
    return h("div", { class: "ratio" },
      h(
        "div",
        { class: "name" },
        role.title || title(role.role),
        h("small", {}, ` ${role.heads} ${role.heads === 1 ? "head" : "heads"}`),
      ),
      h("div", { class: "scale load", "aria-hidden": "true" },
        h("span", { class: `full ${share > 1 ? "over" : ""}`, style: { width: `${wide * 100}%` } }),
        h("span", { class: "typical", style: { left: `${(1 / 1.5) * 100}%` } })),
      h("div", { class: "value" }, `${percent(share)} of client hours`,
        h(
          "span",
          { class: `where ${share > 1 ? "above" : ""}` },
          ` ${count(role.load)} asked, ${count(role.capacity)} there, a week`,
        )));
  });
}

function scope({ standing: s }) {
  const share = s.out_of_scope_share;
  const over = share > RED_LINE;
  return h("p", { class: "big" }, h("strong", { class: over ? "worse" : "" }, percent(share)),
    ` of client time goes on work that other teams owe${over ? ", beyond the red line of 25 % that practitioners name" : ""}.`);
}

function cautions({ warnings, standing: s }) {
  const lines = [
    ...s.unhandled.map((kind) => `Nobody does ${word(kind)}.`),
    ...warnings.map(
      (each) => `${title(each.name)}: ${each.path ? `${each.path.split(".").slice(-2).map(word).join(", ")}: ` : ""}${each.message}`,
    ),
  ];
  if (!lines.length) return h("p", { class: "soft" }, "Nothing unusual.");
  return h("ul", { class: "cautions" }, lines.map((line) => h("li", {}, line)));
}

const card = (name, about, ...children) => h("section", { class: "card", ...about }, h("h2", {}, name), ...children);

function afterwards(box) {
  const shown = today.shown;
  if (!shown) {
    const waiting = today.active ? "The first worlds are being played…" : "They appear after the first worlds.";
    return fill(box, h("p", { class: "soft" }, waiting));
  }
  return fill(box, h("div", { class: "tiles" }, LATER.map((name) => tile(today, name))),
    h("p", { class: "soft" }, `Over ${shown.worlds} worlds of today, played forward.`));
}

/** Build the step. */
export function stand(panel) {
  const body = h("div", { class: "columns" });
  const later = h("div", {});
  const words = h("pre", { class: "story", tabindex: 0, "aria-label": "Your team in words" });
  const told = fold("Your team in words", { class: "card" }, words);
  const hold = h("div", { class: "hold" }, body);
  const below = h("div", { class: "hold" }, told);
  const measured = h("div", { class: "hold" }, later);
  const draw = () => {
    marked(hold, staleToday(), "Of the inputs before");
    marked(below, staleToday(), "Of the inputs before");
    const now = seen.scenarios?.[0];
    if (!now) return fill(body, h("p", { class: "soft" }, "Say who your team is first."));
    words.textContent = now.description;
    return fill(body,
      card("Customers for each head", {}, ratios(now),
        h(
          "p",
          { class: "key", "aria-hidden": "true" },
          h("span", { class: "range" }),
          " published range ",
          h("span", { class: "typical" }),
          " typical ",
          h("span", { class: "dot" }),
          " you",
        )),
      h("div", {},
        card("Load by role", {}, loads(now),
          h(
            "p",
            { class: "soft" },
            "What customers ask for, of the hours that are there for them after meetings and administration.",
          )),
        card("Work that others owe", {}, scope(now)),
        card("To be looked at", {}, cautions(now))));
  };
  const measure = () => {
    marked(measured, today.stale, "Of the inputs before. Playing anew…");
    afterwards(later);
  };
  onSeen(draw);
  today.listen((_, what) => what !== "progress" && measure());
  fill(panel,
    h("header", { class: "lead" }, h("h1", { tabindex: -1 }, "Where you stand"),
      h(
        "p",
        {},
        "Your ratios beside what is published, and what hangs on single people. A ratio alone says nothing of how the work goes: the next step plays it.",
      )),
    hold,
    card("What hangs on whom", {}, measured),
    below);
  draw();
  measure();
}
