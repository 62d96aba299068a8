// The search page: asks the shards of the index and shows what they answer.
// Every character is a word of its own there (plugins/search/prepare.py); places below TITLE are
// those of the headline, places below HEADS those of kicker and subtitle.
const TITLE = 64, HEADS = 128, STEP = 10, WINDOW = 88, SHOWN = 8;
const $ = (id) => document.getElementById(id);
const form = $("search"), input = form.elements.q, root = form.dataset.root;
const say = JSON.parse($("search-words").textContent);
$("no-script").remove();
const KINDS = Object.keys(say.kinds);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const element = (name, values = {}, ...children) => {
  const made = Object.assign(document.createElement(name), values);
  made.append(...children);
  return made;
};
const json = async (path, cache = "no-cache") => (await fetch(root + path, { cache })).json();

// The index ------------------------------------------------------------------------------------
let opening;
const open = () => (opening ??= load().catch((error) => { opening = null; throw error; }));

async function load() {
  const index = await json("search/index.json");
  const rows = new Map();
  if (!index.shards.length) return { ...index, rows };
  const places = index.shards.map((name) => `${root}search/${name}/`);
  const pagefind = await import(`${new URL(places[0], location)}pagefind.js`);
  await pagefind.options({ noWorker: true });
  await pagefind.init();
  // Ids are unique within a shard only; its weight tells which one a result comes from.
  const merged = places.slice(1).map((place, at) => pagefind.mergeIndex(place, { indexWeight: at + 2 }));
  const tables = await Promise.all(index.shards.map((name) => json(`search/${name}/table.json`)));
  tables.forEach((table, at) => {
    for (const [id, day, ...numbers] of table.rows) {
      const date = new Date((day - 719163) * 864e5);
      const facets = numbers.map((number) => table.values[number]);
      facets.push(`year:${date.getUTCFullYear()}`);
      rows.set(`${at + 1}:${id}`, { date, facets, at: rows.size });
    }
  });
  await Promise.all(merged);
  return { ...index, rows, pagefind, asked: new Map() };
}

// Characters that GB 2312 lacks may be traditional ones.
let simple, folding;
async function folded(term) {
  term = term.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
  if (!simple) {
    const codes = [];
    for (let high = 0xb0; high < 0xf8; high++) for (let low = 0xa1; low < 0xff; low++) codes.push(high, low);
    simple = new Set(new TextDecoder("gb18030").decode(new Uint8Array(codes)));
  }
  if (![...term].some((sign) => /\p{sc=Han}/u.test(sign) && !simple.has(sign))) return term;
  const pairs = [...(await (folding ??= json("search/fold.json")))];
  const table = new Map();
  for (let at = 0; at < pairs.length; at += 2) table.set(pairs[at], pairs[at + 1]);
  return [...term].map((sign) => table.get(sign) ?? sign).join("");
}

async function phrase(index, words) {
  if (!index.asked.has(words)) index.asked.set(words, index.pagefind.search(`"${[...words].join(" ")}"`));
  const { results } = await index.asked.get(words);
  return results.map((result) => [`${Math.round(result.score)}:${result.id}`, result]);
}

// A term and the names it stands for; one in quotes stands for itself alone.
async function termsOf(index, query) {
  const terms = [];
  for (const [, ...parts] of query.matchAll(/"([^"]+)"?|“([^”]+)”?|([^\s"“”]+)/g)) {
    const words = (await folded(parts.find(Boolean))).replace(/\s/g, "");
    if (words) terms.push({ words, also: parts[2] ? (index.aliases[words] ?? []) : [] });
  }
  return terms;
}

async function find(index, terms) {
  let common;
  for (const term of terms) {
    const hits = new Map();
    for (const words of [term.words, ...term.also])
      for (const [key, result] of await phrase(index, words)) {
        const place = result.words[0] ?? HEADS;
        const worth = place < TITLE ? 3 : place < HEADS ? 2 : 400 / (400 + place - HEADS);
        const hit = hits.get(key);
        if (!hit || hit.worth < worth) hits.set(key, { result, worth });
      }
    term.count = hits.size;
    if (common) for (const [key, hit] of common) hits.has(key) ? (hit.worth += hits.get(key).worth) : common.delete(key);
    else common = hits;
  }
  return [...(common ?? [])].map(([key, hit]) => ({ ...hit, ...index.rows.get(key) }));
}

// What is asked --------------------------------------------------------------------------------
let asked, drawn = 0, shown = [], turn = 0;
const read = () => {
  const given = new URLSearchParams(location.search);
  asked = { q: given.get("q") ?? "", sort: given.get("sort") ?? "", chosen: {} };
  for (const kind of KINDS) asked.chosen[kind] = given.getAll(kind);
};
const address = (step) => {
  const given = new URLSearchParams();
  if (asked.q) given.set("q", asked.q);
  for (const kind of KINDS) for (const value of asked.chosen[kind]) given.append(kind, value);
  if (asked.sort) given.set("sort", asked.sort);
  const url = `${location.pathname}${given.size ? `?${given}` : ""}`;
  if (url !== location.pathname + location.search) history[step](null, "", url);
};
const fits = (hit, but) => KINDS.every((kind) => kind === but || !asked.chosen[kind].length
  || asked.chosen[kind].some((value) => hit.facets.includes(`${kind}:${value}`)));
