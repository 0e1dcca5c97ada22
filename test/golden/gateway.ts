// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  base64,
  CHACHA20_POLY1305,
  encodeConfigurations,
  encodeRequest,
  encodeResponse,
  hex,
  openRequest,
  requestOverhead,
  sealRequest,
  signGatewayDocument,
  signingKey,
  SIZE_CLASSES,
  utf8,
  utf8Decode,
  x25519GatewayKey,
  X_WING,
  xwingGatewayKey,
  type GatewayConfigurations,
  type ObliviousRequest,
  type ObliviousResponse,
} from "#crypto";
import { sealAsStock } from "../crypto/oblivious/stock.ts";
import { ORIGIN } from "./formats.ts";

// What golden files of requests that are carried by somebody else are made from.

const seed = (mark: number): Uint8Array => new Uint8Array(32).fill(mark);

export const SIGNER = signingKey(seed(40));
export const OURS = xwingGatewayKey(4, seed(41));
export const STOCK = x25519GatewayKey(5, seed(42));
export const GATEWAY: GatewayConfigurations = {
  from: "2026-12-01",
  until: "2027-01-02",
  configurations: [OURS.configuration, STOCK.configuration],
};
/** Of the answers that are kept. */
export const NONCE = seed(43);

export const READ: ObliviousRequest = {
  method: "GET",
  path: "/v1/logs/letters/bundles/x001/x234/067.p/63",
  authorization: null,
  contentType: null,
  content: new Uint8Array(0),
};
export const POST: ObliviousRequest = {
  method: "POST",
  path: "/v1/logs/letters/bursts",
  authorization: "PrivateToken token=AAEC",
  contentType: "application/octet-stream",
  content: seed(44),
};
export const DUMMY: ObliviousRequest = { ...READ, method: "POST", path: "/v1/dummies" };
export const ANSWER: ObliviousResponse = {
  status: 200,
  contentType: "application/octet-stream",
  content: utf8("an envelope, and then another"),
};
/** Of an answer that is kept, in bytes without nonce and tag: smaller than any class, as files go. */
export const ANSWER_BYTES = 128;

const text = (value: unknown): string => JSON.stringify(value, null, 2);

function messages(): Record<string, string> {
  return {
    "POST, 192 bytes": hex(encodeRequest(POST, ORIGIN, 192)),
    "dummy, 64 bytes": hex(encodeRequest(DUMMY, ORIGIN, 64)),
    "200, 128 bytes": hex(encodeResponse(ANSWER, ANSWER_BYTES)),
    "204, 8 bytes": hex(encodeResponse({ status: 204, contentType: null, content: new Uint8Array(0) }, 8)),
  };
}

export function gatewayDeterministic(): Record<string, string> {
  return {
    "oblivious/keys.json": text({
      origin: ORIGIN,
      signerSeed: hex(SIGNER.seed),
      signer: hex(SIGNER.publicKey),
      keyId: OURS.configuration.keyId,
      seed: hex(seed(41)),
      stockSecret: hex(seed(42)),
      responseNonce: hex(NONCE),
    }),
    "oblivious/configurations.base64": base64(encodeConfigurations(GATEWAY.configurations)),
    "oblivious/document.json": utf8Decode(signGatewayDocument(GATEWAY, ORIGIN, SIGNER)),
    "oblivious/messages.json": text(messages()),
  };
}

/** The answer to a request that is kept. */
export function answerTo(request: Uint8Array): Uint8Array {
  const opened = openRequest(request, [OURS, STOCK]);
  if (opened === null) throw new Error("no key for it");
  return opened.sealResponse(encodeResponse(ANSWER, ANSWER_BYTES), NONCE);
}

/** Sealing is random: made once, and then only opened. */
export async function gatewayMadeOnce(): Promise<Record<string, string>> {
  const message = encodeRequest(READ, ORIGIN, SIZE_CLASSES.read.request - requestOverhead(X_WING));
  const { bytes } = sealRequest(OURS.configuration, message);
  const stock = await sealAsStock(STOCK.configuration, CHACHA20_POLY1305, encodeRequest(READ, ORIGIN, 128));
  return {
    "oblivious/request.base64": base64(bytes),
    "oblivious/response.base64": base64(answerTo(bytes)),
    "oblivious/stock-request.base64": base64(stock.bytes),
    "oblivious/stock-response.base64": base64(answerTo(stock.bytes)),
  };
}
