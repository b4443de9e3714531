// How a moment looks: tiles with load and burnout, accounts as dots that change hands.

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", Arial, sans-serif';
const DOT = { least: 1.6, most: 4.5 };
const WEEK_HOURS = 40;
const BAR_HOURS = 60;
const BUCKETS = 16;

// Colours of the page as it is now, light or dark.
function looks() {
  const style = getComputedStyle(document.documentElement);
  const names = ["paper", "panel", "ink", "soft", "faint", "grid", "good", "bad"];
  const look = Object.fromEntries(names.map((n) => [n, rgb(style.getPropertyValue(`--${n}`))]));
  look.dots = Array.from({ length: BUCKETS }, (_, bucket) => {
    const far = bucket < BUCKETS / 2 ? 1 - bucket / 20 : 0.42 + (bucket - 8) / 12;
    return css(mixed(look.paper, bucket < BUCKETS / 2 ? look.bad : look.good, Math.min(1, far)));
  });
  return look;
}

function rgb(hex) {
  const text = hex.trim().slice(1);
  return [0, 2, 4].map((from) => parseInt(text.slice(from, from + 2), 16));
}

function mixed(one, two, part) {
  return one.map((value, place) => Math.round(value + (two[place] - value) * part));
}

function css(colour) {
  return `rgb(${colour.join(",")})`;
}

// time: a week and the part of the way to the next. kind: "health" or "reported".
function draw(context, side, plan, time, kind, look) {
  const week = Math.min(Math.floor(time), side.weeks - 1);
  const part = Math.min(time - week, 1);
  const eased = part * part * (3 - 2 * part);
  const next = Math.min(week + 1, side.weeks - 1);
  const tiles = between(plan.weeks[week], plan.weeks[next], eased);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  for (const [seat, tile] of tiles) drawTile(context, side, plan, week, seat, tile, look);
  const scene = { context, side, plan, tiles, week, next, eased, look };
  drawDots(scene, kind);
}

// Tiles on their way from one week to the next; one that comes or goes stands where it is.
function between(now, then, part) {
  if (now === then || part === 0) return now.tiles;
  const found = new Map();
  for (const [seat, tile] of now.tiles) {
    const to = then.tiles.get(seat) || tile;
    found.set(seat, {
      x: tile.x + (to.x - tile.x) * part,
      y: tile.y + (to.y - tile.y) * part,
      height: tile.height + (to.height - tile.height) * part,
    });
  }
  for (const [seat, tile] of then.tiles) if (!found.has(seat)) found.set(seat, tile);
  return found;
}

function drawTile(context, side, plan, week, seat, tile, look) {
  const sitting = side.sitting[week][seat];
  const person = sitting && sitting.person;
  const burnout = person ? person.burnout[week - person.first] : 0;
  const out = person !== null && burnout > side.line;
  const warm = person ? Math.min(0.22, 0.3 * Math.max(0, burnout / 1000 - 0.2)) : 0;
  context.fillStyle = css(mixed(person ? look.panel : look.paper, look.bad, warm));
  context.strokeStyle = css(out ? look.bad : person ? look.grid : look.soft);
  context.lineWidth = out ? 2 : 1;
  context.setLineDash(person ? [] : [4, 3]);
  context.beginPath();
  context.roundRect(tile.x + 1, tile.y + 1, plan.wide - 2, tile.height - 2, 4);
  context.fill();
  context.stroke();
  context.setLineDash([]);
  if (person) drawPerson(context, side, plan, week, sitting, tile, look, out);
  else drawNobody(context, side, plan, sitting, tile, look);
}

function drawPerson(context, side, plan, week, { person, role }, tile, look, out) {
  const { words } = side;
  const at = week - person.first;
  const hours = person.worked[at];
  const level = (person.burnout[at] / 1000).toFixed(2);
  const line = (text, below, colour = look.soft, size = 10, weight = 400) =>
    write(context, text, tile.x + TILE.pad, tile.y + below, colour, size, weight);
  const end = (text, below, colour = look.soft, size = 10) =>
    write(context, text, tile.x + plan.wide - TILE.pad, tile.y + below, colour, size, 400, "right");
  line(shortName(person), 16, look.ink, 11, 600);
  end(worded(words.hours, hours), 16, look.ink, 11);
  line(side.roles[role], 29);
  drawLoad(context, plan, hours, tile, look);
  line(worded(words.queued, person.backlog[at]), 52);
  end(special(person, week, words), 52);
  if (out) line(`\u25b2 ${worded(words.burned_out, level)}`, 65, look.bad, 10, 600);
  else line(worded(words.burnout, level), 65);
}

