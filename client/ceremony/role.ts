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
      return msg("Reservesleutel");
  }
}
