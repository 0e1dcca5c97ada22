// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { SignerRole } from "#crypto/directory/index.ts";

export function roleLabel(role: SignerRole): string {
  switch (role) {
    case "officer":
      return msg("Integriteit");
    case "council":
      return msg("Ondernemingsraad");
    case "spare":
      return msg("Reserve");
  }
}

/** As it stands in a sentence. */
export function roleName(role: SignerRole): string {
  switch (role) {
    case "officer":
      return msg("de integriteitsfunctionaris");
    case "council":
      return msg("de ondernemingsraad");
    case "spare":
      return msg("de reserve");
  }
}

/** As it begins one. */
export function roleTitle(role: SignerRole): string {
  const name = roleName(role);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
