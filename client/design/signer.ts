// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { SignerRole } from "#crypto/directory/index.ts";

/** Who signs the list of keys, as it stands in a sentence. */
export function signerName(role: SignerRole): string {
  switch (role) {
    case "officer":
      return msg("de integriteitsfunctionaris");
    case "council":
      return msg("de ondernemingsraad");
    case "spare":
      return msg("de bewaarder van de reservesleutel");
  }
}

/** As it begins one. */
export function signerTitle(role: SignerRole): string {
  const name = signerName(role);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
