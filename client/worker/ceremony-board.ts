// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { base64urlDecode, json, openKeyOffer, ProtocolError, type KeyOffer, type SignerRole } from "#crypto";
import { readKept } from "../key-transport.ts";
import { readForSigners } from "../signer-transport.ts";
import { checking } from "./failure.ts";

// What the board tells one of the three signers. Bytes in JSON are base64url.

const key = json.bytes(32);
const role = json.oneOf("officer", "council", "spare");
const nullableKey = json.nullable(key);
const keyText = json.text(1, 400);
const day = json.text(10, 10);
const MANY = 10_000;
const LARGEST_DOCUMENT = 1_048_576;

const standingShape = json.record({
  isSigner: json.boolean,
  role: json.nullable(role),
  founding: json.nullable(json.record({ officer: nullableKey, council: nullableKey, spare: nullableKey })),
  board: json.record({
    logs: json.record({ letters: keyText, directory: keyText, ledger: keyText }),
    interval: json.integer(1, 86_400),
    relay: json.text(1, 200),
    witnesses: json.list(keyText, 0, 15),
    gateway: key,
  }),
});
export type BoardStanding = json.Decoded<typeof standingShape>;

const invitationsShape = json.record({
  invitations: json.list(
    json.record({
      hash: key,
      nonce: json.bytes(16),
      maker: nullableKey,
      role: json.nullable(role),
      until: day,
      offer: json.bytes(2048),
      accepted: json.nullable(json.record({ identity: key, tag: key })),
    }),
    0,
    MANY,
  ),
});
export type KeptInvitation = json.Decoded<typeof invitationsShape>["invitations"][number];

const proposalsShape = json.record({
  proposals: json.list(json.record({ role, document: json.text(1, LARGEST_DOCUMENT) }), 0, 3),
});
export type KeptProposal = Readonly<{ role: SignerRole; document: string }>;

const parse = <Value>(source: string, shape: json.Decoder<Value>): Promise<Value> =>
  checking("refused", () => json.parseJson(source, shape));

export async function readStanding(): Promise<BoardStanding> {
  return parse(await readForSigners("ceremony"), standingShape);
}

export async function readInvitations(): Promise<readonly KeptInvitation[]> {
  return (await parse(await readForSigners("invitations"), invitationsShape)).invitations;
}

export async function readProposals(): Promise<readonly KeptProposal[]> {
  return (await parse(await readForSigners("proposals"), proposalsShape)).proposals;
}

const offersShape = json.record({ offers: json.list(json.text(1, 4096), 0, MANY) });

export async function readKeyOffers(origin: string): Promise<readonly KeyOffer[]> {
  const { offers } = await parse(await readKept("key-offers"), offersShape);
  return offers.flatMap((text) => {
    try {
      return [openKeyOffer(base64urlDecode(text), origin)];
    } catch (error) {
      // One that its maker did not sign is nobody's.
      if (error instanceof ProtocolError) return [];
      throw error;
    }
  });
}