const ORDERS = { "": (a, b) => b.worth - a.worth || b.at - a.at, new: (a, b) => b.at - a.at, old: (a, b) => a.at - b.at };

async function run() {
  const mine = ++turn;
  const query = asked.q.trim();
  $("found").hidden = !query;
  $("indexes").hidden = !!query;
  document.title = (query ? `${query} · ` : "") + form.dataset.title;
  if (!query) return;
  try {
    if (!opening) $("found-count").textContent = say.loading;
    const index = await open();
    const terms = await termsOf(index, query);
    const hits = terms.length ? await find(index, terms) : [];
    if (mine !== turn) return;
    shown = hits.filter((hit) => fits(hit)).sort(ORDERS[asked.sort] ?? ORDERS[""]);
    drawn = 0;
    $("found-count").textContent = fill(shown.length ? say.count : say.none, { count: shown.length, query });
    const also = [...new Set(terms.flatMap((term) => term.also))];
    $("found-also").textContent = also.length ? fill(say.also, { names: also.join("、"), query }) : "";
    for (const button of $("found-sort").children) button.ariaPressed = String(button.value === asked.sort);
    $("found-tools").hidden = !hits.length;
    facets(index, hits);
    $("found-list").replaceChildren();
    $("found-help").replaceChildren(...(shown.length ? [] : help(index, terms, hits)));
    $("indexes").hidden = shown.length > 0;
    await more(terms, mine);
  } catch (error) {
    console.error(error);
    if (mine === turn) $("found-count").textContent = say.failed;
  }
}

// What is shown --------------------------------------------------------------------------------
async function more(terms, mine) {
  const some = await Promise.all(shown.slice(drawn, drawn + STEP).map(async (hit) => [hit, await hit.result.data()]));
  if (mine !== turn) return;
  drawn += some.length;
  $("found-list").append(...some.map(([hit, data]) => entry(hit, data, terms)));
  $("found-more").hidden = drawn >= shown.length;
  $("found-more").onclick = async () => {
    const next = drawn;
    await more(terms, mine);
    $("found-list").children[next]?.querySelector("a").focus();
  };
}

function entry(hit, data, terms) {
  const tokens = data.content.split(" ");
  const signs = tokens.map((token) => (token === "␣" ? " " : [...token][0]));
  const plain = tokens.map((token) => { const sign = [...token].at(-1); return sign.length > 1 ? "\ufffd" : sign; }).join("").toLowerCase();
  const marked = new Set(), starts = [], seen = new Set();
  for (const words of terms.flatMap((term) => [term.words, ...term.also])) {
    const length = [...words].length;
    let first;
    for (let at = -1; (at = plain.indexOf(words.toLowerCase(), at + 1)) >= 0;) {
      for (let place = at; place < at + length; place++) marked.add(place);
      seen.add(signs.slice(at, at + length).join(""));
      if (at >= HEADS) first ??= at;
    }
    if (first !== undefined) starts.push(first);
  }
  const end = signs.indexOf("¶");
  const heads = Math.max(TITLE, end + 1), text = Math.max(HEADS, signs.indexOf("¶", heads) + 1);
  const link = element("a", { href: `${root}${data.raw_url.slice(1)}?q=${encodeURIComponent([...seen].join(" "))}` });
  link.append(...marks(signs, 0, end, marked));
  const excerpt = element("p", { className: "found-excerpt" });
  let done = text;
  for (const start of (starts.length ? starts.sort((a, b) => a - b) : [text]).slice(0, 3)) {
    if (start < done && done > text) continue;
    let from = Math.max(done, start - 24);
    const stop = plain.slice(from, start).search(/[。！？¶][^。！？¶]*$/);
    if (stop >= 0) from += stop + 1;
    const to = Math.min(signs.length, from + WINDOW);
    excerpt.append(from > done || from > text && done === text ? "…" : "", ...marks(signs, from, to, marked));
    done = to;
  }
  if (done < signs.length) excerpt.append("…");
  const time = element("time", { dateTime: hit.date.toISOString().slice(0, 10) },
    fill(say.day, { year: hit.date.getUTCFullYear(), month: hit.date.getUTCMonth() + 1, day: hit.date.getUTCDate() }));
  return element("li", {}, element("h2", { className: "found-title" }, link), excerpt, element("p", { className: "found-line" }, time));
}

