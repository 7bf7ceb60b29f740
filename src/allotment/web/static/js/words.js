/* <input data-words list="…">: a list of words with commas between, each completed from the datalist. */

const begun = (box) => {
  const comma = box.value.lastIndexOf(",") + 1;
  return box.value.slice(0, comma) + (comma ? " " : "");
};

document.addEventListener("input", (event) => {
  const box = event.target;
  if (!box.matches?.("[data-words]")) return;
  const before = begun(box);
  for (const option of box.list?.options ?? []) {
    option.dataset.word ??= option.value;
    option.value = before + option.dataset.word;
  }
});
