// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { msg } from "@lit/localize";
import type { SignerRole } from "../worker/protocol.ts";

/** As people call who signs the list of keys. */
export function roleName(role: SignerRole): string {
  switch (role) {
    case "officer":
      return msg("Ondertekenaar namens de organisatie");
    case "council":
      return msg("Ondertekenaar namens de ondernemingsraad");
    case "spare":
      return msg("Reserve: de derde ondertekenaar");
  }
}
