/* Updates the days left ("closes in 5 days") to the moment at which the page is read; replaces what has expired. */
{
  const now = new Date();
  const dayOf = (moment) => Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()) / 86400000;

  document.querySelectorAll("[data-closes]").forEach((element) => {
    const end = new Date(element.dataset.closes);
    const days = dayOf(new Date(end - 60000)) - dayOf(now);
    const left = days === 0 ? element.dataset.today : new Intl.RelativeTimeFormat(document.documentElement.lang).format(days, "day");
    if (end <= now) element.remove();
    else element.textContent = element.dataset.said.replace("{left}", left);
  });
  /* What is of use until a moment, or from then on. */
  document.querySelectorAll("[data-until]").forEach((element) => { element.hidden = new Date(element.dataset.until) <= now; });
  document.querySelectorAll("[data-begins]").forEach((element) => { element.hidden = new Date(element.dataset.begins) > now; });
  document.querySelectorAll("[data-expires]").forEach((element) => {
    if (new Date(element.dataset.expires) > now) return;
    const notice = document.createElement("p");
    notice.textContent = element.dataset.expired;
    element.replaceWith(notice);
  });
}
