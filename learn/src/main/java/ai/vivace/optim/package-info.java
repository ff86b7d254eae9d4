/**
 * Optimizers: lists of steppers over parameter groups.
 *
 * <p>{@link ai.vivace.optim.OptimizerSettings} say which ({@link ai.vivace.optim.Adam}, {@link ai.vivace.optim.Sgd}, …) and build
 * an {@link ai.vivace.optim.Optimizer}. A new one is new settings with a list of {@link ai.vivace.optim.Stepper}s, each a
 * function of the {@link ai.vivace.optim.Step}: parameters, gradients, state and hyper-parameters.
 */
@NullMarked
package ai.vivace.optim;

import org.jspecify.annotations.NullMarked;
