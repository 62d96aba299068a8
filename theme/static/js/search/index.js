// The index: for every two characters the places where they stand side by side
// (plugins/search/postings.py), in shards of some years, in files of some kilobytes.
import { fetched, json } from "./site.js";

const YEAR_ONE = 719163; // the number of 1970-01-01 among days, the first day of year 1 being 1
let opening;
export const open = () => (opening ??= load().catch((error) => { close(); throw error; }));

// Forgets the index: what it names may have gone since, when the site was published anew.
export const close = () => { opening = undefined; };

async function load() {
  const index = await json("search/index.json");
  const tables = await Promise.all(index.shards.map((name) => json(`search/${name}/table.json`)));
  const rows = [];
  const shards = tables.map((table, at) => {
    const shard = { name: index.shards[at], words: table.words, files: [], starts: [], first: rows.length };
    let start = 0;
    for (const [url, day, length, ...numbers] of table.rows) {
      const date = new Date((day - YEAR_ONE) * 864e5);
      const facets = numbers.map((number) => table.values[number]);
      rows.push({ at: rows.length, url, date, facets: [...facets, `year:${date.getUTCFullYear()}`] });
      shard.starts.push(start);
      start += length;
    }
    return shard;
  });
  return { ...index, shards, rows, asked: new Map() };
}

// Returns, for each article in which a phrase stands, its number and where it does first.
export function phrase(index, words) {
  if (!index.asked.has(words)) {
    const answer = Promise.all(index.shards.map((shard) => inShard(shard, [...words]))).then((some) => new Map(some.flat()));
    answer.catch(() => index.asked.delete(words));
    index.asked.set(words, answer);
  }
  return index.asked.get(words);
}

async function inShard(shard, signs) {
  const places = signs.length > 1 ? await together(shard, signs) : await anywhere(shard, signs[0]);
  const found = [];
  let row = 0, last = -1;
  for (const place of places) {
    while (shard.starts[row + 1] <= place) row++;
    if (row !== last) found.push([shard.first + row, place - shard.starts[row]]);
    last = row;
  }
  return found;
}

// The places of one character: those of all pairs that begin with it.
async function anywhere(shard, sign) {
  const from = fileOf(shard, sign), to = fileOf(shard, `${sign}\uffff`);
  const files = await Promise.all(Array.from({ length: to - from + 1 }, (_, at) => file(shard, from + at)));
  const lists = files.flatMap((pairs) => [...pairs].filter(([pair]) => pair.startsWith(sign)).map(([, bytes]) => places(bytes)));
  return lists.flat().sort((a, b) => a - b);
}

// The places of several characters one after another: pairs that cover them, at their distances.
async function together(shard, signs) {
  const offsets = [];
  for (let at = 0; at < signs.length - 2; at += 2) offsets.push(at);
  offsets.push(signs.length - 2);
  const lists = await Promise.all(offsets.map(async (offset) => {
    const pair = signs[offset] + signs[offset + 1];
    return { offset, places: places((await file(shard, fileOf(shard, pair))).get(pair) ?? []) };
  }));
  lists.sort((a, b) => a.places.length - b.places.length);
  let starts = lists[0].places.map((place) => place - lists[0].offset);
  for (const { offset, places } of lists.slice(1)) {
    let at = 0;
    starts = starts.filter((start) => {
      while (places[at] < start + offset) at++;
      return places[at] === start + offset;
    });
  }
  return starts;
}

// The number of the file in which a pair would stand.
function fileOf(shard, pair) {
  let low = 0, high = shard.words.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (shard.words[middle][0] <= pair) low = middle;
    else high = middle - 1;
  }
  return low;
}

const file = (shard, number) => (shard.files[number] ??= pairsIn(shard, number).catch((error) => {
  delete shard.files[number];
  throw error;
}));

async function pairsIn(shard, number) {
  const bytes = new Uint8Array(await (await fetched(`search/${shard.name}/${shard.words[number][1]}.bin`)).arrayBuffer());
  let at = bytes.indexOf(10) + 1;
  const pairs = new Map();
  for (const [first, seconds, lengths] of JSON.parse(new TextDecoder().decode(bytes.subarray(0, at))))
    [...seconds].forEach((second, place) => pairs.set(first + second, bytes.subarray(at, at += lengths[place])));
  return pairs;
}

function places(bytes) {
  const found = [];
  for (let at = 0, place = 0; at < bytes.length;) {
    let gap = 0, shift = 0, byte;
    do {
      byte = bytes[at++];
      gap |= (byte & 127) << shift;
      shift += 7;
    } while (byte > 127);
    found.push(place += gap);
  }
  return found;
}
