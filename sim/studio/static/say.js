/** What a screen reader is told: the last word only, and not too often. */

const place = document.getElementById("status");
const PAUSE = 1200;
let next = "";
let timer = 0;

/** Say it when nothing else is being said; of several only the last. */
export function say(text) {
  if (text === place.textContent && !timer) return;
  next = text;
  timer ||= setTimeout(() => {
    timer = 0;
    place.textContent = next;
  }, place.textContent ? PAUSE : 50);
}
