// Search over the index that search-index.js assigns, by keyboard alone if one likes: `/` goes to
// the box, the arrows move, Enter follows, Escape leaves. Without this script pages lose nothing
// but the search.

"use strict";

const KINDS = { arg: "argument", value: "value", error: "error", member: "member" };
const MOST = 12;

const box = document.getElementById("search");
const query = document.getElementById("query");
const results = document.getElementById("results");
const found = document.getElementById("found");

// Case and underscores do not count: "GetThing" finds get_thing.
const bare = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "");

const places = [
  ...searchIndex.pages.map(([page, name, text]) => ({
    name, text, where: "", href: `${page}.html`, kind: "page",
  })),
  ...searchIndex.entries.flatMap(([kind, number, ...places]) => {
    const [page, where] = searchIndex.pages[number];
    return places.flatMap((name, at) => at % 2 ? [] : [{
      name, text: places[at + 1], where, href: `${page}.html#${kind}-${name}`, kind: KINDS[kind],
    }]);
  }),
].map((place) => ({
  ...place,
  bareName: bare(place.name),
  all: bare(`${place.name} ${place.kind} ${place.where} ${place.text}`),
}));

let active = -1;

// The smaller the better: the name itself, its beginning, a part of it, all else.
function rank(place, wanted) {
  if (place.bareName === wanted) return 0;
  if (place.bareName.startsWith(wanted)) return 1;
  return place.bareName.includes(wanted) ? 2 : 3;
}

function matches(text) {
  const words = text.split(/\s+/).map(bare).filter(Boolean);
  const wanted = words.join("");
  return places
    .filter((place) => words.length && words.every((word) => place.all.includes(word)))
    .map((place) => ({ ...place, rank: rank(place, wanted) }))
    .sort((one, other) => one.rank - other.rank);
}

function option(place, number) {
  const item = document.createElement("li");
  item.id = `result-${number}`;
  item.setAttribute("role", "option");
  item.dataset.href = place.href;
  const name = document.createElement("code");
  name.textContent = place.name;
  const kind = document.createElement("span");
  kind.textContent = place.where ? `${place.kind} of ${place.where}` : place.kind;
  const text = document.createElement("small");
  text.textContent = place.text;
  item.append(name, kind, text);
  return item;
}

function show(text) {
  const all = matches(text);
  results.replaceChildren(...all.slice(0, MOST).map(option));
  results.hidden = !all.length;
  query.setAttribute("aria-expanded", String(!results.hidden));
  found.textContent = bare(text) ? `${all.length || "no"} result${all.length === 1 ? "" : "s"}` : "";
  move(all.length ? 0 : -1);
}

function move(to) {
  results.children[active]?.setAttribute("aria-selected", "false");
  active = to;
  const item = results.children[active];
  if (!item) {
    query.removeAttribute("aria-activedescendant");
    return;
  }
  item.setAttribute("aria-selected", "true");
  item.scrollIntoView({ block: "nearest" });
  query.setAttribute("aria-activedescendant", item.id);
}

function leave() {
  query.value = "";
  show("");
  query.blur();
}

function follow(item) {
  if (!item) return;
  leave();
  location.href = item.dataset.href;
}

function onKey(event) {
  const count = results.children.length;
  if (event.key === "ArrowDown" && count) move((active + 1) % count);
  else if (event.key === "ArrowUp" && count) move((active - 1 + count) % count);
  else if (event.key === "Enter") follow(results.children[active]);
  else if (event.key === "Escape") leave();
  else return;
  event.preventDefault();
}

query.addEventListener("input", () => show(query.value));
query.addEventListener("keydown", onKey);
query.addEventListener("focus", () => show(query.value));
query.addEventListener("blur", () => {
  results.hidden = true;
  query.setAttribute("aria-expanded", "false");
});
// Before the box loses the focus and the results hide.
results.addEventListener("mousedown", (event) => event.preventDefault());
results.addEventListener("click", (event) => follow(event.target.closest("li")));

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    query.focus();
  }
});

box.hidden = false;

// On a wide screen the contents stand beside the text.
const contents = document.getElementById("contents");
if (contents) {
  const wide = matchMedia("(width >= 70rem)");
  const fit = () => { contents.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
}

// Each named place offers a link to itself, out of the way of the Tab key.
for (const place of document.querySelectorAll("main [id]")) {
  const link = document.createElement("a");
  link.className = "anchor";
  link.href = `#${place.id}`;
  link.tabIndex = -1;
  link.setAttribute("aria-hidden", "true");
  (place.querySelector("h2, td") ?? place).append(link);
}
