// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  BUNDLE_WIDTH,
  encodeHeldToken,
  equalBytes,
  hex,
  joinEvents,
  logName,
  openMessage,
  openOpening,
  sealMessage,
  signingKey,
  SUBMITTER_LANE,
  threadKeys,
  TOKENS_IN_ANSWER,
  xwingKey,
  type BurstPromise,
  type HeldToken,
  type MemberEntry,
  type Statement,
  type ThreadKeys,
  type VerifiedOpening,
  type VerifiedPart,
  type XWingKey,
} from "#crypto";
import { caseFrom } from "../case/case.ts";
import { today } from "../case/today.ts";
import { compareUrgency, type Ranked } from "../case/urgency.ts";
import { closeSession } from "../transport.ts";
import { eventOf, measure, saidIn, turnIn, unreadableIn, type Waiting } from "./conversation.ts";
import { memberTokens } from "./exchange.ts";
import { WorkerFailure } from "./failure.ts";
import type { HeldKeyring } from "./keyring.ts";
import { Letters } from "./letters.ts";
import { witnessesOf } from "./directory.ts";
import { teamOf, writerIn, type VouchedOrganisation } from "./organisation.ts";
import { Posting, type Seal } from "./posting.ts";
import { openPromises } from "./promises.ts";
import type { DeskThread, DeskView, Member, Progress, Receipt, Words } from "../protocol/index.ts";
import { findPlaces, type Lane } from "./scan.ts";
import { groupsWith, heldOf, takeSeeds, type SharedGroup } from "./seeds.ts";
import { signInMember, type SignedIn } from "./sign-in.ts";
import { isUsable, Wallet } from "./tokens.ts";

interface DeskCase {
  readonly id: string;
  readonly keys: ThreadKeys;
  /** Ed25519 of the submitter, from the opening's head. */
  readonly submitter: Uint8Array;
  readonly lanes: readonly Lane[];
  readonly own: Lane;
  readonly openedAt: number;
  readonly parts: Map<number, VerifiedPart>;
  /** Numbers in the log of messages that a newer version wrote. */
  readonly newer: Set<number>;
  readonly waiting: Waiting[];
}

/** An entry of the log at the tag of a message. */
interface MessageHit {
  readonly index: number;
  readonly entry: DeskCase;
  readonly lane: number;
  readonly position: number;
}

/** Bundles asked for before they are needed: 1.5 MB. */
const BUNDLES_AHEAD = 3;

/** @throws WorkerFailure `no_team`, or `keyring_behind` where none of the team's keys is here */
function requireTeam(statement: Statement, { held, member }: SignedIn): SharedGroup {
  const teams = groupsWith(statement, member.id).filter(({ id }) => statement.teams.some((team) => team.id === id));
  const [team] = teams;
  if (team === undefined) throw new WorkerFailure("no_team", "a member of no team");
  if (heldOf(held.contents.seeds, team) === "none")
    throw new WorkerFailure("keyring_behind", "this keyring has no key of its owner's team");
  return team;
}

/** A member at the desk: reads everything there is, tries what is unknown, and writes in a lane of their own. */
export class DeskSession {
  readonly #organisation: VouchedOrganisation;
  readonly #held: HeldKeyring;
  readonly #member: MemberEntry;
  readonly #team: SharedGroup;
  readonly #letters: Letters;
  /** Kept nowhere: whoever signs in anew takes others. */
  readonly #wallet: Wallet;
  readonly #posting: Posting<Waiting>;
  readonly #cases = new Map<string, DeskCase>();
  /** Numbers in the log of envelopes that a newer version wrote; a reading that broke off may meet one twice. */
  readonly #newer = new Set<number>();
  #teamKeys: readonly XWingKey[] = [];
  #promises: BurstPromise[] = [];
  /** Size of the log up to which all was read; null before the first. */
  #readUpTo: number | null = null;

  private constructor(organisation: VouchedOrganisation, { held, member }: SignedIn, team: SharedGroup) {
    const { origin, logKeys } = organisation;
    this.#organisation = organisation;
    this.#held = held;
    this.#member = member;
    this.#team = team;
    this.#letters = new Letters(logName(origin, "letters"), logKeys.letters, true, witnessesOf(organisation.statement));
    this.#wallet = new Wallet((token) => isUsable(organisation, token));
    this.#posting = new Posting(organisation, this.#wallet);
  }

  static async signIn(organisation: VouchedOrganisation, master: Uint8Array): Promise<DeskSession> {
    const signedIn = await signInMember(organisation, master);
    try {
      return new DeskSession(organisation, signedIn, requireTeam(organisation.statement, signedIn));
    } catch (error) {
      // They are signed in, and nothing here can be read.
      await closeSession().catch(() => undefined);
      throw error;
    }
  }

  async signOut(): Promise<void> {
    await closeSession();
  }

