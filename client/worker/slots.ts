// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { nextSlotMoment, type ObliviousRequest, type ObliviousResponse, type Uniform } from "#crypto";

// crypto/oblivious/SPEC.md, "Slots": one request in each interval, of one size, whether or not there is anything to post.

/** What a slot brought. */
export type Sent =
  | { readonly state: "answered"; readonly response: ObliviousResponse }
  /** It may have arrived: it goes once more. */
  | { readonly state: "unanswered" }
  /** The gateway has other keys than it was sealed to: somebody has to read which. */
  | { readonly state: "stale" };

export interface SlotSurroundings {
  /** Seals and sends; null: a dummy. Settles within 30 seconds; rejects only for a defect of ours, which whoever posts is told. */
  readonly send: (request: ObliviousRequest | null) => Promise<Sent>;
  /** Called once for each slot that found other keys, dummy or not. */
  readonly onStale: () => void;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Where in its interval a slot is; the platform's generator unless given. */
  readonly uniform?: Uniform;
  /** @returns how not to */
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

/** Told when something leaves, Unix milliseconds, and whether it did before. */
export type OnLeaving = (at: number, isAgain: boolean) => void;

interface Waiting {
  /** Whose it is: dropped with them. */
  readonly asker: unknown;
  readonly request: ObliviousRequest;
  readonly onLeaving: OnLeaving;
  readonly resolve: (response: ObliviousResponse | null) => void;
  readonly reject: (error: unknown) => void;
  tries: number;
}

/** Slots in which something goes before whoever posts it is told that there is no answer. */
export const TRIES = 3;

/** One schedule, from the moment at which it is made to the end of the page. */
export class Slots {
  readonly #surroundings: SlotSurroundings;
  readonly #interval: number;
  #next: number;
  #waiting: Waiting[] = [];
  readonly #gone = new Set<unknown>();
  #stop: () => void = () => undefined;

  /** @param interval milliseconds */
  constructor(interval: number, surroundings: SlotSurroundings) {
    this.#interval = interval;
    this.#surroundings = surroundings;
    this.#next = this.#draw();
    this.#plan();
  }

  /** What was missed, on a device that slept, is not made up for. */
  #draw(): number {
    const { now, uniform } = this.#surroundings;
    return nextSlotMoment(now(), this.#interval, uniform);
  }

  stop(): void {
    this.#stop();
    for (const { resolve } of this.#waiting.splice(0)) resolve(null);
  }

  /** What somebody asked for and has not left yet never does. */
  drop(asker: unknown): void {
    this.#gone.add(asker);
    this.#waiting = this.#waiting.filter((waiting) => waiting.asker !== asker);
  }

  /**
   * @param asker who asks, for `drop`
   * @returns null where none of its slots was answered: it may have arrived all the same
   */
  post(request: ObliviousRequest, onLeaving: OnLeaving, asker?: unknown): Promise<ObliviousResponse | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ asker, request, onLeaving, resolve, reject, tries: 0 });
      onLeaving(this.#next + (this.#waiting.length - 1) * this.#interval, false);
    });
  }

  #plan(): void {
    const { now, after } = this.#surroundings;
    this.#stop = after(this.#next - now(), () => {
      this.#next = this.#draw();
      this.#plan();
      const waiting = this.#waiting.shift();
      const going = this.#go(waiting);
      if (waiting !== undefined) going.catch(waiting.reject);
    });
  }

  async #go(waiting: Waiting | undefined): Promise<void> {
    const sent = await this.#surroundings.send(waiting?.request ?? null);
    if (sent.state === "stale") this.#surroundings.onStale();
    if (waiting === undefined) return;
    if (sent.state === "answered") waiting.resolve(sent.response);
    else if (++waiting.tries === TRIES || this.#gone.has(waiting.asker)) waiting.resolve(null);
    else this.#again(waiting);
  }

  #again(waiting: Waiting): void {
    this.#waiting.unshift(waiting);
    waiting.onLeaving(this.#next, true);
  }
}
