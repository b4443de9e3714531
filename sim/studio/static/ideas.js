/** Ideas to start a plan from: what leaders ask most. Data only; a title where the name has none. */

export const MOST = 4;

export const IDEAS = [
  { title: "Specialise in half a year", name: "Specialise", text: "Onboarding and renewals become roles of their own in month 7, over eight weeks.",
    said: { structure: "specialised", from: "date", month: 7 } },
  { title: "Specialise next year", name: "Specialise later", text: "The same, a year later.",
    said: { structure: "specialised", from: "date", month: 19 } },
  { name: "Fix scope first", text: "Work that other teams owe goes back to them. The structure stays.",
    said: { from: "date", month: 2, levers: { "culture.escalation": 0.4 }, programmes: [{ name: "triage", month: 2 }] } },
  { name: "Culture, not structure", text: "Boundaries, sharing, and praise for teamwork instead of heroics.",
    said: { from: "date", month: 4,
      levers: { "culture.boundaries": 0.4, "culture.knowledge_sharing": 0.6, "culture.recognition": "teamwork" } } },
  { name: "Three tiers", text: "Enterprise has owners, mid-market pods, SMB a pool.",
    said: { structure: "hybrid", from: "date", month: 7 } },
  {
    title: "A plan of my own",
    name: "Our plan",
    text: "As today, until you change something.",
    said: { from: "date", month: 7 },
  },
];

/** What the presets of structure are, in a line. */
export const STRUCTURES = {
  same: "Nobody changes roles.",
  generalist: "Every CSM does everything for the accounts of their own.",
  specialised: "Onboarding and renewals are roles of their own.",
  pooled: "One queue for all; whoever is free takes the next.",
  dedicated: "Few accounts for each CSM, with a backup.",
  pods: "Small groups share a book and a queue.",
  hybrid: "Enterprise has owners, mid-market pods, SMB a pool.",
  tech_touch: "A pool, and most planned work without hands.",
  own: "Who does what, for whom, in which share.",
};
