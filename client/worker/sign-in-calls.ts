// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { derivePhraseMaster, passkeySalt } from "#crypto";
import { board } from "./board.ts";
import { openPasskey } from "./passkeys.ts";
import type { SignInCall } from "./staff-calls.ts";
import type { Handlers } from "./vouched.ts";
import { checkPhrase, keyWords } from "./words.ts";

// What everybody with six words asks before they are in, whichever page it is.

export const signInHandlers: Handlers<SignInCall> = {
  board,
  checkPhrase: ({ text }) => checkPhrase(text),
  derivePhrase: ({ text, origin }) => Promise.resolve(derivePhraseMaster(keyWords(text), origin)),
  passkeySalt: async () => passkeySalt((await board()).origin),
  openPasskey: async (answer) => openPasskey(answer, (await board()).origin),
};
