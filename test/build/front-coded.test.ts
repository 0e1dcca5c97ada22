// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DECODE_FRONT, encodeFront } from "../../build/front-coded.ts";

/** Runs the module that a page gets. */
async function decode(coded: string): Promise<string> {
  const source = `const coded=${JSON.stringify(coded)};${DECODE_FRONT}`;
  const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as { readonly default: string };
  return module.default;
}

test("words: shared letters are counted, nine at most", () => {
  expect(encodeFront(["aaien", "aanbid", "aanbieden", "b"])).toBe("0aaien2nbid5eden0b");
  expect(encodeFront(["abcdefghijkl", "abcdefghijklm"])).toBe("0abcdefghijkl9jklm");
});

test.each(["nl", "en"])("words: a page decodes the list %s to its last letter", async (language) => {
  const text = readFileSync(new URL(`../../crypto/codename/words-${language}.txt`, import.meta.url), "utf8");
  expect(await decode(encodeFront(text.trimEnd().split("\n")))).toBe(text);
});
