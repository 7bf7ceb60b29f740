/* One letter keys: j and k move between items, the rest press what carries data-key. Off by one tick. */

const STORE = "allotment-keys";
const dialog = document.getElementById("keys");
const tick = dialog?.querySelector("[data-keys-on]");
const on = () => localStorage.getItem(STORE) !== "off";

function busy(event) {
  const writing = event.target.closest("input, textarea, select, [contenteditable], dialog");
  return event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || writing;
}

function move(step) {
  const items = [...document.querySelectorAll("[data-item]")].filter((item) => item.checkVisibility());
  const here = items.indexOf(document.activeElement?.closest("[data-item]"));
  const next = items[here < 0 && step < 0 ? items.length - 1 : here + step];
  if (!next) return false;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function press(key) {
  const item = document.activeElement?.closest("[data-item]");
  const selector = `[data-key="${CSS.escape(key)}"]`;
  const button = item?.querySelector(selector) ?? document.querySelector(`.head ${selector}`);
  if (!button?.checkVisibility()) return false;
  button.click();
  return true;
}

function open() {
  const link = document.activeElement.querySelector("a");
  return press("o") || (link && (link.click(), true));
}

function search() {
  const box = document.querySelector('main input[type="search"]');
  box?.focus();
  return Boolean(box) || press("/");
}

function answer(key) {
  if (key === "?") return dialog && !dialog.open && (dialog.showModal(), true);
  if (!on()) return false;
  if (key === "j") return move(1);
  if (key === "k") return move(-1);
  if (key === "/") return search();
  if (key === "Enter") return document.activeElement?.matches("[data-item]") && open();
  return key.length === 1 && press(key);
}

document.addEventListener("keydown", (event) => {
  if (!busy(event) && answer(event.key)) event.preventDefault();
});

if (dialog) {
  for (const button of document.querySelectorAll('[data-opens="keys"]')) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }
  tick.checked = on();
  tick.addEventListener("change", () => localStorage.setItem(STORE, tick.checked ? "on" : "off"));
}
