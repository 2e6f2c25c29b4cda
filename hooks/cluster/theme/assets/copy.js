/* Buttons that copy an address or a text. They stay hidden if the browser has no access to the clipboard. */
if (navigator.clipboard) {
  const SHOWN = 4000;  /* milliseconds for which a button says that it has copied */
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  document.body.append(status);

  document.querySelectorAll("[data-copy]").forEach((button) => {
    const label = button.firstChild, text = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      label.textContent = status.textContent = button.dataset.copied;
      setTimeout(() => {
        label.textContent = text;
        status.textContent = "";
      }, SHOWN);
    });
  });
}
