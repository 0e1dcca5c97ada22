// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { ask, derive } from "../vault.ts";

/** Of six words, also before the organisation has a directory. */
export async function masterOf(words: string): Promise<Uint8Array> {
  const { origin } = await ask("board", {});
  return derive("derivePhrase", { text: words, origin });
}
