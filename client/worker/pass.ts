// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  drawTokens,
  encodePass,
  encodeTokenRequest,
  finaliseTokens,
  json,
  passText,
  type HeldToken,
  type PendingTokens,
  type TokenKey,
  type TokenPurpose,
} from "#crypto";
import { postTokenRequest, readOwnPasses, readPasses, TransportError } from "../transport.ts";
import { checking, WorkerFailure } from "./failure.ts";
import { requireVouched, type VouchedOrganisation } from "./organisation.ts";
import type { PassStanding, TakenPass } from "../protocol/index.ts";
import { keyOfToday } from "./tokens.ts";

const count = json.integer(0, 1_000_000_000);
const passesShape = json.record({ year: json.integer(2020, 9999), passes: count, perQuarter: count });
const ownShape = json.record({
  quarter: json.matching(/^\d{4}-Q[1-4]$/, "a quarter"),
  taken: count,
  allowed: count,
  credential: json.boolean,
});
type OwnPasses = json.Decoded<typeof ownShape>;

async function ownPasses(): Promise<OwnPasses> {
  const text = await readOwnPasses();
  return checking("refused", () => json.parseJson(text, ownShape));
}

/** Nobody is signed in; the issuer says once that somebody tried. */
async function signedInAs(): Promise<Pick<PassStanding, "own" | "signInFailed">> {
  try {
    return { own: await ownPasses(), signInFailed: false };
  } catch (error) {
    if (!(error instanceof TransportError) || error.status !== 401) throw error;
    return { own: null, signInFailed: error.problem === "sign_in_failed" };
  }
}

/** How many passes there are, and how many of them are of whoever is signed in. */
export async function readStanding({ demo, statement }: VouchedOrganisation): Promise<PassStanding> {
  const text = await readPasses();
  const { year, passes, perQuarter } = await checking("refused", () => json.parseJson(text, passesShape));
  const { organisation, relay } = statement;
  return { organisation, demo, submitter: relay, year, passes, perQuarter, ...(await signedInAs()) };
}

/** A token that is asked for. Only this can make one of the answer, and asked again it is the same request. */
interface Asked {
  readonly from: TokenKey;
  readonly pending: PendingTokens;
}

/** The issuer heard it and gave nothing for it. */
const isFinal = (error: unknown): boolean =>
  error instanceof TransportError && (error.status === 400 || error.status === 409);

async function answered({ from, pending }: Asked): Promise<HeldToken> {
  const [blinded] = pending.blinded;
  const answer = await postTokenRequest(encodeTokenRequest(from.key.id, blinded?.blinded ?? new Uint8Array(0)));
  const [token] = await checking("pass_not_genuine", () => finaliseTokens(pending, answer, from.index));
  if (token === undefined) throw new WorkerFailure("pass_not_genuine", "an answer without a signature");
  return token;
}

/** Without one a pass is worth as much: it votes on nothing in this version. One that does not verify is none. */
async function answeredOrNone(asked: Asked): Promise<HeldToken | null> {
  try {
    return await answered(asked);
  } catch (error) {
    if (error instanceof WorkerFailure || isFinal(error)) return null;
    throw error;
  }
}

/**
 * Passes of whoever is signed in at the issuer. What was asked is remembered until it was answered, so that an answer that was
 * lost, or that does not verify, costs no second pass.
 */
export class PassTaking {
  readonly #organisation: VouchedOrganisation;
  #asked: { readonly pass: Asked; readonly credential: Asked | null } | null = null;

  constructor(organisation: VouchedOrganisation) {
    this.#organisation = organisation;
  }

  /** @throws WorkerFailure `directory_not_vouched`, `not_ready` where no key signs today, `pass_not_genuine`, and TransportError */
  async take(): Promise<TakenPass> {
    const asked = (this.#asked ??= await this.#draw());
    try {
      const pass = {
        pass: await answered(asked.pass),
        credential: asked.credential && (await answeredOrNone(asked.credential)),
      };
      this.#asked = null;
      return { text: passText(pass), file: encodePass(pass) };
    } catch (error) {
      if (isFinal(error)) this.#asked = null;
      throw error;
    }
  }

  async #draw(): Promise<{ readonly pass: Asked; readonly credential: Asked | null }> {
    // A key for one person alone would tell where they use it.
    requireVouched(this.#organisation);
    const { credential } = await ownPasses();
    const pass = this.#ask("pass");
    if (pass === null) throw new WorkerFailure("not_ready", "no key for passes signs today");
    return { pass, credential: credential ? null : this.#ask("ballot") };
  }

  /** With the one key of the directory that signs today: nobody is told from others by theirs. */
  #ask(purpose: TokenPurpose): Asked | null {
    const from = keyOfToday(this.#organisation, purpose);
    return from === null ? null : { from, pending: drawTokens(from.key, this.#organisation.origin, 1) };
  }
}
