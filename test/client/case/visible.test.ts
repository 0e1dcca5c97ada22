// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { nextVisible } from "../../../client/case/visible.ts";

const at = (time: string): number => Date.parse(`2026-11-25T${time}Z`);

test("visible: the next whole interval since 1970, which is the next whole hour when the interval is one", () => {
  expect(nextVisible(at("13:59:59.999"), 3600)).toBe(at("14:00:00"));
  expect(nextVisible(at("14:00:00"), 3600)).toBe(at("15:00:00"));
  expect(nextVisible(at("14:00:01.500"), 2)).toBe(at("14:00:02"));
});
