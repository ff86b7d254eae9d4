/** Looks at the machine and says whether Vivace works here, and if not, what to do about it. */
@NullMarked
package ai.vivace.cli.doctor;

import org.jspecify.annotations.NullMarked;
