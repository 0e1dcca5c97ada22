// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { Page } from "playwright-core";

// What people see or hear of a page: its text, and names and descriptions that only assistive technology reads. Codenames and
// fingerprints are nobody's language; the switch names the other one.
const COLLECT = `(() => {
  const skipped = ".ts-words li, .ts-code, noscript, textarea, input, [lang]:not(html)";
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement.closest(skipped) === null) texts.push(node.data);
  }
  for (const name of ["aria-label", "alt", "title", "placeholder"]) {
    for (const element of document.querySelectorAll("[" + name + "]")) texts.push(element.getAttribute(name));
  }
  return texts.map((text) => text.replaceAll(/\\s+/g, " ").trim()).filter((text) => text !== "");
})()`;

export function textsOn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(COLLECT);
}
