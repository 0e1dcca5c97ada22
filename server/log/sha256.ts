// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { hash } from "node:crypto";

/** Node's one-shot SHA-256: many times faster than WebAssembly or WebCrypto for short inputs. */
export function sha256(data: Uint8Array): Uint8Array {
  return hash("sha256", data, "buffer");
}
