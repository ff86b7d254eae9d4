/** Data sets, splits and loaders with worker threads. */
@NullMarked
package ai.vivace.data;

import org.jspecify.annotations.NullMarked;
