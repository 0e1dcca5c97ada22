// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { decodeRequest, openRequest, type GatewayKey } from "#crypto";
import { opensslAead } from "../../server/gateway/aead.ts";
import { openSeeds, pairOf } from "../../server/gateway/pair.ts";
import { ORIGIN } from "../server/board.ts";
import type { Board } from "../server/board.ts";
import type { Passed } from "./tap.ts";

// The operator has the gateway's keys, and so what is in every request.

export async function gatewayKeysOf({ database, keys }: Board): Promise<GatewayKey[]> {
  const rows = await database.selectFrom("gateway_key").selectAll().execute();
  return rows.flatMap(({ number, first_day: from, last_day: until, sealed_seeds }) => {
    const days = { number, from, until };
    const seeds = openSeeds(sealed_seeds, days, keys.gateway.seed, ORIGIN);
    return seeds === null ? [] : pairOf({ ...days, seeds }).keys;
  });
}

/** What was asked, and how large that was. @param newest numbers of the bundles that everybody reads */
export function insideOf({ requestBody }: Passed, keys: readonly GatewayKey[], newest: ReadonlySet<number>): string {
  const opened = openRequest(requestBody, keys, opensslAead);
  if (opened === null) throw new Error("sealed to a key that the operator does not have");
  const { method, path, authorization, contentType, content } = decodeRequest(opened.message, ORIGIN);
  const token = authorization === null ? "no token" : `a token of ${authorization.length} characters`;
  return `${method} ${declared(path, newest)} ${contentType ?? "no type"}, ${content.length} bytes, ${token}`;
}

/** Which bundles besides the newest two hangs on a codename, and is the same in each of its visits: declared, and told in the threat model. */
function declared(path: string, newest: ReadonlySet<number>): string {
  const bundle = /\/bundles\/([0-9x/]+?)(?:\.p\/\d+)?$/u.exec(path)?.[1];
  if (bundle === undefined) return path;
  const number = Number(bundle.replaceAll(/[x/]/gu, ""));
  return newest.has(number) ? path : "an older bundle";
}
