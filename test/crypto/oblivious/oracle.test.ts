// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { BHttpDecoder, BHttpEncoder } from "bhttp-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  concat,
  decodeRequest,
  decodeResponse,
  encodeRequest,
  encodeResponse,
  hex,
  SIZE_CLASSES,
  type ObliviousRequest,
  type ObliviousResponse,
} from "#crypto";
import { anyRequest, anyResponse } from "./any-message.ts";
import { BURST, DUMMY, EMPTY, ORIGIN, PROMISE } from "./fixture.ts";

// Somebody else's binary HTTP: what one writes the other reads, to the last byte.

const encoder = new BHttpEncoder();
const decoder = new BHttpDecoder();
const RUNS = { numRuns: 200 };
const ROOM = 20_000;

/** What `URL` leaves as it is. */
const plainPath = fc.stringMatching(/^\/(?:[a-z0-9_~-][a-z0-9._~-]{0,20}\/?){0,8}$/);
/** What `Request` can be made of: a GET without content, and no null body. */
const requests = fc.tuple(anyRequest, plainPath).map(([request, path]): ObliviousRequest => {
  return { ...request, path, content: request.method === "GET" ? EMPTY : request.content };
});
/** `Response` has no content with these, not even an empty one. */
const WITHOUT_CONTENT = [204, 205, 304];
const responses = anyResponse.filter(({ status }) => !WITHOUT_CONTENT.includes(status));

const fieldsOf = (headers: Headers): unknown => ({
  authorization: headers.get("authorization"),
  contentType: headers.get("content-type"),
});
const withoutPadding = (message: Uint8Array, length: number): string => {
  expect(message.subarray(length).every((byte) => byte === 0)).toBe(true);
  return hex(message.subarray(0, length));
};
const headersOf = (fields: Readonly<Record<string, string | null>>): Headers =>
  new Headers(Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));

async function expectSameRequest(request: ObliviousRequest): Promise<void> {
  const theirs = decoder.decodeRequest(encodeRequest(request, ORIGIN, ROOM + request.content.length));
  expect([...theirs.headers.keys()].toSorted()).toEqual(
    [...headersOf({ authorization: request.authorization, "content-type": request.contentType }).keys()].toSorted(),
  );
  expect({
    method: theirs.method,
    path: theirs.url.slice(`https://${ORIGIN}`.length),
    ...(fieldsOf(theirs.headers) as object),
    content: new Uint8Array(await theirs.arrayBuffer()),
  }).toEqual(request);
}

async function expectSameResponse(response: ObliviousResponse): Promise<void> {
  const theirs = decoder.decodeResponse(encodeResponse(response, ROOM + response.content.length));
  expect([...theirs.headers.keys()]).toEqual(response.contentType === null ? [] : ["content-type"]);
  expect(theirs.status).toBe(response.status);
  expect(theirs.headers.get("content-type")).toBe(response.contentType);
  expect(new Uint8Array(await theirs.arrayBuffer())).toEqual(response.content);
}

test("oblivious: bhttp-js reads what we write", async () => {
  await fc.assert(fc.asyncProperty(requests, expectSameRequest), RUNS);
  await fc.assert(fc.asyncProperty(responses, expectSameResponse), RUNS);
  await expectSameRequest(BURST);
  await expectSameRequest(DUMMY);
  await expectSameResponse(PROMISE);
  await expectSameResponse({ ...PROMISE, content: new Uint8Array(64 * 8_192).fill(1) });
});

test("oblivious: we read what bhttp-js writes, and but for our padding it writes the same bytes", async () => {
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      const { method, path, authorization, contentType, content } = request;
      const headers = headersOf({ authorization, "content-type": contentType });
      const body = method === "GET" ? null : Uint8Array.from(content);
      const theirs = await encoder.encodeRequest(new Request(`https://${ORIGIN}${path}`, { method, headers, body }));
      expect(decodeRequest(theirs, ORIGIN)).toEqual(request);
      expect(decodeRequest(concat(theirs, new Uint8Array(99)), ORIGIN)).toEqual(request);
      expect(withoutPadding(encodeRequest(request, ORIGIN, ROOM), theirs.length)).toBe(hex(theirs));
    }),
    RUNS,
  );
  await fc.assert(
    fc.asyncProperty(anyResponse, async (response) => {
      const { status, contentType } = response;
      const content = WITHOUT_CONTENT.includes(status) ? EMPTY : response.content;
      const body = WITHOUT_CONTENT.includes(status) ? null : Uint8Array.from(content);
      const headers = headersOf({ "content-type": contentType });
      const theirs = await encoder.encodeResponse(new Response(body, { status, headers }));
      expect(decodeResponse(theirs)).toEqual({ ...response, content });
      expect(withoutPadding(encodeResponse({ ...response, content }, ROOM), theirs.length)).toBe(hex(theirs));
    }),
    RUNS,
  );
});

test("oblivious: a full class is the same for both", async () => {
  const size = SIZE_CLASSES.slot.request - 1_143;
  const headers = headersOf({ authorization: BURST.authorization, "content-type": BURST.contentType });
  const body = Uint8Array.from(BURST.content);
  const theirs = await encoder.encodeRequest(
    new Request(`https://${ORIGIN}${BURST.path}`, { method: "POST", headers, body }),
  );
  expect(withoutPadding(encodeRequest(BURST, ORIGIN, size), theirs.length)).toBe(hex(theirs));
});
