/** What every module shares: errors, random streams, whole-file writes and spelling suggestions. */
@NullMarked
package ai.vivace.base;

import org.jspecify.annotations.NullMarked;
