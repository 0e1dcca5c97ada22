// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { readFileSync } from "node:fs";
import { wordList, type WordList } from "../crypto/index.ts";

/** The list that phrases, codes and codenames are drawn from, as pinned. */
export function dutchWords(): WordList {
  return wordList("nl", readFileSync(new URL("../crypto/codename/words-nl.txt", import.meta.url), "utf8"));
}
