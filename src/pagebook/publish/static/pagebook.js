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

  // Vega takes away what the page says of the place where it draws.
  const describe = (figure, live) => {
    const picture = figure.querySelector(".pb-static");
    live.setAttribute("role", "img");
    live.setAttribute("aria-label", picture.alt);
    live.querySelector("svg").setAttribute("aria-hidden", "true"); // hundreds of marks would say nothing more
    live.style.minHeight = "";
  };

  // The page tells the names of columns once; Vega wants them in each row.
  const byRow = ({ names, rows }) => rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
  const specified = (figure) => {
    const specification = JSON.parse(figure.querySelector(".pb-spec").textContent);
    for (const [name, data] of Object.entries(specification.datasets || {}))
      specification.datasets[name] = data.names ? byRow(data) : data;
    return specification;
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
      const specification = specified(figure);
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

  // Paper is white and shows the static pictures; those that wait for their turn are loaded now. What is folded
  // is laid open, where the style cannot do that.
  const folded = "details.sd-dropdown:not([open]), .pb-origin:not([open]), .pb-foot > .pb-cite:not([open])";
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(folded)];
    opened.forEach((part) => part.setAttribute("open", ""));
    document.querySelectorAll(".pb-static").forEach((picture) => picture.setAttribute("loading", "eager"));
    onScreen = root.dataset.theme;
    root.dataset.theme = "light";
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((part) => part.removeAttribute("open"));
    root.dataset.theme = onScreen;
    onScreen = null;
  });
})();

/* What helps to read: citations that copy, abbreviations that answer to touch, folds that open for their links. */
(() => {
  "use strict";
  const said = document.createElement("div"); // read out when something was copied
  said.className = "pb-said";
  said.setAttribute("role", "status");

  async function copy(part) {
    const selection = getSelection();
    selection.selectAllChildren(part); // the reader sees what was copied, and can copy it by hand
    try {
      await navigator.clipboard.writeText(part.textContent);
      return true;
    } catch {
      return document.execCommand("copy");
    }
  }

  document.querySelectorAll("pre.pb-copy").forEach((part) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pb-copy-button";
    button.textContent = `Copy the ${part.dataset.pbWhat}`;
    button.addEventListener("click", async () => {
      said.textContent = "";
      const done = await copy(part);
      said.textContent = done ? `The ${part.dataset.pbWhat} is copied.` : "Press Ctrl+C to copy what is selected.";
    });
    part.before(button);
    (part.closest("main") || document.body).append(said);
  });

  // Not every phone gives the focus to what is touched.
  document.addEventListener("click", (event) => event.target.closest("abbr.pb-abbr")?.focus());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.activeElement?.closest("abbr.pb-abbr")?.blur();
  });

  // On a phone a wide table is read row by row, each cell under the name of its column; the style does it, with
  // the names from here. Roles stay what they are, as browsers forget them where tables are laid out otherwise.
  document.querySelectorAll(".bd-article .cell_output table.table:not(.pb-sortable)").forEach((table) => {
    const names = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
    const rows = [...table.querySelectorAll("tbody tr")];
    const plain = rows.every((row) => row.cells.length === names.length) && !table.querySelector("[colspan]");
    if (names.length < 4 || !plain || table.closest("[class*='pb-grid'], [class*='pb-filter']")) return;
    table.classList.add("pb-stacked");
    const roles = { table: "table", "thead, tbody": "rowgroup", tr: "row", th: "columnheader", td: "cell" };
    table.setAttribute("role", "table");
    for (const [tag, role] of Object.entries(roles))
      table.querySelectorAll(tag).forEach((part) => part.setAttribute("role", role));
    rows.forEach((row) => [...row.cells].forEach((cell, i) => (cell.dataset.pbName = names[i])));
  });

  // A link into something folded opens it.
  const unfold = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target; part; part = part.parentElement) if (part.matches("details")) part.open = true;
    if (target?.closest("details")) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  // A page on a disk may not read others, so the search cannot show where in a page it found the words.
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
})();
