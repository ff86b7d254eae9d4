/**
 * What a return means: slices and rates, what more income costs, comparisons, words, and which forms to file.
 */
@NullMarked
package ai.vivace.tax.explain;

import org.jspecify.annotations.NullMarked;
