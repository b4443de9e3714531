/** A role table of one's own: who does what, for whom, in which share of the team. */

import { button, fill, h } from "./dom.js";
import { number as numberInput, select, text } from "./forms.js";
import { frame, seen } from "./look.js";
import { change } from "./state.js";
import { title, word } from "./words.js";

const SERVES = [["owner", "with accounts of their own"], ["pod", "in pods"], ["pool", "from one pool"]];
const INNER = ["improvement", "handover", "hiring"];
/** Kinds of work that every role has for itself. */

/** Rows of a preset, as this editor has them. */
export function rowsOf(roles) {
  return Object.entries(roles).map(([key, role]) => ({
    key, title: role.title ?? title(key), like: role.like ?? key,
    share: Math.round((role.share ?? 1 / Object.keys(roles).length) * 100),
    handles: Object.keys(role.handles ?? {}).filter((kind) => kind !== "rest"),
    segments: role.segments ?? [], serves: role.serves ?? "owner",
  }));
}

/** A few words of which some are chosen; none chosen means `all`. */
function toggles(label, names, chosen, all, does) {
  const some = new Set(chosen);
  const rest = h("span", { class: "soft", hidden: some.size > 0 }, all);
  return h("div", { class: "toggles", role: "group", "aria-label": label },
    h("span", { class: "name" }, label),
    names.map((name) => {
      const one = button(title(name), () => {
        if (!some.delete(name)) some.add(name);
        one.setAttribute("aria-pressed", String(some.has(name)));
        rest.hidden = some.size > 0;
        does(names.filter((each) => some.has(each)));
      }, { class: "chip small", "aria-pressed": String(some.has(name)) });
      return one;
    }),
    rest);
}

/** How many of the team a row's share is. */
function heads(row, rows) {
  const team = seen.scenarios?.[0].standing.heads ?? 0;
  const whole = rows.reduce((sum, one) => sum + (Number(one.share) || 0), 0) || 1;
  return team ? `about ${((Number(row.share) || 0) / whole * team).toFixed(1)} of ${team} heads` : "";
}

function freeKey(rows) {
  let number = rows.length + 1;
  while (rows.some((row) => row.key === `role_${number}`)) number++;
  return `role_${number}`;
}

/** The editor of a plan's table. redraw: called where rows come or go. */
export function roles(each, place, catalogue, redraw) {
  const known = frame();
  const { rows } = each;
  const counts = rows.map(() => h("span", { class: "soft heads" }));
  const recount = () => rows.forEach((row, number) => (counts[number].textContent = heads(row, rows)));
  const set = (row, key) => (value) => {
    change(() => (row[key] = value));
    recount();
  };
  const likes = catalogue.filter((role) => role !== "server").map((role) => [role, title(role)]);
  const line = (row, number) => h("div", {
    class: "role",
    role: "group",
    "aria-label": row.title,
    data: { at: `candidate_${place}:team.roles.${row.key}` },
  },
    h("div", { class: "first" },
      text(row.title, set(row, "title"), { "aria-label": "Role" }),
      h(
        "label",
        { class: "share" },
        numberInput(row.share, set(row, "share"), { min: 0, max: 100, "aria-label": `${row.title}: share of the team, in %` }),
        " %",
      ),
      counts[number],
      rows.length > 1 ? button(
        "Remove",
        () => { change(() => rows.splice(number, 1)); redraw(); },
        { class: "link", "aria-label": `Remove ${row.title}` },
      ) : null),
    toggles(
      "Does",
      (known?.kinds ?? []).filter((kind) => !INNER.includes(kind)),
      row.handles,
      "everything that no other role does",
      set(row, "handles"),
    ),
    toggles("For", known?.segments ?? [], row.segments, "all customers", set(row, "segments")),
    h("div", { class: "toggles" },
      h("label", {}, h("span", { class: "name" }, "Works"), select(SERVES, row.serves, set(row, "serves"))),
      h("label", {}, h("span", { class: "name" }, "Paid as"), select(likes, row.like, set(row, "like")))),
    h("p", { class: "fault" }));
  const add = button("Add a role", () => {
    change(() => rows.push(
      { key: freeKey(rows), title: "New role", like: "csm", share: 20, handles: [], segments: [], serves: "owner" },
    ));
    redraw();
  }, { class: "second" });
  recount();
  return fill(h("div", { class: "roles" }), rows.map(line), add);
}

/** A table in words: 'Renewals manager 11 %, renewal and expansion'. */
export function rowWords(row, rows) {
  const whole = rows.reduce((sum, one) => sum + (Number(one.share) || 0), 0) || 1;
  const does = row.handles.length ? row.handles.map(word).join(", ") : "everything else";
  const whom = row.segments.length ? `, for ${row.segments.map(word).join(" and ")}` : "";
  const how = { pod: ", in pods", pool: ", from one pool" }[row.serves] ?? "";
  return [`${row.title} ${Math.round(((Number(row.share) || 0) / whole) * 100)} %`, `${does}${whom}${how}`];
}
