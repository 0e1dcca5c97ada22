// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Plugin } from "vite";

/** Vite's own module around every `import()`: it is handed the files that one needs. */
const HELPER = "\0vite/preload-helper.js";

// A browser remembers of a module that it could not be fetched, and never asks for it again while the page is open (HTML, "module
// map"). So its files are asked for first, with what can be tried again; importing then takes them from the browser's cache, where
// they may stay for ever. What fails is a TypeError, as it would be.
const SOURCE = `
  const here = new Set();
  // Files of the page itself are named in it, and without them this would not run.
  const isHere = (file) => here.has(file) || document.querySelector('link[href$="' + file + '"], script[src$="' + file + '"]') !== null;
  const fetchFirst = async (file) => {
    if (isHere(file)) return;
    const response = await fetch("/" + file, { cache: "force-cache", credentials: "omit", referrerPolicy: "no-referrer" });
    if (!response.ok) throw new TypeError("a part of the page is not there");
    await response.arrayBuffer();
    here.add(file);
  };
  export const __vitePreload = async (load, files = []) => {
    await Promise.all(files.filter((file) => file.endsWith(".js")).map(fetchFirst));
    return load();
  };
`;

/** Parts of a page that could not be fetched once can be fetched later. */
export function fetchedFirst(): Plugin {
  return {
    name: "fetched-first",
    enforce: "pre",
    apply: "build",
    load: (id) => (id === HELPER ? SOURCE : null),
  };
}
