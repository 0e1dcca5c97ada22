// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ProtocolError } from "../errors.ts";
import { AES_128_GCM, CHACHA20_POLY1305, DHKEM_X25519, X_WING } from "../key-schedule.ts";
import { isXwingPublicKey, sign, verify, type SigningKey } from "../sodium.ts";
import { base64url, base64urlDecode, concat, equalBytes, json, label, utf8, utf8Decode } from "../wire/index.ts";
import { decodeConfigurations, encodeConfigurations, type KeyConfiguration } from "./configuration.ts";

// Keys of the gateway as a document of the ledger (SPEC.md, "Keys"): everybody uses the same, and can see that they do.

export interface GatewayConfigurations {
  /** `YYYY-MM-DD`, UTC: when it was put in the ledger. */
  readonly from: string;
  /** The last day on which the gateway answers to it; not before `from`. */
  readonly until: string;
  /** Two: for our clients, with an even key id, and with the next id for stock clients. */
  readonly configurations: readonly KeyConfiguration[];
}

const day = json.matching(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "a day");
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

/** Key ids and algorithms of a pair, which there is one of for each even id. */
const pairFrom = (keyId: number): unknown => [
  [keyId, X_WING, CHACHA20_POLY1305],
  [keyId + 1, DHKEM_X25519, CHACHA20_POLY1305, AES_128_GCM],
];

/** Of two readers with different rules each would be known by the document that the other passes over. */
function requirePair({ from, until, configurations }: GatewayConfigurations): void {
  const [ours] = configurations;
  const shape = configurations.map(({ keyId, kem, aeads }) => [keyId, kem, ...aeads]);
  if (ours === undefined || ours.keyId % 2 !== 0 || JSON.stringify(shape) !== JSON.stringify(pairFrom(ours.keyId)))
    throw new ProtocolError("malformed", "not the two configurations that a gateway has");
  if (!isXwingPublicKey(ours.publicKey)) throw new ProtocolError("malformed", "a key that nobody could hold");
  if (until < from) throw new ProtocolError("malformed", "days that end before they begin");
}

/** @throws ProtocolError as openGatewayDocument: what nobody would read is not written */
export function signGatewayDocument(
  keys: GatewayConfigurations,
  origin: string,
  signer: SigningKey,
): Uint8Array<ArrayBuffer> {
  const bytes = written(keys, sign(signedText(keys, origin), signer));
  openGatewayDocument(bytes, origin, signer.publicKey);
  return bytes;
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
  requirePair(keys);
  return keys;
}

/**
 * Of the last that verifies among the documents of the ledger, which has others too, the configuration for our clients.
 * @param documents in the order of the ledger
 * @param signer null where the directory names none
 * @returns null where there is none
 */
export function gatewayInForce(
  documents: readonly Uint8Array[],
  origin: string,
  signer: Uint8Array | null,
): KeyConfiguration | null {
  if (signer === null) return null;
  for (const bytes of documents.toReversed()) {
    const ours = openedOrNull(bytes, origin, signer)?.configurations[0];
    if (ours !== undefined) return ours;
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
