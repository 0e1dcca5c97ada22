// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  decodeResponse,
  encodeRequest,
  ProtocolError,
  requestOverhead,
  sealRequest,
  SIZE_CLASSES,
  type KeyConfiguration,
  type ObliviousRequest,
  type ObliviousResponse,
  type SizeClass,
} from "#crypto";
import { sendSealed } from "../transport.ts";

// Requests that relay and network see only the size of (crypto/oblivious/SPEC.md).

/** Where requests go, and what they are sealed to. The same for everybody. */
export interface Gateway {
  readonly origin: string;
  /** Web origin of the relay; empty where it served the page. */
  readonly relay: string;
  readonly configuration: KeyConfiguration;
  /** Milliseconds between slots. */
  readonly interval: number;
}

const EMPTY = new Uint8Array(0);

/** Leaves nothing behind and costs no token. */
const DUMMY: ObliviousRequest = {
  method: "POST",
  path: "/v1/dummies",
  authorization: null,
  contentType: null,
  content: EMPTY,
};

/**
 * @param request null: a dummy
 * @throws TransportError where relay or gateway gave no answer that opens
 */
export async function askObliviously(
  { origin, relay, configuration }: Gateway,
  size: SizeClass,
  request: ObliviousRequest | null,
): Promise<ObliviousResponse> {
  const room = SIZE_CLASSES[size].request - requestOverhead(configuration.kem);
  const sealed = sealRequest(configuration, encodeRequest(request ?? DUMMY, origin, room));
  const answer = await sendSealed(`${relay}/v1/oblivious`, sealed.bytes, SIZE_CLASSES[size].response);
  return decodeResponse(sealed.openResponse(answer));
}

/** Nobody but the gateway can make an answer that opens: what does not is as good as none. */
export const isNoAnswer = (error: unknown): error is ProtocolError => error instanceof ProtocolError;
