package ai.vivace.learn;

import ai.vivace.base.InputException;
import ai.vivace.nn.Parameter;
import ai.vivace.optim.GradientClipping;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Bounds gradients before each step, so that one bad batch cannot throw the weights far off. With {@link GradientAccumulation} it
 * bounds what has been gathered, not each batch.
 */
public final class GradientClip implements Callback {
    private final Rule rule;
    private final List<String> spared;

    private interface Rule {
        void bound(Collection<Parameter> parameters);
    }

    private GradientClip(Rule rule, List<String> spared) {
        this.rule = rule;
        this.spared = spared;
    }

    /**
     * Scales all gradients together so that their Euclidean length is at most a maximum (Pascanu 2013).
     *
     * @param maximum positive; fastai's default is 1
     */
    public static GradientClip byNorm(double maximum) {
        positive(maximum);
        return new GradientClip(parameters -> GradientClipping.byNorm(parameters, maximum), List.of());
    }

    /** Cuts each element of each gradient at plus and minus a maximum. */
    public static GradientClip byValue(double maximum) {
        positive(maximum);
        return new GradientClip(parameters -> GradientClipping.byValue(parameters, maximum), List.of());
    }

    /**
     * Adaptive clipping (Brock 2021): scales the gradient of each output's weights so that it is at most a share of their own length,
     * of which at least 1e-3 is taken; see {@link GradientClipping#adaptive}.
     *
     * @param share positive; 0.01 is usual
     * @param spared paths of layers that are left alone: the paper leaves out the last one
     */
    public static GradientClip adaptive(double share, String... spared) {
        positive(share);
        return new GradientClip(parameters -> GradientClipping.adaptive(parameters, share), List.of(spared));
    }

    @Override
    public Phase phase() {
        return Phase.GRADIENT;
    }

    @Override
    public Signal beforeStep(BatchContext batch) {
        Map<String, Parameter> parameters = batch.fit().learner().model().parameters();
        rule.bound(
                spared.isEmpty()
                        ? parameters.values()
                        : parameters.entrySet().stream()
                                .filter(entry -> spared.stream().noneMatch(path -> isIn(entry.getKey(), path)))
                                .map(Map.Entry::getValue)
                                .toList());
        return Signal.CONTINUE;
    }

    @Override
    public void beforeFit(FitContext fit) {
        Set<String> names = fit.learner().model().parameters().keySet();
        for (String path : spared) {
            InputException.require(
                    names.stream().anyMatch(name -> isIn(name, path)),
                    () -> "No parameter of the model is in the layer \"" + path
                            + "\" that clipping is to spare. The parameters are: " + String.join(", ", names) + ".");
        }
    }

    private static boolean isIn(String parameter, String path) {
        return parameter.startsWith(path + ".");
    }

    private static void positive(double maximum) {
        InputException.require(maximum > 0, () -> "The bound of gradients must be positive, but is " + maximum + ".");
    }
}
