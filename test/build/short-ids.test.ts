// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SHORT_ID, shortenIds } from "../../build/short-ids.ts";
import { templates } from "../../client/locales/en.ts";
import { templates as publicTexts } from "../../client/locales/public/en.ts";
import { templates as caseTexts } from "../../client/locales/case/en.ts";
import { templates as deskTexts } from "../../client/locales/desk/en.ts";
import { templates as keysTexts } from "../../client/locales/keys/en.ts";
import { templates as staffTexts } from "../../client/locales/staff/en.ts";

test("locales: every text keeps an id of its own when ids are cut", () => {
  for (const [file, texts] of [
    ["en.ts", templates],
    ["public/en.ts", publicTexts],
    ["staff/en.ts", staffTexts],
    ["desk/en.ts", deskTexts],
    ["case/en.ts", caseTexts],
    ["keys/en.ts", keysTexts],
  ] as const) {
    const short = shortenIds(readFileSync(new URL(`../../client/locales/${file}`, import.meta.url), "utf8"));
    for (const id of Object.keys(texts)) {
      expect(short).toContain(` ${id.slice(0, SHORT_ID)}:`);
      expect(short).not.toContain(id);
    }
  }
});

test("locales: texts of two modules that one page has do not take each other's place", () => {
  for (const [one, other] of [
    [templates, publicTexts],
    [deskTexts, caseTexts],
  ] as const) {
    const ids = new Set([...Object.keys(one), ...Object.keys(other)]);
    expect(new Set([...ids].map((id) => id.slice(0, SHORT_ID))).size).toBe(ids.size);
  }
});

test("locales: two ids that begin alike, and none at all, stop the build", () => {
  const line = (id: string): string => `  ${id}: "text",\n`;
  expect(() => shortenIds(line("s0123456789abcdef") + line("s0123456ffffffff0"))).toThrow(/keep more/);
  expect(() => shortenIds("nothing")).toThrow(/otherwise/);
});
