"use strict";
// The web edition: search, filters, changes side by side or in one, quotations copied with their citation. The page says
// everything without this script; all words come from the page (labels/*.toml), and nothing is loaded or sent.
(() => {
  const form = document.getElementById("controls");
  const main = document.querySelector("main");
  if (!form || !main) return;
  const all = (selector, root = main) => [...root.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").toLowerCase();
  const words = form.dataset;
  const search = form.querySelector("#search");
  const choices = all("select[data-facet]", form);
  const reset = form.querySelector("[type=reset]");
  const count = form.querySelector(".count");
  const said = form.querySelector("#said");
  const titles = document.querySelectorAll("nav.contents");

  // The words of an element as a reader sees them: without what is there for screen readers, and without buttons
  function read(element) {
    const copy = element.cloneNode(true);
    for (const extra of all(".sr-only, .tools", copy)) extra.remove();
    return copy.textContent;
  }

  // A paragraph and its points are one, and what somebody noted beside them goes with them
  function gather(element) {
    const parts = [element];
    if (element.tagName === "P") {
      let next = element.nextElementSibling;
      for (; next && next.matches("p.point, p.analyst"); next = next.nextElementSibling) parts.push(next);
    }
    return parts;
  }

  // What can be found: rows, list items and paragraphs that say their year, each with what it quotes
  const items = all("[data-year]").map((element) => {
    const quoted = all("[data-id]", element).map((quote) => quote.dataset.id);
    return { element, parts: gather(element), keys: quoted.length ? quoted : [element.id], text: null, shown: true };
  });
  const total = new Set(items.flatMap((item) => item.keys)).size;
  const lists = new Map(); // a row of lists is shown while one of its entries is
  for (const item of items) {
    const row = item.element.tagName === "LI" && item.element.closest("tr");
    if (row) lists.set(row, [...(lists.get(row) || []), item]);
  }

  // A browser need not lay out what is out of sight: long pages are cut into pieces that say about how tall they are
  const MANY = 150, PIECE = 25;
  const pieces = [];

  function cut(table, height) {
    const rows = [...table.tBodies[0].rows];
    let last = wrap(table, height);
    for (let start = PIECE; start < rows.length; start += PIECE) {
      const more = table.cloneNode(false);
      more.removeAttribute("id");
      more.append(...all("colgroup, thead", table).map((part) => part.cloneNode(true)), document.createElement("tbody"));
      more.tBodies[0].append(...rows.slice(start, start + PIECE));
      last.classList.add("goes-on");
      last.after(more);
      last = wrap(more, height);
      last.classList.add("gone-on");
    }
  }

  function wrap(box, height) {
    const piece = document.createElement("div");
    box.before(piece);
    piece.append(box);
    mark(piece, height);
    return piece;
  }

  function mark(piece, height) {
    piece.classList.add("piece");
    pieces.push({ piece, height, own: items.filter((item) => piece.contains(item.element)) });
  }

  function part() {
    const long = all("table").filter((table) => table.tBodies[0]?.rows.length > PIECE);
    const short = all("section").filter((section) => !section.querySelector("section") && !long.some((table) => section.contains(table)));
    const sizes = [...long, ...short].map((box) => box.offsetHeight); // before anything is moved: one layout
    long.forEach((table, place) => cut(table, Math.round(sizes[place] / table.tBodies[0].rows.length)));
    short.forEach((section, place) => {
      const own = items.filter((item) => section.contains(item.element)).length;
      mark(section, Math.round(sizes[long.length + place] / Math.max(1, own)));
    });
    estimate();
  }

  function estimate() {
    for (const { piece, own, height } of pieces) {
      const tall = own.filter((item) => item.shown).length * height;
      piece.style.containIntrinsicBlockSize = `${tall || height}px`;
    }
  }

  // Words as they are searched: kept, and got ready while nothing else is to do
  const spell = (item) => (item.text ??= fold(item.parts.map(read).join(" ")));

  // Words in any order; words in quotation marks together, as they stand
  function list(text) {
    const terms = fold(text).matchAll(/["“„«]\s*([^"“”„«»]+?)\s*["“”»]|(\S+)/g);
    return [...terms].map(([, phrase, word]) => phrase || word.replace(/["“”„«»]/g, "")).filter(Boolean);
  }

  function fits(item, wanted, facets) {
    for (const [name, value] of facets) {
      if (!(item.element.dataset[name] || "").split("|").includes(value)) return false;
    }
    if (!wanted.length) return true;
    return wanted.every((word) => spell(item).includes(word));
  }

  // What is empty goes too, with its heads; what says how to take the rest (status, comparability) stays
  function tidy(active) {
    for (const [row, entries] of lists) row.hidden = !entries.some((item) => item.shown);
    const kept = new Set();
    for (const item of items) {
      if (!item.shown) continue;
      for (let box = item.element.parentElement; box && box !== main && !kept.has(box); box = box.parentElement) kept.add(box);
    }
    for (const box of all("section, table, figure, .piece")) box.hidden = active && !kept.has(box);
    estimate();
    for (const list of titles) list.hidden = active;
    document.body.classList.toggle("filtered", active);
  }

  function filter() {
    const wanted = list(search.value);
    const facets = choices.filter((choice) => choice.value).map((choice) => [choice.dataset.facet, choice.value]);
    const active = wanted.length > 0 || facets.length > 0;
    const found = new Set();
    for (const item of items) {
      item.shown = fits(item, wanted, facets);
      if (item.shown) for (const key of item.keys) found.add(key);
      for (const part of item.parts) if (part.hidden === item.shown) part.hidden = !item.shown;
    }
    tidy(active);
    const was = !reset.hidden;
    reset.hidden = !active;
    count.textContent = active ? tell(found.size) : "";
    said.textContent = was && !active ? words.cleared : "";
  }

  function tell(shown) {
    const by = choices.filter((choice) => choice.value).map((choice) =>
      `${choice.labels[0].textContent}: ${choice.selectedOptions[0].textContent}`);
    if (search.value.trim()) by.unshift(fill(words.words, { words: search.value.trim() }));
    return fill(shown ? words.shown : words.none, { shown, all: total, by: by.join("; ") });
  }

  function clear() {
    form.querySelector("#search").value = "";
    for (const choice of choices) choice.value = "";
    filter();
  }

  // A link into what is hidden shows everything again; in the view in one, its row
  function arrive() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !main.contains(target)) return;
    if (target.closest("[hidden]:not(td)")) clear();
    const seen = target.closest("td[hidden]") ? target.closest("tr") : target;
    seen.scrollIntoView();
  }

  // Copying

  function cite(quote) {
    const id = quote.dataset.text || quote.dataset.id.slice(0, quote.dataset.id.lastIndexOf("-"));
    const text = document.querySelector(`template[data-citation="${CSS.escape(id)}"]`);
    const said = quote.tagName === "P" ? gather(quote).filter((part) => !part.matches(".analyst")).map(read).join(" ").replace(quote.querySelector(".label")?.textContent || "", "") : read(quote);
    const values = { quote: said.replace(/\s+/g, " ").trim(), place: quote.dataset.place };
    return text && fill(words.copyText, { ...values, citation: text.dataset.words, status: text.dataset.status });
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      form.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  const tools = document.createElement("span");
  tools.className = "tools";
  const button = tools.appendChild(document.createElement("button"));
  button.type = "button";
  button.textContent = words.copyButton;

  function equip(quote, index) {
    const own = tools.cloneNode(true);
    quote.dataset.quote = index;
    own.firstChild.dataset.copies = index;
    own.firstChild.setAttribute("aria-label", `${words.copyButton}: ${quote.dataset.place}`);
    if (quote.id) {
      const link = own.appendChild(document.createElement("a"));
      link.href = `#${quote.id}`;
      link.textContent = "#";
      link.setAttribute("aria-label", `${words.copyLink}: ${quote.dataset.place}`);
    }
    (quote.tagName === "P" ? quote : quote.querySelector("p:last-of-type") || quote).append(" ", own);
  }

  document.addEventListener("click", async (event) => {
    const pressed = event.target.closest("[data-copies]");
    if (!pressed) return;
    const done = await copy(cite(document.querySelector(`[data-quote="${pressed.dataset.copies}"]`)));
    said.textContent = pressed.textContent = done ? words.copyDone : words.copyFailed;
    setTimeout(() => { pressed.textContent = words.copyButton; }, 2500);
    pressed.focus();
  });

  // Old and new words in one: the cells of both sides give way to one that is made of them

  function merge(row) {
    const [old, , next] = row.cells;
    const cell = document.createElement("td");
    const words = document.querySelector(`template[data-row="${CSS.escape(row.id)}"]`);
    for (const side of [old, next]) {
      const copy = side.cloneNode(true);
      for (const named of all("[id]", copy)) named.removeAttribute("id");
      for (const quote of all("blockquote", copy)) {
        quote.removeAttribute("data-quote");
        if (words) quote.replaceWith(...all(".tools", quote));
      }
      const head = document.createElement("p");
      head.className = "side";
      head.textContent = side.dataset.label;
      cell.append(head, ...copy.childNodes);
    }
    if (words) {
      const quote = cell.appendChild(document.createElement("blockquote"));
      quote.className = "quotation";
      quote.append(words.content.cloneNode(true));
    }
    return cell;
  }

  function view(inline) {
    for (const table of all("table.comparison:not(.lists)")) {
      if (inline && !table.dataset.merged) {
        table.dataset.merged = "yes";
        const [old, , next] = table.tHead.rows[0].cells;
        const head = old.cloneNode(true);
        head.append(" → ", ...next.cloneNode(true).childNodes);
        old.before(head);
        for (const row of table.tBodies[0].rows) row.cells[0].before(merge(row));
      }
      table.classList.toggle("inline", inline);
      if (!table.dataset.merged) continue;
      for (const row of table.rows) [!inline, inline, false, inline].forEach((hide, place) => { row.cells[place].hidden = hide; });
    }
  }

  all("[data-place]").forEach(equip);
  if (items.length > MANY) part();
  // Typing is not made to wait for long pages
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  for (const choice of choices) choice.addEventListener("change", filter);
  for (const radio of all("[name=view]", form)) radio.addEventListener("change", () => view(radio.value === "inline"));
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(waiting); filter(); });
  form.addEventListener("reset", (event) => { event.preventDefault(); clear(); search.focus(); });
  search.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
  window.addEventListener("hashchange", arrive);
  document.addEventListener("click", (event) => {
    // the same link twice changes no hash
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) arrive();
  });
  (window.requestIdleCallback || setTimeout)(() => items.forEach(spell));
  form.hidden = false;
  // What a link leads to is not covered by the controls, where they stay in sight; nor is what the page was opened at
  function uncover() {
    const covers = getComputedStyle(form).position === "sticky" ? form.offsetHeight : 0;
    document.documentElement.style.scrollPaddingTop = `${covers + 12}px`;
  }
  uncover();
  new ResizeObserver(uncover).observe(form);
  arrive();
})();
