/* Works the levers of a page: the weights of an index, or the size and sector of a spending shock.
   All data stand in the page. Numbers are rounded and written as analysis/words.py does it, digit by digit. */
(() => {
  "use strict";

  // A number's own digits, the fewest that name it, as a whole number times a power of ten.
  const taken = (size) => {
    const [digits, power] = size.toExponential().split("e");
    return { whole: BigInt(digits.replace(".", "")), power: Number(power) - (digits.length > 1 ? digits.length - 2 : 0), top: Number(power) };
  };
  // Rounds half up to a number of decimals, which may be below zero; the result counts units of the last place.
  const rounded = (size, decimals) => {
    const { whole, power } = taken(size), shift = power + decimals;
    if (shift >= 0) return whole * 10n ** BigInt(shift);
    const unit = 10n ** BigInt(-shift);
    return whole / unit + (2n * (whole % unit) >= unit ? 1n : 0n);
  };
  const significant = (value, digits = 4) => {
    if (!value) return 0;
    const decimals = digits - 1 - taken(Math.abs(value)).top;
    return Math.sign(value) * Number(`${rounded(Math.abs(value), decimals)}e${-decimals}`);
  };
  // With thousands separators and so many decimals; what rounds to nothing has no sign.
  const fixed = (value, decimals) => {
    const units = rounded(Math.abs(value), decimals);
    const told = String(units).padStart(decimals + 1, "0");
    const whole = told.slice(0, told.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
    return (value < 0 && units ? "−" : "") + whole + (decimals ? `.${told.slice(-decimals)}` : "");
  };
  const trimmed = (text) => (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text);
  const plain = (value, digits) => {
    const short = significant(value, digits);
    return short ? trimmed(fixed(short, Math.max(0, digits - 1 - taken(Math.abs(short)).top))) : "0";
  };
  const SCALES = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]];
  const number = (value, digits = 3) => {
    const [scale, name] = SCALES.find(([size]) => Math.abs(significant(value, digits)) >= size) || [1, ""];
    const whole = scale === 1 && Number.isInteger(value) && Math.abs(value) < 10 ** digits;
    return (whole ? fixed(value, 0) : plain(value / scale, digits)) + (name && ` ${name}`);
  };
  const percent = (value) => (value > 0 && value < 0.05 ? "under 0.1%" : `${trimmed(fixed(value, 1))}%`);
  const signed = (value, decimals) => {
    const told = fixed(value, decimals);
    return /[1-9]/.test(told) && value > 0 ? `+${told}` : told;
  };
  const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
  const join = (items) => (items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`);
  window.pagebookWords = { fixed, number, percent, significant }; // what the book's tests compare with its own

  const make = (tag, { text = "", name = "", hidden = false, ...others } = {}, ...children) => {
    const made = document.createElement(tag);
    if (text !== "") made.textContent = text;
    if (name) made.className = name;
    if (hidden) made.setAttribute("aria-hidden", "true");
    Object.assign(made, others);
    made.append(...children);
    return made;
  };
  const percents = (part) => `${(100 * part).toFixed(3)}%`;
  // A bar from zero, and a mark where the book's own value lies.
  const bar = (value, { low, high }, was = null) => {
    const at = (place) => (place - low) / (high - low || 1);
    const ink = make("span", { name: "pb-ink" });
    ink.style.left = percents(Math.min(at(0), at(value)));
    ink.style.width = percents(Math.abs(at(value) - at(0)));
    const made = make("span", { name: "pb-bar", hidden: true }, ink);
    if (was !== null) {
      const mark = make("span", { name: "pb-was" });
      mark.style.left = percents(at(was));
      made.append(mark);
    }
    return made;
  };

  const fillSources = (line, sources) => {
    line.replaceChildren(...(sources.length ? [sources.length > 1 ? "Sources: " : "Source: "] : []));
    sources.forEach((source, at) => {
      const named = source.url ? make("a", { href: source.url }) : make("span");
      named.textContent = [source.title, source.publisher].filter(Boolean).join(", ");
      line.append(at ? "; " : "", named);
    });
  };

  // The choice is kept in the page's address, under the name of its levers.
  const kept = (box) => new URLSearchParams(location.hash.slice(1)).get(box.id);
  const keep = (box, choice) => {
    const all = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    if (choice) all.set(box.id, choice);
    else all.delete(box.id);
    const told = String(all);
    if (told || location.hash.includes("=")) history.replaceState(null, "", told ? `#${told}` : location.pathname + location.search);
  };

  // The words are told when the hand rests: a screen reader would read out every step.
  const teller = (status) => {
    let waiting = 0;
    return (text) => {
      clearTimeout(waiting);
      waiting = setTimeout(() => { if (status.textContent !== text) status.textContent = text; }, 300);
    };
  };

  /* Weights of an index */
  const weights = (box, data) => {
    const form = box.querySelector("form");
    const levers = [...form.querySelectorAll("input[name='lever']")];
    const middle = data.multiples.indexOf(1);
    const at = () => levers.map((lever) => data.multiples[Number(lever.value)]);
    const book = data.levers.map(() => 1);
    const ofArea = (area, multiples) => {
      const own = (data.own || {})[area];
      return data.levers.map((lever, i) => ((own && own[i] !== null ? own[i] : lever.weight)) * multiples[i]);
    };

    // The arithmetic of analysis/weighing.py, in the same order.
    const weighed = (values, factors) => {
      if (values.filter((value) => value !== null).length < data.fewest) return null;
      let whole = 0, total = 0;
      factors.forEach((weight, i) => {
        const value = values[i] === null && data.fill ? data.fill[i] : values[i];
        if (value === null) return;
        whole += weight;
        total += weight * value;
      });
      return whole > 0 ? total / whole : null;
    };
    const ranking = (multiples) => {
      const lines = data.areas.map(({ code, name, told: inText }) => {
        const value = weighed(data.values[code], ofArea(code, multiples));
        return { code, name, inText, value, told: data.values[code].filter((one) => one !== null).length, short: value === null ? null : significant(value, 9) };
      });
      const held = lines.filter((line) => line.value !== null);
      held.forEach((line) => {
        line.place = 1 + held.filter((other) => other.short > line.short).length;
        line.rank = held.filter((other) => other.short === line.short).length > 1 ? `=${line.place}` : String(line.place);
      });
      held.sort((one, other) => other.short - one.short || one.name.localeCompare(other.name, "en"));
      return [...held, ...lines.filter((line) => line.value === null)];
    };
    const first = new Map(ranking(book).map((line) => [line.code, line]));

    // Where areas have weights of their own, a lever's share is the mean of theirs.
    const shares = (multiples) => {
      const rows = data.own ? data.areas.map(({ code }) => ofArea(code, multiples)) : [data.levers.map((lever, i) => lever.weight * multiples[i])];
      const parts = rows.map((row) => {
        const whole = row.reduce((sum, weight) => sum + weight, 0);
        return row.map((weight) => (whole > 0 ? weight / whole : 0));
      });
      return data.levers.map((_, i) => parts.reduce((sum, row) => sum + row[i], 0) / parts.length);
    };
    const tellLevers = (multiples) => shares(multiples).forEach((share, i) => {
      const lever = levers[i], times = multiples[i] === 1 ? "the book’s weight" : multiples[i] ? `${multiples[i]} times the book’s weight` : "left out";
      lever.setAttribute("aria-valuetext", `${times}, ${percent(100 * share)} of the index`);
      lever.parentElement.querySelector(".pb-value").textContent = `×${multiples[i]} = ${percent(100 * share)}`;
    });

    const moved = (lines, way) => {
      const steps = (line) => way * (first.get(line.code).place - line.place);
      const most = lines.filter((line) => line.value !== null && first.get(line.code).value !== null)
        .sort((one, other) => steps(other) - steps(one))[0];
      return most && steps(most) > 0 ? `${capital(most.inText)} ${way > 0 ? "rises" : "falls"} most, from place ${first.get(most.code).rank} to ${most.rank}.` : "";
    };
    const shown = (value) => fixed(value * data.scale, data.decimals) + data.unit;
    const finding = (lines, multiples) => {
      const held = lines.filter((line) => line.value !== null);
      if (!held.length) return multiples.some(Boolean) ? "No country has an index." : "All weights are nothing: move a lever to the right.";
      const told = (line) => `${line.inText} (${shown(line.value)})`;
      const own = multiples.every((one) => one === 1);
      const begin = own ? "With the book’s weights" : "With these weights";
      const last = held.length > 3 ? ` Last of ${held.length} is ${told(held[held.length - 1])}.` : "";
      const moves = [moved(lines, 1), moved(lines, -1)].filter(Boolean).join(" ");
      const changed = own ? "" : ` ${moves || "No country changes its place."}`;
      return `${begin}, highest in the ${data.what}: ${join(held.slice(0, 3).map(told))}.${last}${changed}`;
    };

    const beside = (tag, text, small, others = {}) => make(tag, others, text, ...(small ? [make("small", { text: small })] : []));
    const cells = (line, span, own) => {
      const was = first.get(line.code), told = line.value !== null;
      const known = line.told < data.levers.length ? `${line.told} of ${data.levers.length} ${data.nouns}` : "";
      const name = beside("th", line.name, known, { scope: "row" });
      if (told) name.append(bar(line.value, span, was.value));
      const change = told && was.value !== null ? signed((line.value - was.value) * data.scale, data.decimals) : "–";
      return [
        beside("td", told ? line.rank : "–", own ? "" : `book: ${was.rank || "–"}`),
        name,
        beside("td", told ? shown(line.value) : "no index", own ? "" : change),
      ];
    };
    const table = box.querySelector("table"), tell = teller(box.querySelector(".pb-finding"));
    const head = make("thead", {}, make("tr", {}, ...["Rank", "Country", "Index"].map((text) => make("th", { text, scope: "col" }))));
    const caption = make("caption", { text: "Highest first. The line across a bar is the book’s index; small below stand the book’s rank, and the change." });
    const show = () => {
      const multiples = at(), lines = ranking(multiples), own = multiples.every((one) => one === 1);
      const values = [...lines, ...first.values()].map((line) => line.value ?? 0);
      const span = { low: Math.min(0, ...values), high: Math.max(0, ...values) };
      table.replaceChildren(caption, head, make("tbody", {}, ...lines.map((line) => make("tr", {}, ...cells(line, span, own)))));
      tellLevers(multiples);
      tell(finding(lines, multiples));
    };

    const reset = () => levers.forEach((lever) => { lever.value = String(middle); });
    form.addEventListener("input", show);
    form.addEventListener("change", () => keep(box, levers.every((lever) => Number(lever.value) === middle) ? "" : levers.map((lever) => lever.value).join("")));
    form.querySelector(".pb-reset").addEventListener("click", () => { reset(); keep(box, ""); show(); });
    const choice = kept(box) || "";
    reset(); // a browser keeps what was moved before the page was loaded again
    if (/^\d+$/.test(choice) && choice.length === levers.length) levers.forEach((lever, i) => { lever.value = choice[i]; });
    return show;
  };

  /* A spending shock */
  const ROUNDS = [["Direct", "in what is bought itself"], ["Indirect", "at its suppliers, and theirs"], ["Induced", "from what households spend of their income; an upper limit"]];
  const shock = (box, data) => {
    const form = box.querySelector("form"), fields = form.elements;
    const boxes = [...form.querySelectorAll("input[name='measure']")];
    const chosen = () => data.measures.filter((measure) => boxes.some((one) => one.checked && one.value === measure.code));
    const sum = (effects) => effects.reduce((total, effect) => total + (effect ?? 0), 0);
    const near = ([direct, indirect]) => sum([direct, indirect]); // without what income sets going
    const largest = new Map(data.measures.map(({ code }) => [code, Math.max(...data.options.map((option) => sum(data.multipliers[option.code][code])))]));
    const bare = (measure, value) => {
      const amount = value * measure.scale;
      if (!measure.currency) return number(amount);
      return `${amount < 0 ? "−" : ""}${measure.currency} ${number(Math.abs(amount))}`;
    };
    const written = (measure, value) => [bare(measure, value), measure.unit].filter(Boolean).join(" ");
    const inSentence = (label) => (/^.[^A-Z]/.test(label) ? label[0].toLowerCase() + label.slice(1) : label);

    const results = (amount, option) => chosen().map((measure) => {
      const effects = data.multipliers[option.code][measure.code].map((effect) => (effect === null ? null : effect * amount));
      return { measure, effects, total: sum(effects), full: largest.get(measure.code) * amount };
    });
    const finding = (amount, option, found) => {
      const spent = `${data.currency} ${number(amount * data.scale)}, ${data.prices}, spent on ${inSentence(option.label)}`;
      const told = found.map(({ measure, effects, total }) => {
        const [direct, indirect, induced] = effects.map((effect) => bare(measure, effect ?? 0));
        const all = effects[2] === null ? "" : `; ${bare(measure, total)} with ${induced} induced`;
        return `${measure.label}: ${written(measure, near(effects))} (${direct} direct, ${indirect} indirect)${all}.`;
      });
      return told.length ? `${spent}. ${told.join(" ")}` : "Nothing is measured: tick a measure.";
    };

    const row = (title, about, value, { measure, full }) => make("tr", {},
      make("th", { scope: "row" }, title, ...(about ? [make("small", { text: about })] : []), bar(value, { low: Math.min(0, value), high: Math.max(full, value) })),
      make("td", { text: bare(measure, value) }));
    const tableOf = (one) => {
      const rows = ROUNDS.map((told, i) => (one.effects[i] === null ? null : row(...told, one.effects[i], one)));
      const together = (title, value) => Object.assign(row(title, "", value, one), { className: "pb-together" });
      rows.splice(2, 0, together("Together", near(one.effects)));
      if (one.effects[2] !== null) rows.push(together("With induced", one.total));
      return make("table", { name: "table" }, make("caption", { text: [one.measure.label, one.measure.unit].filter(Boolean).join(", ") }), make("tbody", {}, ...rows.filter(Boolean)));
    };

    const about = box.querySelector(".pb-of-option"), places = box.querySelector(".pb-measures");
    const tell = teller(box.querySelector(".pb-finding"));
    const show = () => {
      const amount = fields.amount.valueAsNumber, wrong = !(amount >= data.least && amount <= data.most);
      const option = data.options.find((one) => one.code === fields.option.value);
      fields.amount.setAttribute("aria-invalid", String(wrong));
      const found = wrong ? [] : results(amount, option);
      about.textContent = [option.note, found.length ? "A bar of full width is the largest of all choices." : ""].filter(Boolean).join(" ");
      places.replaceChildren(...found.map(tableOf));
      tell(wrong ? `Type an amount from ${fixed(data.least, 0)} to ${fixed(data.most, 0)}.` : finding(amount, option, found));
    };

    const reset = () => {
      fields.option.value = data.option;
      fields.amount.value = String(data.amount);
      boxes.forEach((one) => { one.checked = true; });
    };
    const parts = () => [fields.option.value, fields.amount.value, chosen().map((measure) => measure.code).join(" ")];
    const start = JSON.stringify([data.option, String(data.amount), data.measures.map((measure) => measure.code).join(" ")]);
    form.addEventListener("input", show);
    form.addEventListener("change", () => keep(box, JSON.stringify(parts()) === start ? "" : JSON.stringify(parts())));
    form.querySelector(".pb-reset").addEventListener("click", () => { reset(); keep(box, ""); show(); });
    const restore = (choice) => {
      const [option, amount, measures] = JSON.parse(choice);
      if (data.options.some((one) => one.code === option)) fields.option.value = option;
      fields.amount.value = String(amount);
      boxes.forEach((one) => { one.checked = String(measures).split(" ").includes(one.value); });
    };
    reset();
    try {
      if (kept(box)) restore(kept(box));
    } catch {
      reset(); // an address that somebody broke
    }
    return show;
  };

  const KINDS = { shock, weights };
  document.querySelectorAll(".pb-levers").forEach((box) => {
    const data = JSON.parse(box.querySelector(".pb-levers-data").textContent);
    const form = box.querySelector("form");
    form.addEventListener("submit", (event) => event.preventDefault());
    fillSources(box.querySelector(".pb-sources"), Object.values(data.sources));
    const show = KINDS[box.dataset.pbKind](box, data);
    form.hidden = false;
    box.querySelector(".pb-result").hidden = false;
    show();
    box.dataset.pbState = "ready";
  });
})();
