// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { base64urlDecode, hex, json, openBox, ProtocolError } from "#crypto";
import { readKept } from "../key-transport.ts";
import { checking } from "./failure.ts";

const anyBytes: json.Decoder<Uint8Array> = (value) => base64urlDecode(json.text(1, 4096)(value));
const boxesShape = json.record({ boxes: json.list(anyBytes, 0, 10_000) });

/** X-Wing public keys of those who can be given something, by their own keys in hex. */
export async function readBoxes(origin: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const source = await readKept("boxes");
  return checking("refused", () => {
    const { boxes } = json.parseJson(source, boxesShape);
    // One that its owner did not sign is nobody's.
    const valid = boxes.flatMap((box) => openedBox(box, origin));
    return new Map(valid.map(({ identity, box }) => [hex(identity), box]));
  });
}

function openedBox(bytes: Uint8Array, origin: string): ReturnType<typeof openBox>[] {
  try {
    return [openBox(bytes, origin)];
  } catch (error) {
    if (error instanceof ProtocolError) return [];
    throw error;
  }
}
