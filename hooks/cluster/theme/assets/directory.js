/* Searches and filters a directory. What is chosen is part of the address, for "back" and for sharing. The text is
   not called "q", as that would open Material's search of the site. */
{
  /* How many entries answer a key at once, and how many follow at a time, after how many milliseconds. */
  const AT_ONCE = 40, PART = 200, PAUSE = 150;
  const form = document.querySelector("[data-directory]");
  const list = document.getElementById(form.dataset.directory);
  const status = form.querySelector("[role=status]"), reset = form.querySelector("[type=reset]");
  const fold = form.querySelector("[data-fold]");
  const initial = new FormData(form);
  /* As in hooks/cluster/letters.py. */
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const folded = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u00ad\u2060]/g, "").toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter]).replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  let known;  /* read once somebody is about to choose something */
  const read = () => {
    /* An entry is found by the titles and words of its values, too, without their number in brackets. */
    const selects = Array.from(form.querySelectorAll("select"), ({name, options}) => {
      const told = ({textContent, dataset}) => `${textContent.replace(/ \(\d+\)$/, "")} ${dataset.words || ""}`;
      return [name, new Map(Array.from(options, (option) => [option.value, folded(told(option))]))];
    });
    return Array.from(list.children, (element) => {
      const given = (name) => (element.getAttribute(`data-${name}`) || "").split(" ").filter(Boolean);
      const values = selects.flatMap(([name, words]) => given(name).map((value) => words.get(value)));
      const own = folded(`${element.textContent} ${element.dataset.words || ""}`);
      return {element, given, text: ` ${[own, ...values].join(" ")}`};
    });
  };

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

  /* Makes the list consist of these elements. The first ones are there at once; when nobody has typed for a
     moment, the others follow in parts, as no key must wait for them. A list that stays the same is not touched. */
  let following;
  const put = (elements, most) => {
    clearTimeout(following);
    let kept = 0;
    while (kept < elements.length && elements[kept] === list.children[kept]) kept += 1;
    if (kept < list.children.length || kept === 0) list.replaceChildren(...elements.slice(0, most));
    else list.append(...elements.slice(kept, most));
    follow(elements, list.children.length, PAUSE);
  };
  const follow = (elements, start, pause) => {
    if (start >= elements.length) return;
    following = setTimeout(() => {
      list.append(...elements.slice(start, start + PART));
      follow(elements, start + PART, 0);
    }, pause);
  };

  const show = (most = AT_ONCE) => {
    const query = chosen(), asked = tests(query);
    list.dataset.view = form.elements.view.value;
    known ??= read();
    const found = known.filter((entry) => asked.every((test) => test(entry))), count = found.length;
    put(found.map((entry) => entry.element), most);
    query.delete("view");
    status.textContent = count ? status.dataset.count.replace("{n}", count).replace("{total}", known.length) : status.dataset.none;
    reset.hidden = !query.toString();
    query.delete("find");
    if (fold) fold.dataset.chosen = Array.from(query).length;
  };

  const restore = () => {
    form.reset();
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (!field || name === "") continue;
      field.value = value;
      if (field.selectedIndex < 0) field.value = "";
    }
    const numbers = form.querySelector("details");
    if (numbers) numbers.open ||= Array.from(numbers.querySelectorAll("input")).some((field) => field.value);
    show(Infinity);  /* all of it, for the browser to find the place where the reader was */
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
  fold?.addEventListener("click", () => fold.setAttribute("aria-expanded", fold.getAttribute("aria-expanded") !== "true"));
  addEventListener("popstate", restore);
  if (location.search) restore();
  delete document.documentElement.dataset.choosing;
}
