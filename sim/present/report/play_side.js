// One side of the stage: its figures, what happened, its canvas and its team as a table.

function stageSide(box, place, sides) {
  const context = box.querySelector("canvas").getContext("2d");
  const choice = box.querySelector(".who select");
  const own = { side: sides(place), plan: null, told: null };

  function choose(which) {
    own.side = sides(which);
    own.told = captions(which);
    box.style.setProperty("--mine", `var(--c${own.side.colour})`);
    box.querySelector("h3").textContent = own.side.name;
  }

  function fit() {
    const { canvas } = context;
    const dense = Math.min(devicePixelRatio || 1, 2);
    own.plan = layout(own.side, canvas.clientWidth);
    canvas.width = Math.round(canvas.clientWidth * dense);
    canvas.height = Math.round(own.plan.height * dense);
    canvas.style.height = `${own.plan.height}px`;
    context.setTransform(dense, 0, 0, dense, 0, 0);
  }

  function tellWeek(week) {
    figures(box, own.side, week);
    box.querySelector(".happened").textContent = own.told.get(week) || "";
    if (box.querySelector(".team").open) team(box, own.side, week);
  }

  choose(place);
  return {
    choice,
    fit,
    height: (week) => own.plan.weeks[week].height,
    floor(height) {
      box.querySelector(".floor").style.height = `${height}px`;
    },
    tellWeek,
    top: () => box.offsetTop,
    draw: (time, kind, look) => draw(context, own.side, own.plan, time, kind, look),
    calm: (calm) => box.querySelector(".happened").setAttribute("aria-live", calm ? "polite" : "off"),
    watch(now, changed) {
      context.canvas.addEventListener("pointermove", (event) => {
        const found = under(own.side, own.plan, now(), event.offsetX, event.offsetY);
        if (found) box.querySelector(".inspect").textContent = inspected(own.side, now(), found);
      });
      box.querySelector(".team").addEventListener("toggle", () => team(box, own.side, now()));
      if (choice) {
        choice.addEventListener("change", () => {
          choose(Number(choice.value));
          changed();
        });
      }
    },
  };
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
  const { money, counts } = side;
  const said = {
    arr: [money.arr[week]],
    customers: [counts.customers[week].toLocaleString("en")],
    heads: [String(heads), empty ? `, ${empty} ${empty === 1 ? "seat" : "seats"} empty` : ""],
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
  const books = [String(led.count), Math.round(led.arr).toLocaleString("en")];
  if (!sitting) return ["nobody", "", "", "", "", ...books];
  const { person, role } = sitting;
  if (!person) return ["empty seat", side.roles[role], "", "", "", ...books];
  const at = week - person.first;
  const level = (person.burnout[at] / 1000).toFixed(2);
  const out = person.burnout[at] > side.line;
  return [
    person.name, side.roles[role], `${person.worked[at]} h`, `${person.backlog[at]} h`,
    out ? `${level}, burned out` : level, ...books,
  ];
}

function inspected(side, week, { seat, account }) {
  const sitting = side.sitting[week][seat];
  const person = sitting && sitting.person;
  const who = person ? `${person.name} (${side.roles[sitting.role]})` : sitting ? "an empty seat" : "nobody";
  if (account < 0) {
    const led = ledBySeat(side, week)[seat];
    const hero = person && person.hero ? ", a hero by inclination" : "";
    return `${who}${hero}: leads ${led.count} accounts.`;
  }
  const at = account * side.weeks + week;
  const arr = Math.round(side.arr[at]).toLocaleString("en");
  return `${side.accounts[account]}: ARR ${arr}, ${grade(side.health[at])} in truth, `
    + `${grade(side.reported[at])} as reported; led by ${who}.`;
}

// A level of health (0-63, the line at 32) in words.
function grade(level) {
  if (level < 32) return "at risk";
  return level < 40 ? "just above the line" : level < 52 ? "fair" : "well";
}
