// Opens pages in Chromium as people have them: forced colours, 400%, without CSS, printed, read aloud.
// Prints as JSON, by page, what is wrong, and the tree that a screen reader gets. The printed page is kept as
// PDF beside it.
// usage: node omstandigheden.cjs CHROMIUM PAGE ... (screenshots: in the folder MAATWERK_SCHERMEN)
const path = require("path");
const { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");
const [, , executablePath, ...files] = process.argv;
const shots = process.env.MAATWERK_SCHERMEN;

function contrastOf(a, b) {
  const parse = (text) => (text.match(/[\d.]+/g) || [0, 0, 0]).slice(0, 3).map(Number);
  const luminance = (rgb) => {
    const [r, g, b2] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b2;
  };
  const [x, y] = [luminance(parse(a)), luminance(parse(b))].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
}

// In forced colours every text and every part of a drawing still stands out, and a card has an edge.
function inForcedColours(contrast) {
  const contrastOf = new Function(`return ${contrast}`)();
  const problems = [];
  const background = getComputedStyle(document.body).backgroundColor;
  for (const text of document.querySelectorAll("svg text")) {
    if (contrastOf(getComputedStyle(text).fill, background) < 4.5) problems.push(`text of a drawing: ${text.textContent}`);
  }
  for (const part of document.querySelectorAll("svg rect, svg circle")) {
    const style = getComputedStyle(part);
    if (Math.max(contrastOf(style.stroke, background), style.fill.startsWith("rgb") ? contrastOf(style.fill, background) : 1) < 3) problems.push("a part of a drawing");
  }
  for (const card of document.querySelectorAll(".cijfers li")) {
    const style = getComputedStyle(card);
    if (style.borderTopStyle === "none" || parseFloat(style.borderTopWidth) < 1) problems.push("a card without an edge");
  }
  for (const element of document.querySelectorAll("p, li, td, th, h1, h2, h3, a, dt, dd, caption, figcaption")) {
    if (contrastOf(getComputedStyle(element).color, background) < 4.5) problems.push(`text: ${element.textContent.slice(0, 40)}`);
  }
  return [...new Set(problems)];
}

// At 400% nothing but a table scrolls sideways, what stays leaves room, and a table can be reached by key.
function atFourTimes() {
  const problems = [];
  if (document.documentElement.scrollWidth > innerWidth) problems.push(`the page scrolls sideways: ${document.documentElement.scrollWidth}`);
  for (const region of document.querySelectorAll(".rol")) {
    if (region.tabIndex !== 0) problems.push("a table that keys do not reach");
    const first = region.querySelector("tbody tr > :first-child");
    if (first && first.getBoundingClientRect().width > innerWidth * 0.55) problems.push("what stays takes the screen");
    region.scrollLeft = 10000;
    if (first && region.scrollWidth > region.clientWidth + 1 && Math.abs(first.getBoundingClientRect().left - region.getBoundingClientRect().left) > 2) problems.push("the first column does not stay");
  }
  return [...new Set(problems)];
}

// Without a style sheet every drawing has its size and colours, and every word is there.
function withoutStyle() {
  const problems = [];
  for (const style of document.querySelectorAll("style")) style.remove();
  for (const svg of document.querySelectorAll("svg")) {
    const outer = svg.getBoundingClientRect();
    if (outer.width > 700) problems.push(`a drawing as wide as the screen: ${outer.width}`);
    for (const text of svg.querySelectorAll("text")) {
      const box = text.getBoundingClientRect();
      if (box.right > outer.right + 2 || box.left < outer.left - 2) problems.push(`sticks out: ${text.textContent}`);
    }
    for (const part of svg.querySelectorAll("rect, circle, text")) {
      const style = getComputedStyle(part);
      if (style.fill === "none" && style.stroke === "none") problems.push("a part of a drawing that is not seen");
    }
  }
  const hidden = [...document.querySelectorAll("main *")].filter((e) => !e.closest("details, svg, defs, title, desc") && getComputedStyle(e).display === "none");
  if (hidden.length) problems.push(`not shown: ${hidden[0].outerHTML.slice(0, 80)}`);
  return [...new Set(problems)];
}

// On paper nothing is cut off: no table is wider than the sheet, and each note is there.
function onPaper() {
  const problems = [];
  if (document.documentElement.scrollWidth > innerWidth) problems.push(`wider than the paper: ${document.documentElement.scrollWidth}`);
  for (const region of document.querySelectorAll(".rol")) {
    if (region.scrollWidth > region.clientWidth + 1) problems.push(`a table off the paper: ${region.getAttribute("aria-labelledby")} ${region.scrollWidth}`);
  }
  for (const note of document.querySelectorAll(".noten li")) {
    if (note.getBoundingClientRect().height < 1) problems.push("a note that is not printed");
  }
  return problems;
}

async function looked(browser, file) {
  const url = pathToFileURL(path.resolve(file)).href;
  const open = async (options) => {
    const page = await (await browser.newContext({ locale: "nl-NL", ...options })).newPage();
    await page.goto(url);
    return page;
  };
  const shot = async (page, name) => {
    if (shots) await page.screenshot({ path: path.join(shots, `${path.basename(file, ".html")}-${name}.png`) });
  };
  const result = {};
  const close = await open({ viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 });
  result["400%"] = await close.evaluate(atFourTimes);
  await shot(close, "400");
  const page = await open({ viewport: { width: 1280, height: 900 } });
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme, forcedColors: "active" });
    result[`forced ${colorScheme}`] = await page.evaluate(inForcedColours, contrastOf.toString());
    await shot(page, `gedwongen-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  const tree = await page.locator("body").ariaSnapshot();
  result["without CSS"] = await page.evaluate(withoutStyle);
  await shot(page, "zonder-css");
  await page.setViewportSize({ width: 680, height: 900 }); // as wide as A4 within its margins
  await page.emulateMedia({ media: "print" });
  await page.reload();
  result.printed = await page.evaluate(onPaper);
  await page.pdf({ path: file.replace(/html$/, "pdf"), preferCSSPageSize: true });
  return { result, tree };
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const results = {};
  for (const file of files) results[path.basename(file, ".html")] = await looked(browser, file);
  await browser.close();
  console.log(JSON.stringify(results));
})().catch((error) => { console.error(error); process.exit(1); });
