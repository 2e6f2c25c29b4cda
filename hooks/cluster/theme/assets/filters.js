/* Filters the list of events; runs after past.js has sorted it. The filter is part of the address, for sharing. */
{
  const form = document.querySelector("[data-filters]");
  const fields = Array.from(form.querySelectorAll("select, input"));
  const parts = Array.from(document.querySelectorAll("[data-entries] .month, [data-entries]"));
  const known = Array.from(document.querySelectorAll("[data-entries] .row"));
  const status = form.querySelector("[data-count]"), reset = form.querySelector("[data-reset]");
  const subscribe = form.querySelector("[data-subscribe]"), download = form.querySelector("[data-download]");
  const fold = form.querySelector("[data-fold]");
  const whole = subscribe.getAttribute("href");
  /* As in hooks/cluster/letters.py. */
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const folded = (text) => text.normalize("NFD").replace(/[\u0300-\u036f\u00ad\u2060]/g, "").replace(/\s+/g, " ")
    .toLowerCase().replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]).replace(/’/g, "'");

  const fits = (row, name, value) => {
    if (name === "time") return (row.closest("[data-entries]").dataset.entries === "ahead") === (value === "ahead");
    if (name === "place") return folded(row.querySelector("[data-place]")?.textContent || "").includes(folded(value));
    return (row.dataset[name] || "").split(" ").includes(value);
  };
  const chosen = () => fields.filter((field) => field.value.trim());

  const show = () => {
    const asked = chosen();
    known.forEach((row) => { row.hidden = !asked.every((field) => fits(row, field.name, field.value.trim())); });
    parts.forEach((part) => {
      const rows = Array.from(part.querySelectorAll(".row"));
      part.hidden = asked.length ? rows.every((row) => row.hidden) : !rows.length && part.dataset.entries !== "ahead";
    });
    const count = known.filter((row) => !row.hidden).length;
    status.textContent = count ? status.dataset.count.replace("{n}", count).replace("{total}", known.length) : status.dataset.none;
    reset.hidden = !asked.length;
    fold.dataset.chosen = asked.length;
    download.hidden = !asked.length || !count;
    /* Offers the calendar of the filter if there is one. Coming or past does not matter: calendars have both. */
    const lasting = asked.filter((field) => field.name !== "time");
    const calendar = lasting.length === 1 && lasting[0].selectedOptions?.[0].dataset.calendar;
    subscribe.hidden = !asked.length || lasting.length > 0 && !calendar;
    subscribe.href = calendar || whole;
  };

  const written = () => {
    const query = new URLSearchParams(chosen().map((field) => [field.name, field.value.trim()])).toString();
    return location.pathname + (query ? `?${query}` : "") + location.hash;
  };
  const read = () => {
    const query = new URLSearchParams(location.search);
    fields.forEach((field) => {
      field.value = query.get(field.name) || "";
      if (field.selectedIndex < 0) field.value = "";
    });
    show();
  };

  form.addEventListener("change", () => {
    if (written() !== location.pathname + location.search + location.hash) history.pushState(null, "", written());
    show();
  });
  form.addEventListener("input", (event) => {
    if (event.target.type !== "search") return;
    history.replaceState(history.state, "", written());
    show();
  });
  reset.addEventListener("click", () => {
    fields.forEach((field) => { field.value = ""; });
    history.pushState(null, "", written());
    show();
    (fields[0].offsetParent ? fields[0] : fold).focus();
  });
  fold.addEventListener("click", () => fold.setAttribute("aria-expanded", fold.getAttribute("aria-expanded") !== "true"));
  addEventListener("popstate", read);

  /* Downloads what is shown: the whole calendar without the other events (VEVENT: RFC 5545, section 3.6.1). */
  download.addEventListener("click", async (event) => {
    event.preventDefault();
    const text = await (await fetch(whole)).text();
    const shown = known.filter((row) => !row.hidden).map((row) => row.dataset.id);
    const kept = text.replace(/BEGIN:VEVENT\r\n[^]*?END:VEVENT\r\n/g, (entry) => {
      const uid = entry.replace(/\r\n[ \t]/g, "").match(/\r\nUID:(.*)@/)[1];
      return shown.some((id) => id === uid || (id.startsWith(`${uid}.`) && /\.\d/.test(id))) ? entry : "";
    });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([kept], {type: "text/calendar"}));
    link.download = download.download;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  });

  form.hidden = false;
  read();
  delete document.documentElement.dataset.choosing;
}
