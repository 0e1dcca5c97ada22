// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  CODE_BYTES,
  INVITATION_NONCE_BYTES,
  invitationHash,
  invitationKeys,
  randomBytes,
  sealOffer,
  SIGNER_ROLES,
  type Offer,
  type SignerRole,
} from "../../crypto/index.ts";
import type { CeremonyBoard } from "./board.ts";
import { lastInvitationDay } from "./days.ts";
import { invite, withdraw } from "./invitations.ts";

// Before the first directory nobody can invite anybody: whoever runs the board gives three people a code each.

/** Nobody's name is known here yet: whoever accepts sees what they are asked to be. */
const TITLES: Readonly<Record<SignerRole, string>> = {
  officer: "Functionaris",
  council: "Ondernemingsraad",
  spare: "Reserve, voor in de kluis",
};

/** Kept where a maker keeps what their code is made from: this one is drawn, and nobody can show it again. */
const NO_NONCE = new Uint8Array(INVITATION_NONCE_BYTES);

/**
 * @returns the code, which is kept nowhere
 * @throws Problem `invitation_used` where this role has one already
 */
export async function inviteSigner({ database, origin, now }: CeremonyBoard, role: SignerRole): Promise<Uint8Array> {
  const code = randomBytes(CODE_BYTES);
  const keys = invitationKeys(code, origin);
  const offered: Offer = { kind: "signer", id: role, name: TITLES[role], organisation: origin, groups: [] };
  const offer = sealOffer(offered, keys, origin);
  const until = lastInvitationDay(now());
  await invite(database, { hash: invitationHash(keys), nonce: NO_NONCE, until, offer, for: { role } });
  return code;
}

/** Takes back what was given out for a role, and the keyring of whoever accepted it, in whose place there will be another. */
export async function withdrawSigner({ database, inForce }: CeremonyBoard, role: SignerRole): Promise<void> {
  const rows = await database.selectFrom("invitation").select("hash").where("role", "=", role).execute();
  for (const { hash } of rows) await withdraw(database, inForce, hash);
}

export interface FoundingInvitation {
  readonly role: SignerRole;
  readonly until: string;
  readonly isAccepted: boolean;
}

export async function foundingInvitations({ database }: CeremonyBoard): Promise<FoundingInvitation[]> {
  const rows = await database.selectFrom("invitation").select(["role", "until", "identity"]).execute();
  return SIGNER_ROLES.flatMap((role) => {
    const row = rows.find((each) => each.role === role);
    return row === undefined ? [] : [{ role, until: row.until, isAccepted: row.identity !== null }];
  });
}
