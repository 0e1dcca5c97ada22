// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { PAIRS, playBoth } from "./pairs.ts";
import { networkSees, operatorSees, relaySees } from "./sights.ts";

test.each(Object.entries(PAIRS))("unlinkability: %s", async (_key, pair) => {
  const [a, b] = await playBoth(pair);
  expect(operatorSees(b.sight, b.keys)).toEqual(operatorSees(a.sight, a.keys));
  expect(relaySees(b.sight, "first")).toEqual(relaySees(a.sight, "first"));
  expect(networkSees(b.sight, "first")).toEqual(networkSees(a.sight, "first"));
});
