// Read-out: the values of every line of a chart at a month, for mouse, touch and keys.
// At rest it tells the end of the run. All numbers come as text, in the words of the tables.

function readCharts() {
  document.querySelectorAll("figure .over-time").forEach((data) => {
    new Reader(data.closest("figure"), JSON.parse(data.textContent)).listen();
  });
}

class Reader {
  constructor(figure, data) {
    this.data = data;
    this.wide = figure.querySelector(".wide");
    this.finger = figure.querySelector(".finger");
    this.values = figure.querySelector(".values");
    this.rules = [this.wide, figure.querySelector(".narrow")].map((drawing, place) =>
      addRules(drawing, data.axes[place]));
    this.months = data.plots[0].months;
    this.last = this.months.length - 1;
    this.finger.setAttribute("aria-valuemax", this.last);
    this.finger.hidden = this.values.hidden = false;
    this.rest();
  }

  show(step) {
    this.step = Math.min(this.last, Math.max(0, step));
    const month = this.months[this.step];
    this.rules.forEach((rule) => rule.at(month));
    this.finger.setAttribute("aria-valuenow", this.step);
    this.finger.setAttribute("aria-valuetext", this.data.plots[0].when[this.step]);
    this.values.replaceChildren(...tell(this.data, month));
  }

  rest() {
    this.show(this.last);
    this.rules.forEach((rule) => rule.at(null));
  }

  point(event) {
    const box = this.finger.getBoundingClientRect();
    const narrow = getComputedStyle(this.wide).display === "none";
    const x = (event.clientX - box.left) / box.width;
    const y = (event.clientY - box.top) / box.height;
    const axes = nearest(this.data.axes[narrow ? 1 : 0], x, y);
    this.show(closest(this.months, ((x - axes[0]) / axes[2]) * axes[4]));
  }

  press(event) {
    const { step, last } = this;
    const moves = {
      ArrowLeft: step - 1, ArrowDown: step - 1, ArrowRight: step + 1, ArrowUp: step + 1,
      PageDown: step - 3, PageUp: step + 3, Home: 0, End: last,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    this.show(moves[event.key]);
  }

  listen() {
    const { finger } = this;
    finger.addEventListener("pointermove", (event) => this.point(event));
    finger.addEventListener("pointerdown", (event) => this.point(event));
    finger.addEventListener("pointerleave", (event) => {
      if (event.pointerType === "mouse" && document.activeElement !== finger) this.rest();
    });
    finger.addEventListener("keydown", (event) => this.press(event));
    finger.addEventListener("focus", () => this.show(this.step));
    finger.addEventListener("blur", () => this.rest());
  }
}

// A vertical rule in each of the axes of a drawing, at a month.
function addRules(drawing, axes) {
  const svg = "http://www.w3.org/2000/svg";
  const box = document.createElementNS(svg, "svg");
  box.setAttribute("class", "rules");
  box.setAttribute("viewBox", "0 0 1 1");
  box.setAttribute("preserveAspectRatio", "none");
  box.setAttribute("aria-hidden", "true");
  const lines = axes.map(() => box.appendChild(document.createElementNS(svg, "line")));
  drawing.append(box);
  return {
    at(month) {
      box.style.visibility = month === null ? "hidden" : "visible";
      lines.forEach((line, place) => {
        const [left, top, width, height, end] = axes[place];
        const x = left + (width * (month || 0)) / end;
        line.setAttribute("x1", x);
        line.setAttribute("x2", x);
        line.setAttribute("y1", top);
        line.setAttribute("y2", top + height);
      });
    },
  };
}

// The axes in which a point lies, or that are nearest to it.
function nearest(axes, x, y) {
  const off = (at, from, size) => Math.max(from - at, 0, at - from - size);
  const far = (a) => Math.hypot(off(x, a[0], a[2]), off(y, a[1], a[3]));
  return axes.reduce((best, a) => (far(a) < far(best) ? a : best));
}

function closest(months, month) {
  return months.reduce((best, m, place) =>
    (Math.abs(m - month) < Math.abs(months[best] - month) ? place : best), 0);
}

function tell(data, month) {
  const when = document.createElement("b");
  const first = data.plots[0];
  when.textContent = first.when[closest(first.months, month)];
  const told = data.plots.map((plot) => {
    const at = closest(plot.months, month);
    const list = document.createElement("ul");
    list.append(...plot.series.map((series) => tellLine(series, at)));
    const title = document.createElement("p");
    title.className = "plotted";
    title.textContent = plot.title;
    return [title, list];
  });
  return [when, ...told.flat()];
}

function tellLine(series, at) {
  const item = document.createElement("li");
  const key = item.appendChild(document.createElement("i"));
  key.style.color = `var(--c${series.colour})`;
  if (series.dash) key.className = "dash";
  const value = item.appendChild(document.createElement("span"));
  value.textContent = `${series.name} ${series.values[at]} `;
  if (series.spans.length && series.spans[at]) {
    item.appendChild(document.createElement("small")).textContent = `(${series.spans[at]})`;
  }
  return item;
}
