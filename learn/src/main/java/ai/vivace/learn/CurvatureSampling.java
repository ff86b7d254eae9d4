package ai.vivace.learn;

import ai.vivace.loss.CrossEntropy;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Estimates the curvature of cross-entropy along each weight for optimizers that need it, as {@link ai.vivace.optim.Sophia} does: from the
 * gradient ĝ for classes that are drawn from what the model itself answers, items·ĝ² (Gauss-Newton-Bartlett; Liu 2023). Every learner with
 * such an optimizer has one.
 */
final class CurvatureSampling implements Callback {
    private final int interval;

    CurvatureSampling(int interval) {
        this.interval = interval;
    }

    @Override
    public Phase phase() {
        return Phase.GRADIENT;
    }

    @Override
    public void beforeFit(FitContext fit) {
        Distillation.requireClasses("The optimizer's estimate of curvature", fit);
    }

    @Override
    public Signal afterStep(BatchContext batch) {
        if (batch.fit().step() % interval == interval - 1) {
            estimate(batch);
        }
        return Signal.CONTINUE;
    }

    private static void estimate(BatchContext batch) {
        Tensor output = Inference.full(batch.outputAgain(Draws.OTHER));
        Tensor drawn = drawn(output.detach(), batch);
        Tensor loss = CrossEntropy.standard().mean(output, drawn);
        List<Parameter> parameters = new ArrayList<>();
        batch.fit().learner().model().parameters().values().stream()
                .filter(Parameter::isTrainable)
                .distinct()
                .forEach(parameters::add);
        List<Optional<Tensor>> gradients = Autograd.gradientsWhereUsed(
                loss, parameters.stream().map(Parameter::value).toList());
        Map<Parameter, Tensor> estimates = new LinkedHashMap<>();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            gradients
                    .get(i)
                    .ifPresent(gradient ->
                            estimates.put(parameter, gradient.square().mul((double) drawn.elements())));
        }
        batch.fit().learner().optimizer().observeCurvature(estimates);
    }

    /** A class for each item, as likely as the model says: the largest logit after Gumbel's noise. */
    private static Tensor drawn(Tensor logits, BatchContext batch) {
        Tensor uniform = Tensor.randomUniform(logits.shape(), batch.rng("curvature"))
                .to(logits.device())
                .to(logits.dtype())
                .clamp(1e-7, 1 - 1e-7);
        return logits.sub(uniform.log().neg().log()).argmax(1);
    }
}
