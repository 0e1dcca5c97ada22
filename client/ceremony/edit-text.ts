// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { Edit } from "./edits.ts";
import { signerTitle } from "../design/signer.ts";

/** What a wish was about, for who has to look at it again. */
export function subjectText(edit: Edit): string {
  switch (edit.what) {
    case "organisation":
      return msg("Naam en adres");
    case "join":
      return msg("Iemand die erbij komt");
    case "leave":
      return msg("Iemand die weggaat");
    case "rename":
      return edit.name;
    case "group":
      return edit.name;
    case "dissolve":
      return msg("Een team of trede die ophoudt");
    case "rotate":
      return msg("Nieuwe sleutels voor dit kwartaal");
    case "ladder":
      return msg("Volgorde bij stilte");
    case "terms":
      return msg("Termijnen");
    case "units":
      return msg("Onderdelen");
    case "themes":
      return msg("Thema’s");
    case "clauses":
      return msg("Gedragslijn");
    case "holidays":
      return msg("Vrije dagen");
    case "releaseDays":
      return msg("Dagen met cijfers");
    case "witnesses":
      return msg("Getuigen");
    case "tokens":
      return msg("Sleutels voor passen");
    case "signer":
      return signerTitle(edit.role);
  }
}
