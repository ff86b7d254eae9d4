package ai.vivace.tensor;

import java.util.List;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Recurrent networks, all steps and layers of which the engine does in one call.
 *
 * <p>Input is either [N, steps, inputs], or packed: the rows of the first step, then those of the second and so on, [rows, inputs], longest
 * sequences first, with the number of rows of each step. Output has the same form. States are [layers · directions, N, …]. Weights lie in
 * PyTorch's order: for each layer and direction input weight, recurrent weight, both biases, and the projection's weight if there is one.
 */
public final class Recurrence {
    private static final boolean BIASED = true;

    private Recurrence() {}

    /** What happens in one step. */
    public enum Cell {
        /** h ← tanh(W·x + b + U·h + c) (Elman 1990). */
        RNN_TANH,
        /** h ← max(0, W·x + b + U·h + c). */
        RNN_RELU,
        /** Long short-term memory, gates in the order input, forget, cell, output (Hochreiter 1997, Gers 2000). */
        LSTM,
        /** Gated recurrent unit, gates in the order reset, update, new; the reset gate scales U·h + c (Cho 2014, cuDNN's form). */
        GRU
    }

    /**
     * How the layers stand.
     *
     * @param layers one upon the other
     * @param bidirectional whether each layer has a second half that reads from the end
     * @param dropout between layers, where it is training; 0 to 1
     * @param training whether anything is dropped
     */
    public record Form(int layers, boolean bidirectional, double dropout, boolean training) {}

    /**
     * Runs all steps.
     *
     * @param rows the number of rows of each step, int64 and on the CPU; null for input that is not packed
     * @param state hidden state, and for an LSTM cell state, before the first step
     * @param weights in the order that the class says
     * @return the output and the state after the last step: two tensors, for an LSTM three
     */
    public static List<Tensor> run(
            Cell cell, Tensor input, @Nullable Tensor rows, List<Tensor> state, List<Tensor> weights, Form form) {
        TensorVector parameters = Tensor.vector(weights.toArray(Tensor[]::new));
        try {
            return cell == Cell.LSTM
                    ? lstm(input, rows, Tensor.vector(state.toArray(Tensor[]::new)), parameters, form)
                    : simple(cell, input, rows, state.get(0).handle(), parameters, form);
        } catch (RuntimeException e) {
            throw Call.failure("recurrence", e, input, state.get(0));
        }
    }

    private static List<Tensor> lstm(
            Tensor input, @Nullable Tensor rows, TensorVector state, TensorVector weights, Form form) {
        T_TensorTensorTensor_T results = rows == null
                ? torch.lstm(
                        input.handle(),
                        state,
                        weights,
                        BIASED,
                        form.layers(),
                        form.dropout(),
                        form.training(),
                        form.bidirectional(),
                        true)
                : torch.lstm(
                        input.handle(),
                        rows.handle(),
                        state,
                        weights,
                        BIASED,
                        form.layers(),
                        form.dropout(),
                        form.training(),
                        form.bidirectional());
        return List.of(own(results.get0()), own(results.get1()), own(results.get2()));
    }

    private static List<Tensor> simple(
            Cell cell,
            Tensor input,
            @Nullable Tensor rows,
            org.bytedeco.pytorch.Tensor state,
            TensorVector weights,
            Form form) {
        int layers = form.layers();
        double dropout = form.dropout();
        boolean training = form.training();
        boolean both = form.bidirectional();
        org.bytedeco.pytorch.Tensor from = input.handle();
        T_TensorTensor_T results;
        if (rows == null) {
            results = switch (cell) {
                case GRU -> torch.gru(from, state, weights, BIASED, layers, dropout, training, both, true);
                case RNN_TANH -> torch.rnn_tanh(from, state, weights, BIASED, layers, dropout, training, both, true);
                default -> torch.rnn_relu(from, state, weights, BIASED, layers, dropout, training, both, true);
            };
        } else {
            org.bytedeco.pytorch.Tensor sizes = rows.handle();
            results = switch (cell) {
                case GRU -> torch.gru(from, sizes, state, weights, BIASED, layers, dropout, training, both);
                case RNN_TANH -> torch.rnn_tanh(from, sizes, state, weights, BIASED, layers, dropout, training, both);
                default -> torch.rnn_relu(from, sizes, state, weights, BIASED, layers, dropout, training, both);
            };
        }
        return List.of(own(results.get0()), own(results.get1()));
    }

    /** A handle that does not point into the engine's tuple. */
    private static Tensor own(org.bytedeco.pytorch.Tensor result) {
        return new Tensor(new org.bytedeco.pytorch.Tensor(result));
    }
}
