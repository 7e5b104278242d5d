// The system's Chromium, driven by Playwright, with nothing that calls home.
import playwright from 'playwright-core';
import { WAIT } from '../../tools/lib/deadlines.mjs';
import { chromium } from '../../tools/setup/programs.mjs';

export const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// Each window has two pages for what drops down from its address bar, which take as much time as a page that is tested.
const popups = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];
// Those of Playwright's list that matter here: Chromium heeds the last list alone.
const features = [
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
];

export const launchChromium = (options) =>
  playwright.chromium.launch({
    executablePath: chromium(),
    args: [...args, `--disable-features=${[...popups, ...features]}`],
    timeout: WAIT,
    ...options,
  });

/** A context that waits as long as tests do. */
export async function newContext(browser, options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(WAIT);
  return context;
}
