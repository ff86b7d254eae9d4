package ai.vivace.learn;

import ai.vivace.data.DataSet;
import ai.vivace.data.Source;
import ai.vivace.data.Task;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.loss.Loss;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * What can be known without looking at an input: how frequent each class is among the items to learn from.
 *
 * @param shares of the classes, whose sum is 1
 */
record ClassPrior(double[] shares) {
    /** That of a learner's training data; empty where the loss is no cross-entropy or items have no single class. */
    static Optional<ClassPrior> of(Learner learner) {
        DataSet items = learner.data().training().dataSet();
        if (!(learner.loss() instanceof CrossEntropy)
                || !(learner.data().task() instanceof Task.Classification classes)
                || !(items instanceof Source source)) {
            return Optional.empty();
        }
        double[] counts = new double[classes.labels().size()];
        for (int i = 0; i < source.size(); i++) {
            int number = source.classOf(i);
            if (number < 0 || number >= counts.length) {
                return Optional.empty();
            }
            counts[number]++;
        }
        return Optional.of(new ClassPrior(
                Arrays.stream(counts).map(count -> count / source.size()).toArray()));
    }

    /** Whether a model's output has one number for each class. */
    boolean fits(Tensor output) {
        return output.rank() == 2 && output.size(1) == shares.length;
    }

    /** The loss of answering every item by frequency; its mean over all items is the entropy -Σ π·log π. */
    double lossOfFrequency(Loss loss, Tensor output, Tensor target) {
        Tensor logits = Tensor.of(shares, Shape.of(1, shares.length))
                .log()
                .to(output.dtype())
                .to(output.device())
                .expand(output.shape().toArray());
        return loss.mean(logits, target).item();
    }

    /** The loss of answering all classes alike: ln K for K classes. */
    double lossOfNoPreference(Loss loss, Tensor output, Tensor target) {
        return loss.mean(output.detach().zerosLike(), target).item();
    }
}
