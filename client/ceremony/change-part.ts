// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { Change } from "./change.ts";

/** Under which heading it is read. */
export type Part = "people" | "groups" | "agreed" | "technology";

export function partOf({ what }: Change): Part {
  switch (what) {
    case "member-added":
    case "member-left":
    case "member-renamed":
    case "member-key":
    case "signer":
      return "people";
    case "group-formed":
    case "group-dissolved":
    case "group-renamed":
    case "group-members":
    case "group-key":
    case "rung-confidential":
    case "ladder":
      return "groups";
    case "organisation":
    case "term":
    case "holidays":
    case "calendar":
    case "release-days":
    case "units":
    case "themes":
    case "clause-added":
    case "clause-removed":
    case "clause-changed":
      return "agreed";
    case "version":
    case "relay":
    case "log":
    case "interval":
    case "successions":
    case "witness-added":
    case "witness-removed":
    case "witness-renamed":
    case "member-lane":
    case "former-added":
    case "former-removed":
    case "next-lane":
    case "group-epoch":
    case "group-order":
    case "clock-added":
    case "clock-removed":
    case "tally-added":
    case "tally-removed":
    case "token-added":
    case "token-removed":
    case "gateway":
    case "order":
      return "technology";
  }
}

export function partLabel(part: Part): string {
  switch (part) {
    case "people":
      return msg("Mensen");
    case "groups":
      return msg("Teams en treden");
    case "agreed":
      return msg("Afspraken");
    case "technology":
      return msg("Techniek");
  }
}
