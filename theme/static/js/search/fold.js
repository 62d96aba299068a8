// Characters that readers do not tell apart (plugins/search/text.py does the same).
import { json } from "./site.js";

const LETTERS_END = 0x2c00, WIDE = 0xfee0;
const tableOf = (pairs) => {
  const signs = [...pairs], table = new Map();
  for (let at = 0; at < signs.length; at += 2) table.set(signs[at], signs[at + 1]);
  return table;
};
let few, common, many;

// Returns the characters of a text as they are searched: as many, each in its place.
export async function folded(text, index) {
  few ??= tableOf(index.fold);
  common ??= inGB2312();
  const signs = [...text].map(plain);
  // Those that GB 2312 lacks may be traditional ones.
  const rare = signs.some((sign) => sign > "\u3400" && !common.has(sign) && /\p{sc=Han}/u.test(sign));
  const table = rare ? await (many ??= json("search/fold.json").then(tableOf)) : few;
  return signs.map((sign) => few.get(sign) ?? table.get(sign) ?? sign);
}

function plain(sign) {
  if (/[０-９Ａ-Ｚａ-ｚ]/.test(sign)) sign = String.fromCharCode(sign.charCodeAt(0) - WIDE);
  const small = sign.charCodeAt(0) < LETTERS_END ? sign.toLowerCase() : sign;
  return small.length === 1 ? small : sign;
}

function inGB2312() {
  const codes = [];
  for (let high = 0xb0; high < 0xf8; high++) for (let low = 0xa1; low < 0xff; low++) codes.push(high, low);
  return new Set(new TextDecoder("gb18030").decode(new Uint8Array(codes)));
}
