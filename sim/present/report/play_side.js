// One side of the stage: its figures, what happened, its canvas and its team as a table.

class StageSide {
  constructor(box, which, sides) {
    this.box = box;
    this.sides = sides;
    this.context = box.querySelector("canvas").getContext("2d");
    this.choose(which);
  }

  choose(which) {
    this.side = this.sides(which);
    this.told = captions(which);
    this.box.style.setProperty("--mine", `var(--c${this.side.colour})`);
    this.box.querySelector("h3").textContent = this.side.name;
  }

  // The tiles and the canvas for the width that there is.
  fit() {
    const { canvas } = this.context;
    const dense = Math.min(devicePixelRatio || 1, 2);
    this.plan = layout(this.side, canvas.clientWidth);
    canvas.width = Math.round(canvas.clientWidth * dense);
    canvas.height = Math.round(this.plan.height * dense);
    canvas.style.height = `${this.plan.height}px`;
    this.context.setTransform(dense, 0, 0, dense, 0, 0);
  }

  height(week) {
    return this.plan.weeks[week].height;
  }

  floor(height) {
    this.box.querySelector(".floor").style.height = `${height}px`;
  }

  draw(time, kind, look) {
    draw(this.context, this.side, this.plan, time, kind, look);
  }

  tell(week) {
    figures(this.box, this.side, week);
    this.box.querySelector(".happened").textContent = this.told.get(week) || "";
    if (this.box.querySelector(".team").open) team(this.box, this.side, week);
  }

  // What happens is read out while it stands still, and not while it plays.
  calm(calm) {
    this.box.querySelector(".happened").setAttribute("aria-live", calm ? "polite" : "off");
  }

  listen(week, changed) {
    this.context.canvas.addEventListener("pointermove", (event) => {
      const found = under(this.side, this.plan, week(), event.offsetX, event.offsetY);
      const place = this.box.querySelector(".inspect");
      if (found) place.textContent = inspected(this.side, week(), found);
    });
    const table = this.box.querySelector(".team");
    table.addEventListener("toggle", () => table.open && team(this.box, this.side, week()));
    const choice = this.box.querySelector(".who select");
    if (!choice) return;
    choice.addEventListener("change", () => {
      this.choose(Number(choice.value));
      changed();
    });
  }
}

// What happened on a side, by week from 0: the cells of the table below the stage.
function captions(which) {
  const rows = [...document.querySelectorAll(".told tbody tr")];
  return new Map(rows.map((row) =>
    [Number(row.dataset.week) - 1, row.querySelectorAll("td")[which].textContent]));
}

function figures(box, side, week) {
  const sitting = side.sitting[week].filter(Boolean);
  const heads = sitting.filter(({ person }) => person).length;
  const empty = sitting.length - heads;
  const { money, counts, words } = side;
  const vacant = worded(empty === 1 ? words.seat_empty : words.seats_empty, empty);
  const said = {
    arr: [money.arr[week]],
    customers: [counts.customers[week].toLocaleString("en")],
    heads: [String(heads), empty ? `, ${vacant}` : ""],
    exits: [String(counts.exits[week])],
    churned: [counts.churned[week].toLocaleString("en"), ` (${money.lost[week]})`],
    signed: [counts.signed[week].toLocaleString("en")],
    at_risk: [money.at_risk[week]],
    at_risk_seen: [money.at_risk_seen[week]],
  };
  for (const [name, [text, more]] of Object.entries(said)) {
    const place = box.querySelector(`[data-of="${name}"]`);
    place.textContent = text;
    if (more) place.appendChild(document.createElement("small")).textContent = more;
  }
  box.querySelector(".bar.true").style.width = `${0.07 * side.bars.at_risk[week]}%`;
  box.querySelector(".bar.seen").style.width = `${0.07 * side.bars.at_risk_seen[week]}%`;
}

// What each seat leads in a week: number of accounts and their ARR.
function ledBySeat(side, week) {
  const led = side.seats.map(() => ({ count: 0, arr: 0 }));
  for (let account = 0; account < side.accounts.length; account++) {
    const at = account * side.weeks + week;
    if (side.seat[at] < 0) continue;
    led[side.seat[at]].count += 1;
    led[side.seat[at]].arr += side.arr[at];
  }
  return led;
}

function team(box, side, week) {
  const led = ledBySeat(side, week);
  const order = seated(side, week).found;
  const rows = order.map(({ seat }) => {
    const sitting = side.sitting[week][seat];
    const row = document.createElement("tr");
    cells(side, sitting, week, led[seat]).forEach((text, place) => {
      const cell = row.appendChild(document.createElement(place ? "td" : "th"));
      if (!place) cell.scope = "row";
      cell.textContent = text;
    });
    return row;
  });
  box.querySelector(".team tbody").replaceChildren(...rows);
}

function cells(side, sitting, week, led) {
  const { words } = side;
  const books = [String(led.count), Math.round(led.arr).toLocaleString("en")];
  if (!sitting) return [words.nobody, "", "", "", "", ...books];
  const { person, role } = sitting;
  if (!person) return [words.empty, side.roles[role], "", "", "", ...books];
  const at = week - person.first;
  const level = (person.burnout[at] / 1000).toFixed(2);
  const out = person.burnout[at] > side.line;
  return [
    person.name, side.roles[role], worded(words.hours, person.worked[at]),
    worded(words.hours, person.backlog[at]),
    out ? worded(words.is_burned_out, level) : level, ...books,
  ];
}

function inspected(side, week, { seat, account }) {
  const { words } = side;
  const sitting = side.sitting[week][seat];
  const who = sittingWords(side, sitting);
  if (account < 0) {
    const led = ledBySeat(side, week)[seat];
    const hero = sitting && sitting.person && sitting.person.hero;
    const first = `${who[0].toUpperCase()}${who.slice(1)}`;
    return worded(hero ? words.hero_leads : words.leads, first, led.count);
  }
  const at = account * side.weeks + week;
  const arr = Math.round(side.arr[at]).toLocaleString("en");
  const [truth, reported] = [side.health[at], side.reported[at]].map((h) => words[grade(h)]);
  return worded(words.account, side.accounts[account], arr, truth, reported, who);
}

function sittingWords(side, sitting) {
  if (!sitting) return side.words.nobody;
  return sitting.person ? `${sitting.person.name} (${side.roles[sitting.role]})` : side.words.an_empty;
}

// The word of the film for a level of health (0-63, the line at 32).
function grade(level) {
  if (level < 32) return "at_risk";
  return level < 40 ? "above" : level < 52 ? "fair" : "well";
}
