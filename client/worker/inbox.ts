// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  BUNDLE_WIDTH,
  equalBytes,
  hex,
  joinEvents,
  openOpening,
  readResealed,
  sha256,
  threadKeys,
  type KeptEnvelope,
  type VerifiedOpening,
  type VerifiedResealing,
} from "#crypto";
import { DeskCase, Generation, sideStrand, type TeamKey, type Writers } from "./desk-case.ts";
import type { Letters } from "./letters.ts";
import type { Progress } from "../protocol/index.ts";
import { findPlaces, type Hit, type Lane, type Place } from "./scan.ts";
import type { Strand } from "./strand.ts";

/** Bundles asked for before they are needed: 1.5 MB. */
const BUNDLES_AHEAD = 3;

/** What was posted together gets its places at one checkpoint, among all else of it: so far back is not asked for again. 32 MB. */
const BUNDLES_NEAR = 64;

/** A re-sealing whose parts may not all be there yet. */
interface Pending {
  readonly resealing: VerifiedResealing;
  readonly key: TeamKey;
  readonly side: Strand;
}

interface Found {
  readonly strand: Strand;
  readonly hit: Hit<Place>;
}

/** Number in the log, and what stands there. */
type Placed = readonly [number, Uint8Array];

const isOfOne = (a: VerifiedOpening, b: VerifiedOpening): boolean => equalBytes(a.head.signer, b.head.signer);

/** Of two that open one thread under different keys: by the place in the log where each of them stood. */
const isFirst = (known: VerifiedOpening, other: VerifiedOpening): boolean =>
  isOfOne(known, other) || known.part.index <= other.part.index;

/** All cases of a team that its keys open, found by trying every envelope that is in no known thread. */
export class Inbox {
  readonly #letters: Letters;
  readonly writers: Writers;
  readonly #onFound: (found: KeptEnvelope) => void;
  #keys: readonly TeamKey[] = [];
  /** By the submitter's key, hex. */
  readonly #cases = new Map<string, DeskCase>();
  /** By thread id, hex. */
  readonly #generations = new Map<string, Generation>();
  /** By thread id and name of the key; those of a thread that only a re-sealing has told of are here first. */
  readonly #sides = new Map<string, Strand>();
  #pending: Pending[] = [];
  /** Not searched yet in what was read before they were known. */
  #unsearched: Strand[] = [];
  /** What stands at a tag of a thread and was not read yet, by number in the log. */
  readonly #wanted = new Map<number, Found>();
  /** Numbers in the log of openings that a newer version wrote; a reading that broke off may meet one twice. */
  readonly newer = new Set<number>();
  /** Lanes of members in whose name somebody tried to seal a thread to the team. */
  readonly forged = new Map<number, number>();

  #waiting: ReadonlyMap<string, Pick<DeskCase, "waiting" | "sideWaiting">> = new Map();

  /** @param onFound of every envelope that came to something, each time it is read */
  constructor(letters: Letters, writers: Writers, onFound: (found: KeptEnvelope) => void) {
    this.#letters = letters;
    this.writers = writers;
    this.#onFound = onFound;
  }

  /** What was posted in these cases and is in no log yet, for when they are found again. */
  keepWaiting(cases: readonly DeskCase[]): void {
    this.#waiting = new Map(cases.map((entry) => [entry.id, entry]));
  }

