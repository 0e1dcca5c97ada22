// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64urlDecode,
  decodeBackup,
  equalBytes,
  json,
  openKeyOffer,
  randomBytes,
  RETENTION_DAYS,
  signBurnNotice,
  signingKey,
  signKeyOffer,
  utf8Decode,
  withSeed,
  xwingKey,
  type GroupSeed,
  type Statement,
} from "#crypto";
import { closeAllSessions, deletePasskeys, postBurnNotice, putKeyOffer, readKept } from "../key-transport.ts";
import { closeSession, TransportError } from "../transport.ts";
import { checking, WorkerFailure } from "./failure.ts";
import { HeldKeyring } from "./keyring.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import { countPasskeys, keepPasskey } from "./passkeys.ts";
import type { OwnKeys, PasskeyAnswer } from "../protocol/index.ts";
import { keyHashOf, oldSeeds, readSeedRecord, type SeedRecord } from "./seed-record.ts";
import { readBoxes } from "./boxes.ts";
import { Giving, readWaiting, seedsFor } from "./giving.ts";
import { takeSeeds } from "./seeds.ts";
import {
  fingerprintOf,
  madeSeeds,
  ownGroups,
  shownColleagues,
  shownGroups,
  shownOldKeys,
  standingOf,
} from "./shown-keys.ts";
import { keepKnown, memberOf, requireNoneSeen } from "./keep-known.ts";
import { asSignerRole } from "./signer-role.ts";
import { newestOrganisation } from "./vouched.ts";

/** Null while there is no directory: people are invited before the first one is signed. */
async function organisationNow(held: HeldKeyring): Promise<VouchedOrganisation | null> {
  try {
    return await newestOrganisation();
  } catch (error) {
    if (!(error instanceof TransportError && error.code === "not_ready")) throw error;
    requireNoneSeen(held);
    return null;
  }
}

const offersShape = json.record({ offers: json.list(json.text(1, 4096), 0, 10_000) });

/** Somebody at their own keys: member or signer, also before the directory names them. */
export class OwnKeysSession {
  readonly #held: HeldKeyring;
  readonly #giving = new Giving();
  #master: Uint8Array;
  /** Of the directory that was read last; null while there is none. */
  #statement: Statement | null = null;
  /** Null for who is no member of it. */
  #record: SeedRecord | null = null;

  private constructor(held: HeldKeyring, master: Uint8Array) {
    this.#held = held;
    this.#master = master;
  }

  /** @throws WorkerFailure `wrong_phrase`, or `keyring_damaged`, after which the session stays; TransportError */
  static async signIn(origin: string, master: Uint8Array): Promise<OwnKeysSession> {
    return new OwnKeysSession(await HeldKeyring.open(origin, master), master);
  }

  /** @throws WorkerFailure `backup_unreadable` or `wrong_phrase`; TransportError */
  static async restore(origin: string, master: Uint8Array, file: Uint8Array): Promise<OwnKeysSession> {
    const blob = await checking("backup_unreadable", () => decodeBackup(file));
    return new OwnKeysSession(await HeldKeyring.restore(origin, master, blob), master);
  }

