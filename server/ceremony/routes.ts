// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import type { RequireMember } from "../desk/index.ts";
import type { Listener } from "../listener.ts";
import type { CeremonyBoard } from "./board.ts";
import { registerBoxes } from "./boxes.ts";
import { registerBurnNotices } from "./burn-notices.ts";
import { registerAccepting, registerInvitations } from "./invitation-routes.ts";
import { registerKeyOffers } from "./key-offers.ts";
import { registerOverview, type OwnEntry } from "./overview.ts";
import { registerProposals } from "./proposals.ts";
import { registerPublishing } from "./publishing.ts";
import { registerSeedShares } from "./seed-shares.ts";
import { requireSignerOf } from "./signers.ts";
import { registerTokenKeys } from "./token-keys.ts";

export interface CeremonyOptions {
  readonly board: CeremonyBoard;
  readonly entry: OwnEntry;
  readonly requireMember: RequireMember;
  /** A log has grown, and what this process knew of it is another now. */
  readonly onPublished: () => void;
}

/** How people come to hold keys, and how a directory comes to name them. */
export async function registerCeremony(app: Listener, options: CeremonyOptions): Promise<void> {
  const { board, entry, requireMember, onPublished } = options;
  const { origin, database, inForce } = board;
  const requireSigner = requireSignerOf(database, inForce, requireMember);
  registerOverview(app, board, entry, requireMember);
  registerAccepting(app, board);
  registerInvitations(app, board, requireSigner);
  registerKeyOffers(app, { origin, database, requireMember });
  registerBoxes(app, database, requireMember);
  registerSeedShares(app, { origin, database, requireMember });
  // Only these take text; everywhere else it is refused before it is read.
  await app.register((scope, _options, done) => {
    scope.addContentTypeParser("text/plain", { parseAs: "buffer" }, (_request, body, parsed) => parsed(null, body));
    registerProposals(scope, board, { requireMember, requireSigner });
    registerPublishing(scope, board, onPublished);
    registerBurnNotices(scope, board, requireMember, onPublished);
    registerTokenKeys(scope, board, requireSigner, onPublished);
    done();
  });
}
