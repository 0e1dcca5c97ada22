// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  BURST_BYTES,
  decodeRequest,
  DUMMY,
  encapsulate,
  encodeResponse,
  openRequest,
  randomBytes,
  responseOverhead,
  SIZE_CLASSES,
  xwingGatewayKey,
  type ObliviousRequest,
  type ObliviousResponse,
} from "#crypto";

const ORIGIN = "tegenspraak.localhost";
const key = xwingGatewayKey(6, randomBytes(32));
const BURST: ObliviousRequest = {
  method: "POST",
  path: "/v1/logs/letters/bursts",
  authorization: `PrivateToken token="${"A".repeat(472)}"`,
  contentType: "application/octet-stream",
  content: randomBytes(BURST_BYTES),
};

/** What a gateway says to a request, as many bytes as its class has unless told otherwise. */
function answerTo(bytes: Uint8Array, response: ObliviousResponse, size: number = SIZE_CLASSES.slot.response) {
  const opened = openRequest(bytes, [key]);
  if (opened === null) throw new Error("another key");
  const answer = opened.sealResponse(encodeResponse(response, size - responseOverhead(opened.aead)));
  return { request: decodeRequest(opened.message, ORIGIN), answer };
}

test("oblivious: a burst and a dummy have the size of a slot, and the gateway reads in them what was asked", () => {
  for (const asked of [BURST, DUMMY]) {
    const { bytes, open } = encapsulate(asked, "slot", key.configuration, ORIGIN);
    expect(bytes).toHaveLength(49_152);
    const said = { status: 201, contentType: "application/octet-stream", content: randomBytes(233) };
    const { request, answer } = answerTo(bytes, said);
    expect(request).toEqual(asked);
    expect(answer).toHaveLength(65_536);
    expect(open(answer)).toEqual(said);
  }
});

test("oblivious: what is sealed twice has nothing in common but its first seven bytes", () => {
  const [one, two] = [BURST, BURST].map((asked) => encapsulate(asked, "slot", key.configuration, ORIGIN).bytes);
  expect(one?.subarray(0, 7)).toEqual(two?.subarray(0, 7));
  expect(one?.subarray(7, 39)).not.toEqual(two?.subarray(7, 39));
  expect(one?.subarray(-32)).not.toEqual(two?.subarray(-32));
});

test("oblivious: an answer of another size, to another request, or cut or changed anywhere, is one error", () => {
  const { bytes, open } = encapsulate(DUMMY, "slot", key.configuration, ORIGIN);
  const said = { status: 204, contentType: null, content: new Uint8Array(0) };
  const { answer } = answerTo(bytes, said);
  expect(open(answer)).toEqual(said);
  expect(() => open(answer.subarray(1))).toThrow(expect.objectContaining({ code: "malformed" }));
  expect(() => open(answerTo(bytes, said, 1_024).answer)).toThrow(expect.objectContaining({ code: "malformed" }));
  const other = encapsulate(DUMMY, "slot", key.configuration, ORIGIN);
  expect(() => open(answerTo(other.bytes, said).answer)).toThrow(expect.objectContaining({ code: "cannot_open" }));
  for (const place of [0, 31, 32, 40_000, answer.length - 1]) {
    const changed = Uint8Array.from(answer);
    changed[place] = (changed[place] ?? 0) ^ 1;
    expect(() => open(changed)).toThrow(expect.objectContaining({ code: "cannot_open" }));
  }
});

test("oblivious: more than a class has room for is not sealed", () => {
  const asked = { ...BURST, content: new Uint8Array(49_152) };
  expect(() => encapsulate(asked, "slot", key.configuration, ORIGIN)).toThrow(
    expect.objectContaining({ code: "too_long" }),
  );
});
