/** How good texts and their labels are: BLEU, chrF, F1 of entities, exact matches. */
@NullMarked
package ai.vivace.text.metric;

import org.jspecify.annotations.NullMarked;
