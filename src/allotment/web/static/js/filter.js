/* <input data-filter="#people" data-none="…">: shows only the lines of the list that hold what is typed. */

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

function sift(box) {
  const list = document.querySelector(box.dataset.filter);
  if (!list) return;
  const words = plain(box.value).split(/\s+/).filter(Boolean);
  let left = 0;
  for (const line of list.children) {
    const text = plain(line.textContent);
    line.hidden = !words.every((word) => text.includes(word));
    if (!line.hidden) left += 1;
  }
  const said = document.getElementById("said");
  if (said) said.textContent = left || !words.length ? "" : (box.dataset.none ?? "");
}

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-filter]")) sift(event.target);
});
