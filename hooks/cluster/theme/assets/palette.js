/* The light or the dark scheme: what the reader chose, else that of the device. Set before the first paint, so that
   the page does not flash. The button of the header, as Enter on it, leads to the next choice. */
(function () {
  var palette = document.querySelector("[data-md-component=palette]");
  var inputs = Array.from(palette.querySelectorAll("input"));
  var kept = __md_get("__palette");
  var chosen = inputs[kept && kept.index] || inputs.find(function (each) { return matchMedia(each.dataset.mdColorMedia).matches; }) || inputs[0];
  var device = matchMedia("(prefers-color-scheme: dark)");

  function shown() {
    if (chosen.dataset.mdColorMedia !== "(prefers-color-scheme)") return chosen;
    var media = "(prefers-color-scheme: " + (device.matches ? "dark" : "light") + ")";
    return inputs.find(function (each) { return each.dataset.mdColorMedia === media; }) || chosen;
  }
  function show() {
    ["mdColorScheme", "mdColorPrimary", "mdColorAccent"].forEach(function (name) { document.body.dataset[name] = shown().dataset[name]; });
    inputs.forEach(function (each) { each.nextElementSibling.hidden = each !== chosen; });
    chosen.checked = true;
  }
  function choose(input) {
    chosen = input;
    show();
    __md_set("__palette", { index: inputs.indexOf(input), color: { media: input.dataset.mdColorMedia, scheme: input.dataset.mdColorScheme, primary: input.dataset.mdColorPrimary, accent: input.dataset.mdColorAccent } });
  }

  show();
  device.addEventListener("change", show);
  palette.addEventListener("change", function (event) { choose(event.target); });
  palette.addEventListener("keydown", function (event) {
    if (event.key !== "Enter") return;
    choose(inputs[(inputs.indexOf(chosen) + 1) % inputs.length]);
    chosen.focus();
  });
})();
