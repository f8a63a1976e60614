// Without this script the index is complete; with it a field shows the names that have its letters.
(() => {
  const find = document.querySelector(".find"), field = find.querySelector("input");
  const told = find.querySelector(".status");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const names = [...document.querySelectorAll(".names li")].map((item) => [item, plain(item.textContent)]);
  find.hidden = false;
  field.addEventListener("input", () => {
    const asked = plain(field.value.trim());
    let count = 0;
    for (const [item, name] of names) {
      item.hidden = !name.includes(asked);
      count += !item.hidden;
    }
    for (const part of document.querySelectorAll("section")) {
      part.hidden = !part.querySelector("li:not([hidden])");
    }
    document.querySelector("nav").hidden = asked !== "";
    told.textContent = asked ? `${count} gevonden` : "";
  });
})();
