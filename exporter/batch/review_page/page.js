"use strict";
// Every answer is sent at once with the version of the file it was given to; the server refuses one given to another.

const byId = (id) => document.getElementById(id);
const WORDS = { confirm: "Confirm", reject: "Reject", correct: "Correct" };
const KEYS = { c: "confirm", r: "reject", e: "correct" };
const PAUSE = 1500; // so long after the last key a comment is saved
const LOOK = 4000; // so often the page looks whether the file was changed elsewhere
const drafts = new Map(); // what is typed and not saved yet, by question
const timers = new Map();
const shown = new Map(); // the element of each question, with the state it shows
let board = null;
let shelves = [];
let current = null;
let queue = Promise.resolve();
let pressing = false; // while a button is held down it must not be replaced: the click would be lost
document.addEventListener("pointerdown", () => { pressing = true; });
for (const name of ["click", "pointercancel", "blur"]) window.addEventListener(name, () => { pressing = false; });
window.addEventListener("pointerup", () => setTimeout(() => { pressing = false; }, 0));

function make(tag, text, attributes = {}) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function say(text, problem = false) {
  byId("status").textContent = text;
  byId("status").classList.toggle("problem", problem);
}

const find = (key) => board.items.find((item) => item.key === key);
const node = (key) => shown.get(key)?.element;
const isOpen = (item) => !item.values.decision || ["incomplete", "conflict", "changed", "stale"].includes(item.state);
const isTyping = (element) => /^(INPUT|TEXTAREA|SELECT)$/.test(element?.tagName) && !["checkbox", "radio"].includes(element.type);

async function ask(path, body) {
  const headers = { "Content-Type": "application/json" };
  const options = body ? { method: "POST", headers, body: JSON.stringify(body), keepalive: true } : {};
  const answer = await fetch(path, options).catch(() => {
    throw new Error("the program is no longer running; start it again, and nothing that was saved is lost");
  });
  const data = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(data.error), { status: answer.status });
  return data;
}

async function load() {
  try {
    show(await ask("questions"));
    return true;
  } catch (error) {
    say(error.message, true);
    return false;
  }
}

async function follow() {
  if (document.hidden || !board) return;
  try {
    const { version } = await ask("version");
    if (version !== board.version && (await load())) say("The file was changed elsewhere; this is how it stands now.");
  } catch (error) {
    say(error.message, true);
  }
}

const serially = (step) => { queue = queue.then(step); return queue; };

// Sends a step; where the file was changed elsewhere meanwhile, looks again, and once more if it still makes sense.
async function send(path, make_body, still, done) {
  for (const isLast of [false, true]) {
    try {
      const next = await ask(path, make_body());
      while (pressing) await new Promise((resolve) => setTimeout(resolve, 20));
      show(next);
      return true;
    } catch (error) {
      const isStale = error.status === 409 && (await load());
      if (isStale && !isLast && still()) continue;
      say(`Not saved: ${error.message}`, true);
      return false;
    }
  }
}

function save(key, values) {
  return serially(async () => {
    const by = byId("name").value.trim();
    if (values.decision && !by) {
      say("Fill in your name first: a decision needs it.", true);
      byId("name").focus();
      return;
    }
    const item = find(key);
    if (!item) return say("Not saved: this question is no longer in the file.", true);
    const before = JSON.stringify(item.values);
    const draft = drafts.get(key);
    const body = () => ({ version: board.version, index: find(key).index, by, values });
    if (!(await send("decide", body, () => find(key) && JSON.stringify(find(key).values) === before))) return;
    if (drafts.get(key) === draft) drafts.delete(key);
    say("Saved.");
    if (values.decision && values.decision !== "correct" && isOpen(item)) move(1, true);
  });
}

function undo() {
  return serially(async () => {
    if (!board.undo) return say("There is nothing to take back.");
    const what = board.undo;
    if (await send("undo", () => ({ version: board.version }), () => false)) say(`Taken back: ${what}.`);
  });
}

function collect(key) {
  const values = {};
  for (const field of node(key).querySelectorAll("[data-key]")) {
    if (field.value !== (find(key).values[field.dataset.key] || "")) values[field.dataset.key] = field.value;
  }
  return values;
}

