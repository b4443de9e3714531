/** What the page asks of the server: one place for faults, lost connections and streams. */

const PAGE = crypto.getRandomValues(new Uint32Array(2)).join("-");
const listeners = new Set();
let lost = false;

/** What went wrong: a sentence, and faults with the fields that they are about. */
export class Trouble extends Error {
  constructor(text, faults = [], status = 0) {
    super(text);
    this.faults = faults;
    this.status = status;
  }
}

/** Be told when the connection is lost (true) and when it is back (false). */
export const onLost = (does) => listeners.add(does);

function connection(gone) {
  if (gone === lost) return;
  lost = gone;
  for (const does of listeners) does(gone);
  if (gone) retry();
}

async function retry() {
  while (lost) {
    await new Promise((done) => setTimeout(done, 1500));
    try {
      await fetch("/static/mark.svg", { headers: { "x-page": PAGE } });
      connection(false);
    } catch {
      // still gone: the banner says so, and it is tried again
    }
  }
}

async function ask(path, about) {
  let answer;
  try {
    answer = await fetch(path, { ...about, headers: { ...about.headers, "x-page": PAGE } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    connection(true);
    throw new Trouble("The connection to the studio is lost. It is tried again.");
  }
  connection(false);
  if (answer.ok) return answer.json();
  const text = await answer.text();
  let said = { text: text.trim() || `The studio answered ${answer.status}.`, faults: [] };
  if (answer.status === 422) said = JSON.parse(text);
  throw new Trouble(said.text, said.faults, answer.status);
}

export const get = (path, signal) => ask(path, { signal });

export const post = (path, body, signal) =>
  ask(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });

/** Send a file as it is; its key. */
export const upload = async (file) => (await ask("/api/upload", { method: "POST", body: file })).key;

/**
 * Follow a job. does: {kind: function of the event}. gone: called where the server no longer
 * knows the job. Gives a function that ends it.
 */
export function follow(job, does, gone) {
  const stream = new EventSource(`/api/jobs/${job}/events`);
  for (const [kind, act] of Object.entries(does)) {
    stream.addEventListener(kind, (message) => act(JSON.parse(message.data)));
  }
  stream.onopen = () => connection(false);
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) gone();
    else connection(true);
  };
  return () => stream.close();
}
