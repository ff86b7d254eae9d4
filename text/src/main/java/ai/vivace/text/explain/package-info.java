/** Why a model answers a text as it does: words that count, what attends to what, the worst mistakes. */
@NullMarked
package ai.vivace.text.explain;

import org.jspecify.annotations.NullMarked;
