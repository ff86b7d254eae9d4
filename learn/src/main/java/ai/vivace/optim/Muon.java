package ai.vivace.optim;

import ai.vivace.base.InputException;
import ai.vivace.nn.Embedding;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Parameter;
import ai.vivace.tensor.Fused;
import ai.vivace.tensor.Tensor;
import ai.vivace.tensor.TensorList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Muon (Jordan et al. 2024): hidden matrices move along the orthogonal matrix that is nearest to their momentum, so that no direction
 * of it is left behind; all else goes by AdamW. m ← momentum·m + g, p ← p·(1 − rate·decay) − rate·scale·orthogonal(g + momentum·m), with
 * five {@linkplain NewtonSchulz Newton-Schulz} steps. A convolution's weights are a matrix with a row for each output channel.
 *
 * <p>AdamW has biases, norm layers and all of one dimension, and the weights in {@code rest}: those of embeddings and of the head,
 * as {@link #of} finds them. Both rates follow the schedule together. A method named like a component gives settings with that one
 * changed.
 *
 * @param learningRate of hidden matrices; default 0.02
 * @param momentum of hidden matrices; default 0.95
 * @param weightDecay of both, each by its own rate, decoupled; default 0
 * @param restRate AdamW's rate when that of the hidden matrices is {@code learningRate}; default 3e-4
 * @param restMomentum AdamW's β1; default 0.9
 * @param squareMomentum AdamW's β2; default 0.95
 * @param epsilon AdamW's ε; default 1e-10
 * @param scale how long steps are in matrices of different shapes
 * @param rest the paths, each of a weight or of a layer around it, of matrices that go by AdamW
 */
public record Muon(
        double learningRate,
        double momentum,
        double weightDecay,
        double restRate,
        double restMomentum,
        double squareMomentum,
        double epsilon,
        Scale scale,
        Set<String> rest)
        implements OptimizerSettings {
    private static final String HIDDEN = "hidden";

    /** How the length of a step depends on the matrix. */
    public enum Scale {
        /** √max(1, rows/columns), as Jordan et al. have it: outputs change by about the rate whatever the shape. */
        ASPECT {
            @Override
            double of(long rows, long columns) {
                return Math.sqrt(Math.max(1, (double) rows / columns));
            }
        },
        /** 0.2·√max(rows, columns) (Liu et al. 2025): elements move as far as with AdamW, so AdamW's rates and decays can be kept. */
        LIKE_ADAM {
            @Override
            double of(long rows, long columns) {
                return 0.2 * Math.sqrt((double) Math.max(rows, columns));
            }
        };

        abstract double of(long rows, long columns);
    }

    public Muon {
        new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
        new Hyper(restRate, restMomentum, 0, 0, 0);
        rest = Set.copyOf(rest);
        double given = learningRate;
        InputException.require(
                learningRate > 0,
                () -> "Muon's learning rate must be positive, as AdamW's stands in proportion to it, but was " + given
                        + ".");
    }

    /** The authors' settings, with the embeddings and the last weight matrix of a model left to AdamW. */
    public static Muon of(Layer model) {
        return new Muon(0.02, 0.95, 0, 3e-4, 0.9, 0.95, 1e-10, Scale.ASPECT, embeddingsAndHead(model));
    }

    /**
     * Steps as long as AdamW's (Liu et al. 2025), and so one rate and one decay for both.
     *
     * @param rate AdamW's, 1e-3 say
     * @param weightDecay AdamW's; 0.1 in the paper
     */
    public static Muon likeAdam(Layer model, double rate, double weightDecay) {
        return new Muon(rate, 0.95, weightDecay, rate, 0.9, 0.95, 1e-8, Scale.LIKE_ADAM, embeddingsAndHead(model));
    }

    public Muon learningRate(double newLearningRate) {
        return new Muon(
                newLearningRate, momentum, weightDecay, restRate, restMomentum, squareMomentum, epsilon, scale, rest);
    }

    public Muon momentum(double newMomentum) {
        return new Muon(
                learningRate, newMomentum, weightDecay, restRate, restMomentum, squareMomentum, epsilon, scale, rest);
    }

    public Muon weightDecay(double newWeightDecay) {
        return new Muon(
                learningRate, momentum, newWeightDecay, restRate, restMomentum, squareMomentum, epsilon, scale, rest);
    }

    public Muon restRate(double newRestRate) {
        return new Muon(
                learningRate, momentum, weightDecay, newRestRate, restMomentum, squareMomentum, epsilon, scale, rest);
    }

    public Muon restMomentum(double newRestMomentum) {
        return new Muon(
                learningRate, momentum, weightDecay, restRate, newRestMomentum, squareMomentum, epsilon, scale, rest);
    }

    public Muon squareMomentum(double newSquareMomentum) {
        return new Muon(
                learningRate, momentum, weightDecay, restRate, restMomentum, newSquareMomentum, epsilon, scale, rest);
    }

    public Muon epsilon(double newEpsilon) {
        return new Muon(
                learningRate, momentum, weightDecay, restRate, restMomentum, squareMomentum, newEpsilon, scale, rest);
    }

    public Muon scale(Scale newScale) {
        return new Muon(
                learningRate, momentum, weightDecay, restRate, restMomentum, squareMomentum, epsilon, newScale, rest);
    }

    public Muon rest(Set<String> newRest) {
        return new Muon(
                learningRate, momentum, weightDecay, restRate, restMomentum, squareMomentum, epsilon, scale, newRest);
    }

    @Override
    public Hyper hyper() {
        return new Hyper(learningRate, momentum, squareMomentum, epsilon, weightDecay);
    }

    /**
     * As {@link OptimizerSettings#build(List)}.
     *
     * @throws InputException also when a path of {@code rest} is not in the model
     */
    @Override
    public Optimizer build(List<? extends Map<String, Parameter>> groups) {
        for (String path : rest) {
            InputException.require(
                    groups.stream().flatMap(group -> group.keySet().stream()).anyMatch(name -> covers(path, name)),
                    () -> "Muon is to leave \"" + path + "\" to AdamW, but the model has no such path.");
        }
        return new Optimizer(groups, this);
    }

    @Override
    public String rule(String path, Parameter parameter) {
        boolean hidden = parameter.role() == Parameter.Role.WEIGHT
                && parameter.value().rank() > 1
                && rest.stream().noneMatch(left -> covers(left, path));
        return hidden ? HIDDEN : "";
    }

    @Override
    public List<Stepper> steppers() {
        return List.of(step -> {
            if (step.rule().equals(HIDDEN)) {
                moveHidden(step);
            } else {
                moveRest(step);
            }
        });
    }

    private void moveHidden(Step step) {
        Hyper hyper = step.hyper();
        TensorList average = Moments.undampened(step);
        TensorList direction = step.gradients().add(average, hyper.momentum());
        Decay.DECOUPLED.step(step);
        List<Tensor> weights = step.parameters().tensors();
        for (int i = 0; i < weights.size(); i++) {
            Tensor weight = weights.get(i);
            long rows = weight.size(0);
            long columns = weight.elements() / rows;
            Tensor move = NewtonSchulz.orthogonal(direction.get(i).reshape(rows, columns));
            weight.addInPlace(move.reshape(weight.shape().toArray()), -hyper.learningRate() * scale.of(rows, columns));
        }
    }

    private void moveRest(Step step) {
        Hyper hyper = step.hyper();
        Fused.adam(
                step.parameters(),
                step.gradients(),
                step.state(Moments.AVERAGE),
                step.state(Moments.SQUARES),
                step.counters(),
                hyper.learningRate() * (restRate / learningRate),
                restMomentum,
                hyper.squareMomentum(),
                hyper.epsilon(),
                step.weightDecay());
    }

    private static boolean covers(String path, String name) {
        return name.equals(path) || name.startsWith(path + ".");
    }

    private static Set<String> embeddingsAndHead(Layer model) {
        Set<String> found = new LinkedHashSet<>();
        model.walk((path, layer) -> {
            if (layer instanceof Embedding) {
                found.add(path);
            }
        });
        model.parameters().entrySet().stream()
                .filter(entry -> entry.getValue().role() == Parameter.Role.WEIGHT
                        && entry.getValue().value().rank() > 1)
                .reduce((before, last) -> last)
                .ifPresent(head -> found.add(head.getKey()));
        return found;
    }
}
