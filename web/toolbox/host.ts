import type { CurveSection } from '../section/curve-section.ts';
import type { Explorer } from '../section/explorer.ts';
import type { BarsSection } from '../section/row-section.ts';
import type { Section } from '../section/section.ts';

/** What shows curves: a figure, and the functions that the visitor has put into it. */
export type CurveHost = Explorer | CurveSection;

/** What the tools work on. */
export type Host = CurveHost | BarsSection;

/** The functions' sections by name; asked for, one comes to life. */
export type Sections = Pick<ReadonlyMap<string, Section>, 'has' | 'get'>;
