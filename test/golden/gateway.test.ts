// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import {
  base64Decode,
  decodeConfigurations,
  decodeRequest,
  decodeResponse,
  gatewayInForce,
  hex,
  hexDecode,
  openGatewayDocument,
  openRequest,
  utf8,
} from "#crypto";
import { openAsStock } from "../crypto/oblivious/stock.ts";
import { asFile, kept } from "./files.ts";
import { ANSWER, answerTo, DUMMY, GATEWAY, gatewayDeterministic, OURS, POST, READ, SIGNER, STOCK } from "./gateway.ts";
import { ORIGIN } from "./formats.ts";

const bytesIn = (name: string): Uint8Array => base64Decode(kept(`oblivious/${name}.base64`));

test.each(Object.entries(gatewayDeterministic()))("golden: today's code gives %s again", (name, text) => {
  expect(asFile(kept(name))).toBe(asFile(text));
});

test("golden: the kept gateway document verifies, is in force, and has the kept configurations", () => {
  const document = utf8(kept("oblivious/document.json"));
  expect(openGatewayDocument(document, ORIGIN, SIGNER.publicKey)).toEqual(GATEWAY);
  expect(gatewayInForce([document], ORIGIN, SIGNER.publicKey)).toEqual(OURS.configuration);
  expect(decodeConfigurations(bytesIn("configurations"))).toEqual(GATEWAY.configurations);
});

test("golden: the kept messages are read", () => {
  const messages = JSON.parse(kept("oblivious/messages.json")) as Record<string, string>;
  const [post = "", dummy = "", answer = "", nothing = ""] = Object.values(messages);
  expect(decodeRequest(hexDecode(post), ORIGIN)).toEqual(POST);
  expect(decodeRequest(hexDecode(dummy), ORIGIN)).toEqual(DUMMY);
  expect(decodeResponse(hexDecode(answer))).toEqual(ANSWER);
  expect(decodeResponse(hexDecode(nothing))).toMatchObject({ status: 204, contentType: null });
});

test.each([
  ["request", "response", OURS],
  ["stock-request", "stock-response", STOCK],
] as const)("golden: the kept %s opens with its gateway's key, and the kept %s is its answer", (name, answer, key) => {
  const request = bytesIn(name);
  const opened = openRequest(request, [key]);
  expect(decodeRequest(opened?.message ?? request, ORIGIN)).toEqual(READ);
  expect(hex(answerTo(request))).toBe(hex(bytesIn(answer)));
});

test("golden: the kept request opens for a gateway of others' parts with the kept seed", async () => {
  const { seed } = JSON.parse(kept("oblivious/keys.json")) as { seed: string };
  const { message } = await openAsStock(hexDecode(seed), bytesIn("request"));
  expect(decodeRequest(message, ORIGIN)).toEqual(READ);
});
