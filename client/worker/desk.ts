// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64url,
  encodeHeldToken,
  equalBytes,
  hex,
  logName,
  sealMessage,
  sealResealing,
  signingKey,
  SUBMITTER_LANE,
  TOKENS_IN_ANSWER,
  xwingKey,
  type BurstPromise,
  type CarriedEvent,
  type HeldToken,
  type MemberEntry,
  type NoteEvent,
  type Statement,
  type TaskEvent,
  type ThreadEvent,
} from "#crypto";
import { mayTake } from "../case/side.ts";
import { today } from "../case/today.ts";
import { compareUrgency, type Ranked } from "../case/urgency.ts";
import { secondsAhead } from "../server-date.ts";
import { closeSession } from "../transport.ts";
import { carriedFrom } from "./carrying.ts";
import { eventOf, measure, type Waiting } from "./conversation.ts";
import { nameOfKey, type DeskCase, type Generation, type TeamKey, type Writers } from "./desk-case.ts";
import { isSealedToPresent, mayTeamRead, memberNamed, namesOf, threadView, type Naming } from "./desk-view.ts";
import { memberTokens } from "./exchange.ts";
import { WorkerFailure } from "./failure.ts";
import { Inbox } from "./inbox.ts";
import { keepKnown, memberOf } from "./keep-known.ts";
import type { HeldKeyring } from "./keyring.ts";
import { Letters } from "./letters.ts";
import { witnessesOf } from "./directory.ts";
import { requireVouched, shownTeam, writerIn, type VouchedOrganisation } from "./organisation.ts";
import { Posting, type Seal } from "./posting.ts";
import { openPromises } from "./promises.ts";
import type { DeskThread, DeskView, Member, Progress, Receipt, ShelfState, Words } from "../protocol/index.ts";
import type { Strand } from "./strand.ts";
import { OwnShelf } from "./shelf-later.ts";
import { groupsWith, heldOf, takeSeeds, type SharedGroup } from "./seeds.ts";
import { readSeedRecord, type SeedRecord } from "./seed-record.ts";
import { signInMember, type SignedIn } from "./sign-in.ts";
import { epochsOf } from "./team-history.ts";
import { isUsable, Wallet } from "./tokens.ts";

/** A burst has five places, one of which may be needed for nothing here: what does not fit goes in the next. */
const PLACES = 5;

/** Ten minutes: less is nobody's trouble. */
const CLOCK_SECONDS = 600;

function clockAhead(): number | null {
  const ahead = secondsAhead();
  return ahead === null || Math.abs(ahead) < CLOCK_SECONDS ? null : ahead;
}

/** Where something stands, so that what was posted is known again in the log. */
const placeName = (thread: Uint8Array, position: number, lane: number): string => `${hex(thread)} ${lane} ${position}`;

type SideEvent = NoteEvent | TaskEvent | CarriedEvent;

/** @throws WorkerFailure `no_team`, or `keyring_behind` where none of the team's keys is here */
function requireTeam(statement: Statement, { held, member }: Pick<SignedIn, "held" | "member">): SharedGroup {
  const teams = groupsWith(statement, member.id).filter(({ id }) => statement.teams.some((team) => team.id === id));
  const [team] = teams;
  if (team === undefined) throw new WorkerFailure("no_team", "a member of no team");
  if (heldOf(held.contents.seeds, team) === "none")
    throw new WorkerFailure("keyring_behind", "this keyring has no key of its owner's team");
  return team;
}

/** Somebody's place at a desk, as the list of keys has it. */
interface Place {
  readonly organisation: VouchedOrganisation;
  readonly member: MemberEntry;
  readonly record: SeedRecord;
  readonly team: SharedGroup;
  readonly naming: Naming;
}

function placeOf(organisation: VouchedOrganisation, { held, member, record }: SignedIn): Place {
  const team = requireTeam(organisation.statement, { held, member });
  return { organisation, member, record, team, naming: namingOf(organisation, team, record) };
}

/** Everybody who writes or did, and who of them ever shared a key of this team. */
function writersOf({ organisation: { origin, statement }, naming }: Place): Writers {
  const { members, former } = statement;
  const lanes = [...members, ...former].map(({ lane }) => lane);
  const shared = new Set(naming.epochs.flatMap((epoch) => epoch.members.map(({ lane }) => lane)));
  return {
    origin,
    lanes,
    teamLanes: lanes.filter((lane) => shared.has(lane)),
    isFormer: (lane) => lane !== SUBMITTER_LANE && !members.some((member) => member.lane === lane),
    signerOf: (lane) => writerIn(statement, lane)?.key,
  };
}

