/** Metrics, exact over batches of any sizes. */
@NullMarked
package ai.vivace.metric;

import org.jspecify.annotations.NullMarked;
