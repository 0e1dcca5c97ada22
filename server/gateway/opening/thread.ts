// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { Worker } from "node:worker_threads";
import { Problem } from "../../problem.ts";
import type { PairSeeds } from "../pair.ts";
import { transferOf, type Outcome, type Task } from "./tasks.ts";

const ENTRY = new URL("./entry.ts", import.meta.url);
/** Tasks that wait at most: more than there are connections. */
const MOST = 10_000;

type Numbered = readonly [number: number, task: Task];

/** What goes to the thread in one message; null is the last. */
export interface Batch {
  /** That are answered to; null where they are the same as before. */
  readonly pairs: readonly PairSeeds[] | null;
  readonly tasks: readonly Numbered[];
}

export type Answered = readonly [
  number: number,
  outcome: Outcome | { readonly kind: "failed"; readonly error: unknown },
];

interface Waiting {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

const nameOf = (pairs: readonly PairSeeds[]): string => pairs.map(({ number, from }) => `${number} ${from}`).join();

/** Without what a thread cannot be given. */
const seedsOf = (pairs: readonly PairSeeds[]): PairSeeds[] =>
  pairs.map(({ number, from, until, seeds }) => ({ number, from, until, seeds }));

/**
 * A thread of its own for KEM and AEAD: more work than all the rest of a burst, with memory that would make the collector walk through
 * the board's whole heap several times a second. What waits in one turn of the event loop goes as one message.
 */
export class OpeningThread {
  readonly #pairs: () => readonly PairSeeds[];
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #queued: Numbered[] = [];
  #count = 0;
  #isStopped = false;
  /** Of the pairs that it was given last. */
  #given = "";

  /** @param pairs that are answered to at this moment */
  constructor(pairs: () => readonly PairSeeds[]) {
    this.#pairs = pairs;
  }

  /** By itself at the first task; sooner where that should not have to wait. */
  start(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(ENTRY);
    worker.on("message", (answered: readonly Answered[]) => this.#settle(answered));
    let cause: unknown;
    worker.on("error", (error) => {
      cause = error;
    });
    worker.on("exit", () => this.#fail(cause ?? new Error("the thread ended")));
    worker.unref();
    this.#given = "";
    this.#worker = worker;
    return worker;
  }

  /** What the task holds is given away. @throws Problem `busy`, and whatever it throws over there */
  perform(task: Task): Promise<Outcome> {
    if (this.#waiting.size >= MOST || this.#isStopped) throw new Problem("busy");
    return new Promise((resolve, reject) => {
      const number = this.#count++;
      this.#waiting.set(number, { resolve, reject });
      if (this.#queued.length === 0) setImmediate(() => this.#send());
      this.#queued.push([number, task]);
    });
  }

  /**
   * After what it was given. It ends by itself: whatever ends a thread from outside, in the middle of what OpenSSL or Node's loader
   * does there, may end the process.
   */
  async stop(): Promise<void> {
    this.#isStopped = true;
    const worker = this.#worker;
    if (worker === null) return;
    // Not `once` of node:events, which also ends with an error of the thread: who waits for its task is told that.
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.ref();
    worker.postMessage(null);
    await ended;
  }

  #send(): void {
    // Stopped meanwhile; a thread that was there tells them when it ends.
    if (this.#isStopped && this.#worker === null) {
      this.#fail(new Problem("busy"));
      return;
    }
    const worker = this.start();
    const tasks = this.#queued;
    this.#queued = [];
    const batch: Batch = { pairs: this.#newPairs(), tasks };
    const transfer = tasks.flatMap(([, task]) => transferOf(task));
    worker.postMessage(batch, transfer);
  }

  #newPairs(): PairSeeds[] | null {
    const pairs = this.#pairs();
    const name = nameOf(pairs);
    if (name === this.#given) return null;
    this.#given = name;
    return seedsOf(pairs);
  }

  #settle(answered: readonly Answered[]): void {
    for (const [number, outcome] of answered) {
      const waiting = this.#waiting.get(number);
      this.#waiting.delete(number);
      if (outcome.kind === "failed") waiting?.reject(outcome.error);
      else waiting?.resolve(outcome);
    }
  }

  /** It ended: whoever waits gets its error, and whoever comes next a new thread. */
  #fail(error: unknown): void {
    this.#worker = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }
}
