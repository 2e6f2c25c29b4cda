/* Sets the light or dark scheme (the reader's choice, else the device's) before the first paint, so that the
   page does not flash. */
(function () {
  var kept = __md_get("__palette");
  var media = kept && kept.color && kept.color.media;
  if (!media || media === "(prefers-color-scheme)") {
    media = "(prefers-color-scheme: " + (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") + ")";
  }
  var input = document.querySelector("[data-md-color-media='" + media + "']");
  if (input) document.body.setAttribute("data-md-color-scheme", input.getAttribute("data-md-color-scheme"));
})();
