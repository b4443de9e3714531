// Notes: findings and decision can be written in the page, and leave it in a copy of the file.
// The copy is the page as it was opened, with the texts in their places: it can be edited again.

const asOpened = document.documentElement.cloneNode(true);

function keepNotes() {
  const notes = [...document.querySelectorAll(".note")];
  const keep = document.querySelector(".keep");
  let unsaved = false;

  function edit(note) {
    const written = note.querySelector(".written");
    const field = document.createElement("textarea");
    field.value = written.textContent;
    field.rows = 1;
    field.placeholder = note.dataset.empty;
    field.setAttribute("aria-labelledby", `note-${note.dataset.note}`);
    const fit = () => {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + 2}px`;
    };
    field.addEventListener("input", () => {
      written.textContent = field.value;
      unsaved = true;
      fit();
    });
    note.classList.add("edited");
    note.append(field);
    fit();
    addEventListener("resize", fit);
  }

  function save() {
    const copy = asOpened.cloneNode(true);
    for (const note of notes) {
      const place = copy.querySelector(`[data-note="${note.dataset.note}"] .written`);
      place.textContent = note.querySelector(".written").textContent;
    }
    const text = `<!doctype html>\n${copy.outerHTML.trimEnd()}\n`;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/html" }));
    link.download = copyName();
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    const said = keep.querySelector(".saved");
    said.textContent = `${said.dataset.saved} ${link.download}`;
  }

  notes.forEach(edit);
  keep.hidden = false;
  keep.querySelector(".save").addEventListener("click", save);
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
}

function copyName() {
  const file = decodeURIComponent(location.pathname.split("/").pop() || "report.html");
  return `${file.replace(/(-with-notes)?( ?\(\d+\))?\.html?$/i, "")}-with-notes.html`;
}
