import { Application } from "./application.ts";
import { launchChromium } from "./chromium.ts";
const app = new Application({ SEQUENCE_INTERVAL_MS: "2000" });
await app.start();
const browser = await launchChromium();
const out = "/tmp/shots";
for (const [name, width, height, scheme] of [
  ["wide", 1280, 900, "light"],
  ["narrow", 390, 844, "dark"],
] as const) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    locale: "nl-NL",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning") console.log(name, m.text());
  });
  page.on("pageerror", (e) => console.log(name, String(e)));
  const shot = (n: string) => page.screenshot({ path: `${out}/${n}-${name}.png`, fullPage: true });
  await page.goto(app.relay);
  await page.waitForTimeout(500);
  await shot("1-home");
  await page.getByRole("button", { name: "Een signaal geven" }).click();
  await page.waitForTimeout(400);
  await shot("2-write1");
  await page.getByRole("button", { name: "Verder", exact: true }).click();
  await page.waitForTimeout(200);
  await shot("2-write1-error");
  await page.fill("#title", "Eén termijn van vijf dagen is in de uitvoering niet haalbaar.");
  await page.getByRole("button", { name: "Verder", exact: true }).click();
  await page.fill(
    "#facts",
    "Drie loketten schreven in juni dat de gemiddelde doorlooptijd nu elf dagen is.\n\nIn het voorstel staat dat niet.",
  );
  await page.fill("#judgement", "Met de mensen die er nu zijn, halen we twaalf dagen.");
  await page.waitForTimeout(200);
  await shot("3-write2");
  await page.getByRole("button", { name: "Verder", exact: true }).click();
  await page.waitForTimeout(200);
  await shot("4-write3");
  await page.getByRole("button", { name: "Verder", exact: true }).click();
  await page.waitForTimeout(200);
  await shot("5-preview");
  await page.getByRole("button", { name: "Naar mijn codenaam" }).click();
  await page.waitForSelector(".ts-words li");
  await page.waitForTimeout(200);
  await shot("6-codename");
  const words = (await page.locator(".ts-words li").allInnerTexts()).map((t) => t.trim().split(/\s+/)[0]);
  await page.getByRole("button", { name: "Ik heb ze opgeschreven" }).click();
  await page.waitForTimeout(200);
  const wrong = [...words];
  wrong[2] = (wrong[2] ?? "").slice(0, -1) + "q";
  await page.fill("#words", wrong.join(" "));
  await page.waitForTimeout(700);
  await page.getByRole("button", { name: "Versturen" }).click();
  await page.waitForTimeout(500);
  await shot("7-typing-error");
  await page.fill("#words", words.join(" "));
  await page.waitForTimeout(600);
  await shot("7-typing");
  await page.getByRole("button", { name: "Versturen" }).click();
  await page.waitForTimeout(60);
  await shot("8-sending");
  await page.getByText("Uw signaal is bewaard").waitFor();
  await shot("9-sent");
  await page.getByRole("button", { name: "Verder met mijn codenaam" }).click();
  await page.waitForTimeout(300);
  await shot("10-follow-entry");
  await page.fill("#words", words.join(" "));
  await page.getByRole("button", { name: "Openen" }).click();
  await page.getByRole("heading", { name: "Berichten" }).waitFor();
  await page.waitForTimeout(300);
  await shot("11-follow");
  await page.waitForTimeout(5000);
  await shot("12-follow-later");
  const desk = await context.newPage();
  await desk.goto(app.board);
  await desk.waitForTimeout(300);
  await desk.screenshot({ path: `${out}/20-desk-entry-${name}.png`, fullPage: true });
  const members = await app.members();
  for (const m of [members[0]!, members[2]!]) {
    await desk.reload();
    await desk.fill("#words", m.phrase);
    await desk.getByRole("button", { name: "Inloggen" }).click();
    await desk.waitForTimeout(150);
    await desk.screenshot({ path: `${out}/21-desk-deriving-${name}.png`, fullPage: true });
    await desk.locator(".ts-queue").waitFor();
    await desk.waitForTimeout(300);
    await desk.screenshot({ path: `${out}/22-desk-${m.name.split(" ")[0]}-${name}.png`, fullPage: true });
    const item = desk.locator(".ts-queue li button").first();
    if (await item.count()) {
      await item.click();
      await desk.waitForTimeout(200);
      await desk.screenshot({ path: `${out}/23-desk-case-${name}.png`, fullPage: true });
      await desk.fill(
        "#message",
        "Dank u wel. Wij leggen dit vóór vrijdag voor aan de directeur. Mag ik het woord ‘loket’ noemen?",
      );
      await desk.getByRole("button", { name: "Antwoord sturen" }).click();
      await desk.waitForTimeout(800);
      await desk.screenshot({ path: `${out}/24-desk-replied-${name}.png`, fullPage: true });
    }
  }
  await page.waitForTimeout(3500);
  await page.getByRole("button", { name: "Opnieuw kijken" }).click();
  await page.waitForTimeout(800);
  await shot("13-follow-answered");
  const demo = await context.newPage();
  await demo.goto(`${app.relay}/demo.html`);
  await demo.waitForTimeout(500);
  await demo.screenshot({ path: `${out}/30-demo-${name}.png`, fullPage: true });
  await context.close();
}
await browser.close();
await app.close();
