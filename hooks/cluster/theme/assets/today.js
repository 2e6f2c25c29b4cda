/* Marks the day on which the page is read in the grid of a month. */
{
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  document.querySelectorAll(`[data-day="${today}"]`).forEach((cell) => cell.setAttribute("aria-current", "date"));
}
