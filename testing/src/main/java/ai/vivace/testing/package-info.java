/** What the tests of several modules share; no module depends on it but for its tests. */
@NullMarked
package ai.vivace.testing;

import org.jspecify.annotations.NullMarked;
