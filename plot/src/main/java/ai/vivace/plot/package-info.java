/**
 * Charts as SVG and PNG, charts and tables in the terminal, and report pages in one HTML file.
 *
 * <p>Everything here is immutable and a function of its input alone: the same chart gives the same bytes on every machine.
 * Only PNG needs {@code java.desktop} and a font.
 */
@NullMarked
package ai.vivace.plot;

import org.jspecify.annotations.NullMarked;
