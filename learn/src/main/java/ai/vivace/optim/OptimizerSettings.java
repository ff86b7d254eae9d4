package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which optimizer, with which numbers; immutable, and good for any number of models. */
public interface OptimizerSettings {
    /** The hyper-parameters that a group starts with: a new object at each call. */
    Hyper hyper();

    /** The rule's parts, in the order in which they act. */
    List<Stepper> steppers();

    /**
     * The name of the rule that moves a parameter, for optimizers that have several. A {@link Step} has parameters of one rule only.
     * Default: one without a name.
     *
     * @param path the parameter's in the model
     */
    default String rule(String path, Parameter parameter) {
        return "";
    }

    /**
     * The {@linkplain Step#state state} that holds the values with which the model is to be judged and used; empty, the default, where
     * these are those it trains with.
     */
    default Optional<String> evaluationState() {
        return Optional.empty();
    }

    /**
     * At which pace elements move, for parts such as {@link Proximal} that act in the optimizer's own metric, after its step. Empty, the
     * default, where the move is not in proportion to a gradient.
     */
    default Optional<Pace> pace() {
        return Optional.empty();
    }

    /**
     * Every how many steps the optimizer takes in an estimate of the curvature, {@link Optimizer#observeCurvature}. Empty, the default,
     * where it needs none.
     */
    default OptionalInt curvatureInterval() {
        return OptionalInt.empty();
    }

    /**
     * An optimizer of some parameter groups; close it to free its state.
     *
     * @param groups each parameters by their path in the model; from the model's input to its head
     */
    default Optimizer build(List<? extends Map<String, Parameter>> groups) {
        InputException.require(!groups.isEmpty(), () -> "An optimizer needs at least one parameter group.");
        return new Optimizer(groups, this);
    }

    /** An optimizer of parameters in one group. */
    default Optimizer build(Map<String, Parameter> parameters) {
        return build(List.of(parameters));
    }
}
