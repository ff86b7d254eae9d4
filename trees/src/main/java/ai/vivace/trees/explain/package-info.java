/**
 * Why a model predicts what it does: importance of columns, Shapley values, dependence on columns, ways down a tree in words, and
 * drawings.
 */
@NullMarked
package ai.vivace.trees.explain;

import org.jspecify.annotations.NullMarked;
