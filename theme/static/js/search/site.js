// What the search page reads of the site, and the words it says.
export const $ = (id) => document.getElementById(id);
export const form = $("search");
export const root = form.dataset.root;
export const say = JSON.parse($("search-words").textContent);
export const KINDS = Object.keys(say.kinds);
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

export async function fetched(path, cache = "default") {
  const answer = await fetch(root + path, { cache });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  return answer;
}
// Files that keep their names are asked for anew; the others carry their content in their names.
export const json = async (path) => (await fetched(path, "no-cache")).json();

export function element(name, values = {}, ...children) {
  const made = Object.assign(document.createElement(name), values);
  made.append(...children);
  return made;
}
