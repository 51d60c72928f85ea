// Fills in the form in Chromium as a person does, and prints as JSON what was seen.
// usage: node formulier.cjs CHROMIUM ADDRESS NOTICE [FOLDER FOR SCREENSHOTS]
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");
const { VIEWS, asked } = require("./axe.cjs");
const [, , executablePath, address, notice, shots] = process.argv;
const ANSWERS = { "peildatum": "2018-03-01", "aard": "dienst", "looptijd": "12", "loonsom": "300.000", "uitsluitingsgrond": "nee",
  "opdrachtgever-soort": "rijk", "werkwijze": "generiek_kader", "raamovereenkomst": "nee", "verlenging": "0" };

async function looked(page, name, found) {
  for (const [colorScheme, width] of VIEWS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) found.problems.push(`${name} at ${width}: scrolls sideways by ${wide}`);
    const { violations } = await asked(page, colorScheme, width);
    for (const violation of violations) found.problems.push(`${name} at ${width} ${colorScheme}: ${violation}`);
    if (shots) await page.screenshot({ path: path.join(shots, `${name}-${width}-${colorScheme}.png`), fullPage: true });
  }
}

// One question at a time, with the keyboard alone: Tab, the arrows, Space and Enter.
async function byKeyboard(page, found) {
  await page.goto(address);
  const onto = async (matches) => {
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(matches)) return true;
    }
    return false;
  };
  const begun = await onto(() => document.activeElement.textContent.startsWith("Begin met"));
  if (!begun) found.problems.push("the first question cannot be reached by keyboard");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  for (let n = 0; n < 12; n++) {
    if (!(await page.$("input[name=veld]"))) break;
    const field = await page.$eval("input[name=veld]", (input) => input.value);
    found.asked.push(field);
    if (n === 0) await looked(page, "vraag", found);
    const answer = ANSWERS[field];
    const name = JSON.stringify(field);
    await page.evaluate(() => document.getElementById("inhoud").focus());
    if (answer === undefined) {
      await onto(() => document.activeElement.value === "weetniet");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    } else {
      await onto(`document.activeElement.name === ${name}`);
      const kind = await page.evaluate(() => document.activeElement.type);
      if (kind === "radio") {
        for (let k = 0; k < 6; k++) {
          if (await page.evaluate(`document.activeElement.value === ${JSON.stringify(answer)}`)) break;
          await page.keyboard.press("ArrowDown");
        }
        await page.keyboard.press("Space");
      } else if (kind === "checkbox") {
        for (let k = 0; k < 6; k++) {
          if (await page.evaluate(`document.activeElement.value === ${JSON.stringify(answer)}`)) break;
          await page.keyboard.press("Tab");
        }
        await page.keyboard.press("Space");
      } else {
        await page.keyboard.type(answer);
      }
      await onto(() => document.activeElement.value === "verder");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    }
  }
  found.end = await page.textContent("h1");
  found.verdict = await page.textContent(".besluit");
  await looked(page, "einde", found);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Uitkomst voor een ander programma")]);
  found.json = fs.readFileSync(await download.path(), "utf8");
  const [memo] = await Promise.all([page.waitForEvent("download"), page.click("text=Memo als webpagina")]);
  found.memo = fs.readFileSync(await memo.path(), "utf8").length;
}

// Back, forward, reload, and a second tab that knows nothing of the first.
async function wandering(context, page, found) {
  await page.goto(`${address}vraag`);
  const first = await page.textContent("h1");
  await Promise.all([page.waitForNavigation(), page.click("button[value=weetniet]")]);
  const second = await page.textContent("h1");
  await page.reload();
  const again = await page.textContent("h1");
  await page.goBack();
  const back = await page.textContent("h1");
  await page.goForward();
  const forward = await page.textContent("h1");
  const other = await context.newPage();
  await other.goto(`${address}vraag`);
  const elsewhere = await other.textContent("h1");
  await other.close();
  await Promise.all([page.waitForNavigation(), page.click(".terug")]);
  const earlier = await page.textContent("h1");
  if (first === second) found.problems.push("the second question is the first");
  if (again !== second || forward !== second) found.problems.push("reload or forward gives another question");
  if (back !== first || elsewhere !== first || earlier !== first) found.problems.push("back, another tab or the way back gives another question");
}

// A browser moves the focus to the place in an address some time after the page is there: wait for it, not for ever.
async function focusMoves(page, id, found) {
  let there;
  for (let tries = 0; tries < 100; tries++) {
    there = await page.evaluate(() => document.activeElement.id);
    if (there === id) return;
    await page.waitForTimeout(50);
  }
  found.problems.push(`focus is on ${there} and not on ${id}`);
}

