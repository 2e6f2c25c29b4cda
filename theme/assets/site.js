/* Before Material's script: keeps it from fetching a sitemap for each <link rel="alternate"> and from
   taking over clicks between languages. The links are as they were once the page has loaded. */
(function () {
  var links = Array.from(document.querySelectorAll("link[rel=alternate]"));
  links.forEach(function (link) { link.rel = "alternate external"; });
  addEventListener("load", function () { links.forEach(function (link) { link.rel = "alternate"; }); });
})();

/* The menu of small screens closes with Escape and by a click beside it. */
(function () {
  var drawer = document.querySelector(".drawer");
  if (!drawer) return;
  addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !drawer.open) return;
    drawer.open = false;
    drawer.querySelector("summary").focus();
  });
  addEventListener("click", function (event) {
    if (drawer.open && !drawer.contains(event.target)) drawer.open = false;
  });
})();
