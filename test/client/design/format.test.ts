// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  formatDate,
  formatLongDate,
  formatNames,
  formatNumber,
  formatTime,
  formatToday,
} from "../../../client/design/format.ts";
import { fetchLanguages, language, setLanguage } from "../../../client/locales/locale.ts";

beforeEach(() => {
  fetchLanguages(() => import("../../../client/locales/en.ts"));
  // Where a change of language is said to whoever listens.
  vi.stubGlobal("window", new EventTarget());
  vi.useFakeTimers({ now: new Date(2026, 11, 22, 13, 20), toFake: ["Date"] });
});

afterEach(async () => {
  await setLanguage("nl");
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("format: a page speaks Dutch until somebody chooses English", async () => {
  expect(language()).toBe("nl");
  await setLanguage("en");
  expect(language()).toBe("en");
  await setLanguage("nl");
  expect(language()).toBe("nl");
});

test("format: days in Dutch, with the year where it is another", () => {
  expect(formatDate("2026-12-22")).toBe("di 22 december");
  expect(formatDate("2027-02-04")).toBe("do 4 februari 2027");
  expect(formatDate("2025-12-31")).toBe("wo 31 december 2025");
  expect(formatLongDate("2026-12-22")).toBe("dinsdag 22 december");
  expect(formatLongDate("2027-02-04")).toBe("donderdag 4 februari 2027");
  expect(formatToday()).toBe("Dinsdag 22 december");
});

test("format: days in English", async () => {
  await setLanguage("en");
  expect(formatDate("2026-12-22")).toBe("Tue 22 December");
  expect(formatDate("2027-02-04")).toBe("Thu, 4 February 2027");
  expect(formatLongDate("2026-12-22")).toBe("Tuesday 22 December");
  expect(formatToday()).toBe("Tuesday 22 December");
});

test("format: a day that no calendar has is shown as it was written, and a year is never another", () => {
  for (const day of ["2026-02-31", "2026-13-01", "2026-00-10", "", "morgen"]) expect(formatDate(day)).toBe(day);
  expect(formatDate("0026-12-22")).toMatch(/^di 22 december 0*26$/);
});

test("format: times in Dutch and in English, with seconds where the log grows faster than once a minute", async () => {
  const afternoon = new Date(2026, 11, 22, 14, 0, 5).getTime();
  const morning = new Date(2026, 11, 22, 9, 5, 7).getTime();
  expect(formatTime(afternoon, 3600)).toBe("14.00 uur");
  expect(formatTime(afternoon, 60)).toBe("14.00 uur");
  expect(formatTime(morning, 2)).toBe("09.05.07 uur");
  await setLanguage("en");
  expect(formatTime(afternoon, 3600)).toBe("14:00");
  expect(formatTime(morning, 59)).toBe("09:05:07");
});

test("format: numbers and names in Dutch and in English", async () => {
  expect(formatNumber(4318)).toBe("4.318");
  expect(formatNumber(0)).toBe("0");
  expect(formatNames(["Noor", "Willem", "Saskia"])).toBe("Noor, Willem en Saskia");
  expect(formatNames(["Noor", "Willem"])).toBe("Noor en Willem");
  expect(formatNames(["Noor"])).toBe("Noor");
  await setLanguage("en");
  expect(formatNumber(4318)).toBe("4,318");
  expect(formatNames(["Noor", "Willem", "Saskia"])).toBe("Noor, Willem and Saskia");
});
