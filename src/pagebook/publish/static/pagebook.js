/* Draws the charts of a page when they come into view, in the colours of the page, and readies it for paper.
   Needs nothing from elsewhere; Vega and the themes come before it on pages with charts. */
(() => {
  "use strict";
  const root = document.documentElement;
  let onScreen = null; // while the page is being printed: the theme to go back to
  const mode = () => ((onScreen || root.dataset.theme) === "dark" ? "dark" : "light");

  // All data stand in the page: whatever would be loaded is a mistake, and is refused; links go to the web only.
  const refuse = (address) => Promise.reject(new Error(`not loaded: ${address}`));
  const loader = {
    load: refuse,
    http: refuse,
    file: refuse,
    sanitize: (address) => (/^https?:/i.test(address) ? Promise.resolve({ href: address }) : refuse(address)),
  };

  const options = (theme) => ({
    actions: false,
    ast: true, // expressions are interpreted, never compiled: no eval
    config: window.pagebookThemes[theme], // what a specification itself configures goes over this
    loader,
    mode: "vega-lite",
    renderer: "svg",
    tooltip: { theme },
  });

  window.pagebookOptions = () => options(mode()); // for other scripts of the book that draw

  const describe = (figure, live) => {
    const picture = figure.querySelector(".pb-static");
    live.setAttribute("role", "img");
    live.setAttribute("aria-label", picture.alt);
  };

  // A mark may name a page of the book; the page lists the same links for those who use no pointer.
  const PAGE = /^[a-z0-9-]+(\/[a-z0-9-]+)*\.html$/;
  const follow = (view) => {
    const page = (item) => (item && item.datum && PAGE.test(item.datum.page) ? item.datum.page : null);
    view.addEventListener("click", (event, item) => page(item) && window.location.assign(page(item)));
    view.addEventListener("pointermove", (event, item) => {
      event.currentTarget.style.cursor = page(item) ? "pointer" : "";
    });
  };

  async function draw(figure) {
    const theme = mode();
    if (figure.dataset.pbTheme === theme) return;
    figure.dataset.pbTheme = theme;
    const live = figure.querySelector(".pb-live");
    try {
      const specification = JSON.parse(figure.querySelector(".pb-spec").textContent);
      if (figure.pagebookView) figure.pagebookView.finalize();
      figure.pagebookView = await window.pagebookEmbed(live, specification, options(theme));
      describe(figure, live);
      follow(figure.pagebookView.view);
      figure.dataset.pbState = "drawn";
    } catch (error) {
      figure.dataset.pbState = "failed"; // the static picture stays
      console.warn(`${figure.id}: ${error.message}`);
    }
    if (mode() !== theme) await draw(figure); // the reader switched meanwhile
  }

  const figures = [...document.querySelectorAll(".pb-figure")].filter((figure) => figure.querySelector(".pb-spec"));
  const watcher = new IntersectionObserver(
    (entries) =>
      entries
        .filter((entry) => entry.isIntersecting)
        .forEach((entry) => {
          watcher.unobserve(entry.target);
          draw(entry.target);
        }),
    { rootMargin: "400px 0px" }
  );
  figures.forEach((figure) => watcher.observe(figure));

  // Vega listens to the window only; a chart's box also changes when a sidebar opens or closes beside it.
  let told = 0;
  const sizes = new ResizeObserver(() => {
    cancelAnimationFrame(told);
    told = requestAnimationFrame(() => window.dispatchEvent(new Event("resize")));
  });
  figures.forEach((figure) => sizes.observe(figure.querySelector(".pb-live")));

  new MutationObserver(() => figures.filter((figure) => figure.dataset.pbState).forEach(draw)).observe(root, {
    attributes: true,
    attributeFilter: ["data-theme"],
  });

  // Paper is white and shows the static pictures; those that wait for their turn are loaded now.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll(".pb-static").forEach((picture) => picture.setAttribute("loading", "eager"));
    onScreen = root.dataset.theme;
    root.dataset.theme = "light";
  });
  window.addEventListener("afterprint", () => {
    root.dataset.theme = onScreen;
    onScreen = null;
  });
})();
