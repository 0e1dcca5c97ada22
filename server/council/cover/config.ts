// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { resolve } from "node:path";
import { ConfigError, type Environment } from "../../config-error.ts";

/** The council's cover. */
export interface CoverConfig {
  /** Bursts an hour, on average. */
  readonly perHour: number;
  /** File with the six words that the node signs in with. Null in the demo, which knows them. */
  readonly phraseFile: string | null;
}

/** What it takes of the rest of the configuration. */
export interface CoverSurroundings {
  /** Whether the council's node is in this process. */
  readonly isHere: boolean;
  readonly isDemo: boolean;
  readonly hasBoard: boolean;
  readonly hasRelay: boolean;
  readonly slotIntervalMs: number;
}

const PER_HOUR = 2;
/** Often enough to be seen by whoever tries it out. */
const DEMO_PER_HOUR = 20;
/** No more than one slot in four, so that what is posted does not have to wait in a row. */
const QUARTER_HOUR_MS = 900_000;

function perHourFrom(env: Environment, { isDemo, slotIntervalMs }: CoverSurroundings): number {
  const most = Math.floor(QUARTER_HOUR_MS / slotIntervalMs);
  const value = env.get("COVER_PER_HOUR") ?? String(isDemo ? DEMO_PER_HOUR : PER_HOUR);
  if (/^\d{1,4}$/.test(value) && Number(value) <= most) return Number(value);
  throw new ConfigError(
    `COVER_PER_HOUR: give a whole number from 0, which is none, to ${most} at this SLOT_INTERVAL_MS`,
  );
}

/** Variables that a node which posts cover cannot do without, and what to give in each. */
function needed({ isDemo, hasBoard, hasRelay }: CoverSurroundings): (readonly [string, string])[] {
  const ofBoard = [
    ["ORIGIN", "the name of the board"],
    ["BOARD_URL", "the address of the board"],
    ["DIRECTORY_KEYS", "the three verifier keys that may sign the directory"],
  ] as const;
  return [
    ...(hasBoard ? [] : ofBoard),
    ...(hasRelay ? [] : [["RELAY_ORIGIN", "the address of the relay"] as const]),
    ...(isDemo ? [] : [["COVER_PHRASE_FILE", "the file with the six words of the council's node"] as const]),
  ];
}

/** @returns null where none is to be posted from here @throws ConfigError */
export function coverConfigFrom(env: Environment, surroundings: CoverSurroundings): CoverConfig | null {
  if (!surroundings.isHere && !env.has("COVER_PER_HOUR")) return null;
  const perHour = perHourFrom(env, surroundings);
  if (!surroundings.isHere || perHour === 0) return null;
  for (const [name, what] of needed(surroundings))
    if (!env.has(name))
      throw new ConfigError(`${name}: give ${what}, or COVER_PER_HOUR=0 as long as it posts no cover`);
  const phraseFile = env.get("COVER_PHRASE_FILE");
  return { perHour, phraseFile: phraseFile === undefined ? null : resolve(phraseFile) };
}
