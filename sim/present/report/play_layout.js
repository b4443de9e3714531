// Where tiles lie: seats in rows, those of a role together, in the order of the roles.

const TILE = { least: 130, gap: 8, head: 72, pad: 7, pitch: 9.5 };

function layout(side, width) {
  const across = Math.max(2, Math.floor((width + TILE.gap) / (TILE.least + TILE.gap)));
  const wide = (width - (across - 1) * TILE.gap) / across;
  const perRow = Math.max(1, Math.floor((wide - 2 * TILE.pad) / TILE.pitch));
  const tall = heights(side, perRow);
  const weeks = [];
  let height = 0;
  for (let week = 0; week < side.weeks; week++) {
    const rows = seated(side, week);
    const same = week > 0 && rows.key === weeks[week - 1].key;
    weeks.push(same ? weeks[week - 1] : flow(rows, across, wide, tall));
    height = Math.max(height, weeks[week].height);
  }
  return { weeks, wide, perRow, height };
}

// The seats that are there in a week, by role and number; and what tells one such list from others.
function seated(side, week) {
  const found = [];
  side.sitting[week].forEach((sitting, seat) => {
    if (sitting) found.push({ seat, role: sitting.role });
  });
  if (side.places.most[NOBODY] > 0) found.push({ seat: NOBODY, role: side.roles.length });
  found.sort((a, b) => a.role - b.role || a.seat - b.seat);
  return { found, key: found.map(({ seat, role }) => `${seat}:${role}`).join() };
}

// Height of a tile by role: room for the most accounts that any seat of it ever has.
function heights(side, perRow) {
  const most = new Array(side.roles.length + 1).fill(0);
  for (const row of side.sitting) {
    row.forEach((sitting, seat) => {
      if (sitting) most[sitting.role] = Math.max(most[sitting.role], side.places.most[seat]);
    });
  }
  most[side.roles.length] = side.places.most[NOBODY];
  return most.map((count) => TILE.head + Math.ceil(count / perRow) * TILE.pitch + TILE.pad);
}

function flow({ found, key }, across, wide, tall) {
  const tiles = new Map();
  let top = 0;
  for (let from = 0; from < found.length; from += across) {
    const row = found.slice(from, from + across);
    const height = Math.max(...row.map(({ role }) => tall[role]));
    row.forEach(({ seat, role }, place) => {
      tiles.set(seat, { x: place * (wide + TILE.gap), y: top, height: tall[role] });
    });
    top += height + TILE.gap;
  }
  return { key, tiles, height: top };
}

// The middle of a place within a tile.
function spot(tile, place, perRow) {
  return [
    tile.x + TILE.pad + ((place % perRow) + 0.5) * TILE.pitch,
    tile.y + TILE.head + (Math.floor(place / perRow) + 0.5) * TILE.pitch,
  ];
}

// What lies under a point in a week: a tile, and an account within it.
function under(side, plan, week, x, y) {
  for (const [seat, tile] of plan.weeks[week].tiles) {
    if (x < tile.x || x > tile.x + plan.wide || y < tile.y || y > tile.y + tile.height) continue;
    const column = Math.floor((x - tile.x - TILE.pad) / TILE.pitch);
    const row = Math.floor((y - tile.y - TILE.head) / TILE.pitch);
    const place = row < 0 || column < 0 || column >= plan.perRow ? -1 : row * plan.perRow + column;
    return { seat, account: place < 0 ? -1 : accountAt(side, week, seat, place) };
  }
  return null;
}

function accountAt(side, week, seat, place) {
  for (let account = 0; account < side.accounts.length; account++) {
    const at = account * side.weeks + week;
    if (side.seat[at] === seat && side.places.place[at] === place) return account;
  }
  return -1;
}
