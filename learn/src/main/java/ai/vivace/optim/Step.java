package ai.vivace.optim;

import ai.vivace.nn.Units;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Stepper} works on: parameters of one group that take part in this step, that have taken part in as many before,
 * with the same {@linkplain #number numbers}, that go by the same {@linkplain #rule rule}, and that all decay or all do not. All lists are in the same order.
 */
public final class Step {
    private final Hyper hyper;
    private final boolean decays;
    private final String rule;
    private final SharedNumbers shared;
    private final List<Slot> slots;
    private final List<Tensor> values;
    private final TensorList parameters;
    private final Map<String, TensorList> states = new HashMap<>();
    private @Nullable TensorList gradients;
    private @Nullable Tensor counter;
    private @Nullable TensorList counters;
    private long count;
    private long counted;

    Step(Hyper hyper, boolean decays, String rule, SharedNumbers shared, List<Slot> slots) {
        this.hyper = hyper;
        this.decays = decays;
        this.rule = rule;
        this.shared = shared;
        this.slots = slots;
        this.values = slots.stream().map(Slot::value).toList();
        this.parameters = TensorList.of(values).retain();
    }

    /** The group's hyper-parameters. */
    public Hyper hyper() {
        return hyper;
    }

    /** The group's weight decay; 0 where these parameters do not decay. */
    public double weightDecay() {
        return decays ? hyper.weightDecay() : 0;
    }

    /** Whether these parameters are of those that penalties pull to 0; see {@link OptimizerGroup#decayedRoles}. */
    public boolean decays() {
        return decays;
    }

    /** What {@link OptimizerSettings#rule} says of these parameters. */
    public String rule() {
        return rule;
    }

    /** Numbers that the optimizer remembers for all parameters together. */
    public SharedNumbers shared() {
        return shared;
    }

    /** How many steps these parameters have taken, this one included: t of the papers. */
    public long count() {
        return count;
    }

    /** The parameters' values. */
    public TensorList parameters() {
        return parameters;
    }

    /** Where the units of each parameter lie. */
    List<Units> units() {
        return slots.stream().map(slot -> slot.parameter().units()).toList();
    }

    /** The gradients, or what an earlier stepper put in their place. */
    public TensorList gradients() {
        if (gradients == null) {
            throw new IllegalStateException("Gradients are there only during a step.");
        }
        return gradients;
    }

    /** Puts other tensors in the place of the gradients for the steppers after this one; the parameters keep their own. */
    public void gradients(TensorList replacement) {
        gradients = replacement;
    }

    /** Tensors that the optimizer remembers of these parameters from step to step; zeros at first. */
    public TensorList state(String name) {
        return state(name, Tensor::zerosLike);
    }

    /** As {@link #state}, but copies of the parameters at first. */
    public TensorList stateFromParameters(String name) {
        return state(name, value -> value.detach().copy());
    }

    /**
     * A number that the optimizer remembers of these parameters from step to step.
     *
     * @param start what it is at first
     */
    public double number(String name, double start) {
        return slots.get(0).numbers().getOrDefault(name, start);
    }

    /** Remembers a number of these parameters. */
    public void remember(String name, double value) {
        slots.forEach(slot -> slot.numbers().put(name, value));
    }

    /** {@link #count} as float scalars, one for each parameter, as fused steps take it. */
    TensorList counters() {
        if (counter == null || counters == null) {
            counter = Tensor.scalar(0).to(values.get(0).device()).retain();
            counters =
                    TensorList.of(Collections.nCopies(values.size(), counter)).retain();
        }
        // Adding 1, where it will do, spares the engine a new number at each step.
        if (counted == count - 1) {
            counter.addInPlace(1);
        } else if (counted != count) {
            counter.fill((double) count);
        }
        counted = count;
        return counters;
    }

    void begin() {
        gradients = TensorList.gradients(values);
        count = slots.get(0).steps() + 1;
    }

    void end() {
        gradients = null;
        for (Slot slot : slots) {
            slot.steps(count);
        }
    }

    void close() {
        parameters.close();
        states.values().forEach(TensorList::close);
        states.clear();
        if (counter != null && counters != null) {
            counters.close();
            counter.close();
        }
    }

    private TensorList state(String name, UnaryOperator<Tensor> start) {
        TensorList known = states.get(name);
        if (known != null) {
            return known;
        }
        TensorList made = TensorList.of(
                        slots.stream().map(slot -> slot.state(name, start)).toList())
                .retain();
        states.put(name, made);
        return made;
    }
}
