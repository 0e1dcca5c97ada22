// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { nextSlotMoment, type Uniform } from "../../../crypto/index.ts";

/** Slots that are ready beforehand: of two gaps in a row one is long enough to prepare in. */
export const READY = 2;

export interface SlotWork {
  /** At a moment: what is ready leaves, and nothing else is done. */
  send(): void;
  /** Far from any moment: everything else, for the next two slots, so that what it takes delays nothing. */
  prepare(): void;
}

export interface SlotOptions {
  readonly intervalMs: number;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Where in its interval a slot is; the platform's generator unless given. */
  readonly uniform?: Uniform;
}

/**
 * One slot in each interval of everybody's clock, anywhere in it (crypto/oblivious/SPEC.md, "Slots"). Two moments can be next to
 * each other; a moment and the one after the next lie an interval or more apart. So there is work in the middle of gaps of half an
 * interval or more, and a slot is ready by then for the short ones too.
 * @returns stops it
 */
export function startSlots({ intervalMs, now, uniform }: SlotOptions, work: SlotWork): () => void {
  let sending: NodeJS.Timeout | undefined;
  let preparing: NodeJS.Timeout | undefined;
  const plan = (): void => {
    const leftMs = nextSlotMoment(now(), intervalMs, uniform) - now();
    sending = setTimeout(pass, leftMs);
    if (leftMs >= intervalMs / 2) preparing = setTimeout(prepare, leftMs / 2);
  };
  const prepare = (): void => work.prepare();
  const pass = (): void => {
    work.send();
    plan();
  };
  plan();
  return () => {
    clearTimeout(sending);
    clearTimeout(preparing);
  };
}