function decide(key, verdict) {
  const item = find(key);
  const values = collect(key);
  if (verdict === "correct") {
    const fields = node(key).querySelector(".fields");
    fields.hidden = false;
    if (![...fields.querySelectorAll("[data-key]")].some((field) => field.value)) {
      say("Say what is right instead.");
      fields.querySelector("[data-key]").focus();
      return;
    }
  } else {
    for (const name of Object.keys(item.fields)) delete values[name];
  }
  stop(key);
  save(key, { ...values, decision: verdict });
}

function takeBack(key) {
  const cleared = Object.fromEntries(Object.keys(find(key).fields).map((name) => [name, ""]));
  save(key, { decision: "", ...cleared });
}

// What is typed is kept until it is saved: after a pause, when the field is left, or when the page is.
function keep(key) {
  drafts.set(key, collect(key));
  stop(key);
  timers.set(key, setTimeout(() => saveComment(key), PAUSE));
}

function stop(key) {
  clearTimeout(timers.get(key));
  timers.delete(key);
}

function saveComment(key) {
  stop(key);
  const { comment } = drafts.get(key) || {};
  if (comment !== undefined && find(key)) save(key, { comment });
}

function showSide(side) {
  const box = make("div");
  box.append(make("p", side.label, { class: "label" }));
  const quotation = make("blockquote");
  // whole words only; a full stop or comma stands close to the words before it
  const before = side.before.replace(/^\S*\s/, "");
  const after = side.after.replace(/\s\S*$/, "");
  if (before) quotation.append(make("span", `… ${before} `, { class: "around" }));
  quotation.append(make("strong", side.words));
  if (after) quotation.append(make("span", `${/^[,.;:)!?]/.test(after) ? "" : " "}${after} …`, { class: "around" }));
  box.append(quotation);
  return box;
}

function valueOf(item, name) {
  const draft = drafts.get(item.key) || {};
  return name in draft ? draft[name] : item.values[name] || "";
}

function showField(item, name) {
  const label = make("label", `${name} `);
  const choices = item.fields[name];
  const field = make(choices.length ? "select" : "input", "", { "data-key": name });
  for (const choice of choices.length ? ["", ...choices] : []) field.append(make("option", choice, { value: choice }));
  field.value = valueOf(item, name);
  field.addEventListener("input", () => drafts.set(item.key, collect(item.key)));
  field.addEventListener("change", () => field.value && decide(item.key, "correct"));
  label.append(field);
  return label;
}

function showButtons(item) {
  const buttons = make("div", "", { class: "buttons" });
  for (const choice of item.choices) {
    const pressed = item.values.decision === choice || (choice === "confirm" && item.values.decision === "add");
    const button = make("button", WORDS[choice], { type: "button", "aria-pressed": String(pressed) });
    button.addEventListener("click", () => decide(item.key, choice));
    buttons.append(button);
  }
  if (item.values.decision) {
    const button = make("button", "Take back", { type: "button" });
    button.addEventListener("click", () => takeBack(item.key));
    buttons.append(button);
  }
  return buttons;
}

function showItem(item) {
  const name = item.sides.map((side) => side.label).join(" and ");
  const article = make("article", "", { tabindex: "-1", "aria-label": name });
  article.classList.toggle("done", !isOpen(item));
  article.classList.toggle("current", item.key === current);
  const sides = make("div", "", { class: item.sides.length > 1 ? "sides" : "sides one" });
  sides.append(...item.sides.map(showSide));
  article.append(sides);
  if (item.proposed) article.append(make("p", `The program proposes: ${item.proposed}`, { class: "why" }));
  if (item.because) article.append(make("p", item.because, { class: "why" }));
  if (item.reason) article.append(make("p", `Line ${item.line}: ${item.reason}.`, { class: "problem" }));
  article.append(showButtons(item));
  if (Object.keys(item.fields).length) {
    const fields = make("div", "", { class: "fields" });
    fields.append(...Object.keys(item.fields).map((field) => showField(item, field)));
    const isDrafted = Object.keys(item.fields).some((field) => field in (drafts.get(item.key) || {}));
    fields.hidden = item.values.decision !== "correct" && !isDrafted;
    article.append(fields);
  }
  const label = make("label", "Comment, printed with your name", { class: "wide" });
  const comment = make("textarea", "", { "data-key": "comment", maxlength: "4000" });
  comment.value = valueOf(item, "comment");
  comment.addEventListener("input", () => keep(item.key));
  comment.addEventListener("change", () => saveComment(item.key));
  label.append(comment);
  article.append(label);
  if (item.values.by) article.append(make("p", `${item.values.by}, ${item.values.on}`, { class: "by" }));
  article.addEventListener("focusin", () => setCurrent(item.key));
  return article;
}

