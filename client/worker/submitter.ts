// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64urlDecode,
  BUNDLE_WIDTH,
  codenameKeys,
  decodeHeldToken,
  envelopeHash,
  hex,
  joinEvents,
  logName,
  openMessage,
  readOpening,
  recipientsWithout,
  reopenEnvelope,
  sealMessage,
  sealOpening,
  sha256,
  SUBMITTER_LANE,
  threadKeys,
  type BurstPromise,
  type CodenameKeys,
  type HeldToken,
  type JoinedEvent,
  type KeptOpening,
  type TeamEntry,
  type ThreadKeys,
  type VerifiedPart,
} from "#crypto";
import { caseFrom } from "../case/case.ts";
import { today } from "../case/today.ts";
import { nextVisible } from "../case/visible.ts";
import { chooseBundles } from "./bundles.ts";
import { eventOf, measure, saidIn, signalEvent, turnIn, unreadableIn, type Waiting } from "./conversation.ts";
import { witnessesOf } from "./directory.ts";
import { WorkerFailure } from "./failure.ts";
import { Letters } from "./letters.ts";
import type { About } from "./note.ts";
import { requireVouched, shownTeam, teamOf, writerIn, type VouchedOrganisation } from "./organisation.ts";
import { OwnNotes, type LatestNote } from "./own-notes.ts";
import { Posting, type Seal } from "./posting.ts";
import { proofOf, vouchedNow } from "./proof.ts";
import type { Purse } from "./purse.ts";
import { openPromises } from "./promises.ts";
import type { Progress, Receipt, SignalText, Team, ThreadView } from "../protocol/index.ts";
import { isUsable, Wallet } from "./tokens.ts";
import { findHashes, findPlaces, type Hit, type Lane, type Place } from "./scan.ts";

const namesOf = ({ name, members }: Team): string => [name, ...members].join("\n");
/** To whoever reads the names. */
const isSameTeam = (a: Team, b: Team): boolean => namesOf(a) === namesOf(b);

/** One codename and its thread, for as long as a page is open. Nothing of it outlives the Worker. */
export class SubmitterSession {
  #organisation: VouchedOrganisation;
  readonly #origin: string;
  readonly #keys: CodenameKeys;
  readonly #notes: OwnNotes;
  readonly #own: Lane;
  readonly #thread: ThreadKeys;
  #members: readonly Lane[];
  readonly #letters: Letters;
  readonly #purse: Purse;
  readonly #wallet: Wallet;
  /** Tells of a message what it is and where it stands, of a signal nothing. */
  readonly #posting: Posting<Waiting | null>;
  readonly #fetched = new Set<number>();
  readonly #parts = new Map<number, VerifiedPart>();
  /** Numbers in the log of what a newer version wrote in this thread. */
  readonly #newer = new Set<number>();
  #credential: HeldToken | null = null;
  #openingAt: number | null = null;
  #openings: readonly KeptOpening[] = [];
  #hits: readonly Hit<Place>[] = [];
  #promises: BurstPromise[] = [];
  #waiting: Waiting[] = [];
  #sent: { signal: SignalText; about: About } | null = null;
  #continues = 0;
  /** Size of the log up to which its bundles were read; null before the first. */
  #readUpTo: number | null = null;

  constructor(organisation: VouchedOrganisation, master: Uint8Array, purse: Purse) {
    const { origin, logKeys, statement } = organisation;
    this.#organisation = organisation;
    this.#origin = origin;
    this.#keys = codenameKeys(master, origin, 0);
    this.#thread = threadKeys(this.#keys.threadSecret, origin);
    this.#notes = new OwnNotes(this.#keys, origin);
    // Position 0 is the opening's, which stands at a random tag: a device that has not read it must not write there.
    this.#own = { keys: this.#thread, lane: SUBMITTER_LANE, next: 1 };
    this.#members = this.#lanesOf(organisation);
    this.#letters = new Letters(logName(origin, "letters"), logKeys.letters, false, witnessesOf(statement));
    this.#purse = purse;
    this.#wallet = new Wallet((token) => isUsable(this.#organisation, token));
    this.#posting = new Posting(organisation, this.#wallet);
  }

