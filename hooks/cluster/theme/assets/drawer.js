/* Closes the menu of small screens on Escape, on a click outside it, and when the focus leaves it: it would cover
   what is focused (WCAG 2.4.11). The choice of the scheme is shown with it. */
{
  const drawer = document.querySelector(".drawer");
  const close = ({target}) => {
    if (drawer.open && !drawer.contains(target) && !target.closest(".palette")) drawer.open = false;
  };
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.open) return;
    drawer.open = false;
    drawer.querySelector("summary").focus();
  });
  addEventListener("click", close);
  addEventListener("focusin", close);
}
