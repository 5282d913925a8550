/* Draws what the reader chooses: any indicator, any countries, any years. All data stand in the page. */
(() => {
  "use strict";
  const COLOURS = window.pagebookThemes.light.range.category;
  const DASHES = [[1, 0], [6, 3], [2, 2]];
  const number = (value) => Number(value.toPrecision(4)).toLocaleString("en-GB", { maximumSignificantDigits: 4 });

  document.querySelectorAll(".pb-explorer").forEach((box) => {
    const data = JSON.parse(box.querySelector(".pb-explorer-data").textContent);
    const form = box.querySelector("form");
    const find = (selector) => box.querySelector(selector);
    const names = new Map([...data.areas, ...data.groups].map((one) => [one.code, one.name]));
    const indicators = new Map(data.indicators.map((one) => [one.code, one]));
    const boxes = (kind) => [...form.querySelectorAll(`input[name="${kind}"]`)];
    const chosen = (kind) => boxes(kind).filter((one) => one.checked).map((one) => one.value);
    const own = new Set(data.areas.map((one) => one.code));

    const series = (code, area) => {
      const [first, ...values] = (data.series[code] || {})[area] || [0];
      const breaks = data.breaks.filter(([one, where]) => one === code && where === area).map((found) => found[2]);
      // Stretches are numbered: no line runs from one into the next.
      return values.map((value, at) => ({ year: first + at, value, part: breaks.filter((year) => year <= first + at).length }));
    };

    // Years of the indicator, so that no choice is empty without need.
    const fillYears = (code, from, to) => {
      const years = Object.values(data.series[code] || {}).flatMap(([first, ...values]) => [first, first + values.length - 1]);
      const low = Math.min(...years), high = Math.max(...years);
      const fill = (select, wanted, fallback) => {
        const options = Array.from({ length: high - low + 1 }, (_, at) => new Option(low + at, low + at));
        select.replaceChildren(...options);
        select.value = wanted >= low && wanted <= high ? wanted : fallback;
      };
      fill(form.elements.from, from, low);
      fill(form.elements.to, to, high);
    };

    const choice = () => {
      const indicator = indicators.get(form.elements.indicator.value);
      const [one, other] = [Number(form.elements.from.value), Number(form.elements.to.value)];
      const from = Math.min(one, other), to = Math.max(one, other);
      const areas = [...chosen("area"), ...chosen("group")];
      const lines = areas.map((code) => ({
        code,
        name: own.has(code) ? names.get(code) : `Median: ${names.get(code)}`,
        points: series(indicator.code, code).filter((point) => point.year >= from && point.year <= to),
      }));
      return { indicator, from, to, lines };
    };

    const specification = ({ indicator, lines, from, to }) => {
      const shown = lines.filter((line) => line.points.some((point) => point.value !== null));
      const domain = shown.map((line) => line.name);
      const rows = shown.flatMap((line) => line.points.map((point) => ({ ...point, area: line.name })));
      const step = to - from > 20 ? 10 : to - from > 10 ? 5 : to - from > 4 ? 2 : 1;
      const ticks = Array.from({ length: to - from + 1 }, (_, at) => from + at).filter((year) => year % step === 0);
      const x = {
        field: "year", type: "quantitative",
        axis: { format: "d", title: null, values: ticks },
        scale: { domain: from === to ? [from - 1, to + 1] : [from, to], nice: false, zero: false },
      };
      const y = { field: "value", type: "quantitative", axis: { title: indicator.unit, tickCount: 5 }, scale: { zero: false } };
      const columns = box.clientWidth < 480 ? 2 : 4;
      const colour = { field: "area", type: "nominal", scale: { domain, range: domain.map((_, at) => COLOURS[at % COLOURS.length]) }, legend: { columns, labelLimit: 140, offset: 24 } };
      const dash = { field: "area", type: "nominal", scale: { domain, range: domain.map((_, at) => DASHES[Math.floor(at / COLOURS.length) % DASHES.length]) } };
      const tooltip = [
        { field: "area", title: "Area" }, { field: "year", title: "Year", format: "d" },
        { field: "value", title: indicator.unit, format: ",.4~r" },
      ];
      return {
        $schema: "https://vega.github.io/schema/vega-lite/v6.json",
        data: { values: rows }, width: "container", height: 280, autosize: { type: "fit-x", contains: "padding" },
        layer: [
          { mark: { type: "line", invalid: "break-paths-show-domains", strokeWidth: 2 }, encoding: { x, y, color: colour, strokeDash: dash, detail: { field: "part", type: "nominal" } } },
          { transform: [{ filter: "isValid(datum.value)" }], mark: { type: "circle", size: 16, opacity: 1 }, encoding: { x, y, color: colour, tooltip } },
        ],
      };
    };

    // Each country's latest value in the period; equal values share a place, medians have none.
    const ranking = ({ indicator, lines }) => {
      const latest = lines.map((line) => ({ ...line, last: line.points.filter((point) => point.value !== null).pop() }));
      const lowFirst = indicator.direction === "lower_better";
      const held = latest.filter((line) => line.last && own.has(line.code))
        .sort((one, other) => (one.last.value - other.last.value) * (lowFirst ? 1 : -1) || one.name.localeCompare(other.name, "en"));
      const rounded = (line) => number(line.last.value);
      const placed = held.map((line) => {
        const same = held.filter((other) => rounded(other) === rounded(line));
        const place = held.indexOf(same[0]) + 1;
        return { ...line, place: same.length > 1 ? `=${place}` : String(place) };
      });
      const medians = latest.filter((line) => line.last && !own.has(line.code)).map((line) => ({ ...line, place: "–" }));
      const missing = latest.filter((line) => !line.last).map((line) => line.name);
      return { placed, medians, missing, lowFirst };
    };

    const finding = ({ indicator, from, to, lines }, { placed, missing, lowFirst }) => {
      if (!lines.length) return "Nothing is chosen: tick a country.";
      const told = (line) => `${line.name} (${number(line.last.value)}, ${line.last.year})`;
      const ends = placed.length > 1
        ? `${lowFirst ? "Lowest" : "Highest"}: ${told(placed[0])}. ${lowFirst ? "Highest" : "Lowest"}: ${told(placed[placed.length - 1])}.`
        : placed.map((line) => `${told(line)}.`).join("");
      const none = missing.length ? ` No data in these years: ${missing.join(", ")}.` : "";
      return `${indicator.label}, ${indicator.unit}, ${from}–${to}. ${ends}${none}`;
    };

    const cell = (tag, text, scope) => {
      const made = document.createElement(tag);
      made.textContent = text;
      if (scope) made.scope = scope;
      return made;
    };

    const fillTable = ({ indicator }, { placed, medians, missing, lowFirst }) => {
      const order = indicator.direction === "context" ? "highest first, which says nothing about merit" : lowFirst ? "lowest first" : "highest first";
      const caption = cell("caption", `Latest value in the chosen years, ${order}`);
      const head = document.createElement("thead");
      const top = head.insertRow();
      ["Place", "Area", "Year", indicator.unit].forEach((title) => top.append(cell("th", title, "col")));
      const body = document.createElement("tbody");
      [...placed, ...medians].forEach((line) => {
        const row = body.insertRow();
        row.append(cell("td", line.place), cell("th", line.name, "row"), cell("td", line.last.year), cell("td", number(line.last.value)));
      });
      missing.forEach((name) => body.insertRow().append(cell("td", "–"), cell("th", name, "row"), cell("td", "–"), cell("td", "no data")));
      find("table").replaceChildren(caption, head, body);
    };

    const fillSources = ({ indicator }) => {
      const line = find(".pb-sources");
      line.replaceChildren(indicator.sources.length > 1 ? "Sources: " : "Source: ");
      indicator.sources.map((id) => data.sources[id]).filter(Boolean).forEach((source, at) => {
        const named = source.url ? document.createElement("a") : document.createElement("span");
        if (source.url) named.href = source.url;
        named.textContent = [source.title, source.publisher].filter(Boolean).join(", ");
        line.append(at ? "; " : "", named);
      });
    };

    // A text that a spreadsheet would run as a formula gets an apostrophe in front: the law of data/formulas.py.
    const plain = /^[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;
    const formula = /^[\t\r\n]|^[\s\ufeff]*([=+@\uff1d\uff0b\uff0d\uff20]|-(?![-0-9., ]*$))/;
    const quoted = (value) => {
      const told = String(value ?? "");
      const hostile = typeof value === "string" && !plain.test(told) && formula.test(told);
      // A carriage return would end the row, and begin a cell of its own.
      const text = (hostile ? `'${told}` : told).replace(/\r\n?/g, "\n");
      return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const csv = ({ indicator, lines }) => {
      const source = indicator.sources.map((id) => data.sources[id]).filter(Boolean).map((one) => one.title).join("; ");
      const rows = lines.flatMap((line) => line.points.filter((point) => point.value !== null)
        .map((point) => [line.code, line.name, indicator.code, indicator.label, indicator.unit, point.year, point.value, source]));
      return [["code", "area", "indicator", "label", "unit", "year", "value", "source"], ...rows].map((row) => row.map(quoted).join(",")).join("\n") + "\n";
    };

    const remember = ({ indicator, from, to }) => {
      const parts = new URLSearchParams({ i: indicator.code, c: chosen("area").join(","), g: chosen("group").join(","), from, to });
      history.replaceState(null, "", `#${parts}`);
    };

    let view = null, address = null, turn = 0;
    async function show() {
      const mine = ++turn, now = choice(), ranks = ranking(now), live = find(".pb-live");
      const told = finding(now, ranks);
      const merit = { higher_better: "Higher is better.", lower_better: "Lower is better.", context: "Neither high nor low is better as such." };
      find(".pb-definition").textContent = `${now.indicator.definition} ${merit[now.indicator.direction] || ""}`;
      find(".pb-finding").textContent = told;
      fillTable(now, ranks);
      fillSources(now);
      if (address) URL.revokeObjectURL(address);
      address = URL.createObjectURL(new Blob([csv(now)], { type: "text/csv" }));
      find(".pb-download").href = address;
      if (view) view.finalize();
      view = null;
      if (!now.lines.some((line) => line.points.some((point) => point.value !== null))) {
        live.replaceChildren(); // an empty plane would say less than the words
        return;
      }
      const made = await window.pagebookEmbed(live, specification(now), window.pagebookOptions());
      if (mine !== turn) {
        made.finalize();
        return;
      }
      view = made;
      live.setAttribute("role", "img");
      live.setAttribute("aria-label", told);
      live.querySelector("svg").setAttribute("aria-hidden", "true"); // the words say it
      box.dataset.pbState = "drawn";
    }

    const restore = () => {
      const told = new URLSearchParams(location.hash.slice(1));
      if (indicators.has(told.get("i"))) form.elements.indicator.value = told.get("i");
      const tick = (kind, value) => value !== null && boxes(kind).forEach((one) => { one.checked = value.split(",").includes(one.value); });
      tick("area", told.get("c"));
      tick("group", told.get("g"));
      fillYears(form.elements.indicator.value, Number(told.get("from")), Number(told.get("to")));
    };

    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", (event) => {
      if (event.target.name === "indicator") fillYears(event.target.value, 0, 0);
      remember(choice());
      show();
    });
    form.querySelectorAll(".pb-quick button").forEach((button) => button.addEventListener("click", () => {
      const groups = new Map(data.areas.map((one) => [one.code, one.groups]));
      boxes("area").forEach((one) => { one.checked = button.value === "*" || (button.value !== "" && groups.get(one.value).includes(button.value)); });
      remember(choice());
      show();
    }));
    new MutationObserver(show).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });

    form.hidden = false;
    find(".pb-result").hidden = false;
    restore();
    show();
  });
})();
