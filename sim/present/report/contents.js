// Contents: the part of the page that is being read is marked in the list of contents.

function markContents() {
  const links = [...document.querySelectorAll(".contents a")];
  const parts = links.map((link) => document.getElementById(link.hash.slice(1)));
  let waiting = false;

  function mark() {
    waiting = false;
    const above = parts.filter((part) => part.getBoundingClientRect().top < 160);
    const current = Math.max(0, above.length - 1);
    links.forEach((link, place) => {
      if (place === current) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }

  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
}
