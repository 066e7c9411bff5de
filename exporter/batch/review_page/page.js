"use strict";
// Every answer is sent at once with the version of the file it was given to; the server refuses one given to another.

const byId = (id) => document.getElementById(id);
const WORDS = { confirm: "Confirm", reject: "Reject", correct: "Correct" };
const KEYS = { c: "confirm", r: "reject", e: "correct" };
const drafts = new Map(); // what is typed and not saved yet, by question
let board = null;
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

const identify = (item) => [item.section, ...item.sides.map((side) => side.label)].join("|");
const isOpen = (item) => !item.values.decision || ["incomplete", "conflict", "changed", "stale"].includes(item.state);

async function ask(path, options) {
  const answer = await fetch(path, options);
  const data = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(data.error), { status: answer.status });
  return data;
}

async function load() {
  try {
    show(await ask("questions"));
  } catch (error) {
    say(error.message || "The program is no longer running.", true);
  }
}

function save(item, values) {
  queue = queue.then(() => send(item, values));
  return queue;
}

async function send(item, values) {
  const by = byId("name").value.trim();
  if (values.decision && !by) {
    say("Fill in your name first: a decision needs it.", true);
    byId("name").focus();
    return;
  }
  const now = board.items.find((other) => identify(other) === identify(item)) || item;
  try {
    const body = JSON.stringify({ version: board.version, index: now.index, by, values });
    const next = await ask("decide", { method: "POST", headers: { "Content-Type": "application/json" }, body });
    while (pressing) await new Promise((resolve) => setTimeout(resolve, 20));
    drafts.delete(identify(item));
    const wasOpen = isOpen(now);
    show(next);
    say("Saved.");
    if (values.decision && values.decision !== "correct" && wasOpen) move(1, true);
  } catch (error) {
    if (error.status === 409) await load();
    say(error.message || "Not saved: the program is no longer running.", true);
  }
}

function collect(item, article) {
  const values = {};
  for (const field of article.querySelectorAll("[data-key]")) {
    if (field.value !== (item.values[field.dataset.key] || "")) values[field.dataset.key] = field.value;
  }
  return values;
}

function decide(item, verdict) {
  const article = byId(`item-${item.index}`);
  const values = collect(item, article);
  if (verdict === "correct") {
    article.querySelector(".fields").hidden = false;
    const filled = Object.keys(item.fields).some((key) => article.querySelector(`[data-key="${key}"]`).value);
    if (!filled) {
      say("Say what is right instead.");
      article.querySelector(".fields [data-key]").focus();
      return;
    }
  }
  save(item, { ...values, decision: verdict });
}

