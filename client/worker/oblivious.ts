// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import {
  DUMMY,
  encapsulate,
  ProtocolError,
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

/**
 * @param request null: a dummy
 * @throws TransportError where relay or gateway gave no answer that opens
 */
export async function askObliviously(
  { origin, relay, configuration }: Gateway,
  size: SizeClass,
  request: ObliviousRequest | null,
): Promise<ObliviousResponse> {
  const { bytes, open } = encapsulate(request ?? DUMMY, size, configuration, origin);
  return open(await sendSealed(`${relay}/v1/oblivious`, bytes, SIZE_CLASSES[size].response));
}

/** Nobody but the gateway can make an answer that opens: what does not is as good as none. */
export const isNoAnswer = (error: unknown): error is ProtocolError => error instanceof ProtocolError;
