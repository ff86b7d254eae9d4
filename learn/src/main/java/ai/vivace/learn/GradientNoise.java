package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Adds normal noise to gradients before each step (Neelakantan 2015), with variance variance / (1 + t)^decay at step t of the fit: much
 * at first, then less and less.
 *
 * @param variance at the first step; above 0; 0.01, 0.3 and 1 in the paper
 * @param decay how fast it falls; 0 or more; default 0.55
 */
public record GradientNoise(double variance, double decay) implements Callback {
    public GradientNoise {
        double start = variance;
        double fall = decay;
        InputException.require(
                start > 0 && Double.isFinite(start) && fall >= 0 && Double.isFinite(fall),
                () -> "Gradient noise needs a variance above 0 and a decay of 0 or more, but came " + start + " and "
                        + fall + ".");
    }

    /** With the paper's decay of 0.55. */
    public static GradientNoise of(double variance) {
        return new GradientNoise(variance, 0.55);
    }

    @Override
    public Phase phase() {
        return Phase.GRADIENT;
    }

    @Override
    public Signal beforeStep(BatchContext batch) {
        double deviation = Math.sqrt(variance / Math.pow(1.0 + batch.fit().step(), decay));
        Rng rng = batch.rng("GradientNoise");
        Map<String, Parameter> parameters = batch.fit().learner().model().parameters();
        Set<Parameter> done = new HashSet<>();
        Autograd.off(() -> parameters.forEach((path, parameter) -> {
            Tensor gradient = parameter.value().grad();
            if (gradient != null && done.add(parameter)) {
                try (Scope scope = Scope.open()) {
                    gradient.addInPlace(
                            Tensor.randomNormal(parameter.shape(), rng.split(path))
                                    .to(gradient.dtype())
                                    .to(gradient.device()),
                            deviation);
                }
            }
        }));
        return Signal.CONTINUE;
    }
}
