package ai.vivace.nn;

import ai.vivace.base.Rng;
import ai.vivace.init.Initializer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;

/**
 * A tensor that training changes: a leaf with a role and a rule for its starting values.
 *
 * <p>A new one is drawn when its values are first asked for, so a model whose weights are loaded, or only counted, costs no drawing.
 */
public final class Parameter {
    /** What a parameter does, and with it whether weight decay is right for it. */
    public enum Role {
        /** Multiplies its input; decays by default. */
        WEIGHT,
        /** Is added; does not decay by default. */
        BIAS,
        /** Scales or shifts inside a normalisation layer; does not decay by default. */
        NORM
    }

    private final Role role;
    private final Initializer initializer;
    private Tensor value;
    private boolean pristine = true;
    private volatile boolean drawn;
    private Units units = Units.rows();
    private Runnable whenDrawn = () -> {};

    Parameter(Shape shape, Role role, Initializer initializer) {
        this.role = role;
        this.initializer = initializer;
        this.value = Tensor.empty(shape, DType.FLOAT32).retain();
        this.value.requiresGrad(true);
    }

    /** The values: a leaf that gradients flow to while it is trainable. Another tensor after a move to a device. */
    public Tensor value() {
        if (!drawn) {
            drawFirst();
        }
        return value;
    }

    /** Threads that share a model may ask at the same time. */
    private synchronized void drawFirst() {
        if (!drawn) {
            initialize(value, initializer, Rng.of(0).split(shape().toString()));
            drawn = true;
        }
    }

    /** The shape, which stays. */
    public Shape shape() {
        return value.shape();
    }

    /** What it does in its layer. */
    public Role role() {
        return role;
    }

    /** Where the weights that lead into one unit lie; rows unless its layer says otherwise. */
    public Units units() {
        return units;
    }

    /** Says where the weights that lead into one unit lie: for layers whose units are not rows, when they register it. */
    public void units(Units where) {
        units = where;
    }

    /** Whether gradients are computed for it. */
    public boolean isTrainable() {
        return value.requiresGrad();
    }

    /** Sets whether gradients are computed for it; without, it also forgets the gradient that it has. */
    public void trainable(boolean trainable) {
        value.requiresGrad(trainable);
        if (!trainable) {
            value.clearGrad();
        }
    }

    /** Whether it still has the values it was constructed with: neither initialised from a seed, nor loaded, nor trained. */
    public boolean isPristine() {
        return pristine;
    }

    /** Starts anew by its own rule. */
    public void initialize(Rng rng) {
        initialize(initializer, rng);
    }

    /** Starts anew by another rule. */
    public void initialize(Initializer rule, Rng rng) {
        initialize(value, rule, rng);
        drawn = true;
        pristine = false;
        whenDrawn.run();
    }

    /** Lets what depends on the starting values follow whenever they are drawn. */
    void whenDrawn(Runnable follower) {
        whenDrawn = follower;
    }

    /**
     * Overwrites the values, converting type and device as needed.
     *
     * @throws TensorException when the shapes differ
     */
    public void assign(Tensor values) {
        if (!values.shape().equals(shape())) {
            throw new TensorException(
                    "A parameter of shape " + shape() + " cannot take values of shape " + values.shape() + ".");
        }
        Autograd.off(() -> {
            value.copyFrom(values);
        });
        drawn = true;
        pristine = false;
    }

    /** Frees the values. */
    void close() {
        value.close();
    }

    /** Lays a convolution's weights out in memory as the CPU computes fastest with them; see {@link Tensor#channelsLast}. */
    void channelsLast() {
        Tensor before = value;
        boolean trainable = isTrainable();
        value = before.detach().channelsLast().retain().requiresGrad(trainable);
        if (value != before) {
            before.close();
        }
    }

    void to(Device device) {
        if (!value.device().equals(device)) {
            boolean trainable = isTrainable();
            value = value().detach().to(device).retain().requiresGrad(trainable);
        }
    }

    /** Draws in row-major order whatever the memory order, so that a seed gives the same numbers. */
    private static void initialize(Tensor value, Initializer rule, Rng rng) {
        Autograd.off(() -> {
            if (value.isContiguous()) {
                rule.initialize(value, rng);
            } else {
                try (Scope scope = Scope.open()) {
                    Tensor drawn = value.contiguous();
                    rule.initialize(drawn, rng);
                    value.copyFrom(drawn);
                }
            }
        });
    }
}
