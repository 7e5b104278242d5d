// The system's Chromium, driven by Playwright, with nothing that calls home.
import playwright from 'playwright-core';
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

export const launchChromium = (options) =>
  playwright.chromium.launch({
    executablePath: chromium(),
    args,
    ...options,
  });
