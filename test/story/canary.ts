// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { constants, gunzipSync, inflateRawSync, inflateSync } from "node:zlib";

// Words that were typed and must not be found in anything that leaves the browser, in whatever clothes.

/** Base64 of a text that stands anywhere in a stream: three alignments, without the characters its neighbours share. */
function base64Forms(text: Buffer): string[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), text])
      .toString("base64")
      .replaceAll("=", "");
    const whole = encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + text.length) * 8) / 6));
    return whole;
  });
}

function formsOf(canary: string): Buffer[] {
  const utf8 = Buffer.from(canary);
  const base64 = base64Forms(utf8);
  const url = base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  const hex = utf8.toString("hex");
  const percent = encodeURIComponent(canary);
  const json = JSON.stringify(canary).slice(1, -1);
  const texts = [...base64, ...url, hex, hex.toUpperCase(), percent, json];
  return [utf8, Buffer.from(canary, "utf16le"), ...texts.map((form) => Buffer.from(form))];
}

/** Whether a first block of DEFLATE can begin so (RFC 1951, section 3.2.3): most places need not be tried. */
function mayBegin([first = 0, second = 0, third = 0, fourth = 0, fifth = 0]: Buffer): boolean {
  const kind = (first >> 1) & 3;
  if (kind === 0) return (second ^ fourth) === 0xff && (third ^ fifth) === 0xff;
  return kind === 1 || (kind === 2 && first >> 3 <= 29 && (second & 31) <= 29);
}

/** Whatever can be inflated from any place in the bytes, also where the stream is cut off. */
function* inflated(bytes: Buffer): Generator<Buffer> {
  const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1024 * 1024 };
  for (let start = 0; start < bytes.length; start++) {
    const from = bytes.subarray(start);
    const wrapped = from[0] === 0x1f && from[1] === 0x8b ? gunzipSync : from[0] === 0x78 ? inflateSync : null;
    const raw = mayBegin(from) ? [inflateRawSync] : [];
    for (const open of wrapped === null ? raw : [wrapped, ...raw]) {
      try {
        yield open(from, options);
      } catch {
        // Not a stream that begins here, which is what nearly every place is.
      }
    }
  }
}

function findIn(layers: readonly Buffer[], canaries: readonly string[]): string[] {
  return canaries.filter((canary) => {
    const forms = formsOf(canary);
    return layers.some((layer) => forms.some((form) => layer.includes(form)));
  });
}

/** Which of the canaries are in there: raw, UTF-16, base64 and base64url at any alignment, hex, percent-encoded, or deflated. */
export const findCanaries = (bytes: Buffer, canaries: readonly string[]): string[] =>
  findIn([bytes, ...inflated(bytes)], canaries);

/** But for what was deflated: that takes a while for each kilobyte. */
export const findPlainCanaries = (bytes: Buffer, canaries: readonly string[]): string[] => findIn([bytes], canaries);