function namingOf({ statement }: VouchedOrganisation, { id }: SharedGroup, { history }: SeedRecord): Naming {
  const team = statement.teams.find((entry) => entry.id === id);
  if (team === undefined) throw new WorkerFailure("directory_unsound", "the directory has no team of yours");
  return { statement, team, epochs: epochsOf(history, id) };
}

/** A member at the desk: reads everything there is, tries what is unknown, and writes in a lane of their own. */
export class DeskSession {
  readonly #held: HeldKeyring;
  readonly #letters: Letters;
  /** What this device keeps of it, if its owner wants that. */
  readonly shelf: OwnShelf;
  /** What the list of keys says, as it was read last. */
  #place: Place;
  #inbox: Inbox;
  /** Of cases as the page knows them, by the submitter's key, hex. */
  readonly #names = new Map<string, string>();
  /** Kept nowhere: whoever signs in anew takes others. */
  readonly #wallet: Wallet;
  readonly #posting: Posting<Waiting | null>;
  #teamKeys: readonly TeamKey[] = [];
  #promises: BurstPromise[] = [];
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
    this.#wallet = new Wallet((token) => isUsable(this.#place.organisation, token));
    this.#posting = new Posting(organisation, this.#wallet);
  }

  static async signIn(organisation: VouchedOrganisation, master: Uint8Array): Promise<DeskSession> {
    const signedIn = await signInMember(organisation, master);
    try {
      return new DeskSession(signedIn.held, placeOf(organisation, signedIn));
    } catch (error) {
      // They are signed in, and nothing here can be read.
      await closeSession().catch(() => undefined);
      throw error;
    }
  }

  #openInbox(): Inbox {
    return new Inbox(this.#letters, writersOf(this.#place), this.#names, (found) => this.shelf.take(found));
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
      return;
    }
    await keepKnown(this.#held, organisation);
    const member = memberOf(this.#held.contents, organisation.statement);
    if (member === undefined) throw new WorkerFailure("not_named", "the directory does not name this key any more");
    const record = await readSeedRecord(organisation, this.#place.record);
    await takeSeeds(this.#held, organisation.statement, member, record);
    this.#place = placeOf(organisation, { held: this.#held, member, record });
    this.#letters.witnesses = witnessesOf(organisation.statement);
    this.#posting.use(organisation);
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
    const { naming, member: own } = this.#place;
    const { id, name } = own;
    const { statement, team } = naming;
    const members = team.members.map((member) => memberNamed(member, naming));
    return { id, name, team: shownTeam(statement, team), members };
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
    this.#promises = openPromises(this.#promises, this.#letters, Date.now());
    for (const entry of this.#inbox.cases()) this.#settle(entry);
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
    const make = (left: readonly HeldToken[]): Promise<ThreadEvent> => this.#withTokens(words, left);
    const { thread } = entry.newest();
    const posted = await this.#post(`${id} ${JSON.stringify(words)}`, thread, make);
    entry.waiting.push(posted.waiting);
    return posted.receipt;
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

  async #postAside(entry: DeskCase, event: SideEvent): Promise<Receipt> {
    const side = this.#sideOf(entry.newest());
    const posted = await this.#post(`${entry.id} ${JSON.stringify(event)}`, side, () => Promise.resolve(event));
    entry.sideWaiting.push(posted.waiting);
    return posted.receipt;
  }

  /** Under the team's present key. @throws WorkerFailure `keyring_behind` without it */
  #sideOf({ sides }: Generation): Strand {
    const key = this.#presentKey();
    const side = key && sides.get(key.name);
    if (side === undefined) throw new WorkerFailure("keyring_behind", "the team's present key is not here");
    return side;
  }

  #presentKey(): TeamKey | undefined {
    return this.#teamKeys.find(({ key }) => equalBytes(key.publicKey, this.#place.team.key));
  }

  async #post(
    what: string,
    strand: Strand,
    make: (left: readonly HeldToken[]) => Promise<ThreadEvent>,
  ): Promise<{ readonly waiting: Waiting; readonly receipt: Receipt }> {
    await this.#takeTokens();
    const { origin } = this.#place.organisation;
    const signer = signingKey(this.#held.contents.signing);
    const lane = this.#ownLane(strand);
    const seal: Seal<Waiting> = async (left) => {
      // Another device of this member may have written meanwhile.
      const position = lane.next;
      const event = await make(left);
      const parts = await sealMessage(event, { lane: lane.lane, position }, strand.keys, origin, signer);
      lane.next = position + parts.length;
      const entry = { lane: lane.lane, id: "", event };
      return { envelopes: parts.map(({ bytes }) => bytes), sealed: { thread: strand.keys.id, entry, position } };
    };
    const posted = await this.#posting.post(what, seal, () => this.read(() => undefined));
    this.#promises.push(posted.promise);
    if (posted.sealed === null) throw new WorkerFailure("defect", "posted, and not what was to be posted");
    return { waiting: posted.sealed, receipt: { visibleFrom: posted.visibleFrom } };
  }

  #ownLane(strand: Strand): Strand["lanes"][number] {
    const lane = strand.lane(this.#place.member.lane);
    if (lane === undefined) throw new WorkerFailure("directory_unsound", "the directory gives you no lane");
    return lane;
  }

  /** As many as one answer can cost. */
  async #takeTokens(): Promise<void> {
    if (this.#wallet.tokens().length <= TOKENS_IN_ANSWER)
      this.#wallet.add(await memberTokens(this.#place.organisation));
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

  /** Open cases that the team's present key does not open, and may. */
  async #toReseal(): Promise<DeskCase[]> {
    if (this.#presentKey() === undefined) return [];
    const { team } = this.#place.naming;
    const chosen: DeskCase[] = [];
    for (const entry of this.#inbox.cases()) {
      const thread = await entry.thread();
      const isOpen = thread.signal !== null && thread.waitsFor !== "nobody";
      if (isOpen && mayTeamRead(thread, team) && !isSealedToPresent(entry, team)) chosen.push(entry);
    }
    return chosen;
  }

  /** @returns null where there was nothing to do */
  async reseal(onProgress: (progress: Progress) => void): Promise<Receipt | null> {
    const chosen = await this.#toReseal();
    if (chosen.length > 0) requireVouched(this.#place.organisation);
    let receipt: Receipt | null = null;
    for (const [done, entry] of chosen.entries()) {
      onProgress({ done, total: chosen.length });
      receipt = await this.#resealCase(entry);
    }
    return receipt;
  }

  /**
   * One burst or two for each generation. Crash point: what is posted opens a generation by itself, and the next call does those that
   * are left.
   */
  async #resealCase(entry: DeskCase): Promise<Receipt | null> {
    const key = this.#presentKey();
    if (key === undefined) throw new WorkerFailure("keyring_behind", "the team's present key is not here");
    const side = await entry.side();
    let receipt: Receipt | null = null;
    for (const generation of entry.generations()) {
      if (generation.sealedTo.has(key.name)) continue;
      receipt = await this.#postResealing(entry, generation, key);
      generation.sealedTo.add(key.name);
    }
    if (receipt === null) return null;
    for (const carried of await carriedFrom(side)) receipt = await this.#postAside(entry, carried);
    return receipt;
  }

  async #postResealing(entry: DeskCase, generation: Generation, key: TeamKey): Promise<Receipt> {
    await this.#takeTokens();
    const { origin } = this.#place.organisation;
    const lane = this.#ownLane(this.#sideOf(generation));
    const signer = signingKey(this.#held.contents.signing);
    const seal: Seal<null> = async () => {
      const place = { lane: lane.lane, position: lane.next };
      const to = { key: key.key, date: today() };
      const parts = await sealResealing(generation.opening, to, place, origin, signer);
      if (parts.length > PLACES) throw new WorkerFailure("too_long", "more than fits in one burst");
      lane.next = place.position + parts.length;
      return { envelopes: parts.map(({ bytes }) => bytes), sealed: null };
    };
    const what = `${entry.id} reseal ${entry.generations().indexOf(generation)} ${key.name}`;
    const posted = await this.#posting.post(what, seal, () => this.read(() => undefined));
    this.#promises.push(posted.promise);
    return { visibleFrom: posted.visibleFrom };
  }

  async #view(): Promise<DeskView> {
    const threads = await Promise.all(this.#inbox.cases().map((entry) => threadView(entry, this.#place.naming)));
    const shown = threads.filter((thread) => thread !== null);
    const { terms, holidays } = this.#place.organisation.statement;
    const calendar = { today: today(), terms, holidays: holidays.days };
    const pending = (thread: DeskThread): Ranked => ({
      ...thread,
      decisionDate: thread.signal?.decisionDate ?? null,
      cannotBeExecuted: thread.signal?.cannotBeExecuted ?? false,
    });
    shown.sort((a, b) => compareUrgency(pending(a), pending(b), calendar));
    return {
      member: this.member(),
      isBehind: heldOf(this.#held.contents.seeds, this.#place.team) !== "present",
      threads: shown,
      toReseal: (await this.#toReseal()).length,
      logSize: this.#letters.size,
      clockAhead: clockAhead(),
      vouching: this.#letters.vouching(),
      forged: namesOf(this.#inbox.forged.values(), this.#place.naming),
      unreadable: [...this.#inbox.newer].map(() => ({ reason: "needs_newer_version" })),
    };
  }
}
