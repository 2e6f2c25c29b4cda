/* Opens what is folded where the address leads into it, and all of it on paper. */
{
  const reveal = () => {
    const target = document.querySelector(":target"), folded = target && target.closest("details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.scrollIntoView();
  };
  let opened = [];
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")];
    opened.forEach((each) => { each.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((each) => { each.open = false; }));
  reveal();
}
