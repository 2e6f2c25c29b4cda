/* The calendar by the reader's own day, and its filters. Without this script all stands as of the build. */
(function () {
  "use strict";
  var today = (function (now) {
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (n) { return String(n).padStart(2, "0"); }).join("-");
  })(new Date());
  var all = function (selector, place) { return Array.from((place || document).querySelectorAll(selector)); };

  /* "closes in 5 days" */
  all("[data-closes]").forEach(function (element) {
    var days = Math.round((Date.parse(element.dataset.closes) - Date.parse(today)) / 86400000);
    var left = days === 0 ? element.dataset.today : new Intl.RelativeTimeFormat(document.documentElement.lang).format(days, "day");
    if (days < 0) return element.remove();
    element.textContent = element.dataset.said.replace("{left}", left);
  });

  all("[data-expires]").forEach(function (element) { if (element.dataset.expires < today) element.remove(); });

  /* What is over by now moves from the events ahead to those past, and back if the reader's day is earlier. */
  var ahead = document.querySelector("[data-entries=ahead]"), past = document.querySelector("[data-entries=past]");
  var rows = function (place) { return place ? all(".row", place) : []; };
  var isOver = function (row) { return !row.dataset.ends || row.dataset.ends < today; };
  var isDeadline = function (row) { return row.dataset.id.endsWith(".registration"); };

  var group = function (section, label, before) {
    var made = document.createElement("div"), title = document.createElement("h3"), list = document.createElement("ul");
    made.className = "month";
    title.className = "month__title";
    title.textContent = label;
    list.className = "rows";
    made.append(title, list);
    section.insertBefore(made, before);
    return made;
  };
  var labelOf = function (row) { var month = row.closest(".month"); return month ? month.querySelector("h3").textContent : ""; };

  /* Puts a row among those of a section in the order of time, under the heading of its month. */
  var place = function (row, label, section, descending) {
    var isBefore = function (other) { return descending ? !other.dataset.order || row.dataset.order >= other.dataset.order : row.dataset.order < other.dataset.order; };
    var next = rows(section).find(isBefore) || null;
    if (!label) {
      var list = section.querySelector(".rows");
      list.insertBefore(row, next && next.parentNode === list ? next : null);
      return;
    }
    var months = all(".month", section);
    var own = months.find(function (month) { return month.querySelector("h3").textContent === label; });
    own = own || group(section, label, next ? next.closest(".month") : null);
    own.querySelector(".rows").insertBefore(row, next && own.contains(next) ? next : null);
  };

  var move = function (from, to, descending, wanted) {
    rows(from).filter(wanted).forEach(function (row) {
      var label = labelOf(row), month = row.closest(".month");
      row.remove();
      if (month && !rows(month).length) month.remove();
      if (to && !(descending && isDeadline(row))) place(row, label, to, descending);
    });
  };
  if (ahead) move(ahead, past, true, isOver);
  if (past) move(past, ahead, false, function (row) { return !isOver(row); });
  if (ahead && ahead.querySelector("[data-nothing]")) ahead.querySelector("[data-nothing]").hidden = rows(ahead).length > 0;
  else if (ahead) ahead.hidden = !rows(ahead).length;
  if (past && past.hidden) past.hidden = !rows(past).length;

  /* The day of today in a month's grid. */
  all("[data-day='" + today + "']").forEach(function (cell) { cell.setAttribute("aria-current", "date"); });

  /* Addresses to copy. */
  if (navigator.clipboard) all("[data-copy]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(button.dataset.copy).then(function () { button.firstChild.textContent = button.dataset.copied; });
    });
  });

  all("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  /* Filters; what is chosen stands in the address. */
  var form = document.querySelector("[data-filters]");
  if (!form) return;
  form.hidden = false;
  var fields = all("select, input", form), known = rows(document).filter(function (row) { return row.closest("[data-entries]"); });
  var status = form.querySelector("[data-count]"), reset = form.querySelector("[data-reset]");
  var subscribe = form.querySelector("[data-subscribe]"), download = form.querySelector("[data-download]");
  var whole = subscribe.getAttribute("href");
  var folded = function (text) { return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase(); };

  var fits = function (row, name, value) {
    if (name === "time") return (value === "past") === isOver(row);
    if (name === "place") { var said = row.querySelector("[data-place]"); return Boolean(said) && folded(said.textContent).includes(folded(value)); }
    return (row.dataset[name] || "").split(" ").includes(value);
  };
  var chosen = function () { return fields.filter(function (field) { return field.value.trim(); }); };

  var show = function () {
    var asked = chosen();
    known.forEach(function (row) { row.hidden = !asked.every(function (field) { return fits(row, field.name, field.value.trim()); }); });
    all("[data-entries] .month, [data-entries]").forEach(function (part) {
      var is = rows(part);
      part.hidden = asked.length > 0 ? !is.some(function (row) { return !row.hidden; }) : !is.length && part.dataset.entries !== "ahead";
    });
    var count = known.filter(function (row) { return !row.hidden; }).length;
    status.textContent = count ? status.dataset.count.replace("{n}", count).replace("{total}", known.length) : status.dataset.none;
    reset.hidden = !asked.length;
    download.hidden = !asked.length || !count;
    /* The calendar of the choice, where one is made of it; the reader's days ahead or past make no other. */
    var lasting = asked.filter(function (field) { return field.name !== "time"; });
    var option = lasting.length === 1 && lasting[0].selectedOptions && lasting[0].selectedOptions[0];
    subscribe.hidden = !asked.length || lasting.length > 0 && !(option && option.dataset.calendar);
    subscribe.href = option && option.dataset.calendar || whole;
  };
  var written = function () {
    var query = new URLSearchParams(chosen().map(function (field) { return [field.name, field.value.trim()]; })).toString();
    return location.pathname + (query ? "?" + query : "") + location.hash;
  };
  var read = function () {
    var query = new URLSearchParams(location.search);
    fields.forEach(function (field) { field.value = query.get(field.name) || ""; if (field.selectedIndex < 0) field.value = ""; });
    show();
  };
  form.addEventListener("change", function () { if (written() !== location.pathname + location.search + location.hash) history.pushState(null, "", written()); show(); });
  form.addEventListener("input", function (event) { if (event.target.type === "search") { history.replaceState(history.state, "", written()); show(); } });
  reset.addEventListener("click", function () {
    fields.forEach(function (field) { field.value = ""; });
    history.pushState(null, "", written());
    show();
    fields[0].focus();
  });
  addEventListener("popstate", read);

  /* The file of exactly what is shown: the whole calendar without the other events (RFC 5545, 3.6.1). */
  download.addEventListener("click", function (event) {
    event.preventDefault();
    fetch(whole).then(function (answer) { return answer.text(); }).then(function (text) {
      var shown = known.filter(function (row) { return !row.hidden; }).map(function (row) { return row.dataset.id; });
      var kept = text.replace(/BEGIN:VEVENT\r\n[^]*?END:VEVENT\r\n/g, function (entry) {
        var uid = entry.replace(/\r\n[ \t]/g, "").match(/\r\nUID:(.*)@/)[1];
        return shown.some(function (id) { return id === uid || (id.startsWith(uid + ".") && /\.\d/.test(id)); }) ? entry : "";
      });
      var link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([kept], {type: "text/calendar"}));
      link.download = download.download;
      link.click();
      setTimeout(function () { URL.revokeObjectURL(link.href); });
    });
  });
  read();
})();
