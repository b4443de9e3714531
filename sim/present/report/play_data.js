// The film of one side, unpacked: for every account and week its seat, place, size and health.
// Weeks are numbered from 0. Row `account * weeks + week` of the long arrays; seat -1: no customer.

const NOBODY = 0;
const PERSON = ["row", "name", "seat", "first", "role", "worked", "backlog", "burnout", "ramp", "away",
  "leaving", "hero"];

function unpack(side, film) {
  const { weeks } = film;
  const people = side.people.map(unpackPerson);
  const byRow = new Map(people.map((person) => [person.row, person]));
  const numbers = new Set([...people.map((p) => p.seat), ...side.vacant.map((v) => v[0])]);
  const seats = [null, ...[...numbers].sort((a, b) => a - b)];
  const seatAt = new Map(seats.map((number, place) => [number, place]));
  const found = {
    ...side,
    words: film.words,
    weeks,
    people,
    seats,
    accounts: side.accounts.map((account) => account[0]),
    sitting: sittings(side, people, seats, seatAt, weeks),
    ...tracks(side, film, (row) => (byRow.has(row) ? seatAt.get(byRow.get(row).seat) : NOBODY)),
  };
  withoutSeat(found);
  found.places = placing(found);
  return found;
}

// Accounts of somebody whose seat is gone are nobody's in the picture.
function withoutSeat({ seat, sitting, weeks }) {
  for (let at = 0; at < seat.length; at++) {
    if (seat[at] > NOBODY && !sitting[at % weeks][seat[at]]) seat[at] = NOBODY;
  }
}

// A text of the film with values in its places: worded("Week {0}", 3) is "Week 3".
function worded(text, ...values) {
  return text.replace(/\{(\d)\}/g, (_, place) => values[place]);
}

function unpackPerson(packed) {
  return Object.fromEntries(PERSON.map((name, place) => [name, packed[place]]));
}

// The value of steps [week, value, week, value, ...] in a week.
function stepAt(steps, week) {
  let place = 0;
  while (place + 2 < steps.length && steps[place + 2] <= week) place += 2;
  return steps[place + 1];
}

// Who sits where: for each week and seat {person, role} or {person: null, role} for a vacancy.
function sittings(side, people, seats, seatAt, weeks) {
  const rows = Array.from({ length: weeks }, () => new Array(seats.length).fill(null));
  for (const [seat, role, first, until] of side.vacant) {
    for (let week = first; week < Math.min(until, weeks); week++) {
      rows[week][seatAt.get(seat)] = { person: null, role };
    }
  }
  for (const person of people) {
    const until = Math.min(person.first + person.worked.length, weeks);
    for (let week = person.first; week < until; week++) {
      rows[week][seatAt.get(person.seat)] = { person, role: stepAt(person.role, week) };
    }
  }
  return rows;
}

function tracks(side, film, seatOf) {
  const { weeks } = film;
  const length = side.accounts.length * weeks;
  const level = new Map([...film.alphabet].map((letter, place) => [letter, place]));
  const seat = new Int16Array(length).fill(-1);
  const lead = new Int32Array(length);
  const arr = new Float64Array(length);
  const health = new Uint8Array(length);
  const reported = new Uint8Array(length);
  side.accounts.forEach(([, first, truth, seen, worth, leads], account) => {
    const until = Math.min(first + truth.length, weeks);
    for (let week = first, w = 0, l = 0; week < until; week++) {
      while (w + 2 < worth.length && worth[w + 2] <= week) w += 2;
      while (l + 2 < leads.length && leads[l + 2] <= week) l += 2;
      const at = account * weeks + week;
      arr[at] = worth[w + 1];
      lead[at] = leads[l + 1];
      seat[at] = seatOf(leads[l + 1]);
      health[at] = level.get(truth[week - first]);
      reported[at] = level.get(seen[week - first]);
    }
  });
  return { seat, lead, arr, health, reported };
}

// A place within the tile for each account and week. An account keeps its place while it stays;
// one that comes takes the first that is free. Also the most places of a seat at any time.
function placing(side) {
  const { seat, weeks } = side;
  const count = side.accounts.length;
  const place = new Int16Array(seat.length);
  const taken = side.seats.map(() => []);
  const most = side.seats.map(() => 0);
  for (let week = 0; week < weeks; week++) {
    const coming = [];
    for (let account = 0; account < count; account++) {
      const at = account * weeks + week;
      const before = week > 0 ? seat[at - 1] : -1;
      if (before !== seat[at] && before >= 0) taken[before][place[at - 1]] = false;
      if (before === seat[at]) place[at] = place[at - 1];
      else if (seat[at] >= 0) coming.push(at);
    }
    for (const at of coming) {
      const row = taken[seat[at]];
      let free = row.indexOf(false);
      if (free < 0) free = row.length;
      row[free] = true;
      place[at] = free;
      most[seat[at]] = Math.max(most[seat[at]], free + 1);
    }
  }
  return { place, most };
}
