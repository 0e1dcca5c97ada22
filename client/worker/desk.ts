// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { equalBytes, hex, logName, xwingKey, type CarriedEvent, type NoteEvent, type TaskEvent } from "#crypto";
import { mayTake } from "../case/side.ts";
import { today } from "../case/today.ts";
import { compareUrgency, type Ranked } from "../case/urgency.ts";
import { secondsAhead } from "../server-date.ts";
import { closeSession } from "../transport.ts";
import { carriedFrom } from "./carrying.ts";
import type { Waiting } from "./conversation.ts";
import { nameOfKey, type DeskCase, type Generation, type TeamKey } from "./desk-case.ts";
import { memberAt, placeOf, writersOf, type Place } from "./desk-place.ts";
import { DeskPosting } from "./desk-posting.ts";
import { namesOf, threadView } from "./desk-view.ts";
import { witnessesOf } from "./directory.ts";
import { WorkerFailure } from "./failure.ts";
import { Inbox } from "./inbox.ts";
import { keepKnown, memberOf } from "./keep-known.ts";
import type { HeldKeyring } from "./keyring.ts";
import { Letters } from "./letters.ts";
import { requireVouched, type VouchedOrganisation } from "./organisation.ts";
import type { DeskThread, DeskView, Member, Progress, Receipt, ShelfState, Words } from "../protocol/index.ts";
import type { Strand } from "./strand.ts";
import { OwnShelf } from "./shelf-later.ts";
import { heldOf, takeSeeds } from "./seeds.ts";
import { readSeedRecord } from "./seed-record.ts";
import { signInMember } from "./sign-in.ts";

/** Ten minutes: less is nobody's trouble. */
const CLOCK_SECONDS = 600;

function clockAhead(): number | null {
  const ahead = secondsAhead();
  return ahead === null || Math.abs(ahead) < CLOCK_SECONDS ? null : ahead;
}

/** Where something stands, so that what was posted is known again in the log. */
const placeName = (thread: Uint8Array, position: number, lane: number): string => `${hex(thread)} ${lane} ${position}`;

/** Open, and readable for who has an earlier key only, where everybody may read it. */
const isToReseal = ({ signal, waitsFor, sealedTo }: DeskThread): boolean =>
  signal !== null && waitsFor !== "nobody" && sealedTo === "earlier";

/** A member at the desk: reads everything there is, tries what is unknown, and writes in a lane of their own. */
export class DeskSession {
  readonly #held: HeldKeyring;
  readonly #letters: Letters;
  /** What this device keeps of it, if its owner wants that. */
  readonly shelf: OwnShelf;
  /** What the list of keys says, as it was read last. */
  #place: Place;
  #inbox: Inbox;
  readonly #posting: DeskPosting;
  #teamKeys: readonly TeamKey[] = [];
  /** Size of the log up to which all was read; null before the first. */
  #readUpTo: number | null = null;

  private constructor(held: HeldKeyring, place: Place) {
    const { organisation } = place;
    const { origin, logKeys, statement } = organisation;
    this.#held = held;
    this.#place = place;
    this.#letters = new Letters(logName(origin, "letters"), logKeys.letters, true, witnessesOf(statement));
    this.shelf = new OwnShelf(held.contents.box, origin);
    this.#inbox = this.#openInbox();
    this.#posting = new DeskPosting(held, place, () => this.read(() => undefined));
  }

  static async signIn(organisation: VouchedOrganisation, master: Uint8Array): Promise<DeskSession> {
    const signedIn = await signInMember(organisation, master);
    try {
      const session = new DeskSession(signedIn.held, placeOf(organisation, signedIn));
      session.#posting.stock();
      return session;
    } catch (error) {
      // They are signed in, and nothing here can be read.
      await closeSession().catch(() => undefined);
      throw error;
    }
  }

  #openInbox(): Inbox {
    return new Inbox(this.#letters, writersOf(this.#place), (found) => this.shelf.take(found));
  }

