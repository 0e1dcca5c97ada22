// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  hex,
  issuingKey,
  redeemableKey,
  tokenKeysOf,
  type Statement,
  type TokenKey,
  type TokenPurpose,
} from "../../crypto/index.ts";
import type { Database } from "../database/index.ts";
import type { InForce } from "../directory/index.ts";
import { dayOf, type Clock } from "./calendar.ts";
import { tokenVerifier, type TokenVerifier } from "./verifier.ts";

export interface KeySetOptions {
  readonly database: Database;
  readonly inForce: InForce;
  readonly now: Clock;
}

interface Loaded {
  readonly keys: readonly TokenKey[];
  readonly statement: Statement | null;
  readonly at: number;
}

/** Another instance may have published a directory since; a key that is not known is looked for sooner. */
const FRESH_MS = 60_000;
const RETRY_MS = 1_000;

/** The token keys of the directory in force, as every client has them. */
export class KeySet {
  readonly #options: KeySetOptions;
  readonly #verifiers = new Map<string, TokenVerifier>();
  #loaded: Promise<Loaded> | undefined;

  constructor(options: KeySetOptions) {
    this.#options = options;
  }

  /** The one that signs today, or null. */
  async issuing(purpose: TokenPurpose): Promise<TokenKey | null> {
    const { keys } = await this.#load(FRESH_MS);
    return issuingKey(keys, purpose, this.#today());
  }

  /** One that may be spent today, or null. */
  async redeemable(purpose: TokenPurpose, keyId: Uint8Array): Promise<TokenKey | null> {
    const find = ({ keys }: Loaded): TokenKey | null => redeemableKey(keys, purpose, keyId, this.#today());
    return find(await this.#load(FRESH_MS)) ?? find(await this.#load(RETRY_MS));
  }

  #today(): string {
    return dayOf(this.#options.now());
  }

  /** After a directory was published here. */
  forget(): void {
    this.#loaded = undefined;
  }

  async statement(): Promise<Statement | null> {
    return (await this.#load(FRESH_MS)).statement;
  }

  verifierOf({ key }: TokenKey): TokenVerifier {
    const name = hex(key.id);
    const verifier = this.#verifiers.get(name) ?? tokenVerifier(key);
    this.#verifiers.set(name, verifier);
    return verifier;
  }

  async #load(maximumAgeMs: number): Promise<Loaded> {
    const reading = this.#loaded;
    const loaded = await reading?.catch(() => undefined);
    if (loaded !== undefined && Date.now() - loaded.at <= maximumAgeMs) return loaded;
    // Whoever asks meanwhile waits for the same reading; somebody may have begun one while this waited.
    if (this.#loaded === undefined || this.#loaded === reading) this.#loaded = this.#read();
    return this.#loaded;
  }

  async #read(): Promise<Loaded> {
    const { database, inForce } = this.#options;
    const directory = await inForce.directory();
    const rows = await database.selectFrom("log_document").select("document").where("log", "=", "ledger").execute();
    const documents = rows.map(({ document }) => document);
    const statement = directory?.statement ?? null;
    return { keys: tokenKeysOf(statement?.tokens ?? [], documents), statement, at: Date.now() };
  }
}
