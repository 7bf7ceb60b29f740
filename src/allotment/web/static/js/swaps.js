/* After a swap: focus stays with the thing it was on, and what failed is said in words. */

const said = () => document.getElementById("said");
let held = null;

function say(sentence) {
  const place = said();
  if (!place || !sentence) return;
  const line = document.createElement("p");
  line.textContent = sentence;
  place.replaceChildren(line);
}

function sayFailure() {
  say(navigator.onLine ? said()?.dataset.failed : said()?.dataset.offline);
}

document.addEventListener("htmx:before:swap", () => {
  const item = document.activeElement?.closest("[data-item][id]");
  held = item && { id: item.id, key: document.activeElement.dataset.key };
});

document.addEventListener("htmx:after:swap", () => {
  const lost = !document.activeElement || document.activeElement === document.body;
  const item = held && document.getElementById(held.id);
  if (lost && item) {
    const same = held.key && item.querySelector(`[data-key="${held.key}"]`);
    (same || item).focus({ preventScroll: true });
  }
  held = null;
});

document.addEventListener("htmx:error", sayFailure);
document.addEventListener("htmx:response:error", (event) => {
  const status = event.detail?.ctx?.response?.status ?? 0;
  if (status !== 400 && status !== 422) sayFailure();
});
