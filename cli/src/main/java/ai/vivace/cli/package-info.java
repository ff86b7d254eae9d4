/** The {@code vivace} command: what it says, where it says it, and how it ends. */
@NullMarked
package ai.vivace.cli;

import org.jspecify.annotations.NullMarked;
