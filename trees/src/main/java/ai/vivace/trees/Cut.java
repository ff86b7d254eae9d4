package ai.vivace.trees;

import org.jspecify.annotations.Nullable;

/**
 * How the rows of a node would be divided by impurity.
 *
 * @param feature the column
 * @param bin values of this bin and of those before it go left; 0 for levels
 * @param threshold what numbers that go left do not exceed; NaN for levels
 * @param levels the bins that go left, that of missing values among them, as a bit set; null for numbers
 * @param missingLeft whether missing values go left
 * @param purity the sum of both sides'
 */
record Cut(int feature, int bin, double threshold, long @Nullable [] levels, boolean missingLeft, double purity) {}
