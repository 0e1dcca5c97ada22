// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { GatewayKey } from "#crypto";
import { readBoardKeys } from "../../server/board-keys.ts";
import { openSeeds, pairOf } from "../../server/gateway/pair.ts";
import { ORIGIN } from "./board.ts";
import { execute } from "./sql.ts";

interface Row {
  readonly number: number;
  readonly first_day: string;
  readonly last_day: string;
  readonly sealed_seeds: Buffer;
}

/** What an operator can open sealed requests with: the database, and the file of the board's keys. */
export async function gatewayKeysOf(databaseUrl: string, boardKeys: string): Promise<GatewayKey[]> {
  const { gateway } = readBoardKeys(boardKeys, ORIGIN);
  const rows = await execute<Row>(databaseUrl, "select * from gateway_key order by first_day");
  return rows.flatMap(({ number, first_day: from, last_day: until, sealed_seeds }) => {
    const days = { number, from, until };
    const seeds = openSeeds(sealed_seeds, days, gateway.seed, ORIGIN);
    if (seeds === null) throw new Error("these are not the keys of this board");
    return pairOf({ ...days, seeds }).keys;
  });
}
