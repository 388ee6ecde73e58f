"use strict";
(() => {
  const MOST = 100;
  const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  const field = document.getElementById("words");
  const count = document.getElementById("count");
  const list = document.getElementById("found");
  const shards = new Set(window.SEARCH.shards.split(" "));
  const loaded = new Map(); // what a file gave, or is about to give, by its name
  const taken = new Map(); // how to give it
  let asked = 0;

  window.WORDS = (name, words) => taken.get(`words-${name}`)(words);
  window.PAGES = (number, pages) => taken.get(`pages-${number}`)(pages);

  function load(name) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((give) => {
        taken.set(name, give);
        const script = document.createElement("script");
        script.src = `search/${name}.js`;
        script.onerror = () => give(null);
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  }

  // as `words` in words.py
  function fold(text) {
    const bare = text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    return [...bare].map((letter) => window.SEARCH.plain[letter] ?? letter).join("").normalize("NFC");
  }

  function parts(text) {
    const found = [];
    for (const run of fold(text).match(/[\p{L}\p{N}]+/gu) ?? []) {
      let letters = [];
      const end = () => {
        const isUnspaced = letters.length && UNSPACED.test(letters[0]);
        if (isUnspaced && letters.length > 1) {
          for (let at = 0; at + 1 < letters.length; at++) found.push(letters[at] + letters[at + 1]);
        } else if (letters.length) found.push(letters.join(""));
        letters = [];
      };
      for (const letter of run) {
        if (letters.length && UNSPACED.test(letter) !== UNSPACED.test(letters[0])) end();
        letters.push(letter);
      }
      end();
    }
    return found;
  }

  // the files whose words may begin like that
  function files(word) {
    const [first, second] = [...word].map((letter) => letter.codePointAt(0));
    if (first >= 0x2e80) return [(first >> 4).toString(16)].filter((name) => shards.has(name));
    const start = first.toString(16);
    if (second !== undefined) return [`${start}-${second.toString(16)}`].filter((name) => shards.has(name));
    return [...shards].filter((name) => name === start || name.startsWith(`${start}-`));
  }

  function numbers(text, into) {
    let number = 0;
    for (const step of text ? text.split(" ") : []) into.add((number += parseInt(step, 36)));
  }

  // the pages that have a word that begins like this: in the title, and anywhere
  async function pagesWith(word) {
    const found = {title: new Set(), all: new Set()};
    for (const words of await Promise.all(files(word).map((name) => load(`words-${name}`)))) {
      for (const [known, [inTitle, elsewhere]] of Object.entries(words ?? {})) {
        if (!known.startsWith(word)) continue;
        numbers(inTitle, found.title);
        numbers(elsewhere, found.all);
      }
    }
    for (const number of found.title) found.all.add(number);
    return found;
  }

  function entry([kind, address, title, note]) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const aside = document.createElement("span");
    link.href = address;
    link.dir = "auto";
    link.textContent = title;
    aside.className = "soft";
    aside.textContent = ` ${[kind, note].filter(Boolean).join(" · ")}`;
    item.append(link, aside);
    return item;
  }

  async function search() {
    const mine = ++asked;
    const words = parts(field.value);
    let found = [];
    if (words.length) {
      const each = await Promise.all(words.map(pagesWith));
      const all = [...each[0].all].filter((number) => each.every((one) => one.all.has(number))).sort((a, b) => a - b);
      const isBest = (number) => each.every((one) => one.title.has(number));
      found = [...all.filter(isBest), ...all.filter((number) => !isBest(number))];
    }
    const shown = found.slice(0, MOST);
    const at = (number) => Math.floor(number / window.SEARCH.together);
    const pages = new Map();
    for (const number of new Set(shown.map(at))) pages.set(number, await load(`pages-${number}`));
    if (mine !== asked) return; // something else was typed meanwhile
    const entries = shown.map((number) => pages.get(at(number))?.[number % window.SEARCH.together]);
    list.replaceChildren(...entries.filter(Boolean).map(entry));
    const more = found.length > MOST ? `, the first ${MOST} of them here` : "";
    count.textContent = words.length ? `${found.length} found${more}` : "";
  }

  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", search);
  if (location.hash.length > 1) field.value = decodeURIComponent(location.hash.slice(1));
  search();
  field.focus();
})();
