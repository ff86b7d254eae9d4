/** Texts as vectors, and finding texts by what they mean. */
@NullMarked
package ai.vivace.text.embed;

import org.jspecify.annotations.NullMarked;
