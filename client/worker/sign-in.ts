// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { MemberEntry } from "#crypto";
import { closeSession } from "../transport.ts";
import { WorkerFailure } from "./failure.ts";
import { HeldKeyring } from "./keyring.ts";
import { keepKnown, memberOf } from "./keep-known.ts";
import type { VouchedOrganisation } from "./organisation.ts";
import { readSeedRecord, type SeedRecord } from "./seed-record.ts";
import { takeSeeds } from "./seeds.ts";

/** What six words open. */
export interface SignedIn {
  readonly held: HeldKeyring;
  /** As the directory has them. */
  readonly member: MemberEntry;
  /** Of the organisation that they signed in to. */
  readonly record: SeedRecord;
}

async function signedIn(held: HeldKeyring, organisation: VouchedOrganisation): Promise<SignedIn> {
  if (held.contents.kind === "signer") throw new WorkerFailure("signs_only", "the keyring of somebody who signs");
  await keepKnown(held, organisation);
  const member = memberOf(held.contents, organisation.statement);
  if (member === undefined) throw new WorkerFailure("not_named", "the directory does not name this key");
  const record = await readSeedRecord(organisation, null);
  await takeSeeds(held, organisation.statement, member, record);
  return { held, member, record };
}

/**
 * Opens a session at the board and the keyring that is kept there; takes what colleagues gave. Where that fails, the session ends.
 * @param master of `derivePhraseMaster`, 32 bytes
 * @throws WorkerFailure `wrong_phrase`, `keyring_damaged`, `signs_only`, `not_named` and those of the organisation; TransportError
 */
export async function signInMember(organisation: VouchedOrganisation, master: Uint8Array): Promise<SignedIn> {
  try {
    return await signedIn(await HeldKeyring.open(organisation.origin, master), organisation);
  } catch (error) {
    // The first failure is what there is to say.
    await closeSession().catch(() => undefined);
    throw error;
  }
}
