/** Text: where it comes from, what it becomes, and learners of it. */
@NullMarked
package ai.vivace.text;

import org.jspecify.annotations.NullMarked;
