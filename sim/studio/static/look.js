/** The plan, checked: where the team stands, what each scenario says, faults by field. */

import { post } from "./api.js";
import { later } from "./dom.js";
import { plan } from "./plan.js";
import { heard } from "./state.js";

const SETTLED = 250;
const listeners = new Map();

/** What the server said last. key: of which plan; trouble: what is wrong in it, or null. */
export const seen = { key: "", now: "", scenarios: null, trouble: null, today: "", todayNow: "" };

/** Be told when the plan was checked, or when what was seen has become stale; see `onChange`. */
export const onSeen = (does, owner = null) => listeners.set(does, owner);

export const staleSeen = () => seen.key !== seen.now;

/** Whether today itself is another than the one that was seen. */
export const staleToday = () => seen.today !== seen.todayNow;

/** The frame of today: its segments, roles, years; null before anything is known. */
export const frame = () => seen.scenarios?.[0].frame ?? null;

const edited = new Map();
const scenes = new Map();
/** Which files a plan led to when it was checked: another scene says that a file was edited. */

/** Be told when a file of the project was edited, so that what was played of it is old. */
export const onEdited = (does) => edited.set(does, null);

let abort = null;

async function check() {
  const about = plan();
  abort?.abort();
  if (!about) return;
  const key = JSON.stringify(about);
  const now = seen.todayNow;
  abort = new AbortController();
  try {
    const { scene, scenarios } = await post("/api/look", about, abort.signal);
    if ((scenes.get(key) ?? scene) !== scene) heard(edited);
    scenes.set(key, scene);
    Object.assign(seen, { key, scenarios, trouble: null, today: now });
  } catch (trouble) {
    if (trouble.name === "AbortError") return;
    seen.trouble = trouble;
  }
  if (key === seen.now) tell();
}

const soon = later(SETTLED, check);

function tell() {
  heard(listeners, seen);
}

/** Check again, after a time without a connection. */
export function lookAgain() {
  if (staleSeen()) soon();
}

/** Somebody comes back to the page: a file that the team is in may have been edited. */
export function lookOnReturn() {
  if (plan()?.team.file) soon();
}

/** The inputs may have changed. */
export function looked() {
  const about = plan();
  const now = about ? JSON.stringify(about) : "";
  if (now === seen.now) return;
  seen.now = now;
  seen.todayNow = JSON.stringify(plan({ candidates: false }));
  if (seen.key !== now) soon();
  else seen.trouble = null;
  tell();
}
