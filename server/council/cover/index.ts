// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { parseVerifierKey, type Uniform } from "../../../crypto/index.ts";
import { nativeStretch, type Stretch } from "../../stretch.ts";
import type { Clock } from "../../token/index.ts";
import { Arrivals } from "./arrivals.ts";
import { askingAt } from "./asking.ts";
import { Cover, type CoverState } from "./cover.ts";
import { Outbox } from "./outbox.ts";
import { Purse } from "./purse.ts";
import { startSlots } from "./slots.ts";
import { Supply } from "./supply.ts";

export { readPhrase } from "./phrase-file.ts";
export type { CoverState } from "./cover.ts";

export interface CoverNode {
  readonly state: CoverState;
  /** Sends nothing more, and breaks off what is on its way. */
  stop(): Promise<void>;
}

export interface CoverNodeOptions {
  readonly origin: string;
  /** Bursts an hour, on average. */
  readonly perHour: number;
  readonly slotIntervalMs: number;
  /** Addresses, without a path. */
  readonly boardUrl: string;
  readonly relayUrl: string;
  /** Six, of a member whom the directory names. */
  readonly words: readonly string[];
  /** C2SP verifier keys of officer, council and spare, all of one time. */
  readonly directoryKeys: () => Promise<readonly string[]>;
  readonly say: (state: CoverState) => void;
  readonly now?: Clock;
  readonly stretch?: Stretch;
  /** For the moments of slots and for what comes when; crypto's own unless given. */
  readonly uniform?: Uniform;
}

const monotonicMs = (): number => performance.now();

/** Posts cover from now on (crypto/oblivious/SPEC.md, "Cover"). */
export function startCover(options: CoverNodeOptions): CoverNode {
  const { origin, perHour, slotIntervalMs, boardUrl, relayUrl, words, directoryKeys, say } = options;
  const { now = Date.now, stretch = nativeStretch, uniform } = options;
  const stopping = new AbortController();
  const purse = new Purse();
  const supply = new Supply(
    {
      origin,
      perHour,
      board: askingAt(boardUrl, "board_silent", stopping.signal),
      words,
      trusted: async () => (await directoryKeys()).map(parseVerifierKey),
      stretch,
      purse,
      now,
      onDrawn: () => cover.drawn(),
    },
    monotonicMs(),
  );
  const cover: Cover = new Cover({
    origin,
    relay: askingAt(relayUrl, "relay_silent", stopping.signal),
    supply,
    purse,
    outbox: new Outbox(origin),
    arrivals: new Arrivals(perHour, monotonicMs(), uniform),
    monotonicMs,
    say,
  });
  const slots = { intervalMs: slotIntervalMs, now, ...(uniform === undefined ? {} : { uniform }) };
  const stopSlots = startSlots(slots, cover);
  return {
    get state() {
      return cover.state;
    },
    async stop() {
      stopSlots();
      stopping.abort();
      await Promise.all([cover.stop(), supply.stop()]);
    },
  };
}
