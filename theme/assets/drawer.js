/* Closes the menu of small screens on Escape and on a click outside it. */
{
  const drawer = document.querySelector(".drawer");
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.open) return;
    drawer.open = false;
    drawer.querySelector("summary").focus();
  });
  addEventListener("click", (event) => {
    if (drawer.open && !drawer.contains(event.target) && !event.target.closest(".palette")) drawer.open = false;
  });
}
