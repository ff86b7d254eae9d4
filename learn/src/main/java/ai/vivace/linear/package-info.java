/**
 * Linear regression with L2, L1 and elastic-net penalties, in plain Java: no tensors, float64 throughout.
 *
 * <p>{@link ai.vivace.linear.Ridge}, {@link ai.vivace.linear.Lasso} and {@link ai.vivace.linear.ElasticNet} fit a {@link
 * ai.vivace.linear.LinearModel}; {@link ai.vivace.linear.RegularizationPath} fits one for each of many strengths, and {@link
 * ai.vivace.linear.CrossValidation} chooses the strength. Penalties are in scikit-learn's units.
 */
@NullMarked
package ai.vivace.linear;

import org.jspecify.annotations.NullMarked;
