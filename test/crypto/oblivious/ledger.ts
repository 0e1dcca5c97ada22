// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { createPrivateKey, sign } from "node:crypto";
import { encodeConfigurations, signingKey, type GatewayConfigurations, type KeyConfiguration } from "#crypto";
import { ORIGIN, OURS, STOCK } from "./fixture.ts";

// Documents of the ledger as somebody else would write them, so that they can be signed rightly and still be wrong.

export const SIGNER = signingKey(new Uint8Array(32).fill(52));
export const KEYS: GatewayConfigurations = {
  from: "2026-12-01",
  until: "2027-01-02",
  configurations: [OURS.configuration, STOCK.configuration],
};

/** `L("gateway")`. */
export const labelOf = (origin = ORIGIN): Buffer =>
  Buffer.concat([Buffer.from("tegenspraak/v1/gateway\0"), Buffer.of(0, origin.length), Buffer.from(origin)]);

function opensslSign(message: Uint8Array, seed: Uint8Array): Buffer {
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  return sign(null, message, createPrivateKey({ key: der, format: "der", type: "pkcs8" }));
}

/** The document of any text that ends in a brace: what was signed is that text. */
export function signedText(text: string, origin = ORIGIN, signer = SIGNER): string {
  const signature = opensslSign(Buffer.concat([labelOf(origin), Buffer.from(text)]), signer.seed);
  return `${text.slice(0, -1)},"signature":"${signature.toString("base64url")}"}`;
}

export function textOf(configurations: readonly KeyConfiguration[], from = KEYS.from, until = KEYS.until): string {
  const encoded = Buffer.from(encodeConfigurations(configurations)).toString("base64url");
  return `{"version":1,"type":"gateway","from":"${from}","until":"${until}","configurations":"${encoded}"}`;
}

export const documentOf = (...parts: Parameters<typeof textOf>): Uint8Array =>
  Buffer.from(signedText(textOf(...parts)));
