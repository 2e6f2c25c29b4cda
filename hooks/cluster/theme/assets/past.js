/* Moves events between coming and past by the moment at which the page is read, since it may have been built
   earlier (or for a later day). Deadlines that have passed are a list of their own where the page has one. */
{
  const now = new Date();
  const part = (name) => document.querySelector(`[data-entries=${name}]`);
  const ahead = part("ahead"), past = part("past"), closed = part("closed");
  const rows = (place) => (place ? Array.from(place.querySelectorAll(".row")) : []);
  /* A row without an end has no date, and stays where the build has put it. */
  const isOver = (row) => (row.dataset.ends ? new Date(row.dataset.ends) <= now : row.closest("[data-entries]") !== ahead);
  const isDeadline = (row) => row.dataset.id.endsWith(".registration");
  const labelOf = (month) => month.querySelector("h3").textContent;

  const group = (section, label, before) => {
    const made = document.createElement("div"), title = document.createElement("h3"), list = document.createElement("ul");
    made.className = "month";
    title.className = "month__title";
    title.textContent = label;
    list.className = "rows";
    made.append(title, list);
    section.insertBefore(made, before);
    return made;
  };

  /* Inserts a row into a section by date; if `label` is set, under that month's heading. */
  const place = (row, label, section, descending) => {
    const isBefore = (other) => !other.dataset.order || (descending ? row.dataset.order >= other.dataset.order : row.dataset.order < other.dataset.order);
    const next = rows(section).find(isBefore) || null;
    let list = section.querySelector(".rows");
    if (label) {
      const own = Array.from(section.querySelectorAll(".month")).find((month) => labelOf(month) === label);
      list = (own || group(section, label, next ? next.closest(".month") : null)).querySelector(".rows");
    }
    list.insertBefore(row, next && next.parentNode === list ? next : null);
  };

  const move = (from, to, descending, wanted) => {
    rows(from).filter(wanted).forEach((row) => {
      const month = row.closest(".month"), label = month ? labelOf(month) : "";
      row.remove();
      if (month && !rows(month).length) month.remove();
      if (to && !(descending && isDeadline(row))) place(row, label, to, descending);
    });
  };
  const isClosed = (row) => closed && row.dataset.kind === "deadline";
  move(ahead, closed, true, (row) => isOver(row) && isClosed(row));
  move(ahead, past, true, isOver);
  [past, closed].forEach((from) => move(from, ahead, false, (row) => !isOver(row)));

  const nothing = ahead && ahead.querySelector("[data-nothing]");
  if (nothing) nothing.hidden = rows(ahead).length > 0;
  else if (ahead) ahead.hidden = !rows(ahead).length;
  [past, closed].forEach((over) => { if (over && over.hidden) over.hidden = !rows(over).length; });
}
