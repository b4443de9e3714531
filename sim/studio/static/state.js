/** What was said on the page. Kept in this tab until it is closed. */

const KEPT = "reorg-studio-1";
const TERMS = {
  month: 7, phase: 8, handover: "warm", keepTop: 0, keepWithin: 0, moves: [],
};
const FRESH = {
  step: "team",
  team: { way: "numbers", answers: {}, file: "", made: "", brought: null, size: "", fit: null, useFit: false },
  today: { name: "Today", years: "" },
  question: "",
  findings: "",
  decision: "",
  candidates: [],
  equal: "none",
  worlds: 0,
  futures: 32,
  votes: {},
  revealed: false,
  notes: {},
};
const listeners = new Map();

function remembered() {
  try {
    return { ...structuredClone(FRESH), ...JSON.parse(sessionStorage.getItem(KEPT) || "{}") };
  } catch {
    return structuredClone(FRESH);
  }
}

export const state = remembered();

/** Change what was said: everybody who listens hears of it before this returns. */
export function change(does) {
  does(state);
  sessionStorage.setItem(KEPT, JSON.stringify(state));
  heard(listeners);
}

/** Call whoever listens; who belongs to an element that has left the page is forgotten. */
export function heard(some, ...news) {
  for (const [does, owner] of [...some]) {
    if (owner && !owner.isConnected) some.delete(does);
    else does(...news);
  }
}

/** Be told of every change; with an owner, for as long as that element is on the page. */
export const onChange = (does, owner = null) => listeners.set(does, owner);

/** Forget everything that was said. */
export function startAnew() {
  sessionStorage.removeItem(KEPT);
  location.reload();
}

/** A candidate, with what is usual where nothing is said. */
export function candidate(said) {
  return {
    id: crypto.getRandomValues(new Uint32Array(1))[0].toString(36),
    name: "", hypothesis: "", structure: "same", rows: [], from: "date", levers: {}, programmes: [], extra: {},
    ...structuredClone(TERMS),
    ...structuredClone(said),
  };
}

/** A name that no other candidate has. */
export function unlike(name) {
  const taken = new Set(["Today", ...state.candidates.map((each) => each.name)]);
  let number = 2;
  let found = name;
  while (taken.has(found)) found = `${name} ${number++}`;
  return found;
}

/** Whether the numbers are those that were fitted. */
export const fitHolds = () =>
  Boolean(state.team.fit) && state.team.fit.of === JSON.stringify(state.team.answers);