function drawNobody(context, side, plan, sitting, tile, look) {
  const text = sitting ? side.words.empty : side.words.nobody;
  write(context, text, tile.x + TILE.pad, tile.y + 16, look.soft, 11, 600);
  const role = sitting ? side.roles[sitting.role] : side.words.no_lead;
  write(context, role, tile.x + TILE.pad, tile.y + 29, look.soft, 10, 400);
}

// Hours at work as a bar with a mark at 40; what is beyond is dark.
function drawLoad(context, plan, hours, tile, look) {
  const wide = plan.wide - 2 * TILE.pad;
  const to = (h) => (wide * Math.min(h, BAR_HOURS)) / BAR_HOURS;
  const [x, y] = [tile.x + TILE.pad, tile.y + 35];
  context.fillStyle = css(look.grid);
  context.fillRect(x, y, wide, 5);
  context.fillStyle = css(look.faint);
  context.fillRect(x, y, to(Math.min(hours, WEEK_HOURS)), 5);
  context.fillStyle = css(look.ink);
  if (hours > WEEK_HOURS) context.fillRect(x + to(WEEK_HOURS), y, to(hours) - to(WEEK_HOURS), 5);
  context.fillRect(x + to(WEEK_HOURS), y - 1.5, 1, 8);
}

// What is special about somebody in a week, the weightiest first.
function special(person, week, words) {
  const at = week - person.first;
  if (person.leaving >= 0 && week >= person.leaving) return words.leaving;
  if (person.away[at] >= 3) return words.away;
  return person.ramp[at] < 80 ? worded(words.ramp, person.ramp[at]) : "";
}

function shortName(person) {
  return person.name.replace(/^simulated (.)/, (_, first) => first.toUpperCase());
}

function write(context, text, x, y, colour, size, weight, align = "left") {
  if (!text) return;
  context.font = `${weight} ${size}px ${FONT}`;
  context.textAlign = align;
  context.fillStyle = css(colour);
  context.fillText(text, x, y);
}

function drawDots(scene, kind) {
  const { side, week, next, eased } = scene;
  const lots = Array.from({ length: BUCKETS }, () => []);
  const single = [];
  for (let account = 0; account < side.accounts.length; account++) {
    const at = account * side.weeks + week;
    const to = account * side.weeks + next;
    const here = side.seat[at] >= 0;
    const there = side.seat[to] >= 0;
    if (here && there) {
      const level = (eased > 0.5 ? side[kind][to] : side[kind][at]) >> 2;
      lots[level].push(...place(scene, at, to), side.size[at]);
    } else if (here || there) {
      single.push([here ? at : to, here ? 1 - eased : eased]);
    }
    if (!here && week > 0 && side.seat[at - 1] >= 0) cross(scene, at - 1, 1 - eased);
  }
  fill(scene, lots);
  for (const [at, alpha] of single) {
    scene.context.globalAlpha = alpha;
    const lot = lots.map(() => []);
    lot[side[kind][at] >> 2].push(...place(scene, at, at), side.size[at]);
    fill(scene, lot);
  }
  scene.context.globalAlpha = 1;
}

// Where an account is on its way from one week to the next.
function place({ side, plan, tiles, eased }, at, to) {
  const [x, y] = spot(tiles.get(side.seat[at]), side.places.place[at], plan.perRow);
  if (at === to || eased === 0) return [x, y];
  const [u, v] = spot(tiles.get(side.seat[to]), side.places.place[to], plan.perRow);
  return [x + (u - x) * eased, y + (v - y) * eased];
}

// Circles above the health line, squares below; one path for each colour.
function fill({ context, look }, lots) {
  lots.forEach((lot, bucket) => {
    if (!lot.length) return;
    context.fillStyle = look.dots[bucket];
    context.beginPath();
    for (let i = 0; i < lot.length; i += 3) {
      const [x, y, r] = [lot[i], lot[i + 1], lot[i + 2]];
      if (bucket < BUCKETS / 2) {
        context.rect(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84);
      } else {
        context.moveTo(x + r, y);
        context.arc(x, y, r, 0, 2 * Math.PI);
      }
    }
    context.fill();
  });
}

// Where an account was lost this week.
function cross({ context, side, plan, tiles, look }, at, alpha) {
  const tile = tiles.get(side.seat[at]);
  if (!tile) return;
  const [x, y] = spot(tile, side.places.place[at], plan.perRow);
  context.globalAlpha = alpha;
  context.strokeStyle = css(look.ink);
  context.lineWidth = 1.6;
  context.beginPath();
  context.moveTo(x - 3.4, y - 3.4);
  context.lineTo(x + 3.4, y + 3.4);
  context.moveTo(x + 3.4, y - 3.4);
  context.lineTo(x - 3.4, y + 3.4);
  context.stroke();
  context.globalAlpha = 1;
}
