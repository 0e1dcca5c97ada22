// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

/** Big-endian encodings. A number that does not fit is a defect of the caller, so a RangeError and not a ProtocolError. */
function bigEndian(value: number, width: number): Uint8Array<ArrayBuffer> {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 256 ** width) {
    throw new RangeError(`${value} does not fit in ${width} bytes`);
  }
  const bytes = new Uint8Array(width);
  for (let i = width - 1, left = value; i >= 0; i--) {
    bytes[i] = left % 256;
    left = Math.floor(left / 256);
  }
  return bytes;
}

export const uint8 = (value: number): Uint8Array<ArrayBuffer> => bigEndian(value, 1);
export const uint16 = (value: number): Uint8Array<ArrayBuffer> => bigEndian(value, 2);
export const uint32 = (value: number): Uint8Array<ArrayBuffer> => bigEndian(value, 4);
export const uint64 = (value: number): Uint8Array<ArrayBuffer> => bigEndian(value, 8);
