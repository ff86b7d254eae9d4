package ai.vivace.text.model;

import ai.vivace.init.Initializer;
import ai.vivace.init.Recurrent;
import ai.vivace.nn.Layer;
import ai.vivace.nn.PackedSequences;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.RecurrentOutput;
import ai.vivace.nn.RecurrentState;
import ai.vivace.nn.Stochastic;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Recurrence;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One layer of an LSTM whose weights from hidden state to hidden state are dropped, once for all steps of a pass (Merity 2017).
 *
 * <p>State names are fastai's: {@code weight_hh_l0_raw}, {@code module.weight_ih_l0}, {@code module.bias_ih_l0}, {@code
 * module.bias_hh_l0}.
 */
public final class WeightDroppedLstm extends Layer implements Stochastic {
    private static final long GATES = 4;

    private final long hidden;
    private final double dropout;
    private final Parameter recurrent;
    private final Rest rest;

    WeightDroppedLstm(long inputs, long hidden, double dropout) {
        this.hidden = hidden;
        this.dropout = dropout;
        Initializer rule = Recurrent.pytorchDefault(hidden);
        recurrent = parameter("weight_hh_l0_raw", Shape.of(GATES * hidden, hidden), Parameter.Role.WEIGHT, rule);
        rest = child("module", new Rest(inputs, hidden, rule));
    }

    /** The weights that are not dropped. */
    private static final class Rest extends Layer {
        private final Parameter input;
        private final Parameter inputBias;
        private final Parameter recurrentBias;

        Rest(long inputs, long hidden, Initializer rule) {
            input = parameter("weight_ih_l0", Shape.of(GATES * hidden, inputs), Parameter.Role.WEIGHT, rule);
            inputBias = parameter("bias_ih_l0", Shape.of(GATES * hidden), Parameter.Role.BIAS, rule);
            recurrentBias = parameter("bias_hh_l0", Shape.of(GATES * hidden), Parameter.Role.BIAS, rule);
        }
    }

    /** A state of zeros for so many texts. */
    RecurrentState zeroState(long items) {
        Tensor zeros =
                Tensor.zeros(Shape.of(1, items, hidden)).to(recurrent.value().device());
        return new RecurrentState(zeros, Optional.of(zeros));
    }

    /**
     * All steps from a state.
     *
     * @param packed which steps count; null for all
     */
    RecurrentOutput run(Tensor input, RecurrentState state, @Nullable PackedSequences packed) {
        Tensor weight =
                isTraining() && dropout > 0 ? Functional.dropout(recurrent.value(), dropout) : recurrent.value();
        List<Tensor> weights = List.of(rest.input.value(), weight, rest.inputBias.value(), rest.recurrentBias.value());
        return packed == null
                ? run(input, null, state, weights)
                : packed.run(input, state, hidden, (data, rows, from) -> run(data, rows, from, weights));
    }

    private RecurrentOutput run(Tensor input, @Nullable Tensor rows, RecurrentState state, List<Tensor> weights) {
        List<Tensor> parts = List.of(state.hidden(), state.cell().orElse(state.hidden()));
        List<Tensor> results = Recurrence.run(
                Recurrence.Cell.LSTM, input, rows, parts, weights, new Recurrence.Form(1, false, 0, isTraining()));
        return new RecurrentOutput(results.get(0), new RecurrentState(results.get(1), Optional.of(results.get(2))));
    }
}
