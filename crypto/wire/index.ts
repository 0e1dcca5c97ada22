// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

export { compareBytes, concat, equalBytes, utf8, utf8Decode } from "./bytes.ts";
export { fromInteger, toInteger } from "./integer.ts";
export { label, labelled, lengthPrefixed, type LabelName } from "./label.ts";
export { Reader } from "./reader.ts";
export { base64, base64Decode, base64url, base64urlDecode, hex, hexDecode } from "./text.ts";
export { uint16, uint32, uint64, uint8 } from "./writer.ts";
export * as json from "./json.ts";
