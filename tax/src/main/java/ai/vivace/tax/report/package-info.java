/** A return for people to read: its answer in a sentence, its lines by section, as text for the terminal and as a page to print. */
@NullMarked
package ai.vivace.tax.report;

import org.jspecify.annotations.NullMarked;