function setCurrent(key) {
  current = key;
  for (const [other, { element }] of shown) element.classList.toggle("current", other === key);
}

// An element is made anew only where what it shows has changed, and never while somebody types in it.
function place(item) {
  const state = JSON.stringify({ ...item, index: 0, line: item.reason ? item.line : 0 });
  const known = shown.get(item.key);
  const isBusy = known && known.element.contains(document.activeElement) && isTyping(document.activeElement);
  if (known && (known.state === state || isBusy)) {
    if (isBusy) known.state = known.state === state ? state : "";
    return known.element;
  }
  const hadFocus = known?.element.contains(document.activeElement);
  const element = showItem(item);
  if (hadFocus) known.element.replaceWith(element);
  shown.set(item.key, { element, state });
  if (hadFocus) element.focus({ preventScroll: true });
  return element;
}

function show(next) {
  board = next;
  byId("title").textContent = `Review: ${board.title}`;
  document.title = byId("title").textContent;
  byId("file").textContent = board.file;
  byId("undo").disabled = !board.undo;
  byId("undo").textContent = board.undo ? `Undo: ${board.undo}` : "Undo";
  const onlyOpen = byId("only-open").checked;
  const parts = [];
  const kept = new Set();
  for (const [section, hint] of Object.entries(board.sections)) {
    const items = board.items.filter((item) => item.section === section);
    const visible = items.filter((item) => !onlyOpen || isOpen(item) || item.key === current);
    if (!visible.length) continue;
    parts.push(showHead(section, hint));
    for (const item of visible) {
      kept.add(item.key);
      parts.push(place(item));
    }
  }
  for (const key of shown.keys()) if (!kept.has(key)) shown.delete(key);
  if (!parts.length) parts.push(make("p", "Everything is decided."));
  arrange(byId("items"), parts);
  const asked = board.items.filter((item) => item.section !== "candidates");
  byId("count").textContent = `${asked.filter(isOpen).length} open of ${asked.length}`;
  if (!byId("add").hidden) showChoices();
}

function showHead(section, hint) {
  const group = make("div");
  group.append(make("h2", section[0].toUpperCase() + section.slice(1)), make("p", hint, { class: "hint" }));
  return group;
}

// Puts elements into their order without touching those that stand there already: one that is moved loses the focus.
function arrange(parent, elements) {
  const wanted = new Set(elements);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let at = parent.firstElementChild;
  for (const element of elements) {
    if (element === at) at = at.nextElementSibling;
    else parent.insertBefore(element, at);
  }
}

function move(step, toOpen = false) {
  const keys = board.items.filter((item) => shown.has(item.key)).map((item) => item.key);
  const order = [...byId("items").children].map((child) => keys.find((key) => node(key) === child)).filter(Boolean);
  let at = order.indexOf(current);
  do at += step; while (toOpen && order[at] && !isOpen(find(order[at])));
  if (!order[at]) return;
  const target = node(order[at]);
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "start" });
}

// ---- adding a link ----

const side = (name) => document.querySelector(`fieldset[data-side="${name}"]`);
const chosen = (name) => side(name).querySelector("input[type=radio]:checked")?.value;

async function openAdd() {
  if (!shelves.length) {
    try {
      shelves = await ask("demands");
    } catch (error) {
      return say(error.message, true);
    }
    for (const [name, at] of [["old", 0], ["new", Math.min(1, shelves.length - 1)]]) {
      const select = side(name).querySelector("select");
      for (const shelf of shelves) select.append(make("option", `${shelf.id}: ${shelf.title}`, { value: shelf.id }));
      select.selectedIndex = at;
    }
  }
  const item = current && board.items.find((other) => other.key === current);
  byId("add").hidden = false;
  byId("open-add").setAttribute("aria-expanded", "true");
  if (item && item.sides.length > 1) {
    for (const [at, name] of ["old", "new"].entries()) {
      side(name).querySelector("select").value = item.sides[at].label.split(",")[0];
    }
  }
  showChoices();
  side("old").querySelector("input[type=search]").focus({ preventScroll: true });
  byId("add").scrollIntoView({ block: "start" });
}

