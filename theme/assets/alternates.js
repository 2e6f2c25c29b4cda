/* Before Material's script: keeps it from fetching a sitemap for each <link rel="alternate"> and from
   taking over clicks between languages. The links are as they were once the page has loaded. */
{
  const links = document.querySelectorAll("link[rel=alternate]");
  links.forEach((link) => { link.rel = "alternate external"; });
  addEventListener("load", () => links.forEach((link) => { link.rel = "alternate"; }));
}