function takeBack(item) {
  const cleared = Object.fromEntries(Object.keys(item.fields).map((key) => [key, ""]));
  save(item, { decision: "", ...cleared });
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

function showField(item, key) {
  const label = make("label", `${key} `);
  const choices = item.fields[key];
  const field = make(choices.length ? "select" : "input", "", { "data-key": key });
  for (const choice of choices.length ? ["", ...choices] : []) field.append(make("option", choice, { value: choice }));
  const draft = drafts.get(identify(item)) || {};
  field.value = key in draft ? draft[key] : item.values[key] || "";
  field.addEventListener("input", () => keepDraft(item));
  field.addEventListener("change", () => field.value && decide(item, "correct"));
  label.append(field);
  return label;
}

function keepDraft(item) {
  drafts.set(identify(item), collect(item, byId(`item-${item.index}`)));
}

function showItem(item) {
  const article = make("article", "", { id: `item-${item.index}`, tabindex: "-1" });
  article.classList.toggle("done", !isOpen(item));
  const sides = make("div", "", { class: item.sides.length > 1 ? "sides" : "sides one" });
  sides.append(...item.sides.map(showSide));
  article.append(sides);
  if (item.proposed) article.append(make("p", `The program proposes: ${item.proposed}`, { class: "why" }));
  if (item.because) article.append(make("p", item.because, { class: "why" }));
  if (item.reason) article.append(make("p", `Line ${item.line}: ${item.reason}.`, { class: "problem" }));
  const buttons = make("div", "", { class: "buttons" });
  for (const choice of item.choices) {
    const pressed = item.values.decision === choice || (choice === "confirm" && item.values.decision === "add");
    const button = make("button", WORDS[choice], { type: "button", "aria-pressed": String(pressed) });
    button.addEventListener("click", () => decide(item, choice));
    buttons.append(button);
  }
  if (item.values.decision) {
    const button = make("button", "Take back", { type: "button" });
    button.addEventListener("click", () => takeBack(item));
    buttons.append(button);
  }
  article.append(buttons);
  if (Object.keys(item.fields).length) {
    const fields = make("div", "", { class: "fields" });
    fields.append(...Object.keys(item.fields).map((key) => showField(item, key)));
    fields.hidden = item.values.decision !== "correct" && !drafts.has(identify(item));
    article.append(fields);
  }
  const label = make("label", "Comment, printed with your name");
  const comment = make("textarea", "", { "data-key": "comment", maxlength: "4000" });
  const draft = drafts.get(identify(item)) || {};
  comment.value = "comment" in draft ? draft.comment : item.values.comment;
  comment.addEventListener("input", () => keepDraft(item));
  comment.addEventListener("change", () => save(item, { comment: comment.value }));
  label.append(comment);
  article.append(label);
  if (item.values.by) article.append(make("p", `${item.values.by}, ${item.values.on}`, { class: "by" }));
  article.addEventListener("focusin", () => setCurrent(item));
  return article;
}

function setCurrent(item) {
  current = identify(item);
  for (const article of document.querySelectorAll("article")) {
    article.classList.toggle("current", article.id === `item-${item.index}`);
  }
}

function show(next) {
  const focused = document.activeElement;
  const place = focused && focused.closest && focused.closest("article") ? current : null;
  board = next;
  byId("title").textContent = `Review: ${board.title}`;
  document.title = byId("title").textContent;
  byId("file").textContent = board.file;
  const onlyOpen = byId("only-open").checked;
  const parts = [];
  for (const [section, hint] of Object.entries(board.sections)) {
    const items = board.items.filter((item) => item.section === section);
    const shown = items.filter((item) => !onlyOpen || isOpen(item) || identify(item) === current);
    if (!shown.length) continue;
    parts.push(make("h2", section[0].toUpperCase() + section.slice(1)), make("p", hint, { class: "hint" }));
    parts.push(...shown.map(showItem));
  }
  if (!parts.length) parts.push(make("p", "Everything is decided."));
  byId("items").replaceChildren(...parts);
  const open = board.items.filter((item) => isOpen(item) && item.section !== "candidates").length;
  byId("count").textContent = `${open} open of ${board.items.filter((item) => item.section !== "candidates").length}`;
  const kept = board.items.find((item) => identify(item) === place);
  if (kept && byId(`item-${kept.index}`)) byId(`item-${kept.index}`).focus({ preventScroll: true });
}

function move(step, toOpen = false) {
  const shown = [...document.querySelectorAll("article")];
  const items = shown.map((article) => board.items.find((item) => `item-${item.index}` === article.id));
  let at = items.findIndex((item) => identify(item) === current);
  do at += step; while (toOpen && items[at] && !isOpen(items[at]));
  if (!items[at]) return;
  shown[at].focus();
  shown[at].scrollIntoView({ block: "start" });
}

document.addEventListener("keydown", (event) => {
  const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !board) return;
  const item = board.items.find((other) => identify(other) === current);
  if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  else if (item && KEYS[event.key] && item.choices.includes(KEYS[event.key])) decide(item, KEYS[event.key]);
  else if (item && event.key === "u") takeBack(item);
  else if (item && event.key === "m") byId(`item-${item.index}`).querySelector("textarea").focus();
  else return;
  event.preventDefault();
});

byId("only-open").addEventListener("change", () => board && show(board));
window.addEventListener("focus", () => { if (!document.activeElement.closest("article")) load(); });
load();
