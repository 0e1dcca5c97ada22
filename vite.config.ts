// SPDX-FileCopyrightText: 2026 The Tegenspraak contributors
// SPDX-License-Identifier: EUPL-1.2

import { defineConfig } from "vite";
import { compressed } from "./build/compressed.ts";
import { fetchedFirst } from "./build/fetched-first.ts";
import { frontCoded } from "./build/front-coded.ts";
import { plainSodium } from "./build/plain-sodium.ts";
import { separateWasm } from "./build/separate-wasm.ts";
import { shortIds } from "./build/short-ids.ts";
import { usedSodium } from "./build/used-sodium.ts";
import { usedTokens } from "./build/used-tokens.ts";
import { usedWasm } from "./build/used-wasm.ts";

/** What every Worker needs, whoever's page it is. */
const WORKER_CORE =
  /\/crypto\/(?!ceremony|plain-|keyring|codename\/words-|thread\/self-note|token\/card|directory\/(?:change|founding|history|key-uses|succession))|\/client\/worker\/(?:checkpoint|conversation|directory|document-log|exchange|failure|known|letters|organisation|part|posting|promises|scan|strand|stretch|stride|tokens|vouched|web-assembly)\.ts|node_modules\/(?:@noble\/hashes\/(?!argon2|_?blake)|libsodium)/;

export default defineConfig({
  root: "client",
  appType: "mpa",
  // Nothing is served that was not built: client/public holds sources.
  publicDir: false,
  plugins: [usedTokens(), shortIds(), fetchedFirst(), compressed()],
  worker: {
    format: "es",
    plugins: () => [usedSodium(), usedWasm(), separateWasm(), plainSodium(), frontCoded()],
    // What only members' pages use of crypto is then not where submitters' Workers fetch the rest; loading libsodium is what one file does.
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: /\/crypto\/(?!sodium\.ts)/, sideEffects: false }] },
      // Cut where others share a part of it, it would be many small files that compress badly.
      output: { codeSplitting: { groups: [{ name: "core", test: WORKER_CORE }] } },
    },
  },
  build: {
    target: "es2024",
    outDir: "../dist/client",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ["index", "pass", "desk", "council", "keys", "ceremony", "demo"].map((page) => `client/${page}.html`),
      output: {
        // Modules of texts have the same name in their folders, and their sizes are asked after apart (test/size-budget.ts).
        chunkFileNames: ({ facadeModuleId }) => {
          const [, kind] = /\/locales\/(staff|desk|case|keys|public|thread)\/en\.ts$/.exec(facadeModuleId ?? "") ?? [];
          return kind === undefined ? "assets/[name]-[hash].js" : `assets/${kind}-[name]-[hash].js`;
        },
      },
      // Compressing takes most of a build, and is known to.
      checks: { bundlerTimings: false },
    },
  },
});
