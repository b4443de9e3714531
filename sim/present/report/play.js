// The stage: opened when it is asked for, all its sides in step, still where motion is not wanted.

function stage() {
  const place = document.querySelector(".stage");
  if (!place) return;
  place.hidden = false;
  place.querySelector(".open").addEventListener("click", () => {
    place.querySelector(".opener").hidden = true;
    place.querySelector(".theatre").hidden = false;
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const theatre = openTheatre(place, still);
    place.querySelector(".run").focus();
    if (!still.matches) theatre.play();
  });
}

function openTheatre(place, still) {
  const film = JSON.parse(document.getElementById("film").textContent);
  const sides = unpackOnce(film);
  const boxes = [...place.querySelectorAll(".side")].map((box, side) => stageSide(box, side, sides));
  const scrub = place.querySelector(".week");
  const speed = place.querySelector(".speed");
  const kind = place.querySelector(".health");
  const run = place.querySelector(".run");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const now = { time: 0, told: -1, playing: false, last: null, look: looks() };
  const week = () => Math.floor(now.time);

  function show() {
    boxes.forEach((box) => box.draw(now.time, kind.value, now.look));
    if (week() === now.told) return;
    now.told = week();
    scrub.value = now.told;
    const when = `Week ${now.told + 1}, to ${film.dates[now.told]}`;
    scrub.setAttribute("aria-valuetext", when);
    place.querySelector(".when").textContent = when;
    boxes.forEach((box) => box.tellWeek(now.told));
    lay(now.told, Math.min(now.told + 1, film.weeks - 1));
  }

  // As much room as the tiles of these weeks need, the same for sides that stand beside each other.
  function lay(...weeks) {
    const heights = boxes.map((box) => Math.max(...weeks.map((at) => box.height(at))));
    const beside = new Set(boxes.map((box) => box.top())).size < boxes.length;
    boxes.forEach((box, side) => box.floor(beside ? Math.max(...heights) : heights[side]));
  }

  function frame(at) {
    if (!now.playing) return;
    const gone = now.last === null ? 0 : Math.min(at - now.last, 100);
    now.time += (gone / 1000) * Number(speed.value);
    now.last = at;
    if (now.time >= film.weeks - 1) {
      now.time = film.weeks - 1;
      pause();
    }
    if (!still.matches || week() !== now.told) show();
    if (now.playing) requestAnimationFrame(frame);
  }

  function play() {
    if (now.time >= film.weeks - 1) now.time = 0;
    Object.assign(now, { playing: true, last: null });
    run.textContent = run.dataset.pause;
    boxes.forEach((box) => box.calm(false));
    requestAnimationFrame(frame);
  }

  function pause() {
    if (!now.playing) return;
    now.playing = false;
    run.textContent = run.dataset.play;
    boxes.forEach((box) => box.calm(true));
  }

  function go(to) {
    pause();
    now.time = Math.min(film.weeks - 1, Math.max(0, to));
    show();
  }

  function fit() {
    now.look = looks();
    now.told = -1;
    boxes.forEach((box) => box.fit());
    show();
  }

  run.addEventListener("click", () => (now.playing ? pause() : play()));
  place.querySelector(".back").addEventListener("click", () => go(Math.ceil(now.time) - 1));
  place.querySelector(".on").addEventListener("click", () => go(week() + 1));
  scrub.addEventListener("input", () => go(Number(scrub.value)));
  kind.addEventListener("change", show);
  boxes.forEach((box) => box.watch(week, fit));
  document.addEventListener("visibilitychange", () => document.hidden && pause());
  new IntersectionObserver(([entry]) => entry.isIntersecting || pause()).observe(place);
  dark.addEventListener("change", fit);
  addEventListener("resize", fit);
  fit();
  return { play };
}

// The sides of a film, each unpacked when it is first shown; dots have one scale on all of them.
function unpackOnce(film) {
  const worth = film.sides.flatMap((side) => side.accounts.map((account) => Math.max(
    ...account[4].filter((_, place) => place % 2))));
  const large = worth.sort((a, b) => a - b)[Math.floor(worth.length * 0.97)] || 1;
  const found = new Map();
  return (which) => {
    if (!found.has(which)) {
      const side = unpack(film.sides[which], film);
      side.size = Float32Array.from(side.arr, (arr) =>
        Math.max(DOT.least, Math.min(DOT.most, DOT.most * Math.sqrt(arr / large))));
      found.set(which, side);
    }
    return found.get(which);
  };
}
