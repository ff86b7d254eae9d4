/**
 * Decision trees and every ensemble of them, in plain Java: one grower on binned data whose models do not depend on the number of
 * threads.
 */
@NullMarked
package ai.vivace.trees;

import org.jspecify.annotations.NullMarked;
