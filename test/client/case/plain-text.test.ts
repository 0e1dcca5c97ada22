// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import fc from "fast-check";
import { expect, test } from "vitest";
import { packEvent } from "#crypto";
import { hasInvisible, plainText } from "../../../client/case/plain-text.ts";
import { SIGNAL } from "../../crypto/thread/fixture.ts";

test("text: what is typed and cleaned can always be sent", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (typed) => {
      const facts = plainText(typed);
      fc.pre(facts !== "");
      await expect(packEvent({ ...SIGNAL, facts })).resolves.toBeDefined();
      expect(plainText(facts)).toBe(facts);
    }),
  );
});

test("text: line ends, accents, emoji and right-to-left letters stay; what nobody can see goes", () => {
  expect(plainText("a\r\nb\nc")).toBe("a\nb\nc");
  expect(plainText("één 🐀 شكرا 👩‍🔬")).toBe("één 🐀 شكرا 👩‍🔬");
  expect(plainText("dagen\t11")).toBe("dagen 11");
  expect(hasInvisible("dagen\t11\r\nklaar")).toBe(false);
  expect(hasInvisible("da\u200bgen")).toBe(true);
  expect(plainText("a\u0000b\u0007c\u200bd\u202ee\u2066f\ufeffg\ud800h")).toBe("abcdefgh");
});