  #lanesOf({ statement }: VouchedOrganisation): Lane[] {
    return [...statement.members, ...statement.former].map(({ lane }) => ({ keys: this.#thread, lane, next: 0 }));
  }

  /** Read anew since: whoever writes in a lane may be somebody else, so nothing that was read before stands. */
  use(organisation: VouchedOrganisation): void {
    if (organisation === this.#organisation) return;
    this.#organisation = organisation;
    this.#posting.use(organisation);
    this.#members = this.#lanesOf(organisation);
    this.#letters.witnesses = witnessesOf(organisation.statement);
    this.#parts.clear();
    this.#newer.clear();
    this.#fetched.clear();
    this.#readUpTo = null;
  }

  /**
   * @param shown the team as its writer saw it
   * @throws WorkerFailure `directory_not_vouched` or `readers_changed`, before anything is asked for or spent
   */
  async sendSignal(signal: SignalText, shown: Team): Promise<Receipt> {
    requireVouched(this.#organisation);
    const team = this.#recipient(signal, shown);
    await this.#letters.refresh();
    await this.exchange();
    const event = signalEvent(signal, team.id);
    const about = { date: event.date, team: team.id, title: signal.title, recipient: sha256(team.key) };
    const { threadSecret, holdSecret, deskHoldSeed, submitter } = this.#keys;
    const head = { threadSecret, holdSecret, deskHoldSeed };
    const seal: Seal<null> = async (left) => {
      this.#purse.keepOnly(left);
      const parts = await sealOpening(event, team.key, head, this.#origin, submitter);
      const openings = parts
        .slice(0, 1)
        .map(({ bytes, sharedSecret }) => ({ hash: envelopeHash(bytes), sharedSecret }));
      this.#openings = openings;
      this.#own.next = Math.max(this.#own.next, parts.length);
      return { envelopes: [...parts.map(({ bytes }) => bytes), this.#sealNote(openings, about, left)], sealed: null };
    };
    const posted = await this.#posting.post(`signal ${JSON.stringify(event)}`, seal, () => this.#letters.refresh());
    this.#purse.empty();
    this.#promises.push(posted.promise);
    this.#sent = { signal, about };
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

  async sendMessage(text: string): Promise<Receipt> {
    const event = eventOf({ what: "message", text });
    await this.exchange();
    const seal: Seal<Waiting> = async (left) => {
      this.#purse.keepOnly(left);
      // Another device of this codename may have written meanwhile.
      const position = this.#own.next;
      const place = { lane: SUBMITTER_LANE, position };
      const parts = await sealMessage(event, place, this.#thread, this.#origin, this.#keys.submitter);
      // Taken as soon as something is sealed there: what got no answer may stand in the log, and nothing else may at its tag.
      this.#own.next = position + parts.length;
      const note = this.#sealNote(this.#openings, this.#about(), left);
      const sealed = { thread: this.#thread.id, entry: { lane: SUBMITTER_LANE, id: "", event }, position };
      return { envelopes: [...parts.map(({ bytes }) => bytes), note], sealed };
    };
    const posted = await this.#posting.post(`message ${text}`, seal, () => this.read(false, () => undefined));
    this.#purse.empty();
    this.#promises.push(posted.promise);
    if (posted.sealed !== null) this.#waiting.push(posted.sealed);
    return { visibleFrom: posted.visibleFrom };
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

  #sealNote(openings: readonly KeptOpening[], about: About | null, tokens: readonly HeldToken[]): Uint8Array {
    const { size, root } = this.#letters;
    const kept = { checkpoint: { size, root }, tokens, credential: this.#credential, openings, about };
    return this.#notes.seal(kept, this.#organisation);
  }

  #about(): About | null {
    return this.#notes.latest?.digest ?? this.#sent?.about ?? null;
  }

  /** One visit: a verified log, the fixed set of bundles, and what they hold for this codename. */
  async read(older: boolean, onProgress: (progress: Progress) => void): Promise<ThreadView> {
    if (await this.#letters.refresh()) this.#continues++;
    if (this.#readUpTo !== this.#letters.size) this.#find();
    // Before it is known whether there is anything: who finds nothing asks for as much as who finds an answer. A reading that
    // broke off is done again.
    if (older || this.#readUpTo !== this.#letters.size) await this.#readBundles(older, onProgress);
    this.#readUpTo = this.#letters.size;
    if (this.#hits.length === 0 && this.#sent === null) {
      this.#letters.verifyAll(onProgress);
      const { interval } = this.#organisation.statement.logs;
      return {
        state: "nothing",
        nextVisible: nextVisible(Date.now(), interval),
        vouched: vouchedNow(this.#organisation, this.#letters),
      };
    }
    this.#promises = openPromises(this.#promises, this.#letters, Date.now());
    return this.#view();
  }

  #find(): void {
    this.#hits = findPlaces(this.#letters.entryBundles(), [this.#notes.lane, this.#own, ...this.#members], 0);
  }

  /** Bundles in the order of crypto/thread/SPEC.md: the latest self note's, then the others' newest first. */
  #hitBundles(): number[] {
    const first = new Map<string, Hit<Place>>();
    for (const hit of this.#hits) {
      const name = `${hit.value.lane === this.#notes.lane ? "self" : hit.value.lane.lane}/${hit.value.position}`;
      if (!first.has(name)) first.set(name, hit);
    }
    const meant = [...first.values()];
    const note = meant
      .filter(({ value }) => value.lane === this.#notes.lane)
      .sort((a, b) => b.value.position - a.value.position)[0];
    const others = meant.filter((hit) => hit.value.lane !== this.#notes.lane).map(({ index }) => index);
    if (this.#openingAt !== null) others.push(this.#openingAt);
    others.sort((a, b) => b - a);
    return [...(note === undefined ? [] : [note.index]), ...others].map((index) => Math.floor(index / BUNDLE_WIDTH));
  }

  async #readBundles(older: boolean, onProgress: (progress: Progress) => void): Promise<void> {
    const count = this.#letters.bundleCount();
    const already = older ? this.#fetched : new Set<number>();
    const chosen = chooseBundles(count, this.#hitBundles(), this.#keys.selfSecret, this.#origin, already);
    for (const [done, bundle] of chosen.entries()) {
      onProgress({ done, total: chosen.length });
      this.#readEnvelopes(bundle, await this.#letters.readBundle(bundle));
      this.#fetched.add(bundle);
    }
    await this.#useNote();
    for (const [bundle, envelopes] of this.#kept) this.#readOpenings(bundle, envelopes);
    this.#kept.clear();
  }

  /** Envelopes of this round, until the self note has told which of them one wrote oneself. */
  readonly #kept = new Map<number, Uint8Array[]>();

  #readEnvelopes(bundle: number, envelopes: Uint8Array[]): void {
    this.#kept.set(bundle, envelopes);
    for (const { index, value } of this.#hits) {
      if (Math.floor(index / BUNDLE_WIDTH) !== bundle || this.#parts.has(index)) continue;
      const envelope = envelopes[index % BUNDLE_WIDTH];
      if (envelope === undefined) continue;
      if (value.lane !== this.#notes.lane) this.#readMessage(envelope, value, index);
      else if (this.#notes.read(envelope, value.position, index)) this.#newer.add(index);
    }
  }

  #readMessage(envelope: Uint8Array, { lane, position }: Place, index: number): void {
    const signer =
      lane === this.#own ? this.#keys.submitter.publicKey : writerIn(this.#organisation.statement, lane.lane)?.key;
    if (signer === undefined) return;
    const part = openMessage(this.#thread, { lane: lane.lane, position }, envelope, index, this.#origin, signer);
    if (part === "needs_newer_version") this.#newer.add(index);
    else if (typeof part !== "string") this.#parts.set(index, part);
  }

  /** What the last self note says must hold: the log still continues what it saw. */
  async #useNote(): Promise<void> {
    const note = this.#notes.latest;
    if (note === null) return;
    const { size, root } = note.checkpoint;
    await this.#letters.requireContinues(size, root);
    this.#continues = Math.max(this.#continues, 1) + (size > 0 ? 1 : 0);
    this.#notes.requireKnown(this.#organisation);
    this.#openings = note.openings;
    this.#useTokens(note);
    const [hit] = findHashes(
      this.#letters.entryBundles(),
      this.#openings.map(({ hash }) => hash),
    );
    this.#openingAt = hit?.index ?? null;
  }

  /** A note that stands before one's own, which the log does not have yet, knows less than this page. */
  #useTokens({ position, tokens }: LatestNote): void {
    if (position + 1 < this.#notes.lane.next) this.#wallet.add(tokens);
    else this.#wallet.replace([...tokens, ...this.#purse.tokens()]);
  }

  #readOpenings(bundle: number, envelopes: readonly Uint8Array[]): void {
    const index = this.#openingAt;
    if (index === null || Math.floor(index / BUNDLE_WIDTH) !== bundle || this.#parts.has(index)) return;
    const envelope = envelopes[index % BUNDLE_WIDTH];
    const kept = envelope && this.#openings.find(({ hash }) => hex(hash) === hex(envelopeHash(envelope)));
    if (kept === undefined || envelope === undefined) return;
    const recipient = this.#notes.latest?.digest?.recipient;
    if (recipient === undefined) return;
    const opened = reopenEnvelope(kept.sharedSecret, envelope, this.#origin);
    const opening = readOpening(opened, recipient, envelope, index, this.#origin);
    if (typeof opening !== "string") this.#parts.set(index, opening.part);
  }

  /** With what came after the latest note: what it knew of, it has or has spent (crypto/token/SPEC.md, "Wallet"). */
  #givenTokens(joined: readonly JoinedEvent[]): HeldToken[] {
    const known = this.#notes.latest?.checkpoint.size ?? 0;
    return joined.flatMap((each) => {
      if (each.state !== "event" || each.lane === SUBMITTER_LANE || each.index < known) return [];
      if (each.event.type !== "message" && each.event.type !== "closed") return [];
      return each.event.tokens.map((text) => ({ ...decodeHeldToken(base64urlDecode(text)), givenByDesk: true }));
    });
  }

  async #view(): Promise<ThreadView> {
    const joined = await joinEvents([...this.#parts.values()]);
    this.#wallet.add(this.#givenTokens(joined));
    const thread = caseFrom(joined);
    const { statement } = this.#organisation;
    const about = this.#about();
    const inLog = new Set(
      this.#hits.filter(({ value }) => value.lane === this.#own).map(({ value }) => value.position),
    );
    this.#waiting = this.#waiting.filter(({ position }) => !inLog.has(position));
    const isWaiting = this.#promises.length > 0;
    return {
      state: "found",
      title: thread.signal?.title ?? about?.title ?? "",
      date: thread.signal?.date ?? about?.date ?? today(),
      // From the opening where it was read, else from this page where it was just sent.
      signal: thread.signal ?? this.#sent?.signal ?? null,
      team: about === null ? null : teamOf(statement, thread.signal?.team ?? about.team),
      waitsFor: turnIn(thread, this.#waiting),
      conversation: saidIn(thread, statement, this.#waiting),
      unreadable: unreadableIn(thread, this.#newer),
      proof: proofOf(this.#letters, statement, this.#openings[0], this.#openingAt, this.#continues),
      vouched: vouchedNow(this.#organisation, this.#letters),
      visibleFrom: isWaiting ? nextVisible(Date.now(), statement.logs.interval) : null,
      hasOlder: this.#hitBundles().some((bundle) => !this.#fetched.has(bundle)),
      room: await measure(eventOf({ what: "message", text: "-" })),
      postsLeft: this.#wallet.tokens().length,
    };
  }
}
