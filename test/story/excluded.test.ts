// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { expect, test } from "vitest";
import { openVault, teamShown } from "../bench/chromium.ts";
import { signalText } from "../signal.ts";
import { openCase, queueOn, signIn } from "./advisor.ts";
import { openPage, WIDE } from "./page.ts";
import { openStage } from "./stage.ts";
import { typeBackAndSend, writeSignal } from "./submitter.ts";
import { Traffic } from "./traffic.ts";

// Who must not see it does not: not by what a page offers, but by whose keys were used.

const { application, browser } = openStage();

test("excluded: a person who was ticked opens nothing, and the other team knows whom it is kept from", async () => {
  const title = "Niet voor de buurvrouw";
  const writing = await openPage(browser(), new Traffic(), WIDE);
  const signal = { title, facts: "Elf dagen.", judgement: "", team: "Team West", excluded: "Noor Haddad" };
  const words = await writeSignal(writing.page, application, signal);
  await typeBackAndSend(writing.page, words);
  await writing.context.close();
  const members = await application.members();
  const phraseOf = (name: string): string => members.find((member) => member.name === name)?.phrase ?? "";

  const reader = await openPage(browser(), new Traffic(), WIDE);
  await signIn(reader.page, application.board, phraseOf("Saskia de Wit"));
  await expect
    .poll(
      async () => {
        await reader.page.getByRole("button", { name: "Opnieuw kijken" }).click();
        return queueOn(reader.page);
      },
      { timeout: 30_000 },
    )
    .toEqual([title]);
  await openCase(reader.page, title);
  await reader.page.getByText("Niet voor Noor Haddad.").waitFor();
  await reader.context.close();

  const kept = await openPage(browser(), new Traffic(), WIDE);
  await signIn(kept.page, application.board, phraseOf("Noor Haddad"));
  expect(await queueOn(kept.page)).toEqual([]);
  await kept.context.close();
});

test("excluded: the Worker seals nothing to a team with somebody who must not see it, whatever a page asks", async () => {
  const vault = await openVault(browser(), application.relay);
  await vault.start("writer");
  await vault.keepSlots("writer");
  const { result: words } = await vault.ask<string[]>("writer", "drawCodename", { language: "nl" });
  const { result: organisation } = await vault.ask<{ origin: string }>("writer", "organisation", {});
  const derivation = { text: words.join(" "), origin: organisation.origin };
  const { result } = await vault.ask<Record<string, number>>("writer", "deriveCodename", derivation);
  const master = Uint8Array.from(Object.values(result));
  await vault.ask("writer", "givePass", { source: { kind: "text", text: await application.card() } });
  const signal = signalText({ excluded: ["noor-haddad"] });
  const [oost, west] = [await teamShown(vault, "oost"), await teamShown(vault, "west")];
  await expect(vault.ask("writer", "sendSignal", { master, signal, team: oost })).rejects.toThrow(/must not see it/u);
  await vault.ask("writer", "sendSignal", { master, signal, team: west });
  await vault.close();
});
