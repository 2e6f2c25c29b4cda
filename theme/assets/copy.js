/* Buttons that copy an address or a text. They stay hidden if the browser has no access to the clipboard. */
if (navigator.clipboard) document.querySelectorAll("[data-copy]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(button.dataset.copy).then(() => { button.firstChild.textContent = button.dataset.copied; });
  });
});
