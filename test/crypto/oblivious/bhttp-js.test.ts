// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { BHttpDecoder, BHttpEncoder } from "bhttp-js";
import { afterEach, expect, test, vi } from "vitest";
import { decodeRequest, decodeResponse, encodeRequest, encodeResponse, hexDecode } from "#crypto";
import { expectCode } from "../hostile.ts";
import { fieldSection, integer, requestOf, responseOf, withLength } from "./by-hand.ts";
import { BURST, DUMMY, NOTHING, ORIGIN } from "./fixture.ts";

// Why the library for binary HTTP is an oracle here and no part of us (docs/decisions/0023-nobody-sees-who.md). Whoever raises its
// version and finds one of these failing has a reason to read that record again.

const decoder = new BHttpDecoder();
const ours = (message: Uint8Array): unknown => decodeRequest(message, ORIGIN);
const oursOfResponse = (message: Uint8Array): unknown => decodeResponse(message);

afterEach(() => vi.unstubAllGlobals());

test("oblivious: bhttp-js takes a message that is cut short in its content for a whole one", async () => {
  const message = encodeRequest({ ...BURST, content: new Uint8Array(300).fill(1) }, ORIGIN, 1_000);
  const end = message.lastIndexOf(1) + 1;
  for (let missing = 1; missing <= 300; missing++) {
    const short = message.slice(0, end - missing);
    const { byteLength } = await decoder.decodeRequest(short).arrayBuffer();
    expect(byteLength).toBe(300 - missing);
    expectCode(() => ours(short), "malformed");
  }
});

test("oblivious: bhttp-js takes one that is cut short in its authority or path for one to another place", () => {
  const message = encodeRequest(DUMMY, "tegenspraak.localhost", 64);
  for (const [length, url] of [
    [22, "https://tegenspra/"],
    [39, "https://tegenspraak.localhost/v1/"],
  ] as const) {
    expect(decoder.decodeRequest(message.slice(0, length)).url).toBe(url);
    expectCode(() => ours(message.slice(0, length)), "malformed");
  }
});

test("oblivious: bhttp-js answers one that is cut short in its fields with an error of the platform's", () => {
  const message = encodeRequest(BURST, ORIGIN, 45_000);
  expect(() => decoder.decodeRequest(message.slice(0, 60))).toThrow(TypeError);
  expectCode(() => ours(message.slice(0, 60)), "malformed");
});

class TooMuch extends Error {
  readonly bytes: number;

  constructor(bytes: number) {
    super(`${bytes} bytes`);
    this.bytes = bytes;
  }
}

test("oblivious: eight bytes make bhttp-js ask for a gigabyte, and twelve for two", () => {
  const Real = Uint8Array;
  vi.stubGlobal(
    "Uint8Array",
    class extends Real {
      constructor(length: number) {
        if (length > 2 ** 20) throw new TooMuch(length);
        super(length);
      }
    },
  );
  for (const [text, bytes] of [
    ["0340c800bfffffff", 2 ** 30 - 1],
    ["0340c800c00fffff7fffffff", 2_148_532_222],
  ] as const) {
    const message = Real.from(Buffer.from(text, "hex"));
    expect(() => decoder.decodeResponse(message)).toThrow(new TooMuch(bytes));
    expectCode(() => oursOfResponse(message), "malformed");
  }
});

test("oblivious: twelve bytes make bhttp-js read the same length for ever", () => {
  const message = hexDecode("0340c800c0000000fffffff8");
  let reads = 0;
  const counted = new Proxy(message, {
    get(target, at) {
      if (++reads > 100_000) throw new TooMuch(reads);
      return Reflect.get(target, at, target) as unknown;
    },
  });
  expect(() => decoder.decodeResponse(counted)).toThrow(TooMuch);
  expectCode(() => oursOfResponse(message), "malformed");
});

test("oblivious: bhttp-js reads a length of eight bytes modulo its shifts: four gigabytes are one byte", async () => {
  const message = requestOf({ content: Buffer.concat([integer(2 ** 32, 8), Buffer.from("a")]) });
  expect(await decoder.decodeRequest(message).text()).toBe("a");
  expectCode(() => ours(message), "malformed");
});

test("oblivious: bhttp-js keeps the last of two fields of one name, without the space around it, whatever its case", () => {
  const fields = fieldSection(["authorization", "a"], ["AUTHORIZATION", " b "], ["x-more", "c"]);
  const { headers } = decoder.decodeRequest(requestOf({ fields }));
  expect([...headers]).toEqual([
    ["authorization", "b"],
    ["x-more", "c"],
  ]);
  expectCode(() => ours(requestOf({ fields })), "malformed");
});

test("oblivious: bhttp-js walks a path up, and leaves out its query when it writes", async () => {
  const path = "/v1/logs/../dummies?a=b";
  const request = requestOf({ path: withLength(path) });
  expect(decoder.decodeRequest(request).url).toBe(`https://${ORIGIN}/v1/dummies?a=b`);
  expect(ours(request)).toEqual({ ...DUMMY, path });
  const written = await new BHttpEncoder().encodeRequest(new Request(`https://${ORIGIN}${path}`, { method: "POST" }));
  expect(ours(written)).toEqual(DUMMY);
});

test("oblivious: bhttp-js cannot read the answer to a dummy, nor say what is wrong with a status", () => {
  expect(() => decoder.decodeResponse(encodeResponse(NOTHING, 64))).toThrow(TypeError);
  expect(decodeResponse(encodeResponse(NOTHING, 64))).toEqual(NOTHING);
  expect(() => decoder.decodeResponse(responseOf({ status: integer(600) }))).toThrow(RangeError);
});
