/** Elements in one call. Styles are set by class or through CSSOM: the page allows no inline ones. */

let lastId = 0;

/** An id that is nobody else's. */
export const freshId = (name) => `${name}-${++lastId}`;

/**
 * An element. about: attributes, and `on` {event: function}, `data` {name: text},
 * `style` {property: value}; null, undefined and false are left out.
 */
export function h(tag, about = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(about)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, does] of Object.entries(value)) element.addEventListener(event, does);
    } else if (name === "data") Object.assign(element.dataset, value);
    else if (name === "style") {
      for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    } else if (["value", "checked", "selected", "disabled", "hidden"].includes(name)) {
      element[name] = value;
    } else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Put children into an element instead of what is there. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Do something once nothing has been asked for so long; `now` does it at once. */
export function later(milliseconds, does) {
  let timer = 0;
  const ask = () => {
    clearTimeout(timer);
    timer = setTimeout(does, milliseconds);
  };
  ask.never = () => clearTimeout(timer);
  return ask;
}

export const button = (text, does, about = {}) =>
  h("button", { type: "button", ...about, on: { click: does } }, text);

/** A heading that opens what is below it. */
export function fold(summary, about, ...children) {
  return h("details", about, h("summary", {}, summary), ...children);
}

/** Show what changes in place, without moving the focus of who types in it. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
