/** Writing with models: which token comes next, and when to stop. */
@NullMarked
package ai.vivace.text.generate;

import org.jspecify.annotations.NullMarked;