function closeAdd() {
  byId("add").hidden = true;
  byId("open-add").setAttribute("aria-expanded", "false");
  byId("open-add").focus();
}

function showChoices() {
  for (const name of ["old", "new"]) {
    const group = side(name);
    const shelf = shelves.find((one) => one.id === group.querySelector("select").value);
    const wanted = group.querySelector("input[type=search]").value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const before = chosen(name);
    const had = group.querySelector(".choices").contains(document.activeElement);
    const choices = (shelf ? shelf.demands : [])
      .filter((one) => wanted.every((word) => `${one.place} ${one.words}`.toLocaleLowerCase().includes(word)))
      .map((one) => showChoice(name, shelf, one, one.name === before));
    group.querySelector(".choices").replaceChildren(...(choices.length ? choices : [make("p", "No demand has these words.")]));
    if (had) group.querySelector("input:checked")?.focus({ preventScroll: true });
  }
}

function showChoice(name, shelf, one, isChosen) {
  const label = make("label", "", { class: "choice" });
  const radio = make("input", "", { type: "radio", name: `choose-${name}`, value: one.name });
  radio.checked = isChosen;
  const place = `${shelf.id}, ${one.place}`;
  const links = board.items.filter((item) => item.sides.length > 1 && item.section !== "candidates")
    .filter((item) => item.values.decision !== "reject" && item.sides.some((other) => other.label === place));
  label.append(radio, make("span", one.place, { class: "label" }), make("span", ` ${one.words}`));
  for (const item of links) {
    const other = item.sides.find((part) => part.label !== place).label;
    label.append(make("span", ` ${item.values.decision ? "linked" : "link proposed"} with ${other}`, { class: "label" }));
  }
  return label;
}

function addLink() {
  return serially(async () => {
    const by = byId("name").value.trim();
    const [first, second] = [chosen("old"), chosen("new")];
    if (!first || !second) return say("Choose a demand on each side.", true);
    if (!by) {
      say("Fill in your name first: a decision needs it.", true);
      byId("name").focus();
      return;
    }
    const comment = byId("add-comment").value;
    const body = () => ({ version: board.version, by, old: first, new: second, comment });
    if (!(await send("add", body, () => true))) return;
    byId("add-comment").value = "";
    for (const radio of document.querySelectorAll(".choices input:checked")) radio.checked = false;
    say("Saved: the two are linked.");
  });
}

// ---- keys and events ----

const COMMANDS = {
  j: () => move(1),
  k: () => move(-1),
  z: undo,
  a: openAdd,
  u: () => current && find(current) && takeBack(current),
  m: () => node(current)?.querySelector("textarea").focus(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.activeElement.closest("#add")) return closeAdd();
  if (event.key === "Escape" && isTyping(event.target)) return (node(current) || document.body).focus();
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || !board) return;
  const item = current && find(current);
  if (COMMANDS[event.key]) COMMANDS[event.key]();
  else if (item && KEYS[event.key] && item.choices.includes(KEYS[event.key])) decide(current, KEYS[event.key]);
  else return;
  event.preventDefault();
});

byId("name").value = sessionStorage.getItem("name") || "";
byId("name").addEventListener("input", () => sessionStorage.setItem("name", byId("name").value));
byId("only-open").addEventListener("change", () => board && show(board));
byId("undo").addEventListener("click", undo);
byId("open-add").addEventListener("click", () => (byId("add").hidden ? openAdd() : closeAdd()));
byId("close-add").addEventListener("click", closeAdd);
byId("add-link").addEventListener("click", addLink);
for (const name of ["old", "new"]) {
  side(name).querySelector("select").addEventListener("change", showChoices);
  side(name).querySelector("input[type=search]").addEventListener("input", showChoices);
}
window.addEventListener("focus", follow);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) for (const key of [...drafts.keys()]) saveComment(key);
  else follow();
});
setInterval(follow, LOOK);
load();
