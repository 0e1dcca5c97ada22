// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { X_WING } from "../key-schedule.ts";
import { isXwingPublicKey, sign, verify, type SigningKey } from "../sodium.ts";
import { base64url, base64urlDecode, concat, equalBytes, json, label, utf8, utf8Decode } from "../wire/index.ts";
import { decodeConfigurations, encodeConfigurations, type KeyConfiguration } from "./configuration.ts";

// Keys of the gateway as a document of the ledger (SPEC.md, "Keys"): everybody uses the same, and can see that they do.

export interface GatewayConfigurations {
  /** `YYYY-MM-DD`, UTC: when it was put in the ledger. */
  readonly from: string;
  /** The last day on which the gateway answers to it. */
  readonly until: string;
  readonly configurations: readonly KeyConfiguration[];
}

const day = json.matching(/^\d{4}-\d{2}-\d{2}$/, "a day");
const document = json.record({
  version: json.integer(1, 1),
  type: json.oneOf("gateway"),
  from: day,
  until: day,
  configurations: json.text(1, 8_192),
  signature: json.bytes(64),
});

const partsOf = ({ from, until, configurations }: GatewayConfigurations) => ({
  version: 1,
  type: "gateway",
  from,
  until,
  configurations: base64url(encodeConfigurations(configurations)),
});

const signedText = (keys: GatewayConfigurations, origin: string): Uint8Array =>
  concat(label("gateway", origin), utf8(JSON.stringify(partsOf(keys))));

const written = (keys: GatewayConfigurations, signature: Uint8Array): Uint8Array<ArrayBuffer> =>
  utf8(JSON.stringify({ ...partsOf(keys), signature: base64url(signature) }));

export function signGatewayDocument(
  keys: GatewayConfigurations,
  origin: string,
  signer: SigningKey,
): Uint8Array<ArrayBuffer> {
  return written(keys, sign(signedText(keys, origin), signer));
}

/**
 * @param signer Ed25519 public key that the directory names as `gateway`
 * @throws ProtocolError `malformed`, also where it is written in another way than ours, `needs_newer_version` or `bad_signature`
 */
export function openGatewayDocument(bytes: Uint8Array, origin: string, signer: Uint8Array): GatewayConfigurations {
  const { from, until, configurations: encoded, signature } = json.parseJson(utf8Decode(bytes), document);
  const keys = { from, until, configurations: decodeConfigurations(base64urlDecode(encoded)) };
  if (!equalBytes(bytes, written(keys, signature))) throw new ProtocolError("malformed", "written in another way");
  if (!verify(signature, signedText(keys, origin), signer))
    throw new ProtocolError("bad_signature", "a gateway document that its signer did not sign");
  return keys;
}

/** The last that verifies among the documents of the ledger, which has others too, and its key for our clients; null where there is none. */
export function gatewayInForce(
  documents: readonly Uint8Array[],
  origin: string,
  signer: Uint8Array | null,
): KeyConfiguration | null {
  if (signer === null) return null;
  for (const bytes of documents.toReversed()) {
    const ours = openedOrNull(bytes, origin, signer)?.configurations.find(({ kem }) => kem === X_WING);
    if (ours !== undefined && isXwingPublicKey(ours.publicKey)) return ours;
  }
  return null;
}

function openedOrNull(bytes: Uint8Array, origin: string, signer: Uint8Array): GatewayConfigurations | null {
  try {
    return openGatewayDocument(bytes, origin, signer);
  } catch (error) {
    if (error instanceof ProtocolError) return null;
    throw error;
  }
}
