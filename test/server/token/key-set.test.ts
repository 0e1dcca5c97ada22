// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import type { Database } from "../../../server/database/index.ts";
import { InForce } from "../../../server/directory/index.ts";
import { KeySet } from "../../../server/token/index.ts";
import { ORIGIN } from "../board.ts";

test("token keys: however many ask at once, the directory is read once for all, also while the database is away", async () => {
  let readings = 0;
  const database = {
    selectFrom() {
      readings++;
      throw new Error("away");
    },
  } as unknown as Database;
  const inForce = new InForce({ database, origin: ORIGIN, trusted: null });
  const keys = new KeySet({ database, inForce, now: Date.now });
  for (const round of [1, 2]) {
    const asked = Array.from({ length: 64 }, () => keys.issuing("post"));
    for (const { status } of await Promise.allSettled(asked)) expect(status).toBe("rejected");
    expect(readings).toBe(round);
  }
});
