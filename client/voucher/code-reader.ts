// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { VaultError } from "../vault.ts";
import type { decodeQR } from "./decoder.ts";

// Reads a QR code out of a picture, on this device: with what the browser has for it, else with a decoder of our own.

type Decode = typeof decodeQR;

/** Of the browser, where it has one: quicker, and better with a code that is held askew. */
interface BarcodeDetector {
  detect(image: ImageData): Promise<readonly { readonly rawValue: string }[]>;
}
interface WithDetector {
  readonly BarcodeDetector?: new (options: { readonly formats: readonly string[] }) => BarcodeDetector;
}

let fetched: Promise<Decode> | undefined;

/**
 * The decoder is fetched by everybody who writes or follows: nobody is to be told by that they read a code.
 * @throws VaultError `offline`
 */
export function fetchDecoder(): Promise<Decode> {
  fetched ??= import("./decoder.ts").then(
    (module) => module.decodeQR,
    () => {
      fetched = undefined;
      throw new VaultError({ code: "offline", detail: "" });
    },
  );
  return fetched;
}

function createDetector(): BarcodeDetector | null {
  const { BarcodeDetector } = window as WithDetector;
  try {
    return BarcodeDetector === undefined ? null : new BarcodeDetector({ formats: ["qr_code"] });
  } catch {
    // Some browsers have the interface and read no QR codes with it.
    return null;
  }
}

/** Reads one picture after another. */
export class CodeReader {
  #detector = createDetector();

  /**
   * @param patienceMs for a second and third look: a photo gets more of it than one picture of many
   * @returns the text of the code, or null where none was found
   * @throws VaultError `offline` while our own decoder cannot be fetched
   */
  async read(image: ImageData, patienceMs: number): Promise<string | null> {
    const decode = await fetchDecoder();
    return (await this.#detect(image)) ?? textOf(decode, image, patienceMs);
  }

  async #detect(image: ImageData): Promise<string | null> {
    try {
      const [code] = (await this.#detector?.detect(image)) ?? [];
      return code?.rawValue ?? null;
    } catch {
      // It says it can and cannot, on this device: ours does the work from here on.
      this.#detector = null;
      return null;
    }
  }
}

function textOf(decode: Decode, image: ImageData, timeLimit: number): string | null {
  try {
    return decode(image, { timeLimit });
  } catch {
    // That is how the decoder says that it found none.
    return null;
  }
}
