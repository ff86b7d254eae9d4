package ai.vivace.learn;

import ai.vivace.data.Array;
import ai.vivace.data.Batch;
import ai.vivace.data.BatchStream;
import ai.vivace.data.Loader;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.loss.CrossEntropy;
import ai.vivace.metric.Metric;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.Prediction;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a model over data without changing it: no gradients, every layer as in use, in memory for one batch at a time. */
final class Inference {
    private Inference() {}

    static void forEachOutput(UnaryLayer model, Loader loader, OutputConsumer consumer) {
        forEachOutput(model, loader, 0, consumer);
    }

    /** As the loader gives its items in an epoch, which matters where it changes them at random. */
    static void forEachOutput(UnaryLayer model, Loader loader, long epoch, OutputConsumer consumer) {
        model.evaluating(() -> Autograd.off(() -> {
            try (BatchStream stream = loader.epoch(epoch)) {
                while (next(stream, model, consumer)) {}
            }
            return model;
        }));
    }

    private static boolean next(BatchStream stream, UnaryLayer model, OutputConsumer consumer) {
        try (Scope scope = Scope.open()) {
            Batch batch = stream.next();
            if (batch == null) {
                return false;
            }
            consumer.accept(batch, full(model.apply(batch.input())));
            return true;
        }
    }

    /** Answers for raw inputs, a few at a time. */
    static List<Prediction> predict(Learner learner, List<? extends Array> raw) {
        TrainingData data = learner.data();
        data.preprocessing().check(raw);
        List<Prediction> answers = new ArrayList<>(raw.size());
        learner.model()
                .evaluating(() -> Autograd.off(() -> {
                    int most = data.validation().batchSize();
                    for (int start = 0; start < raw.size(); start += most) {
                        try (Scope scope = Scope.open()) {
                            List<? extends Array> batch = raw.subList(start, Math.min(raw.size(), start + most));
                            Tensor output =
                                    learner.model().apply(data.preprocessing().apply(batch, learner.device()));
                            double[] values =
                                    learner.loss().activate(full(output)).toDoubles();
                            int width = values.length / batch.size();
                            for (int from = 0; from < values.length; from += width) {
                                answers.add(Prediction.of(data.task(), Arrays.copyOfRange(values, from, from + width)));
                            }
                        }
                    }
                    return answers;
                }));
        return answers;
    }

    /** The output as float32 where mixed precision has made it coarser: losses and metrics need the range and the digits. */
    static Tensor full(Tensor output) {
        return output.dtype() == DType.BFLOAT16 ? output.to(DType.FLOAT32) : output;
    }

    static Evaluation evaluate(Learner learner, Loader loader) {
        List<Metric.Accumulator> accumulators =
                learner.metrics().stream().map(Metric::start).toList();
        double[] sum = new double[1];
        double[] answers = new double[1];
        forEachOutput(learner.model(), loader, (batch, output) -> {
            double wanted = answers(learner.data().task(), batch);
            if (wanted > 0) {
                sum[0] += learner.loss().mean(output, batch.target()).item() * wanted;
                answers[0] += wanted;
            }
            accumulators.forEach(accumulator -> accumulator.add(output, batch.target()));
        });
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < accumulators.size(); i++) {
            values.put(learner.metrics().get(i).name(), accumulators.get(i).value());
        }
        return new Evaluation(sum[0] / answers[0], values);
    }

    /** How many answers a batch's mean loss is the mean of; batches of tokens have any number. */
    private static double answers(Task task, Batch batch) {
        return task instanceof Task.TokenLabels || task instanceof Task.NextToken
                ? batch.target().ne((double) CrossEntropy.IGNORED).sum().item()
                : batch.size();
    }
}
