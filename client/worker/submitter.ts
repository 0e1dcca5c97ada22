// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64urlDecode,
  decodeHeldToken,
  envelopeHash,
  logName,
  recipientsWithout,
  rootOf,
  sealMessage,
  sealOpening,
  sealReopening,
  sha256,
  SUBMITTER_LANE,
  type BurstPromise,
  type CodenameKeys,
  type HeldToken,
  type JoinedEvent,
  type KeptOpening,
  type OpeningHead,
  type Pin,
  type ReopenedEvent,
  type TeamEntry,
} from "#crypto";
import { caseFrom, type Case } from "../case/case.ts";
import { today } from "../case/today.ts";
import { nextVisible } from "../case/visible.ts";
import { eventOf, measure, nameOf, saidIn, signalEvent, turnIn, unreadableIn, type Waiting } from "./conversation.ts";
import { witnessesOf } from "./directory.ts";
import { WorkerFailure } from "./failure.ts";
import { Letters } from "./letters.ts";
import type { About } from "./note.ts";
import { requireVouched, shownTeam, teamOf, writerIn, type VouchedOrganisation } from "./organisation.ts";
import { OwnNotes, type LatestNote } from "./own-notes.ts";
import { placesIn, planOf, recipientOf, type Plan, type Sealed } from "./own-plan.ts";
import { readersOf, reopeningOf, sealingTo } from "./own-readers.ts";
import { OwnReading } from "./own-reading.ts";
import { LAST_GENERATION, ownLane, OwnThread } from "./own-thread.ts";
import { Posting, type Seal } from "./posting.ts";
import { proofOf, vouchedNow } from "./proof.ts";
import type { Purse } from "./purse.ts";
import { openPromises } from "./promises.ts";
import type {
  Progress,
  Readers,
  Receipt,
  Reopening,
  Room,
  SignalText,
  Team,
  ThreadView,
  Words,
} from "../protocol/index.ts";
import { isUsable, Wallet } from "./tokens.ts";

const namesOf = ({ name, members }: Team): string => [name, ...members].join("\n");
/** To whoever reads the names. */
const isSameTeam = (a: Team, b: Team): boolean => namesOf(a) === namesOf(b);

const headOf = ({ threadSecret, holdSecret, deskHoldSeed }: CodenameKeys): Omit<OpeningHead, "signer"> => ({
  threadSecret,
  holdSecret,
  deskHoldSeed,
});

interface Said {
  readonly plan: Plan;
  readonly waiting: Waiting;
}

const NOTHING_READ: Case = { signal: null, entries: [], unreadable: [], waitsFor: "desk" };
const NO_LOG: Pin = { size: 0, root: rootOf([]) };
const NOBODY: Readers = { now: [], still: [], former: [], joining: [] };

/** One codename and its thread, for as long as a page is open. Nothing of it outlives the Worker. */
export class SubmitterSession {
  #organisation: VouchedOrganisation;
  readonly #origin: string;
  readonly #keys: CodenameKeys;
  readonly #notes: OwnNotes;
  readonly #thread: OwnThread;
  readonly #letters: Letters;
  readonly #basis: Pin;
  readonly #reading: OwnReading;
  readonly #purse: Purse;
  readonly #wallet: Wallet;
  /** Tells of what was said in which generation and where, of a signal nothing. */
  readonly #posting: Posting<Said | null>;
  #case: Case = NOTHING_READ;
  /** Whom the page was last told that the next thing goes to; null where it was told nothing. */
  #shownTo: string | null = null;
  #credential: HeldToken | null = null;
  #promises: BurstPromise[] = [];
  #waiting: Waiting[] = [];
  /** As it was sent from this page. */
  #signal: SignalText | null = null;
  #kept: Sealed | null = null;
  /** Sealed, and not known to be kept: it may stand in the log, so that its generation is open to that key and no other. */
  #offered: Sealed | null = null;

