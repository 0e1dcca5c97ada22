// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { formatDate, formatNames, formatNumber, formatTime } from "../../../client/design/format.ts";

test("format: days, times, numbers and names are written as in Dutch", () => {
  expect(formatDate("2026-12-22")).toBe("di 22 december");
  expect(formatDate("2026-02-31")).toBe("2026-02-31");
  expect(formatTime(new Date(2026, 11, 22, 14, 0, 5).getTime(), 3600)).toBe("14.00 uur");
  expect(formatTime(new Date(2026, 11, 22, 9, 5, 7).getTime(), 2)).toBe("09.05.07 uur");
  expect(formatNumber(4318)).toBe("4.318");
  expect(formatNames(["Noor", "Willem", "Saskia"])).toBe("Noor, Willem en Saskia");
  expect(formatNames(["Noor", "Willem"])).toBe("Noor en Willem");
});