function marks(signs, from, to, marked) {
  const parts = [];
  for (let at = from; at < to;) {
    let next = at + 1;
    while (next < to && marked.has(next) === marked.has(at)) next++;
    const text = signs.slice(at, next).join("").replace(/¶+/g, " ");
    parts.push(marked.has(at) ? element("mark", {}, text) : text);
    at = next;
  }
  return parts;
}

function facets(index, hits) {
  const box = $("found-facets"), held = document.activeElement, opened = new Set([...box.querySelectorAll("details[open]")].map((one) => one.dataset.kind));
  box.replaceChildren(...KINDS.flatMap((kind) => {
    const counts = new Map(asked.chosen[kind].map((value) => [value, 0]));
    for (const hit of hits) if (fits(hit, kind)) for (const facet of hit.facets)
      if (facet.startsWith(`${kind}:`)) counts.set(facet.slice(kind.length + 1), (counts.get(facet.slice(kind.length + 1)) ?? 0) + 1);
    if (!counts.size) return [];
    const chosen = asked.chosen[kind];
    const rest = [...counts].sort((a, b) => chosen.includes(b[0]) - chosen.includes(a[0])
      || (kind === "year" ? b[0] - a[0] : b[1] - a[1]) || (a[0] < b[0] ? -1 : 1)).map(([value, count]) => {
      const check = element("input", { type: "checkbox", name: kind, value, checked: chosen.includes(value) });
      return element("label", {}, check, element("span", {}, kind === "year" ? fill(say.year, { year: value }) : index.names[kind][value] ?? value), element("b", {}, String(count)));
    });
    const set = element("fieldset", {}, element("legend", {}, say.kinds[kind]), ...rest.splice(0, SHOWN));
    if (rest.length) {
      const others = element("details", { open: opened.has(kind) }, element("summary", {}, fill(say.others, { count: rest.length })), ...rest);
      others.dataset.kind = kind;
      set.append(others);
    }
    return set;
  }));
  if (held?.name && held.type === "checkbox") [...box.querySelectorAll("input")].find((one) => one.name === held.name && one.value === held.value)?.focus();
}

// Nothing found: what of it is there, and which names are near.
function help(index, terms, hits) {
  const lines = [];
  const offer = (q) => element("a", { href: `?q=${encodeURIComponent(q)}` }, q);
  if (hits.length) lines.push(element("li", {}, element("a", { href: `?q=${encodeURIComponent(asked.q)}` }, fill(say.unchosen, { count: hits.length }))));
  else if (terms.length > 1) for (const term of terms) lines.push(element("li", {}, offer(term.words), fill(say.term, { count: term.count })));
  const pairs = new Set(terms.flatMap(({ words }) => [...words].slice(1).map((sign, at) => [...words][at] + sign)));
  const near = [...new Set([...Object.values(index.names.branch), ...Object.values(index.names.partner), ...Object.keys(index.aliases)])]
    .map((name) => [name, [...pairs].filter((pair) => name.includes(pair)).length]).filter(([, worth]) => worth)
    .sort((a, b) => b[1] - a[1]).slice(0, 5);
  if (near.length && !hits.length) lines.push(element("li", {}, say.near, ...near.flatMap(([name], at) => [at ? "、" : "", offer(name)])));
  return [...lines, ...say.tips.map((tip) => element("li", {}, tip))];
}

// Keys, input methods, addresses ---------------------------------------------------------------
let waiting;
const ask = (step, delay = 0) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { asked.q = input.value; address(step); run(); }, delay);
};
input.addEventListener("focus", () => open().catch(() => {}), { once: true });
input.addEventListener("input", (event) => event.isComposing || ask("replaceState", 30));
input.addEventListener("compositionend", () => ask("replaceState"));
form.addEventListener("submit", (event) => { event.preventDefault(); ask("pushState"); });
$("found-sort").addEventListener("click", ({ target }) => { if (target.value !== undefined) { asked.sort = target.value; address("pushState"); run(); } });
$("found-facets").addEventListener("change", ({ target }) => {
  const chosen = asked.chosen[target.name].filter((value) => value !== target.value);
  asked.chosen[target.name] = target.checked ? [...chosen, target.value] : chosen;
  address("pushState");
  run();
});
addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const { target, key } = event;
  if (key === "/" && !target.closest("input, textarea, select")) { event.preventDefault(); input.select(); return; }
  const links = [...$("found-list").querySelectorAll("a")], at = links.indexOf(target);
  if (at < 0 && target !== input) return;
  if (key === "Escape" && at >= 0) input.focus();
  if (key !== "ArrowDown" && key !== "ArrowUp") return;
  event.preventDefault();
  (links[key === "ArrowDown" ? Math.min(at + 1, links.length - 1) : at - 1] ?? input).focus();
});
const restore = () => { read(); input.value = asked.q; run(); };
addEventListener("popstate", restore);
restore();

export { find, open, termsOf };
