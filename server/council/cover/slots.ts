// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Moments } from "./moments.ts";
import { cryptoUniform, type Uniform } from "./random.ts";

export interface SlotWork {
  /** At a moment: what is ready leaves, and nothing else is done. */
  send(): void;
  /** Halfway to the next: everything else, so that what it takes delays nothing. */
  prepare(): void;
}

export interface SlotOptions {
  readonly intervalMs: number;
  /** Milliseconds of a clock that only goes forward: a machine that is set right sends neither more nor less. */
  readonly monotonicMs: () => number;
  readonly random?: Uniform;
}

/** @returns stops it */
export function startSlots(
  { intervalMs, monotonicMs, random = cryptoUniform }: SlotOptions,
  work: SlotWork,
): () => void {
  const moments = new Moments(intervalMs, monotonicMs(), random);
  let sending: NodeJS.Timeout | undefined;
  let preparing: NodeJS.Timeout | undefined;
  const prepare = (): void => work.prepare();
  const schedule = (): void => {
    const leftMs = moments.nextMs - monotonicMs();
    sending = setTimeout(pass, leftMs);
    preparing = setTimeout(prepare, leftMs / 2);
  };
  const pass = (): void => {
    work.send();
    moments.pass(monotonicMs());
    schedule();
  };
  schedule();
  return () => {
    clearTimeout(sending);
    clearTimeout(preparing);
  };
}