  /** @param basis checkpoint of the log of letters, of which only the signature was checked */
  constructor(organisation: VouchedOrganisation, master: Uint8Array, purse: Purse, basis: Pin = NO_LOG) {
    const { origin, logKeys, statement } = organisation;
    this.#organisation = organisation;
    this.#basis = basis;
    this.#origin = origin;
    this.#thread = new OwnThread(master, organisation);
    this.#keys = this.#thread.keys(0);
    this.#notes = new OwnNotes(this.#keys, origin);
    this.#letters = new Letters(logName(origin, "letters"), logKeys.letters, false, witnessesOf(statement));
    this.#reading = new OwnReading(this.#letters, this.#notes, this.#thread, origin);
    this.#purse = purse;
    this.#wallet = new Wallet((token) => isUsable(this.#organisation, token));
    this.#posting = new Posting(organisation, this.#wallet);
  }

  /** Read anew since: what was read before is read again. */
  use(organisation: VouchedOrganisation): void {
    if (organisation === this.#organisation) return;
    this.#organisation = organisation;
    this.#posting.use(organisation);
    this.#thread.use(organisation);
    this.#letters.witnesses = witnessesOf(organisation.statement);
    this.#reading.forget();
    this.#case = NOTHING_READ;
    this.#shownTo = null;
  }

  /**
   * @param shown the team as its writer saw it
   * @throws WorkerFailure `directory_not_vouched` or `readers_changed`, before anything is asked for or spent
   */
  async sendSignal(signal: SignalText, shown: Team): Promise<Receipt> {
    requireVouched(this.#organisation);
    const team = this.#recipient(signal, shown);
    await this.exchange();
    const event = signalEvent(signal, team.id);
    const { statement } = this.#organisation;
    const recipient = sha256(team.key);
    const about = {
      date: event.date,
      team: team.id,
      title: signal.title,
      recipient,
      ...sealingTo(team, statement, null),
    };
    const seal: Seal<null> = async (left) => {
      this.#purse.keepOnly(left);
      const parts = await sealOpening(event, team.key, headOf(this.#keys), this.#origin, this.#keys.submitter);
      const openings = parts
        .slice(0, 1)
        .map(({ bytes, sharedSecret }) => ({ hash: envelopeHash(bytes), sharedSecret }));
      this.#reading.openings = openings;
      const lane = ownLane(this.#thread.strand(0));
      lane.next = Math.max(lane.next, parts.length);
      const note = this.#sealNote(openings, { generation: 0, about }, left);
      return { envelopes: [...parts.map(({ bytes }) => bytes), note], sealed: null };
    };
    // Whoever writes the first thing in a thread has nothing to read again.
    const posted = await this.#posting.post(`signal ${JSON.stringify(event)}`, seal, () => Promise.resolve());
    this.#purse.empty();
    this.#promises.push(posted.promise);
    this.#signal = signal;
    this.#kept = { generation: 0, about };
    // Its writer was shown them.
    this.#shownTo = recipientOf(this.#plan());
    return { visibleFrom: posted.visibleFrom };
  }

  #recipient({ excluded }: SignalText, shown: Team): TeamEntry {
    const { statement } = this.#organisation;
    const team = statement.teams.find(({ id }) => id === shown.id);
    if (team === undefined || !isSameTeam(shownTeam(statement, team), shown))
      throw new WorkerFailure("readers_changed", "others read for this team than were shown");
    if (!recipientsWithout(statement, excluded).teams.includes(team))
      throw new WorkerFailure("refused", "somebody in this team must not see it");
    return team;
  }

  /** Yes or no to a route or a paraphrase. @throws WorkerFailure `refused` where it answers nothing that stands there */
  async sendResponse(words: Extract<Words, { readonly what: "response" }>): Promise<Receipt> {
    const isAsked = this.#case.entries.some(
      ({ lane, id, event }) => (event.type === "route" || event.type === "paraphrase") && nameOf(lane, id) === words.to,
    );
    if (!isAsked) throw new WorkerFailure("refused", "nothing there to answer");
    return this.#say(words);
  }

  sendMessage(text: string): Promise<Receipt> {
    return this.#say({ what: "message", text });
  }

  /** @throws WorkerFailure `readers_changed`, where it would go to others than the page said when it was last read for it */
  async #say(words: Words): Promise<Receipt> {
    const event = eventOf(words);
    const shownTo = this.#shownTo;
    await this.exchange();
    const seal: Seal<Said> = async (left) => {
      // Another device of this codename may have written meanwhile.
      const plan = this.#shownPlan(shownTo);
      const strand = this.#thread.strand(plan.generation);
      const lane = ownLane(strand);
      const position = lane.next;
      const place = { lane: SUBMITTER_LANE, position };
      const parts = await sealMessage(event, place, strand.keys, this.#origin, this.#keys.submitter);
      if (parts.length > placesIn(plan)) throw new WorkerFailure("too_long", "more than a burst has room for");
      const opening = await this.#sealReopening(plan);
      this.#purse.keepOnly(left);
      // Taken as soon as something is sealed there: what got no answer may stand in the log, and nothing else may at its tag.
      lane.next = position + parts.length;
      const note = this.#sealNote(this.#reading.openings, plan, left);
      const waiting = { thread: strand.keys.id, entry: { lane: SUBMITTER_LANE, id: "", event }, position };
      return { envelopes: [...opening, ...parts.map(({ bytes }) => bytes), note], sealed: { plan, waiting } };
    };
    // The same words for another key are another thing to say: what got no answer may have been for who left since.
    const what = `${recipientOf(this.#shownPlan(shownTo))} ${JSON.stringify(words)}`;
    const posted = await this.#posting.post(what, seal, () => this.#visit(false, () => undefined));
    this.#purse.empty();
    this.#promises.push(posted.promise);
    if (posted.sealed !== null) this.#keep(posted.sealed);
    return { visibleFrom: posted.visibleFrom };
  }

  #keep({ plan: { generation, about }, waiting }: Said): void {
    this.#waiting.push(waiting);
    if (about !== null) this.#kept = { generation, about };
  }

  async #sealReopening({ generation, about, reopenTo }: Plan): Promise<Uint8Array[]> {
    if (reopenTo === null || about === null) return [];
    const event: ReopenedEvent = { type: "reopened", date: today(), team: reopenTo.id };
    const head = headOf(this.#thread.keys(generation));
    const parts = await sealReopening(event, reopenTo.key, head, this.#origin, this.#keys.submitter);
    this.#offered = { generation, about };
    return parts.map(({ bytes }) => bytes);
  }

  #shownPlan(shownTo: string | null): Plan {
    const plan = this.#plan();
    if (recipientOf(plan) !== shownTo || this.#reopening() === "behind")
      throw new WorkerFailure("readers_changed", "others read it than were shown");
    return plan;
  }

  #plan(): Plan {
    const { statement } = this.#organisation;
    const generation = this.#generation();
    return planOf({
      about: this.#about(),
      generation,
      offered: this.#offered,
      reopening: this.#reopening(),
      statement,
    });
  }

  #reopening(): Reopening {
    const about = this.#about();
    const state = reopeningOf(about, this.#case.signal ?? this.#signal, this.#organisation);
    const known = this.#notes.latest?.digest?.pins.directory.size ?? 0;
    // Another device read a newer list: the key that this page has may be the one that somebody left with.
    if (state !== "none" && known > this.#organisation.pins.directory.size) return "behind";
    return Math.max(this.#generation(), this.#offered?.generation ?? 0) >= LAST_GENERATION ? "none" : state;
  }

  /** The newest that there is, as far as is known here. */
  #generation(): number {
    return Math.max(this.#thread.found, this.#notes.latest?.generation ?? 0, this.#kept?.generation ?? 0);
  }

  #about(): About | null {
    const { latest } = this.#notes;
    const isKnown = latest !== null && latest.generation >= (this.#kept?.generation ?? 0);
    return isKnown ? latest.digest : (this.#kept?.about ?? null);
  }

  measureMessage(text: string): Promise<Room> {
    return measure(eventOf({ what: "message", text }), placesIn(this.#plan()));
  }

  /**
   * What was given on this page becomes tokens of this codename.
   * @returns how many posts there are tokens for
   */
  async exchange(): Promise<number> {
    const funds = await this.#purse.funds(this.#organisation, this.#keys.tokenSeed);
    this.#wallet.add(funds?.tokens ?? []);
    this.#credential ??= funds?.credential ?? null;
    return this.#wallet.tokens().length;
  }

  #sealNote(
    openings: readonly KeptOpening[],
    { generation, about }: Pick<Plan, "generation" | "about">,
    tokens: readonly HeldToken[],
  ): Uint8Array {
    const kept = { generation, checkpoint: this.#checkpoint(), tokens, credential: this.#credential, openings, about };
    return this.#notes.seal(kept, this.#organisation);
  }

  /** The last that was verified here; before a first visit the one that every page reads when it is opened. */
  #checkpoint(): Pin {
    const { size, root } = this.#letters;
    return root.length > 0 ? { size, root } : this.#basis;
  }

  /** One visit: a verified log, the fixed set of bundles, and what they hold for this codename. */
  async read(older: boolean, onProgress: (progress: Progress) => void): Promise<ThreadView> {
    if (!(await this.#visit(older, onProgress))) {
      this.#letters.verifyAll(onProgress);
      const { interval } = this.#organisation.statement.logs;
      return {
        state: "nothing",
        nextVisible: nextVisible(Date.now(), interval),
        vouched: vouchedNow(this.#organisation, this.#letters),
      };
    }
    this.#shownTo = recipientOf(this.#plan());
    return this.#view();
  }

  /** As it is known here, with what was sent since it was read: nothing is asked for. */
  async show(): Promise<ThreadView> {
    this.#shownTo = recipientOf(this.#plan());
    return this.#view();
  }

  /** @returns whether there is anything of this codename */
  async #visit(older: boolean, onProgress: (progress: Progress) => void): Promise<boolean> {
    const hasRead = await this.#reading.visit(this.#organisation, older, onProgress);
    if (hasRead && this.#notes.latest !== null) this.#useTokens(this.#notes.latest);
    if (this.#reading.isEmpty && this.#signal === null) return false;
    this.#promises = openPromises(this.#promises, this.#letters, Date.now());
    const events = await this.#thread.events();
    this.#wallet.add(this.#givenTokens(events));
    this.#case = caseFrom(events);
    this.#waiting = this.#waiting.filter(({ thread, position }) => !this.#thread.isTaken(thread, position));
    return true;
  }

  /** A note that stands before one's own, which the log does not have yet, knows less than this page. */
  #useTokens({ position, tokens }: LatestNote): void {
    if (position + 1 < this.#notes.lane.next) this.#wallet.add(tokens);
    else this.#wallet.replace([...tokens, ...this.#purse.tokens()]);
  }

  /** With what came after the latest note: what it knew of, it has or has spent (crypto/token/SPEC.md, "Wallet"). */
  #givenTokens(joined: readonly JoinedEvent[]): HeldToken[] {
    const known = this.#notes.latest?.checkpoint.size ?? 0;
    return joined.flatMap((each) => {
      if (each.state !== "event" || each.lane === SUBMITTER_LANE || each.index < known) return [];
      if (!("tokens" in each.event)) return [];
      return each.event.tokens.map((text) => ({ ...decodeHeldToken(base64urlDecode(text)), givenByDesk: true }));
    });
  }

  async #view(): Promise<ThreadView> {
    const thread = this.#case;
    const { statement } = this.#organisation;
    const { openings, openingAt, continues, hasOlder } = this.#reading;
    const about = this.#about();
    return {
      state: "found",
      title: thread.signal?.title ?? about?.title ?? "",
      date: thread.signal?.date ?? about?.date ?? today(),
      // From the opening where it was read, else from this page where it was just sent.
      signal: thread.signal ?? this.#signal,
      team: about === null ? null : teamOf(statement, thread.signal?.team ?? about.team),
      waitsFor: turnIn(thread, this.#waiting),
      conversation: saidIn(thread, statement, this.#waiting),
      unreadable: unreadableIn(thread, this.#reading.newer()),
      readers: about === null ? NOBODY : readersOf(about, statement),
      reopening: this.#reopening(),
      forged: [...this.#thread.forged()].map((lane) => writerIn(statement, lane)?.name ?? null),
      proof: proofOf(this.#letters, statement, openings[0], openingAt, continues),
      vouched: vouchedNow(this.#organisation, this.#letters),
      visibleFrom: this.#promises.length > 0 ? nextVisible(Date.now(), statement.logs.interval) : null,
      hasOlder,
      room: await this.measureMessage("-"),
      postsLeft: this.#wallet.tokens().length,
    };
  }
}
