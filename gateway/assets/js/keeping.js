// Buttons of the receipt that only a script can do: copy reference and code, print.

const copy = document.querySelector("[data-copy-all]");
if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const told = Array.from(document.querySelectorAll("[data-copy]"), (each) => each.textContent.trim());
    await navigator.clipboard.writeText(told.join("\n"));
    copy.textContent = copy.dataset.done;
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
