// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { randomBytes } from "node:crypto";
import { deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { findCanaries } from "./canary.ts";

const CANARY = "zesentwintig grijze kippen";
const text = `{"facts":"Er lopen ${CANARY} over het plein."}`;
const noise = (length: number): Buffer => randomBytes(length);
const hidden = (bytes: Buffer | string): Buffer => Buffer.concat([noise(37), Buffer.from(bytes), noise(41)]);

test.each([
  ["raw", hidden(text)],
  ["UTF-16", hidden(Buffer.from(text, "utf16le"))],
  ["hex", hidden(Buffer.from(text).toString("hex"))],
  ["upper-case hex", hidden(Buffer.from(text).toString("hex").toUpperCase())],
  ["percent-encoded", hidden(encodeURIComponent(text))],
  ["base64", hidden(Buffer.from(text).toString("base64"))],
  ["base64, one byte further", hidden(Buffer.from(`x${text}`).toString("base64"))],
  ["base64url, two bytes further", hidden(Buffer.from(`xx${text}`).toString("base64url"))],
  ["deflated", hidden(deflateRawSync(text))],
  ["deflated with zlib's header", hidden(deflateSync(text))],
  ["gzip", hidden(gzipSync(text))],
])("canary: what leaks as %s is found", (_name, bytes) => {
  expect(findCanaries(bytes, [CANARY, "nergens"])).toEqual([CANARY]);
});

test("canary: nothing is found in noise", () => {
  expect(findCanaries(noise(4_000), [CANARY])).toEqual([]);
});
