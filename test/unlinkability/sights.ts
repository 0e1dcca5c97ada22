// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { SIZE_CLASSES, type GatewayKey } from "#crypto";
import { canonicalTables, canonicalHeaders } from "./canonical.ts";
import { insideOf } from "./asked.ts";
import type { Sight } from "./stage.ts";
import type { Passed } from "./tap.ts";

// What each adversary has, line by line, as it must be in both worlds. What is random is named in canonical.ts; of that the length.

const SEALED = "/v1/oblivious";

const withoutPorts = (text: string): string => text.replaceAll(/127\.0\.0\.1:\d+/gu, "127.0.0.1:port");

function shown(passed: Passed): string {
  const { method, path, status, requestHeaders, requestBody, responseHeaders, responseBody } = passed;
  const headers = `${canonicalHeaders(requestHeaders)} ${canonicalHeaders(responseHeaders)}`;
  return withoutPorts(`${method} ${path} ${status} ${requestBody.length}→${responseBody.length} ${headers}`);
}

/** Numbers of the newest two bundles of any log that is read in the world. */
function newestIn(atBoard: readonly Passed[]): Set<number> {
  const sizes = atBoard.flatMap(({ path, responseBody }) =>
    path === "/v1/logs/letters/checkpoint" ? [Number(responseBody.toString().split("\n")[1])] : [],
  );
  return new Set(sizes.flatMap((size) => [Math.ceil(size / 64) - 1, Math.ceil(size / 64) - 2]));
}

/**
 * The operator of the board: tables, log, everything that comes and what is in it. Pages are not told apart there, and slots of
 * several run through each other by when those were opened: what came is compared as a heap, and its order by statistics.
 */
function operatorSees({ tables, boardLines, atBoard }: Sight, keys: readonly GatewayKey[]): string[] {
  const newest = newestIn(atBoard);
  return [
    ...canonicalTables({ board: tables }),
    ...boardLines.map(withoutPorts).sort(),
    ...atBoard.map(shown).sort(),
    ...atBoard
      .filter(({ path }) => path === SEALED)
      .map((passed) => `inside: ${insideOf(passed, keys, newest)}`)
      .sort(),
  ];
}

/** Slots in their order; reads that go side by side in any. When in its interval a slot left is compared by statistics. */
function inOrder(passed: readonly Passed[], line: (each: Passed) => string): string[] {
  const slots = passed.filter(({ requestBody }) => requestBody.length === SIZE_CLASSES.slot.request);
  const others = passed.filter((each) => !slots.includes(each));
  return [...slots.map(line), ...others.map(line).sort()];
}

/** The relay: its log, and everything that one page asks. */
function relaySees({ relayLines, atRelay }: Sight, page: string): string[] {
  return [...relayLines.map(withoutPorts).sort(), ...inOrder(atRelay[page] ?? [], shown)];
}

const bytesOf = (headers: Passed["requestHeaders"]): number =>
  headers.reduce((sum, [name, value]) => sum + name.length + withoutPorts(value).length + 4, 0);

/** Whoever has the cables: sizes, headers included, on the page's leg and on the board's. */
function networkSees({ atRelay, atBoard }: Sight, page: string): string[] {
  const size = (each: Passed): string =>
    `${bytesOf(each.requestHeaders) + each.requestBody.length}→${bytesOf(each.responseHeaders) + each.responseBody.length}`;
  const sealed = atBoard.filter(({ path }) => path === SEALED);
  return [...inOrder(atRelay[page] ?? [], size), ...sealed.map((each) => `before the board: ${size(each)}`).sort()];
}

/** What is left of a world for those who look at it. */
export interface World {
  readonly sight: Sight;
  /** The operator's. */
  readonly keys: readonly GatewayKey[];
}

export type Adversary = "operator" | "relay" | "network";

/** What one of them has of a world, line by line. Relay and network look at the page `first`. */
export function seenBy(adversary: Adversary, { sight, keys }: World): string[] {
  if (adversary === "operator") return operatorSees(sight, keys);
  return adversary === "relay" ? relaySees(sight, "first") : networkSees(sight, "first");
}
