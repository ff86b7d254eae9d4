/** Programs that measure Vivace beside others; each prints one line of JSON. */
@NullMarked
package ai.vivace.benchmarks;

import org.jspecify.annotations.NullMarked;
