// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  codenameKeys,
  equalBytes,
  SUBMITTER_LANE,
  threadKeys,
  type CodenameKeys,
  type JoinedEvent,
  type VerifiedPart,
} from "#crypto";
import { isFormer, writerIn, type VouchedOrganisation } from "./organisation.ts";
import { findPlaces, type Hit, type Lane, type Place } from "./scan.ts";
import { eventsOf, Strand } from "./strand.ts";

/** Its number takes one byte. */
export const LAST_GENERATION = 255;

/** A thread as whoever has its codename finds it: all generations that there is something of. */
export class OwnThread {
  readonly #master: Uint8Array;
  #organisation: VouchedOrganisation;
  /** By generation. */
  #strands: Strand[] = [];
  #hits: readonly Hit<Place>[] = [];

  constructor(master: Uint8Array, organisation: VouchedOrganisation) {
    this.#master = master;
    this.#organisation = organisation;
    this.extendTo(0);
  }

  /** Whoever writes in a lane may be somebody else: nothing that was read before stands, but one's own places stay taken. */
  use(organisation: VouchedOrganisation): void {
    this.#organisation = organisation;
    this.#strands = this.#strands.map((strand, generation) => this.#made(generation, ownLane(strand).next));
    this.#hits = [];
  }

  keys(generation: number): CodenameKeys {
    return codenameKeys(this.#master, this.#organisation.origin, generation);
  }

  /** Also to one that nothing was found of yet. @returns whether there is anything that was not searched for */
  extendTo(generation: number): boolean {
    const { length } = this.#strands;
    for (let next = length; next <= generation; next++) this.#strands.push(this.#made(next));
    return this.#strands.length > length;
  }

  strand(generation: number): Strand {
    this.extendTo(generation);
    const strand = this.#strands[generation];
    if (strand === undefined) throw new RangeError("generations are counted from 0");
    return strand;
  }

  /** @param next position 0 is the opening's, which stands at a random tag: a device that has not read it must not write there */
  #made(generation: number, next = 1): Strand {
    const { origin, statement } = this.#organisation;
    const { threadSecret, submitter } = this.keys(generation);
    const lanes = [...statement.members, ...statement.former].map(({ lane }) => lane);
    const strand = new Strand(threadKeys(threadSecret, origin), [SUBMITTER_LANE, ...lanes], (lane) =>
      lane === SUBMITTER_LANE ? submitter.publicKey : writerIn(statement, lane)?.key,
    );
    ownLane(strand).next = next;
    return strand;
  }

  /** The newest of which something of one's own stands in the log. */
  get found(): number {
    return Math.max(
      0,
      this.#strands.findLastIndex((strand) => this.#ownHits(strand).length > 0),
    );
  }

  #ownHits(strand: Strand): Hit<Place>[] {
    const own = ownLane(strand);
    return this.#hits.filter(({ value }) => value.lane === own);
  }

  /** By tags alone, before anything is read: whatever begins a generation travels with something in its lane 0. */
  find(bundles: readonly Uint8Array[]): void {
    const hits = findPlaces(
      bundles,
      this.#strands.flatMap(({ lanes }) => lanes),
      0,
    );
    this.#hits = hits;
    while (this.found === this.#strands.length - 1 && this.found < LAST_GENERATION) {
      const strand = this.#made(this.#strands.length);
      const own = ownLane(strand);
      const begun = findPlaces(bundles, [own], 0);
      if (begun.length === 0) break;
      this.#strands.push(strand);
      const others = strand.lanes.filter((lane) => lane !== own);
      hits.push(...begun, ...findPlaces(bundles, others, 0));
    }
    hits.sort((a, b) => a.index - b.index);
  }

  hits(): readonly Hit<Place>[] {
    return this.#hits;
  }

  /** Numbers in the log of what this thread is known to consist of: of several at one place the first is meant. */
  places(): number[] {
    const first = new Map<string, number>();
    for (const { index, value } of this.#hits) {
      const name = `${this.#generationOf(value.lane)}/${value.lane.lane}/${value.position}`;
      if (!first.has(name)) first.set(name, index);
    }
    return [...first.values()];
  }

  #generationOf(lane: Lane): number {
    return this.#strands.findIndex(({ lanes }) => lanes.includes(lane));
  }

  read({ index, value }: Hit<Place>, envelope: Uint8Array): void {
    this.#strands[this.#generationOf(value.lane)]?.read(value, envelope, index, this.#organisation.origin);
  }

  /** The opening of the whole. */
  put(part: VerifiedPart): void {
    this.strand(0).put(part);
  }

  hasRead(index: number): boolean {
    return this.#strands.some(({ parts }) => parts.has(index));
  }

  /** Whether something of one's own stands in the log at a place in the thread with this id. */
  isTaken(thread: Uint8Array, position: number): boolean {
    const strand = this.#strands.find(({ keys }) => equalBytes(keys.id, thread));
    return strand !== undefined && this.#ownHits(strand).some(({ value }) => value.position === position);
  }

  /** Of all generations, in reading order. */
  async events(): Promise<JoinedEvent[]> {
    const threads = this.#strands.map((strand, generation) => ({ strand, end: this.#endOf(generation) }));
    return eventsOf(threads, (lane) => isFormer(this.#organisation.statement, lane));
  }

  /** Number in the log from which on another generation is written in. */
  #endOf(generation: number): number {
    const later = this.#strands.slice(generation + 1).flatMap((strand) => this.#ownHits(strand));
    return Math.min(Infinity, ...later.map(({ index }) => index));
  }

  /** Numbers in the log of what a newer version wrote. */
  newer(): number[] {
    return this.#strands.flatMap(({ newer }) => [...newer]);
  }

  /** Lanes in which something stood that their writer did not sign. */
  forged(): ReadonlySet<number> {
    return new Set(this.#strands.flatMap(({ forged }) => [...forged.values()]));
  }
}

/** The submitter's lane of a generation. */
export function ownLane(strand: Strand): Lane {
  const lane = strand.lane(SUBMITTER_LANE);
  if (lane === undefined) throw new RangeError("nobody's own thread");
  return lane;
}
