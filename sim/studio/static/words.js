/** Numbers and names for the eye. */

const MARKS = { E: "evidence", C: "calibrated", G: "a guess" };
const SIGNS = { USD: "$", EUR: "€", GBP: "£" };
const KNOWN = {
  csm: "CSM", smb: "SMB", mid_market: "Mid-market", scaled_csm: "Scaled CSM", technical_csm: "Technical CSM",
  cs_associate: "CS associate", operations: "CS operations", tech_touch: "Tech-touch", multi_year: "multi-year",
  arr: "ARR", own: "A table of your own", same: "As today",
};

/** `mid_market` as Mid-market, `renewals_manager` as Renewals manager. */
export function title(name) {
  if (name in KNOWN) return KNOWN[name];
  const text = name.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A title within a sentence. */
export function word(name) {
  const text = title(name);
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** $1.63M, $145k, $80. */
export function money(amount, currency = "USD") {
  const sign = SIGNS[currency] ?? `${currency} `;
  const size = Math.abs(amount);
  const [scaled, unit] = size >= 1e6 ? [size / 1e6, "M"] : size >= 1e4 ? [size / 1e3, "k"] : [size, ""];
  const digits = unit && scaled < 100 ? 3 : 0;
  const text = digits ? String(Number(scaled.toPrecision(digits))) : Math.round(scaled).toLocaleString("en");
  return `${amount < 0 ? "−" : ""}${sign}${text}${unit}`;
}

export const count = (number) => Math.round(number).toLocaleString("en");
export const percent = (share, digits = 0) => `${(share * 100).toFixed(digits)} %`;
export const many = (number, one, more = `${one}s`) => `${number} ${number === 1 ? one : more}`;

/** Month 7 of a run that starts on 2026-01-01 is July 2026. */
export function monthName(start, month, long = true) {
  const [year, first, day] = start.split("-").map(Number);
  const at = new Date(Date.UTC(year, first - 1 + (month - 1) + (day > 27 ? 1 : 0), 1));
  return at.toLocaleDateString("en", { month: long ? "long" : "short", year: "numeric", timeZone: "UTC" });
}

/** Where a default comes from: 'a guess: E3'. */
export function basis({ mark, source }) {
  return [MARKS[mark] ?? "", source].filter(Boolean).join(": ");
}

/** 'arr=2, smb=3' as {arr: '2', smb: '3'}; a text without names belongs to the first of `keys`. */
export function parts(text, keys = []) {
  const out = {};
  for (const part of (text || "").split(",")) {
    const [name, value] = part.split("=").map((each) => each.trim());
    if (value !== undefined) out[name] = value;
    else if (name && keys.length) out[keys[0]] = name;
  }
  return out;
}

export const joined = (values) =>
  Object.entries(values)
    .filter(([, value]) => String(value).trim())
    .map(([name, value]) => `${name}=${String(value).trim()}`)
    .join(", ");

/** Dotted paths within a text as titles: of levers, or by their last word. */
export function untangled(text, levers) {
  const titles = Object.fromEntries(levers.map((lever) => [lever.path, lever]));
  return text
    .replace(/\b(?:culture|leadership)\.[a-z_]+ becomes (0?\.\d+|1)\b/g, (whole, value) =>
      (titles[whole.split(" ")[0]]?.unit === "share" ? whole.replace(value, percent(Number(value))) : whole))
    .replace(/\bteam\.structure\b/g, "the structure")
    .replace(/\bteam\.roles\.([a-z_0-9]+)\.([a-z_]+)/g, (_, role, key) => `${word(role)}: ${word(key)}`)
    .replace(/\b(?:book|work|team|customers|culture|leadership|people|money|burnout)\.[a-z_.]*[a-z_]/g, (path) =>
      word(titles[path]?.title ?? path.split(".").pop()))
    .replace(/\b[a-z]+(?:_[a-z]+)+\b/g, word);
}

/** What is allowed to stand in the name of a file. */
export const stem = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "").slice(0, 60) || "scenario";
