/* Runs before Material's script, which would fetch a sitemap for each <link rel="alternate"> and intercept
   clicks on links to other languages. Hides the links from it until the page has loaded. */
{
  const links = document.querySelectorAll("link[rel=alternate]");
  links.forEach((link) => { link.rel = "alternate external"; });
  addEventListener("load", () => links.forEach((link) => { link.rel = "alternate"; }));
}
