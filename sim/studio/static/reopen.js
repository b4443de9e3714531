/** A scenario file as a plan of the page; what has no control here is kept as it is. */

import { rowsOf } from "./roles.js";

const TEXTS = ["name", "question", "hypothesis", "findings", "decision"];
const REORG = ["at", "set", "phase_weeks", "handover", "keep_owner", "equal", "moves"];

const monthOf = (at) => Number(/^month (\d+)$/.exec(String(at))?.[1] ?? 0);
const weeksOf = (text) => Number(/^(\d+)/.exec(String(text ?? ""))?.[1] ?? 0);
const only = (object, keys) => Object.keys(object).every((key) => keys.includes(key));

/** Roles of `team.roles.NAME.FIELD` by dotted path. */
function rolesOf(set) {
  const out = {};
  for (const [path, value] of Object.entries(set)) {
    const [, , role, key] = path.split(".");
    if (path.startsWith("team.roles.")) (out[role] ??= {})[key] = value;
  }
  return out;
}

function structureOf(name, roles) {
  if (name !== "custom") return { structure: name };
  return { structure: "own", rows: rowsOf(roles) };
}

/** A dated change of the table, or null where it says more than there are controls for. */
function reorganisation(entry) {
  const month = monthOf(entry.at);
  const set = entry.set ?? {};
  const known = Object.keys(set).every((path) => path === "team.structure" || path.startsWith("team.roles."));
  const table = set["team.structure"];
  if (!month || !table || !known || !only(entry, REORG) || (table !== "custom" && Object.keys(set).length > 1)) return null;
  return {
    ...structureOf(table, rolesOf(set)), from: "date", month, phase: weeksOf(entry.phase_weeks), handover: entry.handover ?? "warm",
    keepTop: Number(entry.keep_owner?.top_arr ?? 0), keepWithin: weeksOf(entry.keep_owner?.renewal_within),
    moves: Object.entries(entry.moves ?? {}).map(([to, move]) => ({ to, from: move.from, count: move.count })),
  };
}

/** Levers of a branch that have a control; the others stay where they are. */
function leversOf(branch, above, paths, into) {
  const rest = {};
  for (const [key, value] of Object.entries(branch ?? {})) {
    const path = `${above}.${key}`;
    if (paths.has(path)) into[path] = value;
    else rest[key] = value;
  }
  return rest;
}

/** What comes on a date: the table, and levers of the same month; the rest stays as it is. */
function dated(timeline, paths) {
  const reorg = timeline.reorg ? reorganisation(timeline.reorg) : null;
  const culture = timeline.culture ?? {};
  const month = monthOf(culture.at);
  const levers = month && only(culture, ["at", "set"]) && Object.keys(culture.set ?? {}).every((path) => paths.has(path))
    && (!reorg || reorg.month === month) ? culture.set : null;
  return {
    said: { ...(levers ? { from: "date", month, levers } : {}), ...reorg },
    used: [...(reorg ? ["reorg"] : []), ...(levers ? ["culture"] : [])],
  };
}

/** What holds from day one. */
function fromDayOne(says, extra, presets, paths) {
  const plan = { from: "start", levers: {} };
  const { structure, roles, ...team } = says.team ?? {};
  if (structure && (structure === "custom" || (presets.has(structure) && !roles))) {
    Object.assign(plan, structureOf(structure, roles ?? {}));
    extra.team = team;
  }
  for (const branch of ["culture", "leadership"]) if (says[branch]) extra[branch] = leversOf(
    says[branch],
    branch,
    paths,
    plan.levers,
  );
  return plan;
}

/** What a file says, as a plan. `extra`: scenario data that the page has no control for. */
export function asPlan(says, start) {
  const paths = new Set(start.levers.map((lever) => lever.path));
  const presets = new Set(start.structures.map((one) => one.name));
  const extra = Object.fromEntries(Object.entries(says).filter(([key]) => !TEXTS.includes(key)));
  const { said, used } = dated(says.timeline ?? {}, paths);
  const plan = used.length ? said : fromDayOne(says, extra, presets, paths);
  const programmes = Object.entries(says.timeline ?? {})
    .filter(([key, entry]) => entry.programme === key && only(entry, ["at", "programme"]) && monthOf(entry.at))
    .map(([name, entry]) => ({ name, month: monthOf(entry.at) }));
  const known = [...used, ...programmes.map((one) => one.name)];
  if (says.timeline) extra.timeline = Object.fromEntries(Object.entries(says.timeline).filter(([key]) => !known.includes(key)));
  for (const [key, value] of Object.entries(extra)) if (value && typeof value === "object" && !Object.keys(value).length) delete extra[key];
  return {
    name: says.name ?? "Plan",
    hypothesis: says.hypothesis ?? "",
    structure: "same",
    levers: {},
    ...plan,
    programmes,
    extra,
  };
}
