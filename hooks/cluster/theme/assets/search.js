/* The search in the header. What answers it, search-engine.js with the index of the language, is loaded when somebody
   turns to the field. Arrow keys move through the answers, Enter goes to the first and opens the chosen one,
   Escape closes. No key opens it: single letters are what people type with their voice or by mistake (WCAG 2.1.4). */
{
  const MOST = 50;  /* answers that are shown */
  const search = document.querySelector("[data-search]"), form = search.querySelector("form");
  const field = search.querySelector("input"), opener = search.querySelector(".search__open");
  const found = search.querySelector(".search__found"), list = found.querySelector("ol");
  const count = found.querySelector("p"), status = search.querySelector("[role=status]");

  /* The page that is shown for a missing one is the same in all languages; its address tells the language. */
  const homes = search.dataset.search.split(" ").map((home) => new URL(home, location.href))
    .sort((one, other) => other.pathname.length - one.pathname.length);
  const home = homes.find(({pathname}) => location.pathname.startsWith(pathname)) || homes.at(-1);

  let engine;
  const load = () => engine ??= Promise.all([
    import("./search-engine.js"),
    fetch(new URL("search/search_index.json", home)).then((answer) => {
      if (!answer.ok) throw new Error(answer.status);
      return answer.json();
    }),
  ]).then(([code, data]) => ({...code, ...data, index: new code.Index(data)}));

  const told = ({words, language}, number) => {
    if (!number) return words.none;
    if (number > MOST) return words.first.replace("{shown}", MOST).replace("{n}", number);
    return (words.count[new Intl.PluralRules(language).select(number)] || words.count.other).replace("{n}", number);
  };

  const tell = (text) => { count.textContent = text; status.textContent = text; };

  const piece = ([text, isMarked]) => {
    if (!isMarked) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  };
  const element = (name, className, ...content) => {
    const made = document.createElement(name);
    made.className = className;
    made.append(...content);
    return made;
  };
  const item = ({excerpt, marked}, answer) => {
    const {page, section, isMeant} = answer, shown = (text) => marked(text, isMeant).map(piece);
    const title = element("span", "search__title", ...shown(page.title));
    if (section !== page.sections[0]) title.append(element("span", "search__section", ...shown(section.title)));
    if (page.kind) title.append(" ", element("span", "search__kind", page.kind));
    const link = element("a", "md-search-result__link", title, element("span", "search__text", ...shown(excerpt(answer))));
    link.href = new URL(section.location, home);
    return element("li", "md-search-result__item", link);
  };

  const answer = async () => {
    const query = field.value.trim();
    if (!query) {
      list.replaceChildren();
      tell("");
      found.hidden = true;
      return;
    }
    try {
      const loaded = await load();
      if (query !== field.value.trim()) return;  /* somebody has typed on */
      const answers = loaded.index.search(query);
      list.replaceChildren(...answers.slice(0, MOST).map((each) => item(loaded, each)));
      tell(told(loaded, answers.length));
    } catch {
      engine = undefined;
      list.replaceChildren();
      tell(search.dataset.failed);
    }
    found.hidden = false;
    found.scrollTop = 0;
  };

  const open = () => {
    search.dataset.open = "";
    opener.setAttribute("aria-expanded", "true");
    field.focus();
    field.select();
  };
  const close = () => {
    delete search.dataset.open;
    opener.setAttribute("aria-expanded", "false");
    found.hidden = true;
  };
  const leave = () => {
    close();
    (field.checkVisibility() ? field : opener).focus();
    found.hidden = true;  /* as the field shows its answers when it gets the focus */
  };

  const move = (step) => {
    const places = [field, ...list.querySelectorAll("a")];
    const place = places.indexOf(document.activeElement) + step;
    if (places[place]) places[place].focus();
  };

  opener.addEventListener("click", open);
  search.querySelector(".search__close").addEventListener("click", () => {
    field.value = "";
    answer();
    if (opener.checkVisibility()) leave();
    else field.focus();
  });
  field.addEventListener("focus", () => {
    load().catch(() => { engine = undefined; });
    if (list.children.length) found.hidden = false;
  });
  field.addEventListener("input", answer);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await answer();
    list.querySelector("a")?.focus();
  });
  search.addEventListener("keydown", (event) => {
    const keys = {ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: leave};
    if (event.isComposing || !keys[event.key] || (event.key === "Escape" && found.hidden && !("open" in search.dataset))) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  search.addEventListener("focusout", ({relatedTarget}) => {
    if (relatedTarget && !search.contains(relatedTarget)) close();
  });
  addEventListener("click", ({target}) => { if (!search.contains(target)) close(); });

  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    open();
    field.value = asked;
    answer();
  }
}
