// The search page: what is asked stands in its address, what is found below its box.
import { fits, help, showFacets } from "./search/facets.js";
import { close, open } from "./search/index.js";
import { find, termsOf } from "./search/query.js";
import { result } from "./search/results.js";
import { $, fill, form, KINDS, say } from "./search/site.js";

const STEP = 10;
const input = form.elements.q;
$("no-script").remove();

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
const ORDERS = { "": (a, b) => b.worth - a.worth || b.at - a.at, new: (a, b) => b.at - a.at, old: (a, b) => a.at - b.at };

// What is found --------------------------------------------------------------------------------
let opened = false;
async function run(again = true) {
  const mine = ++turn;
  const query = asked.q.trim();
  $("found").hidden = !query;
  $("indexes").hidden = !!query;
  document.title = (query ? `${query} · ` : "") + form.dataset.title;
  if (!query) return;
  $("found").ariaBusy = "true";
  try {
    if (!opened) $("found-count").textContent = say.loading;
    const index = await open();
    opened = true;
    const terms = await termsOf(index, query);
    const hits = terms.length ? await find(index, terms) : [];
    if (mine !== turn) return;
    shown = hits.filter((hit) => fits(hit, asked.chosen)).sort(ORDERS[asked.sort] ?? ORDERS[""]);
    drawn = 0;
    $("found-count").textContent = fill(shown.length ? say.count : say.none, { count: shown.length, query });
    const names = [...new Set(terms.flatMap((term) => term.names))].join("、");
    $("found-also").textContent = names ? fill(say.also, { names, query }) : "";
    for (const button of $("found-sort").children) button.ariaPressed = String(button.value === asked.sort);
    $("found-tools").hidden = !hits.length;
    showFacets(index, hits, asked.chosen);
    $("found-list").replaceChildren();
    $("found-help").replaceChildren(...(shown.length ? [] : help(index, terms, hits, query)));
    $("indexes").hidden = shown.length > 0;
    await more(index, terms, mine);
  } catch (error) {
    close();
    if (mine !== turn) return;
    if (again) { await run(false); return; }
    console.error(error);
    $("found-count").textContent = say.failed;
  }
  if (mine === turn) $("found").ariaBusy = "false";
}

async function more(index, terms, mine) {
  const some = await Promise.all(shown.slice(drawn, drawn + STEP).map((hit) => result(hit, terms, index)));
  if (mine !== turn) return;
  drawn += some.length;
  $("found-list").append(...some);
  $("found-more").hidden = drawn >= shown.length;
  $("found-more").onclick = async () => {
    const next = drawn;
    await more(index, terms, mine);
    $("found-list").children[next]?.querySelector("a").focus();
  };
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
