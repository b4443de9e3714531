/** Plans being played: what is shown, of which inputs it is, and what is on its way. */

import { Trouble, follow, post } from "./api.js";
import { plan } from "./plan.js";
import { state } from "./state.js";

const SETTLED = 400;
/** Milliseconds without a change after which a plan is played. */
const LET_END = 3000;
/** Milliseconds after which a job that was left is ended, whatever it has in hand. */
const REMEMBERED = 12;
/** Answers that are kept for a value that is moved back. */
const ACTIVE = ["waiting", "running", "paused"];

/** Tell the server something of a job that nobody waits for. */
const steer = (job, what) => post(`/api/jobs/${job}`, { do: what }).catch(() => {});

/** How many worlds the page asks for. */
const WORLDS = { wish: () => state.worlds, ask: (about, worlds) => ({ plan: about, worlds }), onDemand: false };
const FUTURES = { wish: () => state.futures, ask: (about, futures) => ({ plan: about, futures }), onDemand: true };

/**
 * One question of the page, played again whenever its inputs change; `onDemand` only when somebody
 * asks again.
 */
class Play {
  constructor(name, planned, { wish, ask, onDemand } = WORLDS) {
    Object.assign(this, { most: wish, ask, onDemand });
    Object.assign(this, { name, planned, listeners: new Set(), known: new Map(), wanted: false });
    Object.assign(this, { inputs: "", key: "", shown: null, state: "idle", progress: null, trouble: null, turn: 0 });
  }

  /** Whether what is shown is of other inputs than those on the page. */
  get stale() {
    return Boolean(this.shown) && this.shown.key !== this.key;
  }

  get active() {
    return ACTIVE.includes(this.state);
  }

  listen(does) {
    this.listeners.add(does);
  }

  tell(what = "") {
    for (const does of this.listeners) does(this, what);
  }

  /** The inputs may have changed: what is shown is stale from now on. */
  changed() {
    const about = this.planned();
    const key = about ? JSON.stringify(about) : "";
    if (key === this.inputs) return;
    this.inputs = this.key = key;
    this.drop();
    this.trouble = null;
    this.progress = null;
    this.opened = null;
    if (this.known.has(key)) this.shown = this.known.get(key);
    this.state = "idle";
    if (this.onDemand) this.wanted = false;
    this.settle(SETTLED);
    this.tell("inputs");
  }

  /** A file was edited: nothing that is known is of what it says now. */
  forget() {
    this.known.clear();
    if (this.shown) this.shown = { ...this.shown, key: "" };
    this.inputs = "";
    this.changed();
  }

  /** Whether somebody looks at it: only then is it played. */
  want(wanted) {
    this.wanted = wanted;
    if (!wanted && this.active) {
      this.drop();
      this.state = "idle";
      this.tell();
    } else if (wanted && !this.active && this.state !== "cancelled") this.settle(0);
  }

  settle(wait) {
    clearTimeout(this.timer);
    if (!this.wanted || !this.key || this.opened || this.trouble) return;
    if (!this.stale && this.shown && this.shown.worlds >= this.most()) {
      this.state = "done";
      this.tell();
      return;
    }
    this.state = "waiting";
    this.timer = setTimeout(() => this.begin(), wait);
    this.tell();
  }

  async begin() {
    const { key } = this;
    const turn = ++this.turn;
    this.state = "running";
    this.wish = this.most();
    try {
      const { job } = await post("/api/jobs", this.ask(JSON.parse(key), this.wish));
      if (turn === this.turn) this.attach(job, key);
      else steer(job, "cancel");
    } catch (trouble) {
      if (turn === this.turn) this.failed(trouble);
    }
  }

  /** Play again what was cancelled or has failed. */
  again() {
    this.trouble = null;
    this.state = "idle";
    this.wanted = true;
    this.settle(0);
  }

  /** The connection is back: what has failed for want of it is played. */
  back() {
    if (this.trouble?.status === 0 && this.wanted) this.again();
  }

  /** Stored results instead of the plan on the page. */
  async open(folder, key, name) {
    this.drop();
    const { job } = await post("/api/jobs", { folder, key });
    this.opened = { name };
    this.stored = [folder, key, name];
    this.wish = 0;
    this.state = "running";
    this.attach(job, `${folder} ${key}`);
    this.key = `${folder} ${key}`;
    this.tell("inputs");
  }

  /** Back to the plan on the page. */
  close() {
    this.opened = this.shown = this.inputs = null;
    this.changed();
  }

  attach(job, key) {
    Object.assign(this, { job, ended: false });
    const mine = (does) => (event) => this.job === job && does(event);
    this.unfollow = follow(
      job,
      {
        progress: mine((event) => this.moved(event)),
        answer: mine((event) => this.answered(event, key)),
        paused: mine(() => this.steered("paused")),
        running: mine(() => this.steered("running")),
        done: mine((event) => event.worlds >= this.wish && this.ends("done")),
        failed: mine((event) => this.failed(new Trouble(event.text, event.faults))),
        cancelled: mine(() => this.ends("cancelled")),
      },
      mine(() => (this.opened ? this.open(...this.stored) : this.begin())),
    );
    this.tell();
  }

  moved(event) {
    this.progress = { worlds: event.worlds, of: event.of, pairs: event.pairs };
    this.tell("progress");
  }

  answered(event, key) {
    const first = !this.shown || this.shown.key !== key;
    this.shown = { key, job: this.job, worlds: event.worlds, told: event.told };
    this.known.delete(key);
    this.known.set(key, this.shown);
    if (this.known.size > REMEMBERED) this.known.delete(this.known.keys().next().value);
    this.tell(first ? "first" : "answer");
  }

  steered(now) {
    if (this.active) this.state = now;
    this.tell();
  }

  ends(how) {
    this.unfollow?.();
    this.unfollow = null;
    this.state = how;
    this.tell(how);
  }

  failed(trouble) {
    this.trouble = trouble;
    this.ends("failed");
  }

  /**
   * Leave the job of before; what it has finished is kept on the server. Its worlds in hand may
   * end, so that the workers go on warm with the next job.
   */
  drop() {
    clearTimeout(this.timer);
    this.turn++;
    if (this.unfollow) {
      const { job } = this;
      this.unfollow();
      this.unfollow = null;
      steer(job, "pause");
      setTimeout(() => steer(job, "cancel"), LET_END);
    }
    this.job = null;
  }

  pause() {
    const paused = this.state !== "paused";
    return post(`/api/jobs/${this.job}`, { do: paused ? "pause" : "resume" });
  }

  cancel() {
    const { job } = this;
    this.unfollow?.();
    this.unfollow = null;
    this.drop();
    steer(job, "cancel");
    this.ends("cancelled");
  }

  /** As many worlds as the page now asks for. */
  more() {
    if (!this.unfollow) return this.begin();
    this.wish = this.most();
    return post(`/api/jobs/${this.job}`, { do: "more", worlds: this.wish });
  }
}

/** Today alone, and today against the candidates. */
export const today = new Play("today", () => plan({ candidates: false }));
export const compare = new Play("compare", () => (state.candidates.length ? plan() : null));
/** The candidates in futures: all that nobody knows exactly is drawn at once. */
export const futures = new Play("futures", () => (state.candidates.length ? plan() : null), FUTURES);
export const plays = [today, compare, futures];