  cases(): readonly DeskCase[] {
    return [...this.#cases.values()];
  }

  /** @returns whether one is new: then what was tried before may open */
  use(keys: readonly TeamKey[]): boolean {
    const added = keys.filter(({ name }) => !this.#keys.some((known) => known.name === name));
    this.#keys = keys;
    for (const generation of this.#generations.values())
      for (const key of added) this.#addSide(generation, generation.thread.keys.id, key);
    return added.length > 0;
  }

  /**
   * What was read before in the same way, instead of reading it.
   * @param kept all that came to something, in the order of the log
   * @param size of the log up to which it was read
   */
  async recall(kept: readonly KeptEnvelope[], size: number): Promise<void> {
    for (const { index, how, envelope } of kept) if (how === "tried") this.#try(envelope, index);
    do {
      this.#search();
      for (const { index, envelope } of kept) this.#readWanted(index, envelope);
      await this.#resolve();
    } while (this.#unsearched.length > 0);
    for (const index of this.#wanted.keys()) if (index < size) this.#wanted.delete(index);
  }

  /** From a place in the log on. */
  async read(from: number, onProgress: (progress: Progress) => void): Promise<void> {
    this.#search();
    this.#want(this.#strands(), from);
    const total = this.#letters.size - from;
    const near: Placed[][] = [];
    for await (const placed of this.#bundlesFrom(from)) {
      for (const [index, envelope] of placed) if (!this.#readWanted(index, envelope)) this.#try(envelope, index);
      near.push(placed);
      if (near.length > BUNDLES_NEAR) near.shift();
      if (this.#search()) for (const [index, envelope] of near.flat()) this.#readWanted(index, envelope);
      onProgress({ done: (placed.at(-1)?.[0] ?? from) + 1 - from, total });
    }
    await this.#settle();
  }

  /** Finds where all of what belongs to new threads is. @returns whether there were any */
  #search(): boolean {
    const strands = this.#unsearched.splice(0);
    this.#want(strands, 0);
    return strands.length > 0;
  }

  #want(strands: readonly Strand[], from: number): void {
    for (const found of this.#find(strands, from)) this.#wanted.set(found.hit.index, found);
  }

  /** @returns whether it is of a thread */
  #readWanted(index: number, envelope: Uint8Array): boolean {
    const found = this.#wanted.get(index);
    this.#wanted.delete(index);
    return found !== undefined && this.#readAt(found, envelope);
  }

  #strands(): Strand[] {
    return [...[...this.#generations.values()].map(({ thread }) => thread), ...this.#sides.values()];
  }

  #find(strands: readonly Strand[], from: number): Found[] {
    const strandOf = new Map<Lane, Strand>(strands.flatMap((strand) => strand.lanes.map((lane) => [lane, strand])));
    return findPlaces(this.#letters.entryBundles(), [...strandOf.keys()], from).flatMap((hit) => {
      const strand = strandOf.get(hit.value.lane);
      return strand === undefined ? [] : [{ strand, hit }];
    });
  }

  #readAt({ strand, hit }: Found, envelope: Uint8Array): boolean {
    const isOfThread = strand.read(hit.value, envelope, hit.index, this.writers.origin);
    if (isOfThread) this.#onFound({ index: hit.index, how: "placed", envelope });
    return isOfThread;
  }

  /** In the order of the log; the next bundles are on their way while one is tried. */
  async *#bundlesFrom(from: number): AsyncGenerator<Placed[]> {
    if (from >= this.#letters.size) return;
    const asked: Promise<Uint8Array[]>[] = [];
    const first = Math.floor(from / BUNDLE_WIDTH);
    let next = first;
    for (let bundle = first; bundle < this.#letters.bundleCount(); bundle++) {
      for (; next < this.#letters.bundleCount() && asked.length < BUNDLES_AHEAD; next++) {
        const reading = this.#letters.readBundle(next);
        // Where an earlier one fails nobody waits for this one any more.
        reading.catch(() => undefined);
        asked.push(reading);
      }
      const envelopes = (await asked.shift()) ?? [];
      const placed = envelopes.map((envelope, i): Placed => [bundle * BUNDLE_WIDTH + i, envelope]);
      yield placed.filter(([index]) => index >= from);
    }
  }

  #try(envelope: Uint8Array, index: number): void {
    const { origin, teamLanes, signerOf } = this.writers;
    const ofTeam = (lane: number): Uint8Array | undefined => (teamLanes.includes(lane) ? signerOf(lane) : undefined);
    for (const key of this.#keys) {
      const opened = openOpening(key.key, envelope, index, origin, ofTeam);
      if (opened === "needs_newer_version") this.newer.add(index);
      if (opened === "needs_newer_version" || typeof opened !== "string")
        this.#onFound({ index, how: "tried", envelope });
      if (typeof opened === "string") continue;
      if (opened.kind === "resealing") this.#pend(opened, key);
      else this.#open(opened, key);
      return;
    }
  }

  /** Of several openings of one thread the first in the log counts. */
  #open(opening: VerifiedOpening, key: TeamKey): void {
    const { id } = threadKeys(opening.head.threadSecret, this.writers.origin);
    const known = this.#generations.get(hex(id));
    if (known !== undefined && isFirst(known.opening, opening)) {
      if (isOfOne(known.opening, opening)) known.sealedTo.add(key.name);
      return;
    }
    if (known !== undefined) this.#giveUp(known);
    const generation = new Generation(opening, this.writers);
    generation.sealedTo.add(key.name);
    this.#generations.set(hex(id), generation);
    this.#unsearched.push(generation.thread);
    for (const each of this.#keys) this.#addSide(generation, id, each);
    this.#caseOf(opening.head.signer).add(generation);
  }

  /** Somebody who has the thread's secret put themselves in the place of who opened it, before that was sealed to this reader. */
  #giveUp(generation: Generation): void {
    const name = hex(generation.opening.head.signer);
    const entry = this.#cases.get(name);
    entry?.remove(generation);
    if (entry?.generations().length === 0) this.#cases.delete(name);
  }

  #caseOf(submitter: Uint8Array): DeskCase {
    const key = hex(submitter);
    const known = this.#cases.get(key);
    if (known !== undefined) return known;
    // The same at each sign-in: a draft that outlived a session must not turn up in another case.
    const name = `case-${hex(sha256(submitter)).slice(0, 32)}`;
    const added = new DeskCase(name, this.writers);
    const { waiting, sideWaiting } = this.#waiting.get(name) ?? added;
    added.waiting = waiting;
    added.sideWaiting = sideWaiting;
    this.#cases.set(key, added);
    return added;
  }

