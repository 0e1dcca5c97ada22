// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { closePassSession } from "../transport.ts";
import { PassTaking, readStanding } from "./pass.ts";
import type { PassCall } from "./staff-calls.ts";
import { inTurn } from "./turn.ts";
import { organisation, type Handlers } from "./vouched.ts";

// What whoever takes a pass asks: in a file of its own, which nobody else fetches.

let passes: PassTaking | undefined;

export const passHandlers: Handlers<PassCall> = {
  passStanding: async () => readStanding(await organisation()),
  takePass: () =>
    inTurn(async () => {
      passes ??= new PassTaking(await organisation());
      return passes.take();
    }),
  signOutEmployee: async () => {
    // Whoever signs in next takes passes of their own.
    passes = undefined;
    await closePassSession();
    return null;
  },
};
