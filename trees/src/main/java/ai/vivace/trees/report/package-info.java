/**
 * From a table to a model that is judged beside simple rules, and a page that tells how good it is and why it predicts what it does.
 */
@NullMarked
package ai.vivace.trees.report;

import org.jspecify.annotations.NullMarked;
