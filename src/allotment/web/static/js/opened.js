/* What was opened in place is open again when one comes back to the page, as long as the tab lives. */

const STORE = `allotment-opened:${location.pathname}`;
const remembered = () => new Set(JSON.parse(sessionStorage.getItem(STORE) ?? "[]"));

document.addEventListener(
  "toggle",
  (event) => {
    const details = event.target;
    if (!details.matches?.("details.opens[id]")) return;
    const ids = remembered();
    ids[details.open ? "add" : "delete"](details.id);
    sessionStorage.setItem(STORE, JSON.stringify([...ids]));
  },
  true,
);

for (const id of remembered()) {
  const details = document.getElementById(id);
  if (details) details.open = true;
}
