// Read-out: the values of every line of a chart at a month, for mouse, touch and keys.
// At rest it tells the end of the run. All numbers come as text, in the words of the tables.

function readCharts() {
  document.querySelectorAll("figure .over-time").forEach((data) => {
    readChart(data.closest("figure"), JSON.parse(data.textContent));
  });
}

function readChart(figure, data) {
  const finger = figure.querySelector(".finger");
  const values = figure.querySelector(".values");
  const rules = ["wide", "narrow"].map((size, place) =>
    addRules(figure.querySelector(`.${size}`), data.axes[place]));
  const first = data.plots[0];
  const last = first.months.length - 1;
  let step = last;

  function show(next, marked = true) {
    step = Math.min(last, Math.max(0, next));
    const month = first.months[step];
    rules.forEach((rule) => rule.at(marked ? month : null));
    finger.setAttribute("aria-valuenow", step);
    finger.setAttribute("aria-valuetext", first.when[step]);
    values.replaceChildren(...tell(data, month));
  }

  function point(event) {
    const box = finger.getBoundingClientRect();
    const narrow = getComputedStyle(figure.querySelector(".wide")).display === "none";
    const x = (event.clientX - box.left) / box.width;
    const y = (event.clientY - box.top) / box.height;
    const axes = nearest(data.axes[narrow ? 1 : 0], x, y);
    show(closest(first.months, ((x - axes[0]) / axes[2]) * axes[4]));
  }

  function press(event) {
    const moves = {
      ArrowLeft: step - 1, ArrowDown: step - 1, ArrowRight: step + 1, ArrowUp: step + 1,
      PageDown: step - 3, PageUp: step + 3, Home: 0, End: last,
    };
    if (!(event.key in moves)) return;
    event.preventDefault();
    show(moves[event.key]);
  }

  finger.setAttribute("aria-valuemax", last);
  finger.hidden = values.hidden = false;
  finger.addEventListener("pointermove", point);
  finger.addEventListener("pointerdown", point);
  finger.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && document.activeElement !== finger) show(last, false);
  });
  finger.addEventListener("keydown", press);
  finger.addEventListener("focus", () => show(step));
  finger.addEventListener("blur", () => show(last, false));
  show(last, false);
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
    title.textContent = plot.around ? `${plot.title} (in brackets: ${plot.around})` : plot.title;
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
