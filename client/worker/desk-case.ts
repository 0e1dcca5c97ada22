// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  hex,
  sha256,
  sideKeys,
  SUBMITTER_LANE,
  threadKeys,
  type JoinedEvent,
  type VerifiedOpening,
  type XWingKey,
} from "#crypto";
import { caseFrom, type Case } from "../case/case.ts";
import { sideFrom, type Side as Kept } from "../case/side.ts";
import type { Waiting } from "./conversation.ts";
import { eventsOf, Strand, type SignerOf } from "./strand.ts";

/** Who writes, as the directory has it. */
export interface Writers {
  readonly origin: string;
  /** Of everybody who writes or did, but submitters. */
  readonly lanes: readonly number[];
  /** Of those who have shared a key of this team. */
  readonly teamLanes: readonly number[];
  /** Whether they write no more. */
  readonly isFormer: (lane: number) => boolean;
  readonly signerOf: SignerOf;
}

/** A key of the team; `name` is SHA-256 of its public half, hex. */
export interface TeamKey {
  readonly name: string;
  readonly epoch: number;
  readonly key: XWingKey;
}

export const nameOfKey = ({ publicKey }: XWingKey): string => hex(sha256(publicKey));

/** What a team has beside a thread, under one of its keys. */
export interface Side {
  readonly epoch: number;
  readonly strand: Strand;
}

/** What a case was sealed with from some time on: its secrets, and whose keys open them. */
export class Generation {
  readonly opening: VerifiedOpening;
  readonly thread: Strand;
  /** What the team has beside it, by the name of the team's key. */
  readonly sides = new Map<string, Side>();
  /** Names of keys. */
  readonly sealedTo = new Set<string>();

  constructor(opening: VerifiedOpening, writers: Writers) {
    const { head, part, recipient } = opening;
    this.opening = opening;
    this.sealedTo.add(hex(recipient));
    const signerOf: SignerOf = (lane) => (lane === SUBMITTER_LANE ? head.signer : writers.signerOf(lane));
    const keys = threadKeys(head.threadSecret, writers.origin);
    this.thread = new Strand(keys, [SUBMITTER_LANE, ...writers.lanes], signerOf);
    this.thread.put(part);
  }

  /** Of the newest key that opens it, among those that are held here; -1 where that is none. */
  epoch(): number {
    const held = [...this.sides].filter(([name]) => this.sealedTo.has(name));
    return Math.max(-1, ...held.map(([, { epoch }]) => epoch));
  }
}

/** What began a case stands first, whatever place a colleague says that it stood at. */
const inOrder = (a: Generation, b: Generation): number =>
  Number(a.opening.kind === "reopening") - Number(b.opening.kind === "reopening") ||
  a.opening.part.index - b.opening.part.index;

/** The team's thread beside one with this id. */
export function sideStrand({ key }: TeamKey, threadId: Uint8Array, writers: Writers): Strand {
  return new Strand(sideKeys(key.seed, threadId, writers.origin), writers.teamLanes, writers.signerOf);
}

/** One signal and all that belongs to it, at a desk. */
export class DeskCase {
  /** The same at each sign-in; says nothing outside this page. */
  readonly id: string;
  readonly #writers: Writers;
  readonly #generations: Generation[] = [];
  /** Posted, and not in the log yet. */
  waiting: Waiting[] = [];
  sideWaiting: Waiting[] = [];

  constructor(id: string, writers: Writers) {
    this.id = id;
    this.#writers = writers;
  }

  add(generation: Generation): void {
    this.#generations.push(generation);
    this.#generations.sort(inOrder);
  }

  remove(generation: Generation): void {
    const at = this.#generations.indexOf(generation);
    if (at >= 0) this.#generations.splice(at, 1);
  }

  generations(): readonly Generation[] {
    return this.#generations;
  }

  /** In which everybody writes from now on. */
  newest(): Generation {
    const newest = this.#generations.at(-1);
    if (newest === undefined) throw new RangeError("a case begins with a generation");
    return newest;
  }

  strands(): Strand[] {
    return this.#generations.flatMap(({ thread, sides }) => [
      thread,
      ...[...sides.values()].map(({ strand }) => strand),
    ]);
  }

  async thread(): Promise<Case> {
    const threads = this.#generations.map(({ thread }, i) => {
      const next = this.#generations[i + 1];
      return { strand: thread, end: next?.opening.part.index ?? Infinity };
    });
    return caseFrom(await eventsOf(threads, this.#writers.isFormer));
  }

  /** Number in the log from which on the team had a later key here. */
  #endOf(epoch: number): number {
    const later = this.#sides().filter((side) => side.epoch > epoch);
    const written = later.flatMap(({ strand }) => [...strand.parts.keys()]);
    const reopened = this.#generations.filter(
      (generation) => generation.opening.kind === "reopening" && generation.epoch() > epoch,
    );
    return Math.min(Infinity, ...written, ...reopened.map(({ opening }) => opening.part.index));
  }

  #sides(): Side[] {
    return this.#generations.flatMap(({ sides }) => [...sides.values()]);
  }

  async side(): Promise<Kept> {
    const threads = this.#sides().map(({ epoch, strand }) => ({ strand, end: this.#endOf(epoch) }));
    const joined = await eventsOf(threads, this.#writers.isFormer);
    const waiting = this.sideWaiting.map(({ entry: { lane, event }, position }): JoinedEvent => ({
      lane,
      position,
      index: Number.MAX_SAFE_INTEGER,
      id: "",
      state: "event",
      event,
    }));
    return sideFrom([...joined, ...waiting]);
  }

  /** Numbers in the log. */
  newer(): ReadonlySet<number> {
    return new Set(this.strands().flatMap(({ newer }) => [...newer]));
  }

  /** Lanes in which something stood that their writer did not sign. */
  forged(): ReadonlySet<number> {
    return new Set(this.strands().flatMap(({ forged }) => [...forged.values()]));
  }
}