// All on one page: with a script the verdict follows each answer; a fault is tied to its field.
async function allOnOnePage(page, found, live) {
  await page.goto(`${address}alles`);
  if (live) await looked(page, "alles", found);
  await page.fill("#veld-loonsom", "niet zo veel");
  await Promise.all([page.waitForNavigation(), page.click("text=Bereken de uitkomst")]);
  const described = await page.getAttribute("#veld-loonsom", "aria-describedby");
  const invalid = await page.getAttribute("#veld-loonsom", "aria-invalid");
  if (invalid !== "true" || !described.includes("fout-veld-loonsom")) found.problems.push("a fault is not tied to its field");
  if (!(await page.title()).startsWith("Fout")) found.problems.push("the title does not tell of the fault");
  if (live) {
    await focusMoves(page, "fouten", found);
    await looked(page, "fout", found);
  }
  await page.fill("#veld-loonsom", "200.000");
  await page.check("#veld-aard input[value=dienst]");
  await page.fill("#veld-peildatum", "1-3-2018");
  if (live) await page.waitForFunction(() => document.getElementById("uitkomst").textContent.includes("niet van toepassing"), null, { timeout: 15000 });
  else await Promise.all([page.waitForNavigation(), page.click("text=Bereken de uitkomst")]);
  const heard = await page.textContent("#gezegd");
  if (heard !== (live ? "De uitkomst tot nu toe: niet van toepassing." : "")) found.problems.push(`said by itself: ${heard}`);
  const text = await page.textContent("#uitkomst");
  if (!text.includes("niet van toepassing")) found.problems.push(`the verdict does not follow: ${text.slice(0, 200)}`);
}

async function aFile(page, found) {
  await page.goto(address);
  await looked(page, "begin", found);
  await page.setInputFiles("#bestand", notice);
  await Promise.all([page.waitForNavigation(), page.click("text=Lees het bestand")]);
  found.read = await page.textContent("main table");
  await looked(page, "gelezen", found);
}

// Lots by hand: two filled in, one added and taken away, with the keyboard, with and without a script.
async function lots(page, found, live) {
  await page.goto(`${address}percelen`);
  await page.fill("#veld-peildatum", "1-3-2018");
  await page.check("#veld-uitsluitingsgrond input[value=nee]");
  for (const [at, sum] of [[1, "100.000"], [2, "150.000"]]) {
    await page.check(`#veld-perceel-${at}-aard input[value=dienst]`);
    await page.fill(`#veld-perceel-${at}-loonsom`, sum);
    await page.fill(`#veld-perceel-${at}-looptijd`, "12");
  }
  if (live) await page.waitForFunction(() => document.getElementById("uitkomst").textContent.includes("elk perceel telt voor zich"), null, { timeout: 15000 });
  await page.focus("#erbij");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await focusMoves(page, "perceel-3", found);
  await page.keyboard.press("Tab");
  const next = await page.evaluate(() => document.activeElement.name);
  if (next !== "perceel-3-naam") found.problems.push(`after a lot is added Tab goes to ${next}`);
  if (live) await looked(page, "percelen", found);
  await page.focus("button[value=weg-3]");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Space")]);
  await page.fill("#veld-perceel-2-loonsom", "veel");
  await Promise.all([page.waitForNavigation(), page.press("#veld-perceel-2-loonsom", "Enter")]);
  const described = await page.getAttribute("#veld-perceel-2-loonsom", "aria-describedby");
  if (!described.includes("fout-veld-perceel-2-loonsom")) found.problems.push("a fault is not tied to its field in a lot");
  if (live) await looked(page, "percelen-fout", found);
  await page.fill("#veld-perceel-2-loonsom", "150.000");
  await Promise.all([page.waitForNavigation(), page.click("text=Naar de memo")]);
  found.lots.push(await page.textContent("main"));
  if (live) await looked(page, "percelen-einde", found);
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const found = { problems: [], asked: [], lots: [] };
  for (const javaScriptEnabled of [true, false]) {
    // axe is put in by the test itself, which the page's own policy would keep out.
    const context = await browser.newContext({ javaScriptEnabled, bypassCSP: javaScriptEnabled, locale: "nl-NL", acceptDownloads: true });
    const page = await context.newPage();
    page.on("pageerror", (error) => found.problems.push(`script: ${error}`));
    page.on("request", (request) => { if (!request.url().startsWith(new URL(address).origin)) found.problems.push(`asks for ${request.url()}`); });
    if (javaScriptEnabled) { await byKeyboard(page, found); await aFile(page, found); await wandering(context, page, found); }
    await allOnOnePage(page, found, javaScriptEnabled);
    await lots(page, found, javaScriptEnabled);
    await context.close();
  }
  await browser.close();
  console.log(JSON.stringify(found));
})().catch((error) => { console.error(error); process.exit(1); });
