/* Lets the reader put the countries' cards in another order; without a script they stand by region. */
(() => {
  "use strict";
  for (const box of document.querySelectorAll(".pb-countries")) {
    const groups = [...box.children];
    const rows = groups.map((group) => group.querySelector(".sd-row")).filter(Boolean);
    const cards = rows.flatMap((row) => [...row.children]);
    const home = new Map(cards.map((card) => [card, card.parentElement]));
    const name = (card) => card.querySelector(".sd-card-title").textContent.trim();

    const show = (order) => {
      const byName = order === "name";
      const sorted = byName ? [...cards].sort((one, other) => name(one).localeCompare(name(other), "en")) : cards;
      sorted.forEach((card) => (byName ? rows[0] : home.get(card)).append(card));
      // What holds no card any more goes with its heading; the row that has all stands alone.
      groups.forEach((group) => {
        const row = group.querySelector(".sd-row");
        group.hidden = byName && (!row || !row.children.length);
      });
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === order)));
    };

    const bar = document.createElement("div");
    bar.className = "pb-order";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Order of the countries");
    const buttons = ["region", "name"].map((order) => {
      const button = document.createElement("button");
      button.type = "button";
      button.value = order;
      button.textContent = `By ${order}`;
      button.addEventListener("click", () => show(order));
      bar.append(button);
      return button;
    });
    box.before(bar);
    show("region");
  }
})();
