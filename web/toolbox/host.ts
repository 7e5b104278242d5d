import type { CurveSection } from '../section/curve-section.ts';
import type { Explorer } from '../section/explorer.ts';
import type { RowSection } from '../section/row-section.ts';
import type { Section } from '../section/section.ts';

/** A part of the page with a curve plot, and the functions that the visitor has added to it. */
export type CurveHost = Explorer | CurveSection;

/** A part of the page with a plot and its tools. */
export type Host = CurveHost | RowSection;

/** The functions' sections by name. `get` creates one on demand. */
export type Sections = Pick<ReadonlyMap<string, Section>, 'has' | 'get'>;
