/* Searches and filters a directory. What is chosen is part of the address, for "back" and for sharing. The text is
   not called "q", as that would open Material's search of the site. */
{
  const form = document.querySelector("[data-directory]");
  const list = document.getElementById(form.dataset.directory);
  const status = form.querySelector("[role=status]"), reset = form.querySelector("[type=reset]");
  const initial = new FormData(form);
  const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u00ad\u2060]/g, "").toLowerCase()
    .replace(/ß/g, "ss").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  let known;  /* read once somebody is about to choose something */
  const read = () => Array.from(list.children, (element) => {
    const given = (name) => (element.getAttribute(`data-${name}`) || "").split(" ").filter(Boolean);
    return {element, given, text: ` ${folded(`${element.textContent} ${element.dataset.words || ""}`)}`};
  });

  /* Short words, mostly abbreviations, must begin a word: else "sem" would find each "system". */
  const says = (text, words) => words.every((word) => text.includes(word.length > 3 ? word : ` ${word}`));
  /* Whether one of the ranges of an entry and that of the reader have a number in common. */
  const meets = (ranges, from, to) => ranges.some((range) => {
    const [low, high = low] = range.split("..");
    return Number(low || -Infinity) <= to && from <= Number(high || Infinity);
  });
  const tests = (query) => Array.from(query, ([name, value]) => {
    if (name === "view") return () => true;
    if (name === "find") {
      const words = folded(value).split(" ");
      return (entry) => says(entry.text, words);
    }
    if (form.elements[name].type !== "number") return ({given}) => given(name).includes(value);
    const [property] = name.split("_");
    const from = Number(query.get(`${property}_from`) || -Infinity), to = Number(query.get(`${property}_to`) || Infinity);
    return ({given}) => meets(given(property), from, to);
  });

  const chosen = () => {
    const pairs = Array.from(new FormData(form), ([name, value]) => [name, value.trim()]);
    return new URLSearchParams(pairs.filter(([name, value]) => value && value !== initial.get(name)));
  };

  const show = () => {
    const query = chosen(), asked = tests(query);
    list.dataset.view = form.elements.view.value;
    known ??= read();
    let count = 0;
    for (const entry of known) {
      const fits = asked.every((test) => test(entry));
      if (fits === entry.element.hidden) entry.element.hidden = !fits;
      count += fits;
    }
    query.delete("view");
    status.textContent = count ? status.dataset.count.replace("{n}", count).replace("{total}", known.length) : status.dataset.none;
    reset.hidden = !query.toString();
  };

  const restore = () => {
    form.reset();
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (!field || name === "") continue;
      field.value = value;
      if (field.selectedIndex < 0) field.value = "";
    }
    show();
  };

  const write = (method) => {
    const query = chosen().toString();
    const address = location.pathname + (query ? `?${query}` : "") + location.hash;
    if (address !== location.pathname + location.search + location.hash) history[method](null, "", address);
    show();
  };

  const isTyped = (field) => ["search", "number"].includes(field.type);
  form.addEventListener("input", (event) => write(isTyped(event.target) ? "replaceState" : "pushState"));
  form.addEventListener("submit", (event) => event.preventDefault());
  reset.addEventListener("click", (event) => {
    event.preventDefault();
    const view = form.elements.view.value;
    form.reset();
    form.elements.view.value = view;
    write("pushState");
    form.elements.find.focus();
  });
  form.addEventListener("focusin", () => { known ??= read(); }, {once: true});
  addEventListener("popstate", restore);
  if (location.search) restore();
  delete document.documentElement.dataset.choosing;
}