  member(): Member {
    const team = teamOf(this.#organisation.statement, this.#team.id);
    if (team === null) throw new WorkerFailure("directory_unsound", "the directory has no team of yours");
    return { name: this.#member.name, team };
  }

  async read(onProgress: (progress: Progress) => void): Promise<DeskView> {
    // Whoever was signed out elsewhere reads nothing more here.
    await this.#held.refresh();
    await takeSeeds(this.#held, this.#organisation.statement, this.#member);
    this.#takeKeys();
    await this.#letters.refresh();
    // Also after a reading that broke off.
    if (this.#readUpTo !== this.#letters.size) {
      this.#letters.verifyAll(() => undefined);
      const { letters } = this.#held.contents.pins;
      if (this.#readUpTo === null && letters !== null) await this.#letters.requireContinues(letters.size, letters.root);
      await this.#readFrom(this.#readUpTo ?? 0, onProgress);
      this.#readUpTo = this.#letters.size;
      await this.#keepCheckpoint();
    }
    this.#promises = openPromises(this.#promises, this.#letters, Date.now());
    return this.#view();
  }

  /** With a key that is new here, envelopes that were tried before may open. */
  #takeKeys(): void {
    const { seeds } = this.#held.contents;
    const isKnown = (seed: Uint8Array): boolean => this.#teamKeys.some((key) => equalBytes(key.seed, seed));
    if (!seeds.every(({ seed }) => isKnown(seed))) this.#readUpTo = null;
    this.#teamKeys = seeds.map(({ seed }) => xwingKey(seed));
  }

  /** The next sign-in, on any device, must find the log continuing this one. */
  async #keepCheckpoint(): Promise<void> {
    const { size, root } = this.#letters;
    await this.#held.update((keyring) =>
      (keyring.pins.letters?.size ?? -1) >= size
        ? keyring
        : { ...keyring, pins: { ...keyring.pins, letters: { size, root } } },
    );
  }

  async #readFrom(from: number, onProgress: (progress: Progress) => void): Promise<void> {
    const known = new Map(this.#findMessages([...this.#cases.values()], from).map((hit) => [hit.index, hit]));
    const envelopes = new Map<number, Uint8Array>();
    const opened: DeskCase[] = [];
    const total = this.#letters.size - from;
    for await (const [index, envelope] of this.#envelopesFrom(from)) {
      if (envelopes.size % 100 === 99) onProgress({ done: envelopes.size + 1, total });
      envelopes.set(index, envelope);
      const hit = known.get(index);
      if (hit !== undefined && this.#openMessage(hit, envelope)) continue;
      const found = this.#tryOpening(envelope, index);
      if (found !== null) opened.push(found);
    }
    for (const hit of this.#findMessages(opened, from)) {
      const envelope = envelopes.get(hit.index);
      if (envelope !== undefined) this.#openMessage(hit, envelope);
    }
  }

  /** In the order of the log; the next bundles are on their way while one is tried. */
  async *#envelopesFrom(from: number): AsyncGenerator<readonly [number, Uint8Array]> {
    const asked: Promise<Uint8Array[]>[] = [];
    let next = Math.floor(from / BUNDLE_WIDTH);
    for (let bundle = next; bundle < this.#letters.bundleCount(); bundle++) {
      for (; next < this.#letters.bundleCount() && asked.length < BUNDLES_AHEAD; next++) {
        const reading = this.#letters.readBundle(next);
        // Where an earlier one fails nobody waits for this one any more.
        reading.catch(() => undefined);
        asked.push(reading);
      }
      for (const [i, envelope] of ((await asked.shift()) ?? []).entries()) {
        const index = bundle * BUNDLE_WIDTH + i;
        if (index >= from) yield [index, envelope];
      }
    }
  }

  #tryOpening(envelope: Uint8Array, index: number): DeskCase | null {
    for (const key of this.#teamKeys) {
      const opening = openOpening(key, envelope, index, this.#organisation.origin);
      if (opening === "needs_newer_version") this.#newer.add(index);
      if (typeof opening !== "string") return this.#open(opening, index);
    }
    return null;
  }

  /** Of several openings of one thread the first in the log counts. */
  #open({ head, part }: VerifiedOpening, index: number): DeskCase | null {
    const keys = threadKeys(head.threadSecret, this.#organisation.origin);
    const name = hex(keys.id);
    if (this.#cases.has(name)) return null;
    const { members, former } = this.#organisation.statement;
    const lanes: Lane[] = [SUBMITTER_LANE, ...[...members, ...former].map(({ lane }) => lane)].map((lane) => ({
      keys,
      lane,
      next: lane === SUBMITTER_LANE ? part.parts : 0,
    }));
    const own = lanes.find(({ lane }) => lane === this.#member.lane);
    if (own === undefined) throw new WorkerFailure("directory_unsound", "the directory gives you no lane");
    const id = `case-${this.#cases.size + 1}`;
    const opened = {
      id,
      keys,
      submitter: head.signer,
      lanes,
      own,
      openedAt: index,
      parts: new Map([[index, part]]),
      newer: new Set<number>(),
      waiting: [],
    };
    this.#cases.set(name, opened);
    return opened;
  }

  #findMessages(cases: readonly DeskCase[], from: number): MessageHit[] {
    const lanes = cases.flatMap((entry) => entry.lanes);
    const caseOf = new Map(cases.flatMap((entry) => entry.lanes.map((lane) => [lane, entry] as const)));
    return findPlaces(this.#letters.entryBundles(), lanes, from).flatMap(({ index, value }) => {
      const entry = caseOf.get(value.lane);
      return entry === undefined ? [] : [{ index, entry, lane: value.lane.lane, position: value.position }];
    });
  }

  /** @returns whether something of this thread stands there */
  #openMessage({ index, entry, lane, position }: MessageHit, envelope: Uint8Array): boolean {
    const signer = this.#signerOf(entry, lane);
    if (signer === undefined) return false;
    const part = openMessage(entry.keys, { lane, position }, envelope, index, this.#organisation.origin, signer);
    if (part === "cannot_open") return false;
    if (part === "needs_newer_version") entry.newer.add(index);
    else entry.parts.set(index, part);
    return true;
  }

  #signerOf(entry: DeskCase, lane: number): Uint8Array | undefined {
    if (lane === SUBMITTER_LANE) return entry.submitter;
    return writerIn(this.#organisation.statement, lane)?.key;
  }

  async reply(id: string, words: Words): Promise<Receipt> {
    const entry = [...this.#cases.values()].find((candidate) => candidate.id === id);
    if (entry === undefined) throw new WorkerFailure("refused", "no such thread");
    await this.#takeTokens();
    const { origin } = this.#organisation;
    const seal: Seal<Waiting> = async (left) => {
      // Another device of this member may have written meanwhile.
      const position = entry.own.next;
      const event = await this.#withTokens(words, left);
      const place = { lane: this.#member.lane, position };
      const parts = await sealMessage(event, place, entry.keys, origin, signingKey(this.#held.contents.signing));
      entry.own.next = position + parts.length;
      const sealed = { entry: { lane: this.#member.lane, event }, position };
      return { envelopes: parts.map(({ bytes }) => bytes), sealed };
    };
    const posted = await this.#posting.post(`${id} ${JSON.stringify(words)}`, seal, () => this.read(() => undefined));
    this.#promises.push(posted.promise);
    entry.waiting.push(posted.sealed);
    return { visibleFrom: posted.visibleFrom };
  }

  /** As many as one answer can cost. */
  async #takeTokens(): Promise<void> {
    if (this.#wallet.tokens().length <= TOKENS_IN_ANSWER) this.#wallet.add(await memberTokens(this.#organisation));
  }

  /** An answer brings what its reader needs to write back: four tokens, or as many as there is room for. */
  async #withTokens(words: Words, left: readonly HeldToken[]): Promise<ReturnType<typeof eventOf>> {
    if (words.what === "seen") return eventOf(words);
    for (let count = Math.min(TOKENS_IN_ANSWER, left.length); count > 0; count--) {
      const given = left.slice(0, count);
      const texts = given.map((token) => base64url(encodeHeldToken({ ...token, givenByDesk: true })));
      const event = eventOf(words, texts);
      if (!(await measure(event)).fits) continue;
      // Given away, whether or not this is ever sent: the same one is never given twice.
      this.#wallet.remove(...given);
      return event;
    }
    return eventOf(words);
  }

  async #view(): Promise<DeskView> {
    const threads = await Promise.all([...this.#cases.values()].map((entry) => this.#threadView(entry)));
    const shown = threads.filter((thread) => thread !== null);
    const { terms, holidays } = this.#organisation.statement;
    const calendar = { today: today(), terms, holidays: holidays.days };
    const pending = (thread: DeskThread): Ranked => ({
      ...thread,
      decisionDate: thread.signal?.decisionDate ?? null,
      cannotBeExecuted: thread.signal?.cannotBeExecuted ?? false,
    });
    shown.sort((a, b) => compareUrgency(pending(a), pending(b), calendar));
    return {
      isBehind: heldOf(this.#held.contents.seeds, this.#team) !== "present",
      threads: shown,
      logSize: this.#letters.size,
      vouching: this.#letters.vouching(),
      unreadable: [...this.#newer].map(() => ({ reason: "needs_newer_version" })),
    };
  }

  async #threadView(entry: DeskCase): Promise<DeskThread | null> {
    const joined = await joinEvents([...entry.parts.values()]);
    const thread = caseFrom(joined);
    const inLog = new Set(joined.filter(({ lane }) => lane === this.#member.lane).map(({ position }) => position));
    const waiting = entry.waiting.filter(({ position }) => !inLog.has(position));
    const { signal } = thread;
    if (signal === null) {
      const isIncomplete = thread.unreadable.includes("incomplete");
      if (!isIncomplete && !thread.unreadable.includes("needs_newer_version")) return null;
    }
    const conversation = saidIn(thread, this.#organisation.statement, waiting);
    return {
      id: entry.id,
      date: signal?.date ?? "",
      signal,
      isSeen: conversation.some(({ by }) => by === "member"),
      conversation,
      unreadable: unreadableIn(thread, entry.newer),
      waitsFor: turnIn(thread, waiting),
    };
  }
}
