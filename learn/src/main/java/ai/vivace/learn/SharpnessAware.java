package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sharpness-aware minimisation (Foret 2020): steps with the gradient at the worst point nearby, w + ρ · g / ‖g‖, so that training
 * ends in flat regions. Each batch is computed twice.
 *
 * <p>The length is over all trainable parameters. The second look at the batch drops what the first one dropped, and leaves batch
 * norm's running statistics alone. The recorded loss is that at w. It acts on each batch, also under {@link GradientAccumulation};
 * penalties that other callbacks add are not part of the search for the worst point, but of the gradient there.
 *
 * <p>{@link #adaptive} (ASAM, Kwon 2021) measures the neighbourhood in units of each parameter's own size, so that it does not depend
 * on how weights are scaled: the step is ρ · T² · g / ‖T · g‖ with T = |w| + 0.01 for weights, those of norm layers
 * included, and T = 1 for biases and other numbers, as in the reference.
 */
public final class SharpnessAware implements Callback {
    private static final double NEVER_ZERO = 1e-12;
    private static final double SMALLEST_UNIT = 0.01;

    private final double radius;
    private final Units units;
    private @Nullable TensorList moved;
    private @Nullable TensorList before;

    private enum Units {
        SAME,
        OWN
    }

    private SharpnessAware(double radius, Units units) {
        InputException.require(
                radius > 0 && Double.isFinite(radius),
                () -> "The radius of the neighbourhood must be above 0, but is " + radius + ".");
        this.radius = radius;
        this.units = units;
    }

    /** With the paper's radius of 0.05. */
    public static SharpnessAware standard() {
        return of(0.05);
    }

    /**
     * With another radius.
     *
     * @param radius the paper's ρ; above 0; 0.05 to 0.2 are usual
     */
    public static SharpnessAware of(double radius) {
        return new SharpnessAware(radius, Units.SAME);
    }

    /**
     * In units of each parameter's own size.
     *
     * @param radius the paper's ρ; above 0; 0.5 to 2 are usual
     */
    public static SharpnessAware adaptive(double radius) {
        return new SharpnessAware(radius, Units.OWN);
    }

    /** The first of all, so that what others add to the loss or make of gradients is for the second look. */
    @Override
    public Phase phase() {
        return Phase.COMPUTE;
    }

    @Override
    public Signal afterLoss(BatchContext batch) {
        climb(batch);
        batch.output(batch.outputAgain(Draws.SAME));
        batch.objective(batch.criterion().mean(batch.output(), batch.target()));
        return Signal.CONTINUE;
    }

    @Override
    public Signal afterGradients(BatchContext batch) {
        comeBack();
        return Signal.CONTINUE;
    }

    /** For a batch that another callback has cut short. */
    @Override
    public Signal afterBatch(BatchContext batch) {
        comeBack();
        return Signal.CONTINUE;
    }

    /** For a fit that has failed. */
    @Override
    public void close(FitContext fit) {
        comeBack();
    }

    /** Moves the parameters to the worst point nearby; gradients that have been gathered before stay. */
    private void climb(BatchContext batch) {
        // By parameter, since one that is used in two places has two paths.
        Map<Parameter, String> paths = new LinkedHashMap<>();
        batch.fit().learner().model().parameters().forEach((path, parameter) -> {
            if (parameter.isTrainable()) {
                paths.putIfAbsent(parameter, path);
            }
        });
        List<Parameter> parameters = List.copyOf(paths.keySet());
        List<@Nullable Tensor> gathered = new ArrayList<>();
        for (Parameter parameter : parameters) {
            gathered.add(parameter.value().grad());
            parameter.value().clearGrad();
        }
        batch.objective().backward();
        List<Parameter> reached = parameters.stream()
                .filter(parameter -> parameter.value().hasGrad())
                .toList();
        Autograd.off(() -> {
            TensorList weights = TensorList.of(
                            reached.stream().map(Parameter::value).toList())
                    .retain();
            moved = weights;
            before = weights.copies();
            List<@Nullable Tensor> sizes = reached.stream()
                    .map(parameter -> unit(paths.getOrDefault(parameter, ""), parameter))
                    .toList();
            TensorList steps = TensorList.gradients(weights.tensors());
            scale(steps, sizes);
            steps.mulInPlace(steps.norm().add(NEVER_ZERO).reciprocal().mul(radius));
            scale(steps, sizes);
            weights.addInPlace(steps, 1);
        });
        for (int i = 0; i < parameters.size(); i++) {
            Tensor value = parameters.get(i).value();
            Tensor earlier = gathered.get(i);
            value.clearGrad();
            if (earlier != null) {
                value.grad(earlier);
            }
        }
    }

    private @Nullable Tensor unit(String path, Parameter parameter) {
        boolean weight = parameter.role() == Parameter.Role.WEIGHT
                || path.substring(path.lastIndexOf('.') + 1).startsWith("weight");
        return units == Units.OWN && weight ? parameter.value().detach().abs().add(SMALLEST_UNIT) : null;
    }

    private static void scale(TensorList steps, List<@Nullable Tensor> sizes) {
        for (int i = 0; i < sizes.size(); i++) {
            Tensor size = sizes.get(i);
            if (size != null) {
                steps.get(i).mulInPlace(size);
            }
        }
    }

    /** Puts the parameters back to the last bit, if they have been moved. */
    private void comeBack() {
        if (moved != null && before != null) {
            TensorList weights = moved;
            TensorList original = before;
            Autograd.off(() -> {
                weights.copyFrom(original);
            });
            weights.close();
            original.close();
            moved = null;
            before = null;
        }
    }
}
