package ai.vivace.nn;

import ai.vivace.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a {@link RecurrentLayer} remembers between steps.
 *
 * @param hidden [layers · directions, N, outputs]; the directions of a layer side by side
 * @param cell an LSTM's cell state [layers · directions, N, hidden]; empty for other cells
 */
public record RecurrentState(Tensor hidden, Optional<Tensor> cell) {
    static RecurrentState of(List<Tensor> parts) {
        return new RecurrentState(parts.get(0), parts.size() > 1 ? Optional.of(parts.get(1)) : Optional.empty());
    }

    List<Tensor> parts() {
        return cell.isPresent() ? List.of(hidden, cell.get()) : List.of(hidden);
    }

    /** The same with each tensor replaced. */
    public RecurrentState map(UnaryOperator<Tensor> change) {
        return new RecurrentState(change.apply(hidden), cell.map(change));
    }

    /** The same numbers, through which no gradients flow: between the parts of a text that is too long for one pass. */
    public RecurrentState detached() {
        return map(Tensor::detach);
    }
}
