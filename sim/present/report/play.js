// The stage: opened when it is asked for, all its sides in step, still where motion is not wanted.

function stage() {
  const place = document.querySelector(".stage");
  if (!place) return;
  place.hidden = false;
  place.querySelector(".open").addEventListener("click", () => {
    place.querySelector(".opener").hidden = true;
    place.querySelector(".theatre").hidden = false;
    const theatre = new Theatre(place);
    theatre.listen();
    theatre.fit();
    place.querySelector(".run").focus();
    if (!theatre.still.matches) theatre.play();
  });
}

class Theatre {
  constructor(place) {
    this.place = place;
    this.film = JSON.parse(document.getElementById("film").textContent);
    this.last = this.film.weeks - 1;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    for (const name of ["run", "week", "speed", "health", "when"]) {
      this[name] = place.querySelector(`.${name}`);
    }
    const sides = unpackOnce(this.film);
    this.boxes = [...place.querySelectorAll(".side")].map((box, which) =>
      new StageSide(box, which, sides));
    this.time = 0;
    this.playing = false;
  }

  now() {
    return Math.floor(this.time);
  }

  show() {
    this.boxes.forEach((box) => box.draw(this.time, this.health.value, this.look));
    if (this.now() !== this.told) this.tell(this.now());
  }

  tell(week) {
    this.told = week;
    this.week.value = week;
    this.when.textContent = worded(this.film.words.week, week + 1, this.film.dates[week]);
    this.week.setAttribute("aria-valuetext", this.when.textContent);
    this.boxes.forEach((box) => box.tell(week));
    this.lay([week, Math.min(week + 1, this.last)]);
  }

  // As much room as the tiles of these weeks need, the same for sides that stand beside each other.
  lay(weeks) {
    const heights = this.boxes.map((box) => Math.max(...weeks.map((week) => box.height(week))));
    const tops = new Set(this.boxes.map(({ box }) => box.offsetTop));
    const beside = tops.size < this.boxes.length;
    this.boxes.forEach((box, which) => box.floor(beside ? Math.max(...heights) : heights[which]));
  }

  frame(at) {
    if (!this.playing) return;
    const gone = this.shown === null ? 0 : Math.min(at - this.shown, 100);
    this.shown = at;
    this.time = Math.min(this.last, this.time + (gone / 1000) * Number(this.speed.value));
    if (this.time === this.last) this.pause();
    if (!this.still.matches || this.now() !== this.told) this.show();
    if (this.playing) requestAnimationFrame((next) => this.frame(next));
  }

  play() {
    if (this.time === this.last) this.time = 0;
    this.playing = true;
    this.shown = null;
    this.run.textContent = this.run.dataset.pause;
    this.boxes.forEach((box) => box.calm(false));
    requestAnimationFrame((at) => this.frame(at));
  }

  pause() {
    this.playing = false;
    this.run.textContent = this.run.dataset.play;
    this.boxes.forEach((box) => box.calm(true));
  }

  go(week) {
    this.pause();
    this.time = Math.min(this.last, Math.max(0, week));
    this.show();
  }

  // Everything anew: another width, other colours, another side.
  fit() {
    this.look = looks();
    this.told = -1;
    this.boxes.forEach((box) => box.fit());
    this.show();
  }

  listen() {
    const { place } = this;
    this.run.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
    place.querySelector(".back").addEventListener("click", () => this.go(Math.ceil(this.time) - 1));
    place.querySelector(".on").addEventListener("click", () => this.go(this.now() + 1));
    this.week.addEventListener("input", () => this.go(Number(this.week.value)));
    this.health.addEventListener("change", () => this.show());
    this.boxes.forEach((box) => box.listen(() => this.now(), () => this.fit()));
    document.addEventListener("visibilitychange", () => document.hidden && this.pause());
    new IntersectionObserver(([seen]) => seen.isIntersecting || this.pause()).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.fit());
    addEventListener("resize", () => this.fit());
  }
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
