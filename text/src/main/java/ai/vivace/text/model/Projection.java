package ai.vivace.text.model;

import static java.util.Map.entry;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializer;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A linear map of a text model, to which a {@linkplain LowRank low-rank} one can be added: x·W + b.
 *
 * <p>State: {@code weight}, in the orientation of the reference model, and {@code bias} unless it has none; while there is an adapter, {@code
 * lora_A.weight} [rank, inputs] and {@code lora_B.weight} [outputs, rank].
 */
public final class Projection extends UnaryLayer {
    /** How a weight lies in memory and in files. */
    public enum Orientation {
        /** [outputs, inputs], as linear layers have it. */
        OUTPUTS_FIRST,
        /** [inputs, outputs]: GPT-2's. */
        INPUTS_FIRST
    }

    private static final String DOWN = "lora_A";
    private static final String UP = "lora_B";

    private final long inputs;
    private final long outputs;
    private final Orientation orientation;
    private final Parameter weight;
    private final @Nullable Parameter bias;
    private @Nullable LowRank adapter;
    private @Nullable LowRankFactor down;
    private @Nullable LowRankFactor up;
    private @Nullable Tensor unmerged;

    Projection(
            long inputs,
            long outputs,
            Orientation orientation,
            Initializer weightRule,
            @Nullable Initializer biasRule) {
        InputException.require(
                inputs > 0 && outputs > 0,
                () -> "A projection needs inputs and outputs, but came " + inputs + " and " + outputs + ".");
        this.inputs = inputs;
        this.outputs = outputs;
        this.orientation = orientation;
        Shape shape = orientation == Orientation.OUTPUTS_FIRST ? Shape.of(outputs, inputs) : Shape.of(inputs, outputs);
        weight = parameter("weight", shape, Parameter.Role.WEIGHT, weightRule);
        bias = biasRule == null ? null : parameter("bias", Shape.of(outputs), Parameter.Role.BIAS, biasRule);
    }

    /** Features that go in. */
    public long inputs() {
        return inputs;
    }

    /** Features that come out. */
    public long outputs() {
        return outputs;
    }

    /** The weight as it lies in memory, without an adapter that is not merged. */
    Tensor weight() {
        return weight.value();
    }

    /** Whether a low-rank map is added now. */
    public boolean isAdapted() {
        return adapter != null;
    }

    /** Whether the low-rank map is in the weight. */
    boolean isMerged() {
        return unmerged != null;
    }

    void adapt(LowRank how) {
        InputException.require(
                adapter == null,
                () -> "The projection already has an adapter. Remove or merge it before adding another.");
        down = child(DOWN, LowRankFactor.down(inputs, how.rank()));
        up = child(UP, LowRankFactor.up(how.rank(), outputs));
        down.to(weight.value().device());
        up.to(weight.value().device());
        adapter = how;
    }

    /** Takes the adapter away, as if there had been none. */
    void withoutAdapter() {
        if (adapter != null) {
            unmerge();
            release(DOWN);
            release(UP);
            adapter = null;
            down = null;
            up = null;
        }
    }

    /** Adds the low-rank map to the weight, so that using it costs nothing more. */
    void merge() {
        LowRankFactor first = down;
        LowRankFactor second = up;
        if (adapter == null || first == null || second == null || unmerged != null) {
            return;
        }
        double scale = adapter.scale();
        Autograd.off(() -> {
            try (Scope scope = Scope.open()) {
                unmerged = weight.value().copy().retain();
                Tensor change = second.weight().matmul(first.weight()).mul(scale);
                weight.assign(
                        weight.value().add(orientation == Orientation.OUTPUTS_FIRST ? change : change.transpose(0, 1)));
            }
        });
    }

    /** Takes the low-rank map out of the weight again, which then is to the bit what it was. */
    void unmerge() {
        Tensor before = unmerged;
        if (before != null) {
            weight.assign(before);
            before.close();
            unmerged = null;
        }
    }

    @Override
    protected Tensor forward(Tensor input) {
        Tensor offset = bias == null ? null : bias.value();
        Tensor output = orientation == Orientation.OUTPUTS_FIRST
                ? Functional.linear(input, weight.value(), offset)
                : Functional.affine(input, weight.value(), offset);
        if (adapter == null || down == null || up == null || unmerged != null) {
            return output;
        }
        Tensor seen = isTraining() && adapter.dropout() > 0 ? Functional.dropout(input, adapter.dropout()) : input;
        return output.add(up.apply(down.apply(seen)).mul(adapter.scale()));
    }

    @Override
    public Map<String, Object> settings() {
        return Settings.ordered(
                entry("inputs", inputs),
                entry("outputs", outputs),
                entry("orientation", orientation.name().toLowerCase(Locale.ROOT)),
                entry("bias", bias != null));
    }
}
