package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.init.Initializer;
import ai.vivace.init.Recurrent;
import ai.vivace.tensor.Recurrence;
import ai.vivace.tensor.Recurrence.Cell;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent network: plain, LSTM or GRU, of one or more layers, in one direction or both: [N, steps, inputs] to [N, steps, directions ·
 * outputs]. All steps are one call of the engine.
 *
 * <p>State, for each layer k, and with {@code _reverse} at the end for its backward half: {@code weight_ih_lk} [gates · hidden, inputs],
 * {@code weight_hh_lk} [gates · hidden, outputs], {@code bias_ih_lk} and {@code bias_hh_lk} [gates · hidden], {@code weight_hr_lk} [outputs,
 * hidden] with a projection. Names, order, orders of gates and starting values (uniform within ±1/√hidden) are PyTorch's.
 *
 * <p>With a mask, a step that does not count leaves the state as it is and gives zeros, wherever it stands; the backward half starts at the
 * last step that counts.
 */
public final class RecurrentLayer extends UnaryLayer implements Stochastic {
    private final RecurrentSettings settings;
    private final List<Parameter> weights = new ArrayList<>();

    /** A network. */
    public static RecurrentLayer of(RecurrentSettings settings) {
        return new RecurrentLayer(settings);
    }

    static RecurrentLayer build(Settings settings) {
        return of(RecurrentSettings.of(settings));
    }

    private RecurrentLayer(RecurrentSettings settings) {
        this.settings = settings;
        Initializer rule = Recurrent.pytorchDefault(settings.hidden());
        long rows = settings.gates() * settings.hidden();
        for (int layer = 0; layer < settings.layers(); layer++) {
            long inputs = layer == 0 ? settings.inputs() : settings.directions() * settings.outputs();
            for (int direction = 0; direction < settings.directions(); direction++) {
                String place = "_l" + layer + (direction == 1 ? "_reverse" : "");
                add("weight_ih" + place, Shape.of(rows, inputs), Parameter.Role.WEIGHT, rule);
                add("weight_hh" + place, Shape.of(rows, settings.outputs()), Parameter.Role.WEIGHT, rule);
                add("bias_ih" + place, Shape.of(rows), Parameter.Role.BIAS, rule);
                add("bias_hh" + place, Shape.of(rows), Parameter.Role.BIAS, rule);
                if (settings.projection() > 0) {
                    add(
                            "weight_hr" + place,
                            Shape.of(settings.projection(), settings.hidden()),
                            Parameter.Role.WEIGHT,
                            rule);
                }
            }
        }
    }

    private void add(String name, Shape shape, Parameter.Role role, Initializer rule) {
        weights.add(parameter(name, shape, role, rule));
    }

    /** What it is. */
    public RecurrentSettings recurrence() {
        return settings;
    }

    /**
     * A state of zeros, from which sequences start by default.
     *
     * @param items how many sequences there are
     */
    public RecurrentState zeroState(long items) {
        long depth = (long) settings.layers() * settings.directions();
        Tensor like = weights.get(0).value();
        List<Tensor> parts = new ArrayList<>();
        parts.add(Tensor.zeros(Shape.of(depth, items, settings.outputs()), like.dtype())
                .to(like.device()));
        if (settings.cell() == Cell.LSTM) {
            parts.add(Tensor.zeros(Shape.of(depth, items, settings.hidden()), like.dtype())
                    .to(like.device()));
        }
        return RecurrentState.of(parts);
    }

    /** All steps of an input [N, steps, inputs] from a state of zeros. */
    public RecurrentOutput run(Tensor input) {
        return run(input, zeroState(checked(input).size(0)));
    }

    /** All steps from a given state. */
    public RecurrentOutput run(Tensor input, RecurrentState state) {
        return run(input, null, state);
    }

    /**
     * The steps that count, from a given state.
     *
     * @param mask [N, steps]: true, or not 0, for the steps that count; read by Java, so on a GPU it is waited for
     */
    public RecurrentOutput run(Tensor input, RecurrentState state, Tensor mask) {
        long outputs = settings.directions() * settings.outputs();
        return PackedSequences.of(mask).run(checked(input), state, outputs, this::run);
    }

    private RecurrentOutput run(Tensor input, @Nullable Tensor rows, RecurrentState state) {
        InputException.require(
                state.cell().isPresent() == (settings.cell() == Cell.LSTM),
                () -> "An LSTM's state has a hidden and a cell part, that of other cells a hidden one only; this is "
                        + settings.cell() + ". Take the state from zeroState or from a run.");
        Recurrence.Form form =
                new Recurrence.Form(settings.layers(), settings.directions() == 2, settings.dropout(), isTraining());
        List<Tensor> results = Recurrence.run(
                settings.cell(),
                input,
                rows,
                state.parts(),
                weights.stream().map(Parameter::value).toList(),
                form);
        return new RecurrentOutput(results.get(0), RecurrentState.of(results.subList(1, results.size())));
    }

    private Tensor checked(Tensor input) {
        if (input.rank() != 3 || input.size(2) != settings.inputs()) {
            throw new TensorException(
                    "a recurrent layer takes [N, steps, " + settings.inputs() + "], but came " + input.shape() + ".");
        }
        return input;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return run(input).output();
    }

    @Override
    public Map<String, Object> settings() {
        return settings.toMap();
    }
}
