// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { noteServerDate, secondsAhead } from "../../client/server-date.ts";

const SERVED = "Thu, 26 Nov 2026 08:00:00 GMT";
const at = (time: string): number => Date.parse(time);

test("clock: how far a device is from the server's is what the last answer told, in seconds", () => {
  expect(secondsAhead()).toBeNull();
  noteServerDate(SERVED, at("2026-11-26T09:30:00Z"));
  expect(secondsAhead()).toBe(5400);
  noteServerDate(SERVED, at("2025-11-26T08:00:00Z"));
  expect(secondsAhead()).toBe(-365 * 86_400);
});

test("clock: an answer that tells no time, or none that is one, changes nothing", () => {
  noteServerDate(SERVED, at("2026-11-26T08:00:30Z"));
  for (const date of [null, "", "gisteren"]) noteServerDate(date, 0);
  expect(secondsAhead()).toBe(30);
});
