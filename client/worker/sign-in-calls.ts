// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { derivePhraseMaster, passkeySalt } from "#crypto";
import { board } from "./board.ts";
import { openPasskey } from "./passkeys.ts";
import type { SignInCall } from "./staff-calls.ts";
import { argon2idHere } from "./stretch.ts";
import type { Handlers } from "./vouched.ts";
import { checkPhrase, keyWords } from "./words.ts";

// What everybody with six words asks before they are in, whichever page it is.

export const signInHandlers: Handlers<SignInCall> = {
  board,
  checkPhrase: ({ text }) => checkPhrase(text),
  derivePhrase: async ({ text, origin }, onProgress) =>
    derivePhraseMaster(keyWords(text), origin, await argon2idHere(onProgress)),
  passkeySalt: async () => passkeySalt((await board()).origin),
  openPasskey: async (answer) => openPasskey(answer, (await board()).origin),
};
