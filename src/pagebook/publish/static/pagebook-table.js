/* Lets a reader search, filter and sort the tables of class pb-sortable. The page holds all rows in their first
   order: without this script nothing is missing. Columns to filter by are named by number: pb-filter-3. */
(() => {
  "use strict";
  const MISSING = new Set(["", "–", "not stated", "undated"]); // what is missing comes last, either way
  const DIRECTIONS = { none: "ascending", ascending: "descending", descending: "none" };
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const content = (cell) => cell.textContent.trim().replace(/\s+/g, " ");
  const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
  // A date in words sorts by its first year, month and day: "14–15 June 2019", "July–October 2025", "2018".
  const DATE = /^(?:(\d{1,2})\b)?.*?(?:(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b.*?)?\b(\d{4})\b/;
  const key = (text) => {
    const [, day = "0", month = "", year] = DATE.exec(text) || [];
    return year && text.length < 40 ? `${year} ${MONTHS.indexOf(month.toLowerCase()) + 1} ${day}` : text;
  };
  const compare = (a, b) => MISSING.has(a) - MISSING.has(b) || (MISSING.has(a) ? 0 : collator.compare(key(a), key(b)));

  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  const filterColumns = (table) =>
    [...table.classList]
      .map((name) => /^pb-filter-(\d+)$/.exec(name))
      .filter(Boolean)
      .map((match) => Number(match[1]) - 1);

  class Sortable {
    constructor(table) {
      this.heads = [...table.tHead.rows[0].cells];
      this.titles = this.heads.map(content);
      this.body = table.tBodies[0];
      this.rows = [...this.body.rows].map((row) => {
        const cells = [...row.cells].map(content);
        return { row, cells, words: folded(cells.join(" ")) };
      });
      this.sorted = { column: -1, direction: "none" };
      this.selects = filterColumns(table).map((column) => this.select(column));
      this.search = element("input", { type: "search", autocomplete: "off" });
      this.shown = element("p", { className: "pb-shown" });
      this.shown.setAttribute("role", "status");
      this.heads.forEach((head, column) => this.addButton(head, column));
      this.place(table);
      this.show();
    }

    values(cell) {
      return cell.split("; ");
    }

    select(column) {
      const found = new Set(this.rows.flatMap(({ cells }) => this.values(cells[column])));
      const options = [...found].sort(compare).map((value) => new Option(value === "–" ? "not stated" : value, value));
      return { column, box: element("select", {}, new Option("all", ""), ...options) };
    }

    addButton(head, column) {
      const button = element("button", { type: "button", className: "pb-sort" }, ...head.childNodes);
      button.addEventListener("click", () => this.sort(column));
      head.replaceChildren(button);
      head.setAttribute("aria-sort", "none");
    }

    place(table) {
      const tool = (title, box, at) => {
        box.id = `${table.id}-tool-${at}`;
        return element("div", {}, element("label", { htmlFor: box.id }, title), box);
      };
      const all = element("button", { type: "button", className: "pb-all" }, "Show all");
      const tools = element(
        "div",
        { className: "pb-filters" },
        tool("Search the table", this.search, 0),
        ...this.selects.map(({ column, box }) => tool(this.titles[column], box, column + 1)),
        all
      );
      tools.setAttribute("role", "group");
      tools.setAttribute("aria-label", "Filter the table");
      tools.addEventListener("input", () => this.show());
      all.addEventListener("click", () => this.clear());
      const box = table.closest(".pst-scrollable-table-container") || table;
      box.before(tools, this.shown);
    }

    clear() {
      this.search.value = "";
      this.selects.forEach(({ box }) => (box.value = ""));
      this.show();
      this.search.focus();
    }

    sort(column) {
      const now = this.sorted.column === column ? this.sorted.direction : "none";
      this.sorted = { column, direction: DIRECTIONS[now] };
      this.heads.forEach((head, at) => head.setAttribute("aria-sort", at === column ? this.sorted.direction : "none"));
      this.body.append(...this.ordered().map(({ row }) => row));
      this.show();
    }

    ordered() {
      const { column, direction } = this.sorted;
      if (direction === "none") return this.rows; // as the page has them
      const sign = direction === "ascending" ? 1 : -1;
      return [...this.rows].sort(({ cells: { [column]: a } }, { cells: { [column]: b } }) =>
        MISSING.has(a) || MISSING.has(b) ? compare(a, b) : sign * compare(a, b)
      );
    }

    show() {
      const wanted = folded(this.search.value).split(/\s+/).filter(Boolean);
      const fits = ({ cells, words }) =>
        wanted.every((word) => words.includes(word)) &&
        this.selects.every(({ column, box }) => !box.value || this.values(cells[column]).includes(box.value));
      const kept = this.rows.filter((row) => (row.row.hidden = !fits(row)) === false);
      const { column, direction } = this.sorted;
      const order = direction === "none" ? "" : `, sorted by ${this.titles[column]}, ${direction}`;
      this.shown.textContent = `${kept.length} of ${this.rows.length} shown${order}`;
    }
  }

  document.querySelectorAll("table.pb-sortable").forEach((table) => new Sortable(table));
})();
