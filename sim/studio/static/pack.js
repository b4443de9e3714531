/** What is taken to the meeting: page, deck and workbook, of what is shown. */

import { post } from "./api.js";
import { button, h } from "./dom.js";
import { futures } from "./live.js";
import { say } from "./say.js";
import { state } from "./state.js";

const KINDS = [
  ["html", "Report", "One page that needs nothing else (HTML)"],
  ["pptx", "Deck", "Slides with charts that can be edited (PowerPoint)"],
  ["xlsx", "Workbook", "Every number behind every chart (Excel)"],
];

/** Hypotheses as one text, whose they are where there are several. */
function hypothesis() {
  const said = state.candidates.filter((each) => each.hypothesis.trim());
  if (said.length === 1) return said[0].hypothesis;
  return said.map((each) => `${each.name}: ${each.hypothesis}`).join(" ");
}

function save({ name, url }) {
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}

/** Build the section. */
export function downloads(play) {
  const said = h(
    "p",
    { class: "soft" },
    "They say the question, findings and decision that are written here, and how many worlds they rest on. Futures that were drawn go with them.",
  );
  const make = async (kind, what, all) => {
    for (const each of all) each.disabled = true;
    said.textContent = `The ${what.toLowerCase()} is being made…`;
    const { question, findings, decision } = state;
    const texts = play.opened ? {} : { question, hypothesis: hypothesis(), findings, decision };
    try {
      const drawn = !play.opened && futures.shown && !futures.stale ? futures.shown.job : null;
      const { files } = await post(`/api/jobs/${play.shown.job}/pack`, { kinds: [kind], texts, futures: drawn });
      files.forEach(save);
      said.textContent = `${files.map((file) => file.name).join(", ")}: of ${play.shown.worlds} worlds.`;
    } catch (trouble) {
      said.textContent = trouble.message;
    }
    say(said.textContent);
    for (const each of all) each.disabled = play.stale;
  };
  const all = KINDS.map(([kind, what, help]) => button(
    [h("strong", {}, what), h("span", {}, help)],
    () => make(kind, what, all),
    { class: "idea", data: { kind } },
  ));
  play.listen((_, event) => event !== "progress" && all.forEach((each) => (each.disabled = play.stale)));
  return h("section", { class: "card on-screen" }, h("h2", {}, "For the meeting"), h("div", { class: "grid" }, all), said);
}
