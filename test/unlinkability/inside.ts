// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  decodeRequest,
  decodeResponse,
  hex,
  openRequest,
  type Aead,
  type GatewayKey,
  type ObliviousRequest,
  type ObliviousResponse,
} from "#crypto";
import { opensslAead } from "../../server/gateway/aead.ts";

/** What whoever has the gateway's secret keys reads of a sealed request, and of the answer to it. */
export interface Inside {
  readonly request: ObliviousRequest;
  /** Null where what came was no sealed answer. */
  readonly response: ObliviousResponse | null;
}

/** The gateway has one key for its answer, with which it can be opened too; what stands in front of that is of no use then. */
const opening: Aead = {
  open: (aead, key, sealed) => opensslAead.open(aead, key, sealed),
  seal(aead, key, sealed) {
    const opened = opensslAead.open(aead, key, sealed);
    if (opened === null) throw new Error("not an answer to this request");
    return opened;
  },
};

// For our own clients: X-Wing, and ChaCha20-Poly1305.
const [HEADER_BYTES, ENC_BYTES, NONCE_BYTES] = [7, 1_120, 32];

/** By which the gateway knows that it saw a request before. @returns hex */
export const encOf = (request: Uint8Array): string => hex(request.subarray(HEADER_BYTES, HEADER_BYTES + ENC_BYTES));

/** @throws Error where the keys are not those that it was sealed to */
export function inside(
  keys: readonly GatewayKey[],
  origin: string,
  request: Uint8Array,
): { readonly request: ObliviousRequest; readonly openAnswer: (answer: Uint8Array) => ObliviousResponse } {
  const opened = openRequest(request, keys, opening);
  if (opened === null) throw new Error("sealed to another key");
  return {
    request: decodeRequest(opened.message, origin),
    openAnswer(answer) {
      const nonce = answer.subarray(0, NONCE_BYTES);
      return decodeResponse(opened.sealResponse(answer.subarray(NONCE_BYTES), nonce));
    },
  };
}
