// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { LightMyRequestResponse } from "fastify";
import { expect } from "vitest";
import {
  decodeConfigurations,
  decodeResponse,
  DUMMY,
  encodeRequest,
  requestOverhead,
  sealRequest,
  SIZE_CLASSES,
  type KeyConfiguration,
  type ObliviousRequest,
  type ObliviousResponse,
  type SealedRequest,
  type SizeClass,
} from "#crypto";
import type { Listener } from "../../server/listener.ts";
import { OBLIVIOUS_KEYS_PATH, OBLIVIOUS_PATH, REQUEST_TYPE, RESPONSE_TYPE } from "../../server/oblivious.ts";
import { BURSTS_PATH, ORIGIN } from "./board.ts";
import { freshAuthorization } from "./tokens.ts";

// A client as small as it can be: seals with crypto/oblivious, to the gateway of a board or through a relay.

export { DUMMY };

/** @param authorization its token; a fresh one unless given */
export const burstRequest = (burst: Uint8Array, authorization: string = freshAuthorization()): ObliviousRequest => ({
  method: "POST",
  path: BURSTS_PATH,
  authorization,
  contentType: "application/octet-stream",
  content: burst,
});

/** @param path as bundlePath gives it, as bundles/000 */
export const bundleRequest = (path: string): ObliviousRequest => ({
  ...DUMMY,
  method: "GET",
  path: `/v1/logs/letters/${path}`,
});

/** The key for clients of our own. @param listener of a board or relay */
export async function keyOf(listener: Listener): Promise<KeyConfiguration> {
  const [ours] = decodeConfigurations((await listener.inject({ url: OBLIVIOUS_KEYS_PATH })).rawPayload);
  if (ours === undefined) throw new Error("the gateway has no key");
  return ours;
}

export function seal(
  key: KeyConfiguration,
  request: ObliviousRequest,
  sizeClass: SizeClass = "slot",
  origin: string = ORIGIN,
): SealedRequest {
  const size = SIZE_CLASSES[sizeClass].request - requestOverhead(key.kem);
  return sealRequest(key, encodeRequest(request, origin, size));
}

export const postSealed = (listener: Listener, bytes: Uint8Array): Promise<LightMyRequestResponse> =>
  listener.inject({
    method: "POST",
    url: OBLIVIOUS_PATH,
    headers: { "content-type": REQUEST_TYPE },
    payload: Buffer.from(bytes),
  });

/** What is in an answer, which has the size of its class. */
export function openAnswer(
  sealed: SealedRequest,
  answer: LightMyRequestResponse,
  sizeClass: SizeClass = "slot",
): ObliviousResponse {
  expect(answer.statusCode).toBe(200);
  expect(answer.headers["content-type"]).toBe(RESPONSE_TYPE);
  expect(answer.rawPayload).toHaveLength(SIZE_CLASSES[sizeClass].response);
  return decodeResponse(sealed.openResponse(answer.rawPayload));
}

/** Asks as a client does: sealed, once. */
export async function askSealed(
  listener: Listener,
  request: ObliviousRequest,
  sizeClass: SizeClass = "slot",
): Promise<ObliviousResponse> {
  const sealed = seal(await keyOf(listener), request, sizeClass);
  return openAnswer(sealed, await postSealed(listener, sealed.bytes), sizeClass);
}

/** The same of a board or relay that listens. @param address as http://127.0.0.1:12345 */
export async function fetchSealed(
  address: string,
  request: ObliviousRequest,
  origin: string = ORIGIN,
  sizeClass: SizeClass = "slot",
): Promise<ObliviousResponse> {
  const keys = await (await fetch(address + OBLIVIOUS_KEYS_PATH)).arrayBuffer();
  const [ours] = decodeConfigurations(new Uint8Array(keys));
  if (ours === undefined) throw new Error("the gateway has no key");
  const sealed = seal(ours, request, sizeClass, origin);
  const headers = { "Content-Type": REQUEST_TYPE };
  const answer = await fetch(address + OBLIVIOUS_PATH, { method: "POST", headers, body: sealed.bytes });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe(RESPONSE_TYPE);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect(bytes).toHaveLength(SIZE_CLASSES[sizeClass].response);
  return decodeResponse(sealed.openResponse(bytes));
}