  /**
   * Read anew since. Where it is another, everything is read again as it says; what was posted and is not in the log yet stays.
   * @throws WorkerFailure `not_named`, `no_team` or `keyring_behind` where this person has no place at this desk any more
   */
  async use(organisation: VouchedOrganisation): Promise<void> {
    const known = this.#place.organisation;
    if (organisation === known) return;
    if (organisation.version === known.version) {
      this.#place = { ...this.#place, organisation };
      this.#posting.use(this.#place);
      return;
    }
    await keepKnown(this.#held, organisation);
    const member = memberOf(this.#held.contents, organisation.statement);
    if (member === undefined) throw new WorkerFailure("not_named", "the directory does not name this key any more");
    const record = await readSeedRecord(organisation, this.#place.record);
    await takeSeeds(this.#held, organisation.statement, member, record);
    this.#place = placeOf(organisation, { held: this.#held, member, record });
    this.#letters.witnesses = witnessesOf(organisation.statement);
    this.#posting.use(this.#place);
    const before = this.#inbox.cases();
    this.#inbox = this.#openInbox();
    this.#inbox.keepWaiting(before);
    this.#teamKeys = [];
    this.#readUpTo = null;
  }

  async signOut(): Promise<void> {
    await closeSession();
  }

  member(): Member {
    return memberAt(this.#place);
  }

  async read(onProgress: (progress: Progress) => void): Promise<DeskView> {
    // Whoever was signed out elsewhere reads nothing more here.
    await this.#held.refresh();
    const { organisation, member, record } = this.#place;
    await takeSeeds(this.#held, organisation.statement, member, record);
    this.#takeKeys();
    await this.#letters.refresh();
    // Also after a reading that broke off.
    if (this.#readUpTo !== this.#letters.size) {
      this.#letters.verifyAll(() => undefined);
      const { letters } = this.#held.contents.pins;
      if (this.#readUpTo === null && letters !== null) await this.#letters.requireContinues(letters.size, letters.root);
      await this.#inbox.read(this.#readUpTo ?? (await this.#recall()), onProgress);
      this.#readUpTo = this.#letters.size;
      await this.#keepCheckpoint();
      await this.shelf.keep(this.#teamKeys, this.#inbox.writers, this.#letters);
    }
    this.#posting.settle(this.#letters);
    for (const entry of this.#inbox.cases()) this.#settle(entry);
    return this.#view();
  }

  /** As it is known here. */
  show(): Promise<DeskView> {
    return this.#view();
  }

  /** @returns from where on it has to be read */
  async #recall(): Promise<number> {
    const recalled = await this.shelf.recall(this.#teamKeys, this.#inbox.writers, this.#letters);
    if (recalled === null) return 0;
    await this.#inbox.recall(recalled.kept, recalled.size);
    return recalled.size;
  }

  /** What is not read through leaves nothing behind. */
  async keepShelf(onProgress: (progress: Progress) => void): Promise<ShelfState> {
    await this.shelf.begin();
    this.#readUpTo = null;
    try {
      await this.read(onProgress);
    } catch (error) {
      this.shelf.giveUp();
      throw error;
    }
    return this.shelf.state;
  }

  /** With a key that is new here, envelopes that were tried before may open. Of another team than this one nothing is read. */
  #takeKeys(): void {
    this.#teamKeys = this.#held.contents.seeds
      .filter(({ group }) => group === this.#place.team.id)
      .map(({ seed, epoch }) => {
        const key = xwingKey(seed);
        return { name: nameOfKey(key), epoch, key };
      });
    if (this.#inbox.use(this.#teamKeys)) this.#readUpTo = null;
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

  /** What was posted from here waits until its place in the log is taken. */
  #settle(entry: DeskCase): void {
    const taken = new Set(
      entry
        .strands()
        .flatMap(({ keys, parts }) => [...parts.values()].map((part) => placeName(keys.id, part.position, part.lane))),
    );
    const isWaiting = ({ thread, position, entry: { lane } }: Waiting): boolean =>
      !taken.has(placeName(thread, position, lane));
    entry.waiting = entry.waiting.filter(isWaiting);
    entry.sideWaiting = entry.sideWaiting.filter(isWaiting);
  }

  #caseOf(id: string): DeskCase {
    const entry = this.#inbox.cases().find((candidate) => candidate.id === id);
    if (entry === undefined) throw new WorkerFailure("refused", "no such thread");
    return entry;
  }

  /** @throws WorkerFailure `refused` where who supports the submitter would decide on the way */
  async reply(id: string, words: Words): Promise<Receipt> {
    const entry = this.#caseOf(id);
    const isDecision = words.what === "route" || words.what === "closed";
    if (isDecision && (await entry.side()).tasks.get(this.#place.member.id) === "supports")
      throw new WorkerFailure("refused", "who supports the submitter does not decide on the way");
    const said = await this.#posting.answer(id, words, entry.newest().thread);
    entry.waiting.push(said.waiting);
    return said.receipt;
  }

  async note(id: string, text: string): Promise<Receipt> {
    return this.#postAside(this.#caseOf(id), { type: "note", date: today(), text });
  }

  /** @throws WorkerFailure `refused` where somebody would have both tasks in one case */
  async giveTask(id: string, member: string, task: TaskEvent["task"]): Promise<Receipt> {
    const entry = this.#caseOf(id);
    if (!this.#place.naming.team.members.includes(member)) throw new WorkerFailure("refused", "nobody of this team");
    if (task !== "none" && !mayTake(await entry.side(), member, task))
      throw new WorkerFailure("refused", "who triages does not support, and who supports does not triage");
    return this.#postAside(entry, { type: "task", date: today(), member, task });
  }

  async #postAside(entry: DeskCase, event: NoteEvent | TaskEvent | CarriedEvent): Promise<Receipt> {
    const said = await this.#posting.note(entry.id, event, this.#sideOf(entry.newest()));
    entry.sideWaiting.push(said.waiting);
    return said.receipt;
  }

  /** Under the team's present key. @throws WorkerFailure `keyring_behind` without it */
  #sideOf({ sides }: Generation): Strand {
    const side = sides.get(this.#presentKey().name);
    if (side === undefined) throw new WorkerFailure("keyring_behind", "the team's present key is not here");
    return side.strand;
  }

  /** @throws WorkerFailure `keyring_behind` without it */
  #presentKey(): TeamKey {
    const present = this.#teamKeys.find(({ key }) => equalBytes(key.publicKey, this.#place.team.key));
    if (present === undefined) throw new WorkerFailure("keyring_behind", "the team's present key is not here");
    return present;
  }

  /**
   * All that the view counts.
   * @returns null where there was nothing to do
   */
  async reseal(onProgress: (progress: Progress) => void): Promise<Receipt | null> {
    const chosen = (await this.#threads()).filter(isToReseal);
    if (chosen.length > 0) requireVouched(this.#place.organisation);
    let receipt: Receipt | null = null;
    for (const [done, { id }] of chosen.entries()) {
      onProgress({ done, total: chosen.length });
      receipt = await this.#resealCase(this.#caseOf(id));
    }
    return receipt;
  }

  /**
   * What was noted goes first. Crash point: it is there and nobody new finds it yet; the next call writes it again, which changes
   * nothing, and seals what is left.
   */
  async #resealCase(entry: DeskCase): Promise<Receipt | null> {
    const key = this.#presentKey();
    let receipt: Receipt | null = null;
    for (const carried of await carriedFrom(await entry.side())) receipt = await this.#postAside(entry, carried);
    for (const generation of entry.generations()) {
      if (generation.sealedTo.has(key.name)) continue;
      receipt = await this.#posting.reseal(generation.opening, key, this.#sideOf(generation));
      generation.sealedTo.add(key.name);
    }
    return receipt;
  }

  async #threads(): Promise<DeskThread[]> {
    const threads = await Promise.all(this.#inbox.cases().map((entry) => threadView(entry, this.#place.naming)));
    return threads.filter((thread) => thread !== null);
  }

  async #view(): Promise<DeskView> {
    const threads = await this.#threads();
    const { terms, holidays } = this.#place.organisation.statement;
    const calendar = { today: today(), terms, holidays: holidays.days };
    const pending = (thread: DeskThread): Ranked => ({
      ...thread,
      decisionDate: thread.signal?.decisionDate ?? null,
      cannotBeExecuted: thread.signal?.cannotBeExecuted ?? false,
    });
    threads.sort((a, b) => compareUrgency(pending(a), pending(b), calendar));
    const isBehind = heldOf(this.#held.contents.seeds, this.#place.team) !== "present";
    return {
      member: this.member(),
      isBehind,
      threads,
      toReseal: isBehind ? 0 : threads.filter(isToReseal).length,
      logSize: this.#letters.size,
      clockAhead: clockAhead(),
      vouching: this.#letters.vouching(),
      forged: namesOf(this.#inbox.forged.values(), this.#place.naming),
      unreadable: [...this.#inbox.newer].map(() => ({ reason: "needs_newer_version" })),
    };
  }
}
