package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which optimizer, with which numbers; immutable, and good for any number of models. */
public interface OptimizerSettings {
    /** The hyper-parameters that a group starts with: a new object at each call. */
    Hyper hyper();

    /** The rule's parts, in the order in which they act. */
    List<Stepper> steppers();

    /**
     * At which pace elements move, for parts such as {@link Proximal} that act in the optimizer's own metric, after its step. Empty, the
     * default, where the move is not in proportion to a gradient.
     */
    default Optional<Pace> pace() {
        return Optional.empty();
    }

    /**
     * An optimizer of some parameter groups; close it to free its state.
     *
     * @param groups each parameters by their path in the model; from the model's input to its head
     */
    default Optimizer build(List<? extends Map<String, Parameter>> groups) {
        InputException.require(!groups.isEmpty(), () -> "An optimizer needs at least one parameter group.");
        return new Optimizer(
                groups.stream().map(group -> new OptimizerGroup(group, hyper())).toList(), steppers());
    }

    /** An optimizer of parameters in one group. */
    default Optimizer build(Map<String, Parameter> parameters) {
        return build(List.of(parameters));
    }
}
