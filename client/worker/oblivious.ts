// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  DUMMY,
  encapsulate,
  type Encapsulated,
  ProtocolError,
  SIZE_CLASSES,
  type KeyConfiguration,
  type ObliviousRequest,
  type ObliviousResponse,
  type SizeClass,
} from "#crypto";
import { sendSealed, TransportError } from "../transport.ts";

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

/** Nobody but the gateway can make an answer that opens: what does not is as good as none. */
function openedAnswer(sealed: Encapsulated, answer: Uint8Array): ObliviousResponse {
  try {
    return sealed.open(answer);
  } catch (error) {
    if (error instanceof ProtocolError) throw new TransportError("busy", 0, "an answer that does not open");
    throw error;
  }
}

/**
 * @param request null: a dummy
 * @throws TransportError `offline` or `busy` where relay or gateway gave no answer that opens
 */
export async function askObliviously(
  { origin, relay, configuration }: Gateway,
  size: SizeClass,
  request: ObliviousRequest | null,
): Promise<ObliviousResponse> {
  const sealed = encapsulate(request ?? DUMMY, size, configuration, origin);
  return openedAnswer(sealed, await sendSealed(`${relay}/v1/oblivious`, sealed.bytes, SIZE_CLASSES[size].response));
}
