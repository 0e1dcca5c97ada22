// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LogShortName, SignerRole, TokenPurpose } from "../../crypto/index.ts";

/** The board's tables (migrations/board). No row has a time. */
export interface BoardTables {
  log: { name: LogShortName; size: number; checkpoint: string };
  log_tile: { log: LogShortName; level: number; index: number; hashes: Buffer };
  log_entries: { log: LogShortName; index: number; entries: Buffer };
  letters_bundle: { index: number; envelopes: Buffer };
  log_cosignature: { log: LogShortName; public_key: Buffer; key_name: string; size: number; line: string };
  log_document: { log: LogShortName; index: number; document: Buffer };
  pool: { burst_hash: Buffer; burst: Buffer };
  letters_envelope: { envelope_hash: Buffer };
  token_spent: { nullifier: Buffer; mark: Buffer };
  pass_spent: { nullifier: Buffer; batch_hash: Buffer };
  card: { hash: Buffer; year: number; batch_hash: Buffer | null };
  member_keyring: { login_key: Buffer; identity_key: Buffer; keyring: Buffer; session_epoch: number };
  invitation: InvitationRow;
  box: { identity: Buffer; box: Buffer };
  key_offer: { identity: Buffer; group_id: string; epoch: number; offer: Buffer };
  seed_share: { hash: Buffer; recipient: Buffer; sender: Buffer; share: Buffer };
  proposal: { identity: Buffer; document: Buffer };
  gateway_key: GatewayKeyRow;
  gateway_mark: { key_id: number; mark: Buffer };
  passkey: { credential_id: Buffer; identity: Buffer; wrapped: Buffer };
}

interface InvitationRow {
  hash: Buffer;
  /** Of a founding invitation, which has no maker. */
  role: SignerRole | null;
  maker: Buffer | null;
  nonce: Buffer;
  /** The last day on which it is good, `YYYY-MM-DD`. */
  until: string;
  offer: Buffer;
  /** Of who accepted it; null with the two that follow. */
  identity: Buffer | null;
  tag: Buffer | null;
  acceptance_hash: Buffer | null;
}

interface GatewayKeyRow {
  /** 0 to 127; the key ids are twice it, and one more. */
  number: number;
  /** As its document in the ledger says, `YYYY-MM-DD`. */
  first_day: string;
  last_day: string;
  sealed_seeds: Buffer;
}

/** What the issuer signs; tokens to post with are the board's. */
export type IssuerPurpose = Exclude<TokenPurpose, "post">;

/** The issuer's tables (migrations/issuer), in a database of their own. No row has a time. */
export interface IssuerTables {
  pass_taken: { quarter: string; person: Buffer; purpose: IssuerPurpose; number: number; request_hash: Buffer };
  pass_year: { year: number; passes: number };
}
