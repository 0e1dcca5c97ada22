// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  AES_128_GCM,
  CHACHA20_POLY1305,
  classOfRequest,
  encodeRequest,
  encodeResponse,
  openRequest,
  requestOverhead,
  responseOverhead,
  sealRequest,
  SIZE_CLASSES,
  type ObliviousRequest,
  type ObliviousResponse,
  type SizeClass,
} from "#crypto";
import { opensslAead } from "../../../server/gateway/aead.ts";
import { BURST, DUMMY, EMPTY, NOTHING, ORIGIN, OURS, PAIR, PROMISE, STOCK } from "./fixture.ts";
import { sealAsStock } from "./stock.ts";

const { configuration } = OURS;
const encoded = (request: ObliviousRequest, size: SizeClass): Uint8Array =>
  encodeRequest(request, ORIGIN, SIZE_CLASSES[size].request - requestOverhead(configuration.kem));
const answered = (bytes: Uint8Array, response: ObliviousResponse, size: SizeClass): Uint8Array => {
  const opened = openRequest(bytes, PAIR, opensslAead);
  if (opened === null) throw new Error("no key for it");
  return opened.sealResponse(encodeResponse(response, SIZE_CLASSES[size].response - responseOverhead(opened.aead)));
};
const BUNDLE: ObliviousRequest = { ...DUMMY, method: "GET", path: "/v1/logs/letters/bundles/x001/x234/067.p/63" };

test("oblivious: the classes have the sizes of the specification, and a request is of the class of its size or of none", () => {
  expect(SIZE_CLASSES).toEqual({
    read: { request: 2_048, response: 532_480 },
    slot: { request: 49_152, response: 65_536 },
    cell: { request: 1_056_768, response: 1_024 },
  });
  const classes = [2_048, 49_152, 1_056_768].map(classOfRequest);
  expect(classes).toEqual(["read", "slot", "cell"]);
  for (const size of [0, 1, 2_047, 2_049, 49_151, 49_153, 65_536, 532_480, 1_024, 1_056_767, 1_056_769, NaN, Infinity])
    expect(classOfRequest(size)).toBeNull();
});

test("oblivious: a burst, a dummy and whatever else goes in a slot have the same size, and so have their answers", () => {
  const signatures = { ...PROMISE, content: new Uint8Array(3_840) };
  const problem = { ...NOTHING, status: 409, contentType: "application/problem+json", content: new Uint8Array(300) };
  const posts = [
    [BURST, PROMISE],
    [DUMMY, NOTHING],
    [{ ...BURST, path: "/v1/token-batches", content: new Uint8Array(4_000) }, signatures],
    [{ ...DUMMY, path: "/v1/nothing" }, problem],
  ] as const;
  for (const [request, response] of posts) {
    const sealed = sealRequest(configuration, encoded(request, "slot"));
    expect(sealed.bytes).toHaveLength(49_152);
    const answer = answered(sealed.bytes, response, "slot");
    expect(answer).toHaveLength(65_536);
    expect(sealed.openResponse(answer)).toHaveLength(65_536 - 48);
  }
});

test("oblivious: a stock client's slot has the same size, whichever its algorithms, and so has its answer", async () => {
  const message = encodeRequest(BURST, ORIGIN, 49_152 - 55);
  for (const aead of [CHACHA20_POLY1305, AES_128_GCM] as const) {
    const { bytes } = await sealAsStock(STOCK.configuration, aead, message);
    expect(bytes).toHaveLength(49_152);
    expect(answered(bytes, PROMISE, "slot")).toHaveLength(65_536);
  }
});

test("oblivious: 64 envelopes fit into the answer to a read, a cell into a request, and no more into either than its class", () => {
  const { bytes, openResponse } = sealRequest(configuration, encoded(BUNDLE, "read"));
  expect(bytes).toHaveLength(2_048);
  const bundle = { status: 200, contentType: "application/octet-stream", content: new Uint8Array(64 * 8_192).fill(1) };
  const answer = answered(bytes, bundle, "read");
  expect(answer).toHaveLength(532_480);
  expect(openResponse(answer)).toHaveLength(532_480 - 48);
  expect(answered(bytes, { ...NOTHING, status: 404 }, "read")).toHaveLength(532_480);
  const cell = { ...BURST, method: "PUT", content: new Uint8Array(1_048_576 + 1_024) } as const;
  expect(sealRequest(configuration, encoded(cell, "cell")).bytes).toHaveLength(1_056_768);
  expect(() => encoded({ ...BURST, content: new Uint8Array(49_152) }, "slot")).toThrow("room");
  expect(() => encoded({ ...BURST, content: EMPTY, path: `/${"a".repeat(199)}` }, "read")).not.toThrow();
});
