/** The plan that what was said makes: the files that are played are written from it. */

import { fitHolds, state } from "./state.js";

function team() {
  const { way, answers, file, made, useFit, fit } = state.team;
  if (way === "file") return file ? { file } : null;
  if (way === "made") return made ? { made } : null;
  return useFit && fitHolds() ? { made: fit.key } : { answers };
}

function today(texts) {
  const { size, way } = state.team;
  const { years } = state.today;
  return {
    name: "Today",
    ...(years ? { years: Number(years) } : {}),
    ...(way === "made" && Number(size) > 0 ? { team: { size: Number(size) } } : {}),
    ...(texts ? { question: state.question, findings: state.findings, decision: state.decision } : {}),
  };
}

/** Roles of a table of one's own as scenario data. */
function roles(rows) {
  const whole = rows.reduce((sum, row) => sum + (Number(row.share) || 0), 0) || 1;
  return Object.fromEntries(
    rows.map((row) => [
      row.key,
      {
        ...(row.title ? { title: row.title } : {}),
        ...(row.like && row.like !== row.key ? { like: row.like } : {}),
        share: Math.round(((Number(row.share) || 0) / whole) * 10000) / 10000,
        handles: row.handles.length ? Object.fromEntries(row.handles.map((kind) => [kind, 1])) : { rest: 1 },
        ...(row.segments.length ? { segments: row.segments } : {}),
        serves: row.serves,
      },
    ]),
  );
}

/** {a.b: 1} as {a: {b: 1}}. */
function nested(flat) {
  const out = {};
  for (const [path, value] of Object.entries(flat)) {
    const keys = path.split(".");
    const last = keys.pop();
    let branch = out;
    for (const key of keys) branch = branch[key] ??= {};
    branch[last] = value;
  }
  return out;
}

/** The table of a candidate, by dotted path: every field of a row by itself. */
function table(said) {
  if (said.structure === "same") return {};
  if (said.structure !== "own") return { "team.structure": said.structure };
  const out = { "team.structure": "custom" };
  for (const [key, row] of Object.entries(roles(said.rows))) {
    for (const [name, value] of Object.entries(row)) out[`team.roles.${key}.${name}`] = value;
  }
  return out;
}

function timeline(said) {
  const out = {};
  const at = `month ${said.month}`;
  const set = table(said);
  if (Object.keys(set).length) {
    const keep = {
      ...(said.keepTop ? { top_arr: said.keepTop } : {}),
      ...(said.keepWithin ? { renewal_within: `${said.keepWithin} weeks` } : {}),
    };
    const moves = said.moves.filter((move) => move.to && move.from && Number(move.count) > 0);
    out.reorg = {
      at, set,
      ...(said.phase ? { phase_weeks: `${said.phase} weeks` } : {}),
      ...(said.handover === "cold" ? { handover: "cold" } : {}),
      ...(Object.keys(keep).length ? { keep_owner: keep } : {}),
      ...(state.equal !== "none" ? { equal: state.equal } : {}),
      ...(moves.length
        ? { moves: Object.fromEntries(moves.map((move) => [move.to, { from: move.from, count: Number(move.count) }])) }
        : {}),
    };
  }
  if (Object.keys(said.levers).length) out.culture = { at, set: { ...said.levers } };
  return out;
}

/** What a file said besides, and what the page says, which goes over it. */
function over(below, above) {
  const out = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const both = [value, below[key]].every((one) => one && typeof one === "object" && !Array.isArray(one));
    out[key] = both ? over(below[key], value) : value;
  }
  return out;
}

/** A candidate as scenario data. */
function candidateData(said, texts) {
  const dated = said.from === "date";
  const inForce = dated ? {} : nested({ ...table(said), ...said.levers });
  const entries = {
    ...(dated ? timeline(said) : {}),
    ...Object.fromEntries(
      said.programmes.map((each) => [each.name, { at: `month ${each.month}`, programme: each.name }]),
    ),
  };
  return {
    name: said.name || "Plan",
    ...(texts && said.hypothesis ? { hypothesis: said.hypothesis } : {}),
    ...over(said.extra ?? {}, { ...inForce, ...(Object.keys(entries).length ? { timeline: entries } : {}) }),
  };
}

/** The plan, or null while there is no team. texts: with question, findings and the like. */
export function plan({ candidates = true, texts = false } = {}) {
  const whose = team();
  if (!whose) return null;
  return {
    team: whose,
    today: today(texts),
    candidates: candidates ? state.candidates.map((each) => candidateData(each, texts)) : [],
    ...(candidates && state.equal !== "none" ? { equal: state.equal } : {}),
  };
}