  #addSide(generation: Generation, id: Uint8Array, key: TeamKey): void {
    generation.sides.set(key.name, { epoch: key.epoch, strand: this.#sideOf(id, key) });
  }

  #sideOf(threadId: Uint8Array, key: TeamKey): Strand {
    const name = `${hex(threadId)} ${key.name}`;
    const known = this.#sides.get(name);
    if (known !== undefined) return known;
    const side = sideStrand(key, threadId, this.writers);
    this.#sides.set(name, side);
    this.#unsearched.push(side);
    return side;
  }

  #pend(resealing: VerifiedResealing, key: TeamKey): void {
    if (this.#pending.some(({ resealing: { part } }) => part.index === resealing.part.index)) return;
    const { id } = threadKeys(resealing.head.threadSecret, this.writers.origin);
    const side = this.#sideOf(id, key);
    side.put(resealing.part);
    this.#pending.push({ resealing, key, side });
  }

  /** Reads what stands before the threads that it belongs to turned up, until no more do. */
  async #settle(): Promise<void> {
    do {
      this.#search();
      if (this.#wanted.size > 0) await this.#readAgain();
      await this.#resolve();
    } while (this.#unsearched.length > 0);
  }

  /** Everything once more, as whoever signs in does: a bundle that was asked for by itself would say where something of this team is. */
  async #readAgain(): Promise<void> {
    for await (const placed of this.#bundlesFrom(0)) {
      for (const [index, envelope] of placed) this.#readWanted(index, envelope);
    }
  }

  /** What a member sealed to the team counts once its parts are there and the submitter's own signature is in them. */
  async #resolve(): Promise<void> {
    const open: Pending[] = [];
    for (const pending of this.#pending) {
      const { resealing, key, side } = pending;
      const joined = await joinEvents([...side.parts.values()]);
      const id = base64url(resealing.part.eventId);
      const carried = joined.find((event) => event.lane === resealing.part.lane && event.id === id);
      if (carried?.state === "incomplete") open.push(pending);
      if (carried?.state === "needs_newer_version") this.newer.add(resealing.part.index);
      if (carried?.state !== "event" || carried.event.type !== "resealed") continue;
      const opening = readResealed(carried.event, resealing, this.writers.origin);
      if (opening === "forged") this.forged.set(resealing.part.index, resealing.part.lane);
      else this.#open(opening, key);
    }
    this.#pending = open;
  }
}
