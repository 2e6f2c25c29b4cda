/* Updates the days left ("closes in 5 days") to the day on which the page is read; removes what has closed. */
{
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);

  document.querySelectorAll("[data-closes]").forEach((element) => {
    const days = Math.round((Date.parse(element.dataset.closes) - Date.parse(today)) / 86400000);
    const left = days === 0 ? element.dataset.today : new Intl.RelativeTimeFormat(document.documentElement.lang).format(days, "day");
    if (days < 0) element.remove();
    else element.textContent = element.dataset.said.replace("{left}", left);
  });
  document.querySelectorAll("[data-expires]").forEach((element) => { if (element.dataset.expires < today) element.remove(); });
}