  /** Reads everything anew; takes what colleagues gave, and offers what was made and not offered yet. */
  async read(): Promise<OwnKeys> {
    await this.#held.refresh();
    const organisation = await organisationNow(this.#held);
    this.#statement = organisation?.statement ?? null;
    if (organisation !== null) {
      await keepKnown(this.#held, organisation);
      const member = memberOf(this.#held.contents, organisation.statement);
      this.#record = member === undefined ? null : await readSeedRecord(organisation, this.#record);
      if (member !== undefined) await takeSeeds(this.#held, organisation.statement, member, this.#record);
    }
    await this.#offerMade();
    return this.#shown();
  }

  async #offerMade(): Promise<void> {
    const made = madeSeeds(this.#held.contents, this.#statement);
    if (made.length === 0) return;
    const { origin } = this.#held;
    const source = await readKept("key-offers");
    const offers = await checking("refused", () =>
      json.parseJson(source, offersShape).offers.map((offer) => openKeyOffer(base64urlDecode(offer), origin)),
    );
    const isOffered = ({ group, epoch, seed }: GroupSeed): boolean =>
      offers.some(
        (offer) => offer.group === group && offer.epoch === epoch && equalBytes(offer.key, xwingKey(seed).publicKey),
      );
    for (const seed of made) if (!isOffered(seed)) await this.#offer(seed);
  }

  #offer({ group, epoch, seed }: GroupSeed): Promise<void> {
    const { contents, origin } = this.#held;
    const offer = { group, epoch, key: xwingKey(seed).publicKey };
    return putKeyOffer(signKeyOffer(offer, origin, signingKey(contents.signing)));
  }

  /** The next key of a group. Asked again, also on another device, it is the same one. */
  async offerKey(id: string): Promise<OwnKeys> {
    const group = ownGroups(this.#held.contents, this.#statement).find((own) => own.id === id);
    if (group === undefined) throw new WorkerFailure("refused", "not a group of this person");
    const epoch = group.epoch + 1;
    const isIt = (seed: GroupSeed): boolean => seed.group === id && seed.epoch === epoch;
    await this.#held.update((keyring) =>
      keyring.seeds.some(isIt) ? keyring : withSeed(keyring, { group: id, epoch, seed: randomBytes(32) }),
    );
    // Crash point: it is kept and not offered, and is offered at the next reading. The other way round it could be published and lost.
    const made = this.#held.contents.seeds.find(isIt);
    if (made !== undefined) await this.#offer(made);
    return this.#shown();
  }

  async giveKeys(id: string): Promise<OwnKeys> {
    const statement = this.#statement;
    const colleague = statement?.members.find((member) => member.id === id);
    if (statement === null || colleague === undefined)
      throw new WorkerFailure("refused", "the directory does not name this person");
    const { contents } = this.#held;
    const given = seedsFor(contents.seeds, this.#record?.history ?? [], contents.id, id);
    await this.#giving.give(this.#held, given, colleague);
    return this.#shown();
  }

  /** Says in the ledger that the seed of an old key is gone from here, and then it is. Asked again it finds itself done. */
  async burnKey(group: string, epoch: number): Promise<OwnKeys> {
    const { contents, origin } = this.#held;
    const isIt = (seed: GroupSeed): boolean => seed.group === group && seed.epoch === epoch;
    const record = this.#record;
    const seed = record === null ? undefined : oldSeeds(contents.seeds, contents.id, record).find(isIt);
    if (seed === undefined) throw new WorkerFailure("refused", "not a key that another one replaced");
    const burned = { group, epoch, key: keyHashOf(seed) };
    await postBurnNotice(utf8Decode(signBurnNotice(burned, origin, signingKey(contents.signing))));
    // Crash point: the ledger has it and the keyring too. The next reading, on any device, takes it out.
    await this.#held.update((keyring) => ({ ...keyring, seeds: keyring.seeds.filter((each) => !isIt(each)) }));
    return this.#shown();
  }

  /** @param master of the new words */
  async changePhrase(master: Uint8Array): Promise<OwnKeys> {
    try {
      await this.#held.changePhrase(master);
    } catch (error) {
      if (!(error instanceof TransportError && error.code === "signed_out")) throw error;
      await this.#requireNewWords(master, error);
    }
    this.#master = master;
    return this.#shown();
  }

  /** The answer to an earlier attempt may have been lost: then the new words count already, and this session is an old one. */
  async #requireNewWords(master: Uint8Array, reason: TransportError): Promise<void> {
    try {
      await this.#held.reopen(master);
    } catch (error) {
      throw error instanceof WorkerFailure && error.code === "wrong_phrase" ? reason : error;
    }
  }

  async addPasskey(answer: PasskeyAnswer): Promise<OwnKeys> {
    await keepPasskey(answer, this.#master, this.#held.origin);
    return this.#shown();
  }

  async removePasskeys(): Promise<OwnKeys> {
    await deletePasskeys();
    return this.#shown();
  }

  backup(): Uint8Array<ArrayBuffer> {
    return this.#held.backup();
  }

  async signOut(everywhere: boolean): Promise<void> {
    await (everywhere ? closeAllSessions() : closeSession());
  }

  async #shown(): Promise<OwnKeys> {
    const { contents, origin } = this.#held;
    const statement = this.#statement;
    const hasColleagues = ownGroups(contents, statement).some(({ members }) => members.length > 1);
    const [fingerprint, passkeys, boxes, waiting] = await Promise.all([
      fingerprintOf(signingKey(contents.signing).publicKey, origin),
      countPasskeys(),
      hasColleagues ? readBoxes(origin) : new Map<string, never>(),
      hasColleagues ? readWaiting() : new Set<string>(),
    ]);
    return {
      name: statement === null ? null : (memberOf(contents, statement)?.name ?? null),
      organisation: statement?.organisation ?? null,
      role: contents.kind === "signer" ? asSignerRole(contents.id) : null,
      standing: standingOf(contents, statement),
      fingerprint,
      groups: shownGroups(contents, statement),
      colleagues:
        this.#record === null ? [] : await shownColleagues(contents, this.#record.history, { boxes, waiting }, origin),
      oldKeys: this.#record === null ? [] : shownOldKeys(contents, this.#record),
      retentionDays: RETENTION_DAYS,
      passkeys,
    };
  }
}
