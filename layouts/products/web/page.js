// Without this script the page has everything but the buttons to copy; a link leaves it.
(() => {
  const said = document.querySelector("[data-copied]");
  if (said && navigator.clipboard) {
    for (const button of document.querySelectorAll(".copy")) {
      const word = button.querySelector("span"), before = word.textContent;
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.value);
        word.textContent = said.textContent = said.dataset.copied;
        setTimeout(() => { word.textContent = before; said.textContent = ""; }, 2000);
      });
    }
  }
  const leave = document.querySelector(".leave");
  if (leave) {
    const go = (event) => { event.preventDefault(); location.replace(leave.href); };
    let pressed = [];
    leave.addEventListener("click", go);
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      pressed = [...pressed.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
      if (pressed.length > 2) go(event);
    });
  }
})();
